"""The correction loop (DS 57 arts. 13, 20 and 28): observar or objetar, and corregir."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from catalogo.plazos import dia_en_chile
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.transacciones import en_transaccion
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.estados import Accion
from solicitudes.models import Adjunto, DocumentoObservado, Observacion, Solicitud
from solicitudes.obligaciones import Comienzo
from solicitudes.pasos import Clase


class CorreccionIncompleta(ErrorDeDominio):
    """Documents to correct that have no new version, or papers that nobody asked for. ``codigos``: which."""

    codigo = 422

    def __init__(self, mensaje: str, codigos: list[str]) -> None:
        super().__init__(mensaje)
        self.codigos = codigos


@en_transaccion
def observar(
    *,
    actor: Any,
    solicitud_id: int,
    documentos: Mapping[str, str],
    motivo: str,
    propiedad_conjunta: bool = False,
    direccion: str | None = None,
) -> Solicitud:
    """Asks for a correction of ``documentos`` (code → reason of each, may be empty); ``motivo`` for the whole.

    After its term it is allowed and marked late, which SEC sees. ``propiedad_conjunta`` gives an NC the longer term
    (art. 28). Raises ``CorreccionIncompleta`` for a document that the request does not have.
    """
    return _pedir(
        accion=Accion.OBSERVAR,
        actor=actor,
        solicitud_id=solicitud_id,
        documentos=documentos,
        motivo=motivo,
        conjunta=propiedad_conjunta,
        direccion=direccion,
    )


@en_transaccion
def objetar(
    *,
    actor: Any,
    solicitud_id: int,
    motivo: str,
    documentos: Mapping[str, str] | None = None,
    direccion: str | None = None,
) -> Solicitud:
    """Objects to an MC that raises the capacity, within the term (art. 20). Without ``documentos``: the MC itself."""
    exigir_motivo(motivo, "Escribe por qué objetas el aumento de capacidad")
    return _pedir(
        accion=Accion.OBJETAR,
        actor=actor,
        solicitud_id=solicitud_id,
        documentos=documentos or {"manifestacion": ""},
        motivo=motivo,
        conjunta=False,
        direccion=direccion,
    )


def _pedir(
    *,
    accion: Accion,
    actor: Any,
    solicitud_id: int,
    documentos: Mapping[str, str],
    motivo: str,
    conjunta: bool,
    direccion: str | None,
) -> Solicitud:
    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        pedidos = _pedidos(solicitud, documentos)
        observacion = Observacion.objects.create(
            solicitud=solicitud,
            propiedad_conjunta=conjunta,
            tarde=_tarde(solicitud, instante),
            creada_por=actor,
            creada_en=instante,
        )
        DocumentoObservado.objects.bulk_create(
            DocumentoObservado(observacion=observacion, codigo=codigo, nombre=nombre, motivo=documentos[codigo])
            for codigo, nombre in pedidos.items()
        )
        return {
            "observacion": observacion.pk,
            "documentos": list(pedidos),
            "conjunta": conjunta,
            "tarde": observacion.tarde,
        }

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=accion,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        texto=motivo,
        comienzo=Comienzo(conjunta=conjunta),
    )


def _pedidos(solicitud: Solicitud, documentos: Mapping[str, str]) -> dict[str, str]:
    """Code → name of the documents asked for, in the order in which they were filed."""
    de_la_solicitud = dict(solicitud.adjuntos.order_by("pk").values_list("codigo", "nombre"))
    if not documentos or set(documentos) - set(de_la_solicitud):
        raise CorreccionIncompleta("Elige al menos un documento de la solicitud", sorted(documentos))
    return {codigo: nombre for codigo, nombre in de_la_solicitud.items() if codigo in documentos}


def _tarde(solicitud: Solicitud, instante: datetime) -> bool:
    plazo = solicitud.obligaciones.filter(clase__in=(Clase.OBSERVACION, Clase.OBJECION), termina_en=None).first()
    return plazo is not None and dia_en_chile(instante) > plazo.vence_el


@en_transaccion
def corregir(
    *, actor: Any, solicitud_id: int, archivos: Mapping[str, Archivo], direccion: str | None = None
) -> Solicitud:
    """Delivers the new versions (code → file received) of exactly the documents asked for; the old ones stay.

    A full term of the distributor starts with this reception. Raises ``CorreccionIncompleta``.
    """

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        observacion = observacion_abierta(solicitud)
        pedidos = {documento.codigo: documento.nombre for documento in observacion.documentos.all()}
        if distintos := set(pedidos) ^ set(archivos):
            raise CorreccionIncompleta("Sube los documentos que te pidieron corregir", sorted(distintos))
        versiones = dict(solicitud.adjuntos.values_list("codigo").annotate(Max("version")))
        Adjunto.objects.bulk_create(
            Adjunto(
                solicitud=solicitud,
                codigo=codigo,
                nombre=nombre,
                archivo=archivos[codigo],
                version=versiones[codigo] + 1,
                creado_en=instante,
            )
            for codigo, nombre in pedidos.items()
        )
        observacion.corregida_en = instante
        observacion.save(update_fields=["corregida_en"])
        return {
            "observacion": observacion.pk,
            "adjuntos": [[codigo, archivos[codigo].sha256_recibido] for codigo in pedidos],
        }

    return _aplicar(solicitud_id=solicitud_id, accion=Accion.CORREGIR, actor=actor, direccion=direccion, hijos=hijos)


def observacion_abierta(solicitud: Solicitud) -> Observacion:
    """The correction that the applicant owes."""
    return solicitud.observaciones.filter(corregida_en=None).prefetch_related("documentos").latest("pk")
