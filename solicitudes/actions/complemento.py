"""An incomplete answer is completed (DS 57 art. 79): one more version, the first and its date stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from nucleo.archivos.models import Archivo
from nucleo.comun.transacciones import en_transaccion
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.estados import Accion
from solicitudes.models import Respuesta, Solicitud


@en_transaccion
def pedir_complemento(*, actor: Any, solicitud_id: int, motivo: str, direccion: str | None = None) -> Solicitud:
    """The applicant says what the answer lacks; the distributor's term starts unless one already runs."""
    exigir_motivo(motivo, "Escribe qué le falta a la respuesta")
    return _aplicar(
        solicitud_id=solicitud_id, accion=Accion.PEDIR_COMPLEMENTO, actor=actor, direccion=direccion, texto=motivo
    )


@en_transaccion
def complementar(
    *,
    actor: Any,
    solicitud_id: int,
    archivo: Archivo,
    comentario: str = "",
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> Solicitud:
    """Adds a file, received before, and a comment to the answer, asked for or not.

    ``confirmado``: as in ``responder``.
    """

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        ultima = solicitud.respuestas.aggregate(ultima=Max("version"))["ultima"]
        respuesta = Respuesta.objects.create(
            solicitud=solicitud,
            version=ultima + 1,
            archivo=archivo,
            comentario=comentario,
            creada_por=actor,
            creada_en=instante,
            disponible_en=instante,
        )
        return {"respuesta": respuesta.pk, "archivo": archivo.sha256_guardado, "confirmado": list(confirmado)}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.COMPLEMENTAR,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
    )
