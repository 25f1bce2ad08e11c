"""Every policy does what its words say (A-07, AUT-11)."""

import re
import unicodedata

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from hypothesis import example, given
from hypothesis import settings as ajustes
from hypothesis import strategies as st

from cuentas.claves.formularios import ConClaveNueva
from cuentas.claves.politicas import POLITICAS
from tests.personas import CLAVE

LETRAS = st.characters(categories=("Lu", "Ll"))
# Near the borders of every rule: letters, digits, spaces, symbols, emoji, combining marks.
TEXTOS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.text("abcXYZ0123456789ñ -_", min_size=4, max_size=34),
    st.text("aB3", min_size=5, max_size=12),
)


def _numeros(frase: str) -> list[int]:
    return [int(numero) for numero in re.findall(r"\d+", frase)]


@pytest.mark.req("A-07")
@ajustes(max_examples=2500, deadline=None)
@given(TEXTOS, st.booleans())
@example("abc123", False)
@example("abcde12345x", False)
def test_manual_2017_hace_lo_que_dice(clave, cambio):
    politica = POLITICAS["manual-2017"]
    minimo, maximo = _numeros(politica.texto(cambio=cambio))
    letras = [signo for signo in clave if unicodedata.category(signo) in ("Lu", "Ll")]
    cifras = [signo for signo in clave if signo in "0123456789"]
    cumple = (
        minimo <= len(clave) <= maximo and bool(letras) and bool(cifras) and len(letras) + len(cifras) == len(clave)
    )
    assert (politica.revisar(clave, cambio=cambio) == "") is cumple


@pytest.mark.req("A-07")
@ajustes(max_examples=2500, deadline=None)
@given(TEXTOS)
@example("Abcdefg1")
@example("Abcdefg")
def test_autogestion_2022_hace_lo_que_dice(clave):
    politica = POLITICAS["autogestion-2022"]
    (minimo,) = _numeros(politica.texto())
    cumple = (
        len(clave) >= minimo
        and clave != clave.upper()
        and any(signo.isupper() for signo in clave)
        and re.search("[0-9]", clave) is not None
    )
    if any(signo.islower() for signo in clave) == (clave != clave.upper()):  # letters without case pair aside
        assert (politica.revisar(clave) == "") is cumple


@pytest.mark.req("A-07")
@ajustes(max_examples=2500, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=140))
def test_moderna_pide_largo_y_nada_mas(clave):
    politica = POLITICAS["moderna"]
    (minimo,) = _numeros(politica.texto())
    mensaje = politica.revisar(clave)
    if not minimo <= len(clave) <= 128:
        assert "caracteres" in mensaje
    elif len(set(clave.casefold())) > 12:
        assert mensaje == ""  # any characters, in any composition


@pytest.mark.req("A-07")
def test_moderna_rechaza_las_veinte_mil_comunes_y_sus_disfraces():
    politica = POLITICAS["moderna"]
    comunes = sorted(clave for clave in CommonPasswordValidator().passwords if len(clave) >= 6)
    assert len(comunes) > 10_000
    vestidas = [comun if len(comun) >= 12 else f"{comun}{'2026!#' * 2}"[: max(12, len(comun) + 1)] for comun in comunes]
    aceptadas = [clave for clave in vestidas if not politica.revisar(clave)]
    # What remains ends or begins in digits itself ("1q2w3e"), so that its core is no longer the listed one.
    assert len(aceptadas) / len(vestidas) < 0.2, len(aceptadas)
    assert all(politica.revisar(clave) for clave in comunes)
    for clave in ("aaaaaaaaaaaa", "123456789012", "Password2026!", "clave clave clave", "qwertyuiopasdf"):
        assert politica.revisar(clave), clave


@pytest.mark.req("A-07")
@pytest.mark.parametrize(
    "clave",
    [
        "elena.araya.soto",
        "Elena-444444444",
        "elena@ejemplo.cl",
        "44.444.444-4 elena",
        "sec-portal-sec!",
        "enel araya 12",
    ],
)
def test_moderna_rechaza_lo_que_se_sabe_del_titular(clave):
    conocidas = [
        "444444444",
        "44444444",
        "Elena",
        "Araya Soto",
        "elena@ejemplo.cl",
        "sec",
        "portal",
        "Enel Distribución",
    ]
    assert POLITICAS["moderna"].revisar(clave, conocidas=conocidas)


def test_una_frase_que_nombra_algo_propio_sirve():
    assert not POLITICAS["moderna"].revisar("elena juega ajedrez en otoño", conocidas=["Elena"])


@pytest.mark.req("A-07")
@pytest.mark.django_db
def test_los_espacios_y_las_largas_se_guardan_tal_cual():
    clave = "  dos  espacios 🌲 y ñandú " + "z" * 70
    formulario = ConClaveNueva({"clave": clave, "clave2": clave})
    assert formulario.is_valid(), formulario.errors
    guardada = make_password(formulario.cleaned_data["clave"])
    assert check_password(clave, guardada) and not check_password(clave.strip(), guardada)
    assert not check_password(clave[:64], guardada)


@pytest.mark.req("A-07")
@pytest.mark.django_db
@pytest.mark.parametrize("politica", POLITICAS)
def test_el_formulario_dice_la_regla_y_la_cumple(politica, settings):
    settings.CLAVE_POLITICA = politica
    formulario = ConClaveNueva({"clave": "corta", "clave2": "corta"})
    assert formulario.fields["clave"].help_text == POLITICAS[politica].texto()
    assert "clave" in formulario.errors
    distinta = ConClaveNueva({"clave": "Tr3scoigue" if politica != "moderna" else CLAVE, "clave2": "otra"})
    assert "clave2" in distinta.errors
    larguisima = ConClaveNueva({"clave": "x" * 100_000, "clave2": "x" * 100_000})
    assert "caracteres o menos" in str(larguisima.errors["clave"])


@pytest.mark.req("A-07")
def test_el_hash_de_verdad_es_argon2id():
    from portal import settings as de_verdad

    assert de_verdad.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    hecho = make_password(CLAVE, hasher="argon2")
    assert hecho.startswith("argon2$argon2id$") and identify_hasher(hecho).algorithm == "argon2"
