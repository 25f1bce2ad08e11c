"""Every colour pair of DISENO 3 and 4, measured on the tokens that ``portal.css`` really holds (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

HOJA = (Path(__file__).parent.parent / "static/css/portal.css").read_text()
TOKENS = dict(re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{6})\b", HOJA.split("html:root")[0]))
TEXTO, GRAFICO = 4.5, 3.0
BLANCO = "#FFFFFF"
ESTADOS = sorted({nombre[2:-2] for nombre in TOKENS if nombre.startswith("e-")})


def luminancia(color: str) -> float:
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return 0.2126 * lineales[0] + 0.7152 * lineales[1] + 0.0722 * lineales[2]


def razon(uno: str, otro: str) -> float:
    clara, oscura = sorted((luminancia(uno), luminancia(otro)), reverse=True)
    return (clara + 0.05) / (oscura + 0.05)


def valor(nombre: str) -> str:
    return nombre if nombre.startswith("#") else TOKENS[nombre]


PARES = [
    *[
        (texto, fondo, TEXTO)
        for texto in ("p-texto", "p-texto-2")
        for fondo in ("p-fondo", "p-superficie", "p-primario-suave", "p-exito-suave", "p-aviso-suave", "p-error-suave")
    ],
    *[
        (texto, fondo, TEXTO)
        for texto in ("p-enlace", "p-enlace-hover")
        for fondo in ("p-fondo", "p-superficie", "p-primario-suave")
    ],
    *[("p-enlace", fondo, TEXTO) for fondo in ("p-error-suave", "p-exito-suave", "p-aviso-suave")],
    *[
        (BLANCO, fondo, TEXTO)
        for fondo in ("p-primario", "p-primario-hover", "p-primario-activo", "p-error", "p-marino")
    ],
    *[(texto, "p-fondo", TEXTO) for texto in ("p-error", "p-exito", "p-aviso")],
    ("p-error", "p-error-suave", TEXTO),
    ("p-exito", "p-exito-suave", TEXTO),
    ("p-aviso", "p-aviso-suave", TEXTO),
    ("p-marino-texto", "p-marino", TEXTO),
    ("p-marino-borde", "p-marino", GRAFICO),
    *[("p-borde-control", fondo, GRAFICO) for fondo in ("p-fondo", "p-superficie")],
    ("p-primario", "p-fondo", GRAFICO),
    ("p-foco-oscuro", "p-fondo", GRAFICO),
    ("p-foco", "p-marino", GRAFICO),
    ("p-foco-oscuro", "p-foco", TEXTO),
    *[(f"z-{plazo}", "p-fondo", TEXTO) for plazo in ("en-plazo", "por-vencer", "hoy", "vencida")],
    *[(f"d-{tipo}-t", f"d-{tipo}-f", TEXTO) for tipo in ("pdf", "doc", "img")],
    *[(f"c{paso}-t", f"c{paso}-f", TEXTO) for paso in range(4)],
    *[(f"e-{estado}-t", f"e-{estado}-f", TEXTO) for estado in ESTADOS],
    *[(f"e-{estado}-g", "p-fondo", GRAFICO) for estado in ESTADOS if f"e-{estado}-g" in TOKENS],
]


@pytest.mark.parametrize(("frente", "fondo", "minimo"), PARES)
def test_el_par_se_lee(frente: str, fondo: str, minimo: float) -> None:
    assert razon(valor(frente), valor(fondo)) >= minimo


def test_la_formula_da_los_extremos_de_la_norma() -> None:
    assert razon("#000000", BLANCO) == pytest.approx(21)
    assert razon("#777777", BLANCO) == pytest.approx(4.48, abs=0.01)


def test_cada_estado_y_el_borrador_tienen_sus_colores() -> None:
    from solicitudes.estados import Estado

    assert set(ESTADOS) == {*(estado.slug for estado in Estado), "borrador"}
    for estado in Estado:
        assert f".estado--{estado.slug}{{" in HOJA
        assert f".g--{estado.slug}{{" in HOJA


def test_los_graficos_usan_colores_declarados() -> None:
    """A var() without its token paints nothing, and nobody is told."""
    usados = set(re.findall(r"var\(--((?:p|e|z|d|c\d)-[\w-]+)", HOJA))
    assert usados <= set(TOKENS)
