"""The deadline traffic light of DISENO 4.2 as data: templates draw it and compute nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings

from catalogo.plazos import Calendario, habiles_entre, restan

Lector = Literal["solicitante", "personal"]

ICONOS = {
    "en-plazo": "clock",
    "por-vencer": "exclamation-triangle",
    "hoy": "alarm",
    "vencida": "exclamation-octagon-fill",
    "pausada": "pause-circle",
    "cerrada": "check-lg",
    "sin-plazo": "dash-lg",
}
DIAS_POR_VENCER = 3  # unless the setting PLAZO_DIAS_POR_VENCER says otherwise


@dataclass(frozen=True)
class Semaforo:
    """``fecha`` is the day that ``segunda_linea`` names, for ``<time datetime>``."""

    tipo: str
    primera_linea: str
    segunda_linea: str
    fecha: date

    @property
    def icono(self) -> str:
        return ICONOS[self.tipo]


def dias(cuantos: int) -> str:
    return "1 día" if cuantos == 1 else f"{cuantos} días"


def semaforo(
    vence_el: date,
    hoy: date,
    calendario: Calendario,
    *,
    para: Lector = "personal",
    verbo: str = "Vence",
    espera_pago: bool = False,
) -> Semaforo:
    """The light of a term that runs. Days are días hábiles.

    ``para``: distributor and SEC read "Vence en 8 días", the applicant "Quedan 9 días / hasta el …".
    ``verbo``: what falls due, for the staff: "Validar en 1 día". ``espera_pago``: the clock runs on while
    the applicant owes a payment, and the second line says so (DISENO 14).
    """
    if hoy > vence_el:
        atraso = habiles_entre(vence_el, hoy, calendario)
        # On the weekend after the last day no día hábil has gone by yet.
        primera = f"Vencida hace {dias(atraso)}" if atraso else "Vencida"
        return _con_pago(Semaforo("vencida", primera, f"venció el {vence_el:%d-%m-%Y}", vence_el), para, espera_pago)
    quedan = restan(vence_el, hoy, calendario)
    limite = getattr(settings, "PLAZO_DIAS_POR_VENCER", DIAS_POR_VENCER)
    tipo = "hoy" if hoy == vence_el else "por-vencer" if quedan <= limite else "en-plazo"
    if tipo == "hoy":
        primera = "Vence hoy" if para == "solicitante" else f"{verbo} hoy"
    elif para == "solicitante":
        primera = f"{'Queda' if quedan == 1 else 'Quedan'} {dias(quedan)}"
    else:
        primera = f"{verbo} en {dias(quedan)}"
    segunda = f"hasta el {vence_el:%d-%m-%Y}" if para == "solicitante" else f"{vence_el:%d-%m-%Y}"
    return _con_pago(Semaforo(tipo, primera, segunda, vence_el), para, espera_pago)


def _con_pago(luz: Semaforo, para: Lector, espera_pago: bool) -> Semaforo:
    # Relative words always come with the date (DISENO 3.3), so it stays before the words of DISENO 14.
    if not espera_pago:
        return luz
    a_quien = "Espera tu pago" if para == "solicitante" else "Espera el pago del solicitante"
    return Semaforo(luz.tipo, luz.primera_linea, f"{luz.segunda_linea} · {a_quien}", luz.fecha)


def pausada(desde: date, *, para: Lector = "personal") -> Semaforo:
    """Observada: the clock stopped on ``desde`` and the applicant must act."""
    primera = "Espera tu corrección" if para == "solicitante" else "Espera al solicitante"
    return Semaforo("pausada", primera, f"desde el {desde:%d-%m-%Y}", desde)


def cerrada(respondida_el: date, vence_el: date | None) -> Semaforo:
    """Answered on ``respondida_el``; ``vence_el``: the last day that the answer had, None if it had none."""
    primera = "Respondida"
    if vence_el is not None:
        primera += " en plazo" if respondida_el <= vence_el else " fuera de plazo"
    return Semaforo("cerrada", primera, f"el {respondida_el:%d-%m-%Y}", respondida_el)


def sin_plazo(recibida_el: date, *, primera_linea: str = "No requiere respuesta") -> Semaforo:
    """No clock; ``primera_linea`` for what ended without an answer, such as "Anulada"."""
    return Semaforo("sin-plazo", primera_linea, f"recibida el {recibida_el:%d-%m-%Y}", recibida_el)
