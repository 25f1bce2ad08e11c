"""The thread between distributor and applicant (D-06, D-09)."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.transacciones import en_transaccion
from solicitudes import textos
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import FaltaMotivo, exigir_texto
from solicitudes.actions.una_vez import huella
from solicitudes.estados import Accion
from solicitudes.models import Comunicacion, Solicitud

LARGO = 300


@en_transaccion
def comunicar(
    *,
    actor: Any,
    solicitud_id: int,
    texto: str,
    token: UUID,
    archivo: Archivo | None = None,
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """Writes to the applicant, with a file received before if any, once per ``token``; returns the folio.

    ``confirmado``: as in ``responder``.
    """
    return _una_vez(
        accion=Accion.COMUNICAR,
        actor=actor,
        solicitud_id=solicitud_id,
        texto=texto,
        token=token,
        archivo=archivo,
        direccion=direccion,
        suyos={"confirmado": list(confirmado)},
    )


@en_transaccion
def responder_comunicacion(
    *,
    actor: Any,
    solicitud_id: int,
    texto: str,
    token: UUID,
    archivo: Archivo | None = None,
    direccion: str | None = None,
) -> str:
    """The applicant's reply; as ``comunicar``."""
    return _una_vez(
        accion=Accion.RESPONDER_COMUNICACION,
        actor=actor,
        solicitud_id=solicitud_id,
        texto=texto,
        token=token,
        archivo=archivo,
        direccion=direccion,
    )


def _una_vez(
    *,
    accion: Accion,
    actor: Any,
    solicitud_id: int,
    texto: str,
    token: UUID,
    archivo: Archivo | None,
    direccion: str | None,
    suyos: Datos | None = None,
) -> str:
    exigir_texto(texto, "Escribe el comentario")
    if len(texto) > LARGO:
        raise FaltaMotivo(f"El comentario debe tener {LARGO} caracteres o menos")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        sal = secrets.token_bytes(16)
        comunicacion = Comunicacion.objects.create(
            solicitud=solicitud,
            autor=actor,
            de_la_distribuidora=accion == Accion.COMUNICAR,
            texto=texto,
            sal=sal,
            archivo=archivo,
            creada_en=instante,
        )
        return {
            "comunicacion": comunicacion.pk,
            "huella": textos.huella(sal, texto),
            "archivo": archivo.sha256_guardado if archivo else None,
            **(suyos or {}),
        }

    def aplicar() -> str:
        return _aplicar(solicitud_id=solicitud_id, accion=accion, actor=actor, direccion=direccion, hijos=hijos).folio

    contenido = huella(accion.value, solicitud_id, texto=texto, archivo=archivo)
    return envios.una_sola_vez(usuario=actor, token=token, huella=contenido, accion=aplicar)
