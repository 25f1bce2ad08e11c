"""The terms of the expediente (L-08): the MC after the SC answer, and how long what was agreed stays in force.

Nothing is refused by them: who files late is told and marked (reglas.md 3).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from catalogo import reglas
from catalogo.plazos import calendario, dia_en_chile, vencimiento
from solicitudes.estados import SIN_EFECTO, Estado, Tipo
from solicitudes.models import CambioCapacidad, Expediente, Respuesta, Solicitud

MC_PRESENTACION, VIGENCIA = "mc-presentacion", "vigencia"
PRORROGAS = ("vigencia-prorroga", "vigencia-prorroga-especial", "vigencia-prorroga-conjunto")
CASO_SIMPLE = "sc-simple"
# DS 57 art. 21: what stays within this share of the permitted capacity needs no manifestación.
PARTE_SIN_MANIFESTACION = Decimal("0.4")


@dataclass(frozen=True)
class Termino:
    """A term of the expediente: its article, the day it counts from and the last one."""

    desde: date
    vence_el: date
    articulo: str
    prorrogado: bool = False


def vivas(solicitudes: Iterable[Solicitud], tipo: Tipo) -> list[Solicitud]:
    """Those of an expediente that count for a form, the newest first; 'otro documento' takes no step of it (S-07).

    Chosen here and not by the database: a page of several expedientes reads all of them at once.
    """
    de_la_forma = [s for s in solicitudes if s.tipo == tipo and not s.es_otro_documento]
    cuentan = [s for s in de_la_forma if Estado(s.estado) not in SIN_EFECTO]
    return sorted(cuentan, key=lambda s: (s.enviada_en, s.pk), reverse=True)


def necesita_manifestacion(conexion: Solicitud) -> bool | None:
    """Whether the answered SC must be followed by an MC (DS 57 arts. 21 and 44); None while nobody can tell."""
    respuesta = _primera_respuesta(conexion)
    if respuesta is None or conexion.disponible_en is None:
        return None
    if respuesta.manifestacion_necesaria is not None:
        return respuesta.manifestacion_necesaria
    if conexion.caso == CASO_SIMPLE:
        return False
    if respuesta.capacidad_permitida is None or conexion.capacidad_instalar is None:
        return True
    return bool(conexion.capacidad_instalar > respuesta.capacidad_permitida * PARTE_SIN_MANIFESTACION)


def aumenta(manifestacion: Solicitud) -> bool:
    """Whether an MC about to be filed raises what was permitted, and so may be objected to (DS 57 art. 20).

    It says that its capacity goes up, and the new one passes the CIP of the SC answer; without a CIP, its word stands.
    """
    if manifestacion.cambio_capacidad != CambioCapacidad.SUBE:
        return False
    conexiones = vivas(manifestacion.expediente.solicitudes.all(), Tipo.CONEXION)
    respuestas = (_primera_respuesta(conexion) for conexion in conexiones if conexion.disponible_en)
    permitida = next((respuesta.capacidad_permitida for respuesta in respuestas if respuesta), None)
    nueva = manifestacion.capacidad_nueva
    return permitida is None or nueva is None or nueva > permitida


def plazo_de_manifestacion(conexion: Solicitud) -> Termino | None:
    """The 20 days to file the MC, from the day on which the SC answer could be read; None where none is needed."""
    if not necesita_manifestacion(conexion) or conexion.disponible_en is None:
        return None
    return _termino(MC_PRESENTACION, dia_en_chile(conexion.disponible_en))


def vigencia(expediente: Expediente) -> Termino | None:
    """How long the NC may still be filed: of the MC, or of an SC answer that needs none (art. 24)."""
    base = _base_de_vigencia(expediente)
    termino = _vigencia_de(base) if base else None
    if base is None or termino is None or base.prorrogada_hasta is None:
        return termino
    return replace(termino, vence_el=base.prorrogada_hasta, prorrogado=True)


def vence_la_vigencia(solicitud: Solicitud) -> date | None:
    """The last day of what an SC or an MC keeps in force, without any extension; None while it keeps nothing."""
    termino = _vigencia_de(solicitud)
    return termino.vence_el if termino else None


def _vigencia_de(solicitud: Solicitud) -> Termino | None:
    """Of an MC from its filing, of an SC answer from the day on which it could be read."""
    desde = solicitud.enviada_en if solicitud.tipo == Tipo.MANIFESTACION else solicitud.disponible_en
    if desde is None or solicitud.es_otro_documento:
        return None
    return _termino(VIGENCIA, dia_en_chile(desde))


def llega_tarde(solicitud: Solicitud) -> bool:
    """Whether an MC or NC about to be filed comes after its term; it is filed all the same (art. 73)."""
    llegada = dia_en_chile(solicitud.enviada_en)
    if solicitud.es_otro_documento:
        return False
    if solicitud.tipo == Tipo.MANIFESTACION:
        conexiones = vivas(solicitud.expediente.solicitudes.all(), Tipo.CONEXION)
        respondida = next((s for s in conexiones if s.disponible_en), None)
        termino = plazo_de_manifestacion(respondida) if respondida else None
    elif solicitud.tipo == Tipo.NOTIFICACION:
        termino = vigencia(solicitud.expediente)
    else:
        return False
    return termino is not None and llegada > termino.vence_el


def _base_de_vigencia(expediente: Expediente) -> Solicitud | None:
    solicitudes = list(expediente.solicitudes.all())
    for manifestacion in vivas(solicitudes, Tipo.MANIFESTACION):
        if manifestacion.estado != Estado.OBSERVADA:
            return manifestacion
    for conexion in vivas(solicitudes, Tipo.CONEXION):
        if conexion.disponible_en and necesita_manifestacion(conexion) is False:
            return conexion
    return None


def _termino(caso: str, desde: date) -> Termino:
    regla = reglas.vigente(caso, desde)
    return Termino(desde, vencimiento(desde, regla.cantidad, regla.unidad, calendario()), regla.articulo)


def _primera_respuesta(solicitud: Solicitud) -> Respuesta | None:
    return next(iter(sorted(solicitud.respuestas.all(), key=lambda respuesta: respuesta.version)), None)
