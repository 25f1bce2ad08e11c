"""RUT, DNI and mobiles read in one place (A-02, A-10, A-11)."""

import pytest
from hypothesis import example, given
from hypothesis import settings as ajustes
from hypothesis import strategies as st
from stdnum.cl import rut as _rut

from cuentas.celular import ARGENTINO, CelularIncorrecto, leer_celular, mostrar_celular
from nucleo.comun.identidad import DocumentoIncorrecto, es_de_empresa, leer_dni, leer_rut, mostrar_dni, mostrar_rut
from tests.largo import cuantos

NUMEROS = st.integers(100_000, 99_999_999)


def _digito(numero: int) -> str:
    return _rut.calc_check_digit(str(numero))


@st.composite
def escrituras(draw) -> tuple[str, str]:
    """A RUT, compact, and one of the ways to write it."""
    numero = draw(NUMEROS)
    digito = _digito(numero)
    cuerpo = draw(st.sampled_from([str(numero), f"{numero:,}".replace(",", "."), f"{numero:09d}"[-9:].lstrip("0")]))
    if draw(st.booleans()):
        cuerpo = f"0{cuerpo}" if len(cuerpo) < 8 else cuerpo
    separador = draw(st.sampled_from(["", "-", " - ", "\u2010", "–"]))
    if draw(st.booleans()):
        digito = digito.lower()
    return f"{numero}{_digito(numero)}", draw(st.sampled_from(["", " ", "\t"])) + cuerpo + separador + digito


@pytest.mark.req("A-02", "A-10")
@ajustes(max_examples=cuantos(1000, 5000), deadline=None)
@given(escrituras())
def test_leer_mostrar_y_leer_es_la_identidad(caso):
    compacto, escrito = caso
    assert leer_rut(escrito) == compacto
    assert leer_rut(mostrar_rut(compacto)) == compacto and mostrar_rut(leer_rut(mostrar_rut(compacto))) == mostrar_rut(
        compacto
    )


@pytest.mark.req("A-02")
@ajustes(max_examples=cuantos(300, 1000), deadline=None)
@given(NUMEROS)
def test_todo_digito_equivocado_se_rechaza_con_su_frase(numero):
    for digito in set("0123456789K") - {_digito(numero)}:
        with pytest.raises(DocumentoIncorrecto, match="dígito verificador no corresponde"):
            leer_rut(f"{numero}-{digito}")


@ajustes(max_examples=500, deadline=None)
@given(st.text(max_size=60))
@example("0-0")
@example("00000000-0")
@example("١٢٣٤٥٦٧٨-٥")
@example("12345678-5; DROP")
def test_cualquier_texto_se_lee_o_se_rechaza_con_palabras(texto):
    for leer in (leer_rut, leer_dni, leer_celular):
        try:
            leido = leer(texto)
        except (DocumentoIncorrecto, CelularIncorrecto) as error:
            assert str(error).startswith(("Escribe", "El dígito"))
        else:
            assert leido.isascii() and leer(leido) == leido


def test_el_rut_de_empresa_empieza_en_cincuenta_millones():
    assert es_de_empresa(f"50000000{_digito(50_000_000)}") and not es_de_empresa(f"49999999{_digito(49_999_999)}")


@pytest.mark.req("A-10")
def test_el_dni_argentino():
    assert leer_dni("20.123.456") == leer_dni("20123456") == "20123456" and mostrar_dni("20123456") == "20.123.456"
    for malo in ("123", "123456789", "2012345K", "00000000"):
        with pytest.raises(DocumentoIncorrecto):
            leer_dni(malo)


@pytest.mark.req("A-11")
@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("+56 9 1234 5678", "+56912345678"),
        ("9 1234 5678", "+56912345678"),
        ("56912345678", "+56912345678"),
        ("11 2345 6789", "+5491123456789"),
        ("+54 11 2345-6789", "+5491123456789"),
        ("+54 9 261 412 3456", "+5492614123456"),
    ],
)
def test_los_celulares_de_los_dos_paises(escrito, leido):
    assert leer_celular(escrito) == leido and leer_celular(mostrar_celular(leido)) == leido


@pytest.mark.req("A-11")
@pytest.mark.parametrize(
    ("con_cero_o_quince", "sin"),
    [
        ("0264 15 412 3456", "+54 9 264 412-3456"), ("264 15 412-3456", "+54 9 264 412-3456"),
        ("02646 15 412345", "+54 9 2646 41-2345"), ("011 15 2345 6789", "+54 9 11 2345-6789"),
        ("0264 412 3456", "+54 9 264 412-3456"), ("+54 264 15 412 3456", "+54 9 264 412-3456"),
        ("+54 9 11 15 2345 6789", "+54 9 11 2345-6789"),
    ],
)  # fmt: skip
def test_a_quien_lo_escribe_con_0_y_15_se_le_dice_como_es_el_suyo(con_cero_o_quince, sin):
    """A landline of Argentina dialled so cannot be told from a mobile: the code by SMS decides."""
    try:
        leer_celular(con_cero_o_quince)
    except CelularIncorrecto as error:
        assert str(error) in (f"Escribe el código de área sin 0 y el número sin 15: {sin}", ARGENTINO)
        leido = leer_celular(sin)
        assert mostrar_celular(leido) == sin
    else:
        pytest.fail("con 0 o 15 no se guarda")


@pytest.mark.req("A-11")
@pytest.mark.parametrize(
    "malo", ["2 2123 4567", "+56 2 2123 4567", "011 2345 6789", "11 15 2345 6789", "+1 202 555 0143", "9123"]
)
def test_fijos_y_escrituras_de_mas_se_rechazan(malo):
    with pytest.raises(CelularIncorrecto, match="^Escribe"):
        leer_celular(malo)
