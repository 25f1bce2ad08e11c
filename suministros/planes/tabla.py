"""The table of instalments, in whole pesos and by integers alone.

The method is the one that a person checks with a calculator, line by line: what is left after the first payment is
divided into equal parts, and each instalment carries the month's interest on what is still owed before it. No
interest on interest. French instalments would all be equal, and nobody could check one by hand.
"""

from dataclasses import dataclass
from datetime import date

from catalogo.plazos import MESES, Calendario, vencimiento

CENTESIMOS = 10_000  # of a percent in the whole: 1,5 % is 150


@dataclass(frozen=True)
class Cuota:
    """One line. ``numero`` 0 is the first payment; ``saldo`` is what is owed before it, ``capital`` what it lowers."""

    numero: int
    vence_el: date
    saldo: int
    capital: int
    interes: int

    @property
    def monto(self) -> int:
        return self.capital + self.interes

    @property
    def queda(self) -> int:
        return self.saldo - self.capital


def tabla(
    deuda: int, primer_pago: int, cuotas: int, interes: int, primera_fecha: date, calendario: Calendario
) -> tuple[Cuota, ...]:
    """First payment, if any, and ``cuotas`` monthly instalments; their sum is the debt plus the interest, to the peso.

    ``deuda`` and ``primer_pago`` in whole pesos, ``interes`` monthly in hundredths of a percent. The first payment
    falls on ``primera_fecha``, which carries no interest; instalment k falls k months later, and a day that is not
    hábil moves to the next one. Pesos that do not divide go one each to the first instalments; interest is rounded
    to the nearest peso, a half upwards. ValueError unless every instalment has a peso of capital at least.
    """
    saldo = deuda - primer_pago
    if primer_pago < 0 or interes < 0 or cuotas < 1 or saldo < cuotas:
        raise ValueError("No hay saldo para esas cuotas")
    primera_fecha = calendario.habil_desde(primera_fecha)
    lineas = [Cuota(0, primera_fecha, deuda, primer_pago, 0)] if primer_pago else []
    parte, sobra = divmod(saldo, cuotas)
    for numero in range(1, cuotas + 1):
        capital = parte + (numero <= sobra)
        vence_el = vencimiento(primera_fecha, numero, MESES, calendario)
        lineas.append(Cuota(numero, vence_el, saldo, capital, interes_de(saldo, interes)))
        saldo -= capital
    return tuple(lineas)


def interes_de(saldo: int, interes: int) -> int:
    """A month's interest on ``saldo``, to the nearest peso."""
    return (2 * saldo * interes + CENTESIMOS) // (2 * CENTESIMOS)


def minimo_de(deuda: int, porcentaje: int) -> int:
    """The least first payment: ``porcentaje`` of the debt, upwards to the whole peso."""
    return -(-deuda * porcentaje // 100)
