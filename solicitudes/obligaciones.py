"""Which deadline runs, from when, and until when (reglas.md 3, table of steps)."""

from datetime import date, datetime
from typing import Any

from catalogo import reglas
from catalogo.plazos import Plazo, calcular, calendario, calendario_al_dia, dia_en_chile, vencimiento
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud

SI_RESPUESTA, SC_CON_SI, SC_SIN_SI = "si-respuesta", "sc-con-si", "sc-sin-si"
NC_RESPUESTA, MC_OBJECION = "nc-respuesta", "mc-objecion"


def recibida_el(enviada_en: datetime) -> date:
    """The day of reception: the date in Chile of ``enviada_en``, or the next hábil."""
    return calendario_al_dia().habil_desde(dia_en_chile(enviada_en))


def caso_de_envio(solicitud: Solicitud, *, con_si: bool) -> str:
    """The case of the deadline that filing starts; empty for an MC that does not raise the capacity.

    ``con_si``: the expediente holds an answered Solicitud de Información.
    """
    if solicitud.tipo == Tipo.MANIFESTACION:
        return MC_OBJECION if solicitud.aumenta_capacidad else ""
    if solicitud.tipo == Tipo.CONEXION:
        return SC_CON_SI if con_si else SC_SIN_SI
    return SI_RESPUESTA if solicitud.tipo == Tipo.INFORMACION else NC_RESPUESTA


def comenzar(solicitud: Solicitud, caso: str, desde: datetime) -> dict[str, Any]:
    """Starts the obligation ``caso`` at ``desde`` and returns what its event keeps of the rule applied."""
    if not caso:
        terminar(solicitud)
        return {"caso": "", "regla": None, "vence_el": ""}
    regla = reglas.vigente(caso, solicitud.recibida_el)
    # What is stored is counted on the holidays of this moment, not on those that this process read a while ago.
    vence_el = vencimiento(desde, regla.cantidad, regla.unidad, calendario_al_dia())
    solicitud.obligacion, solicitud.vence_el = caso, vence_el
    if caso != MC_OBJECION:
        solicitud.plazo_respuesta_el = vence_el
    return {"caso": caso, "regla": regla.pk, "vence_el": vence_el.isoformat()}


def terminar(solicitud: Solicitud) -> None:
    solicitud.obligacion, solicitud.vence_el = "", None


def explicar(solicitud: Solicitud) -> tuple[Any, Plazo] | None:
    """The rule and the count behind the answer's term, line by line; None where none was owed (L-03)."""
    caso = solicitud.obligacion or solicitud.caso
    if not caso:
        return None
    regla = reglas.vigente(caso, solicitud.recibida_el)
    return regla, calcular(solicitud.enviada_en, regla.cantidad, regla.unidad, calendario())
