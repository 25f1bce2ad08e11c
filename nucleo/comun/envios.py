"""Idempotency: a form that files something carries a token, and runs once however often it is sent (CON-4)."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import connection, transaction

from nucleo.comun.errores import EstadoCambio
from nucleo.comun.models import Envio
from nucleo.comun.reloj import ahora

if TYPE_CHECKING:
    from cuentas.models import Usuario

GUARDADO = timedelta(hours=24)


def token_nuevo() -> str:
    return str(uuid.uuid4())


def huella(*partes: Any) -> str:
    """A fingerprint of what was sent: texts, numbers, lists and dicts, in the order given."""
    return hashlib.sha256(json.dumps(partes, sort_keys=True, default=str).encode()).hexdigest()


def una_sola_vez(*, usuario: "Usuario", token: str | uuid.UUID, huella: str, accion: Callable[[], str]) -> str:
    """Runs ``accion`` once per (usuario, token) and returns the address it gave, now and on every repetition.

    First lock of the order (seguridad.md 4.4): call it inside the transaction, before any other row is locked.
    A parallel repetition waits on the unique key until the first commits, then reads its result; if the first
    rolled back, the next one runs. ``huella`` identifies the content (``envios.huella``).

    Raises ``EstadoCambio`` (409) when the token comes back with other content, ``TransactionManagementError``
    outside a transaction, and whatever ``accion`` raises.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("una_sola_vez() belongs inside the transaction of its action")
    huella = hashlib.sha256(huella.encode()).hexdigest()
    if not _apartar(usuario.pk, token, huella):
        return _resultado(usuario.pk, token, huella)
    resultado = accion()
    Envio.objects.filter(usuario=usuario, token=token).update(resultado=resultado)
    return resultado


def _apartar(usuario_id: int, token: str | uuid.UUID, huella: str) -> bool:
    """Whether this call is the first. ``bulk_create(ignore_conflicts=True)`` does not tell."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO comun_envio (usuario_id, token, huella, resultado, creado_en) VALUES (%s, %s, %s, '', %s)"
            " ON CONFLICT (usuario_id, token) DO NOTHING",
            [usuario_id, str(token), huella, ahora()],
        )
        return bool(cursor.rowcount)


def _resultado(usuario_id: int, token: str | uuid.UUID, huella: str) -> str:
    envio = Envio.objects.get(usuario_id=usuario_id, token=token)
    if envio.huella != huella:
        raise EstadoCambio(
            "Ya enviaste este formulario con otros datos. Ábrelo de nuevo si quieres enviar algo distinto.",
            cuando=envio.creado_en,
            enlace=envio.resultado,
        )
    return envio.resultado


def resultado_previo(*, usuario: "Usuario", huella: str) -> str:
    """What the same content of this person gave within a day, whatever its token; empty when nothing did."""
    huella = hashlib.sha256(huella.encode()).hexdigest()
    previo = Envio.objects.filter(usuario=usuario, huella=huella).exclude(resultado="").order_by("-creado_en").first()
    return previo.resultado if previo else ""


def barrer() -> int:
    """Deletes the tokens older than a day; returns how many."""
    return Envio.objects.filter(creado_en__lt=ahora() - GUARDADO).delete()[0]


class CampoToken(forms.UUIDField):
    """The hidden token of a form. It survives the errors of other fields; one that was tampered with is renewed."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "Revisa los datos y envía el formulario otra vez",
        "invalid": "Revisa los datos y envía el formulario otra vez",
    }

    def __init__(self, **opciones: Any) -> None:
        super().__init__(**{"initial": token_nuevo, "label": "", **opciones})

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return str(uuid.UUID(str(data)))
        except ValueError:
            return initial
