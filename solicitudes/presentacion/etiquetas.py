"""Facts that are no state, as small labels (DISENO 4.1)."""

from dataclasses import dataclass

from nucleo.comun.reloj import hoy
from solicitudes.estados import CERRADOS, Estado
from solicitudes.presentacion.legajo import Legajo


@dataclass(frozen=True)
class Etiqueta:
    """``tono``: a class of ``.etiqueta`` (alerta, aviso, info)."""

    texto: str
    tono: str


def etiquetas(legajo: Legajo) -> list[Etiqueta]:
    solicitud, del_personal = legajo.solicitud, not legajo.user.es_solicitante
    posibles = (
        (legajo.user.es_distribuidora and solicitud.es_nueva, "Nueva", "info"),
        (fuera_de_plazo(legajo), "Fuera de plazo", "alerta"),
        (solicitud.fuera_de_vigencia, "Fuera de vigencia", "aviso"),
        # The queue of a distributor is between it, those who waited and SEC; here only the last reads it.
        (solicitud.fuera_de_orden and del_personal, "Fuera de orden", "aviso"),
        (solicitud.pago_sin_revisar, "Pago sin revisar", "aviso"),
        (legajo.trabada and del_personal, "Respuesta trabada por el pago", "aviso"),
    )
    puestas = [Etiqueta(texto, tono) for hay, texto, tono in posibles if hay]
    if del_personal and solicitud.asignada_a is not None:
        puestas.append(Etiqueta(f"Asignada a {solicitud.asignada_a.nombre}", "info"))
    return puestas


def fuera_de_plazo(legajo: Legajo) -> bool:
    """The answer came late, or is late and still owed."""
    solicitud = legajo.solicitud
    if solicitud.respondida_en is not None:
        return solicitud.respondida_en_plazo is False
    if solicitud.plazo_respuesta_el is None or Estado(solicitud.estado) in {*CERRADOS, Estado.OBSERVADA}:
        return False
    return solicitud.plazo_respuesta_el < hoy()
