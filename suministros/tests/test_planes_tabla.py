"""The table of instalments: whole pesos that add up, whatever is asked (reglas.md 8)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogo.plazos import Calendario
from suministros.planes.tabla import Cuota, minimo_de, tabla
from tests.largo import cuantos

pytestmark = pytest.mark.req("U-09")
NAVIDAD, ANIO_NUEVO = date(2026, 12, 25), date(2027, 1, 1)
DIAS = Calendario([NAVIDAD, ANIO_NUEVO, date(2027, 4, 2)])


@st.composite
def pedidos(sacar: st.DrawFn) -> tuple[int, int, int, int]:
    cuotas = sacar(st.integers(1, 60))
    primer_pago = sacar(st.integers(0, 10**9))
    saldo = sacar(st.integers(cuotas, 10**12))
    return primer_pago + saldo, primer_pago, cuotas, sacar(st.integers(0, 1_000))


@settings(max_examples=cuantos(150, 5_000), deadline=None)
@given(pedidos(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
@example((1, 0, 1, 0), date(2026, 12, 25))
@example((60, 0, 60, 1_000), date(2026, 12, 31))
@example((10**12, 1, 60, 1_000), date(2027, 1, 30))
def test_las_cuotas_suman_la_deuda_y_el_interes_al_peso(pedido: tuple[int, int, int, int], dia: date) -> None:
    deuda, primer_pago, cuotas, interes = pedido
    lineas = tabla(deuda, primer_pago, cuotas, interes, dia, DIAS)
    assert len([linea for linea in lineas if linea.numero]) == cuotas
    assert sum(linea.capital for linea in lineas) == deuda
    assert sum(linea.monto for linea in lineas) == deuda + sum(linea.interes for linea in lineas)
    assert all(isinstance(valor, int) for linea in lineas for valor in (linea.saldo, linea.capital, linea.interes))
    assert [linea.saldo for linea in lineas[1:]] == [linea.queda for linea in lineas[:-1]]
    assert (lineas[0].saldo, lineas[-1].queda) == (deuda, 0)
    _capitales_parejos(lineas)
    for linea in lineas:
        exacto = Fraction(linea.saldo * interes, 10_000) if linea.numero else Fraction(0)
        assert abs(exacto - linea.interes) <= Fraction(1, 2)
        assert DIAS.es_habil(linea.vence_el)
    assert [linea.vence_el for linea in lineas] == sorted({linea.vence_el for linea in lineas})


def _capitales_parejos(lineas: tuple[Cuota, ...]) -> None:
    """Equal, but for one peso more in the first ones."""
    capitales = [linea.capital for linea in lineas if linea.numero]
    assert min(capitales) >= 1 and max(capitales) - min(capitales) <= 1
    assert capitales == sorted(capitales, reverse=True)


def test_un_caso_hecho_a_mano() -> None:
    """$117.160, first payment $23.432, three instalments at 1,5 %: 93.728 left, 31.243 + 31.243 + 31.242."""
    lineas = tabla(117_160, 23_432, 3, 150, date(2026, 11, 25), DIAS)
    assert [(c.numero, c.vence_el.isoformat(), c.saldo, c.capital, c.interes, c.monto) for c in lineas] == [
        (0, "2026-11-25", 117_160, 23_432, 0, 23_432),
        (1, "2026-12-28", 93_728, 31_243, 1_406, 32_649),  # the 25th is Christmas, then a weekend
        (2, "2027-01-25", 62_485, 31_243, 937, 32_180),
        (3, "2027-02-25", 31_242, 31_242, 469, 31_711),
    ]


def test_el_fin_de_mes_y_el_medio_peso() -> None:
    lineas = tabla(400, 0, 2, 25, date(2027, 1, 29), DIAS)
    # 29 January + 1 month is Sunday 28 February, which moves; 400 × 0,25 % is one peso, 200 × 0,25 % a half: up.
    assert [c.vence_el for c in lineas] == [date(2027, 3, 1), date(2027, 3, 29)]
    assert [c.interes for c in lineas] == [1, 1]


@pytest.mark.parametrize(
    "pedido", [(100, 100, 1, 0), (100, 0, 101, 0), (100, -1, 2, 0), (100, 0, 0, 0), (100, 0, 1, -1)]
)
def test_lo_que_no_deja_cuotas_no_tiene_tabla(pedido: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="No hay saldo"):
        tabla(*pedido, date(2026, 11, 25), DIAS)


@settings(max_examples=cuantos(50, 1_000), deadline=None)
@given(st.integers(1, 10**12), st.integers(0, 90))
def test_el_minimo_es_el_primer_peso_que_alcanza_el_porcentaje(deuda: int, parte: int) -> None:
    minimo = minimo_de(deuda, parte)
    assert Fraction(minimo) >= Fraction(deuda * parte, 100) > Fraction(minimo - 1)
