"""What others read of what somebody wrote."""

import pytest

from nucleo.comun.texto import folio, parrafos


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("Falta\u202e la firma", "Falta la firma"),
        ("\u2066uno\u2069 y \u200fdos", "uno y dos"),
        ("con\x07 campana\x1b[31m", "con campana[31m"),
        ("dos\r\nlíneas\ty una sangría", "dos\r\nlíneas\ty una sangría"),
        ("familia \U0001f469\u200d\U0001f467 entera", "familia \U0001f469\u200d\U0001f467 entera"),
    ],
)
def test_los_parrafos_pierden_lo_que_nadie_ve_y_nada_mas(escrito: str, leido: str) -> None:
    assert parrafos(escrito) == leido


def test_el_nulo_queda_para_que_el_formulario_nombre_su_campo() -> None:
    assert parrafos("a\0b") == "a\0b"


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [("yn 1", "YN1"), (" yn1 ", "YN1"), ("V 196", "V+196"), ("v+ 196", "V+196"), ("yn 19 2", "YN192"), ("y", "Y")],
)
def test_un_folio_se_lee_como_lo_escribe_la_gente(escrito: str, leido: str) -> None:
    assert folio(escrito) == leido
