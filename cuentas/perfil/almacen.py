"""Django's session engine over our own table (``SESSION_ENGINE``)."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DeDjango


class SessionStore(DeDjango):
    @classmethod
    def get_model_class(cls) -> Any:
        from cuentas.perfil.models import Sesion

        return Sesion

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        fila: Any = super().create_model_instance(data)
        fila.usuario_id = data.get(SESSION_KEY)
        fila.abierta_en, fila.vista_en = _instante(data.get("abierta")), _instante(data.get("vista"))
        fila.direccion, fila.agente = data.get("direccion"), data.get("agente", "")
        return fila


def _instante(segundos: int | None) -> datetime | None:
    return datetime.fromtimestamp(segundos, UTC) if segundos else None
