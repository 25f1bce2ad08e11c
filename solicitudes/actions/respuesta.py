"""The distributor's answer. The first one and its date never change (reglas.md 2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.texto import compacto
from solicitudes import obligaciones
from solicitudes.actions.aplicar import _aplicar
from solicitudes.estados import Accion, Estado
from solicitudes.models import Respuesta, Solicitud

_SUELTAN_LA_RESPUESTA = {Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO}


@transaction.atomic
def responder(
    *,
    actor: Any,
    solicitud_id: int,
    archivo: Archivo,
    comentario: str,
    numero_solicitud: str,
    token: UUID,
    direccion: str | None = None,
) -> str:
    """Stores the first answer and returns the folio; it opens at once unless a payment is pending.

    ``archivo`` was received before (no file is written while rows are locked). Raises ``NoPermitido``,
    or ``EstadoCambio`` when the request no longer admits an answer: then ``archivo`` stays unlinked.
    """
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=envios.huella("responder", solicitud_id),
        accion=lambda: _responder(actor, solicitud_id, archivo, comentario, numero_solicitud, direccion).folio,
    )


def _responder(
    actor: Any,
    solicitud_id: int,
    archivo: Archivo,
    comentario: str,
    numero_solicitud: str,
    direccion: str | None,
) -> Solicitud:
    def hijos(solicitud: Solicitud, instante: datetime) -> dict[str, Any]:
        abierta = Estado(solicitud.estado) in _SUELTAN_LA_RESPUESTA
        solicitud.respondida_en = instante
        solicitud.disponible_en = instante if abierta else None
        if numero_solicitud:
            solicitud.numero_solicitud = numero_solicitud
            solicitud.numero_solicitud_compacto = compacto(numero_solicitud)
        obligaciones.terminar(solicitud)
        respuesta = Respuesta.objects.create(
            solicitud=solicitud,
            archivo=archivo,
            comentario=comentario,
            creada_por=actor,
            creada_en=instante,
            disponible_en=solicitud.disponible_en,
        )
        return {
            "respuesta": respuesta.pk,
            "archivo": archivo.sha256_guardado,
            "disponible": abierta,
            "en_plazo": solicitud.respondida_en_plazo,
        }

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.RESPONDER,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=[
            "respondida_en",
            "disponible_en",
            "numero_solicitud",
            "numero_solicitud_compacto",
            "obligacion",
            "vence_el",
        ],
    )
