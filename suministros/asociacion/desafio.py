"""The proof that somebody receives the invoices of a supply (U-03; reglas.md 8; seguridad.md, Decided 8).

One of the last two invoices is chosen and its amount and due date are typed. Three tries per supply and day of Chile,
from anybody, each reserved before it is judged. A supply without two invoices is judged as any other: the same two
rows are asked for and the same word answers, so that nobody learns what the register holds.
"""

from dataclasses import astuple, dataclass
from datetime import date, timedelta

from django.db import models

from cuentas.models import Usuario
from nucleo.comun import limites
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.reloj import hoy
from suministros.models import EstadoFactura, Factura

POR_DIA = 3
AGOTADO = "Ya se hicieron los tres intentos de hoy para este suministro. Vuelve a intentarlo mañana."
# The day stands in the key: the window only has to outlast it, also when the clocks change.
_VENTANA = timedelta(hours=36)


class Cual(models.TextChoices):
    ULTIMA = "ultima", "La última"
    PENULTIMA = "penultima", "La penúltima (la anterior a la última)"


@dataclass(frozen=True)
class Respuesta:
    """``monto`` in whole pesos."""

    cual: str
    monto: int
    vence_el: date


def quedan(suministro_id: int) -> int:
    """Tries left today: to draw a page, never to decide."""
    return limites.quedan(_clave(suministro_id), POR_DIA, _VENTANA)


def juzgar(*, usuario: Usuario, suministro_id: int, respuesta: Respuesta) -> bool:
    """Whether ``respuesta`` is right. Outside any transaction, so that a refusal undoes no count.

    The same wrong answer sent twice (a double click, a reload) takes one try; a right one takes none. Raises
    ``DemasiadosIntentos`` when no try was left.
    """
    del_dia = _clave(suministro_id)
    misma = limites.clave("suministro-errada", usuario.pk, suministro_id, hoy(), *astuple(respuesta))
    nueva = not limites.agotado(misma, 1, _VENTANA)
    if nueva and not limites.reservar(del_dia, POR_DIA, _VENTANA):
        raise DemasiadosIntentos(AGOTADO, espera=limites.espera(del_dia, timedelta(days=1)))
    acierta = _coincide(suministro_id, respuesta)
    if nueva and acierta:
        limites.devolver(del_dia)
    elif nueva:
        limites.reservar(misma, 1, _VENTANA)
    return acierta


def _clave(suministro_id: int) -> str:
    return limites.clave("suministro-desafio", suministro_id, hoy())


def _coincide(suministro_id: int, respuesta: Respuesta) -> bool:
    """An annulled invoice is neither the last nor the one before: nobody was asked to pay it."""
    de_ella = Factura.objects.filter(suministro_id=suministro_id).exclude(estado=EstadoFactura.ANULADA)
    dos = list(de_ella.recientes_primero().values_list("monto", "vence_el")[:2])
    lugar = 0 if respuesta.cual == Cual.ULTIMA else 1
    return dos[lugar : lugar + 1] == [(respuesta.monto, respuesta.vence_el)]
