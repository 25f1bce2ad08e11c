"""Every HTML answer to who is signed in: no-store, the policy, and nothing that the policy would refuse."""

import re

import pytest

from tests.mundo import Mundo, mundo
from tests.test_rutas import FILAS, Fila, pedir

__all__ = ["mundo"]
POLITICA = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "media-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "object-src 'none'", "report-uri /csp/",
}  # fmt: skip
EN_LINEA = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)[^>]*>|javascript:|<base\s")
PERSONAS = "EMSX"


@pytest.mark.django_db
@pytest.mark.parametrize("fila", [fila for fila in FILAS if fila.metodo == "GET"], ids=str)
def test_cada_pagina_lleva_su_politica_y_no_se_guarda(mundo: Mundo, fila: Fila, settings) -> None:
    """Error pages included: they are answers too (HDR-1, V18)."""
    settings.DEMO = False
    for letra in ("A", *PERSONAS):
        respuesta = pedir(mundo, fila, letra)
        assert respuesta["Cache-Control"] == "no-store", (str(fila), letra)
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert respuesta["Referrer-Policy"] == "same-origin"
        assert respuesta["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Permissions-Policy" in respuesta
        if not respuesta.get("Content-Type", "").startswith("text/html") or respuesta.status_code in (204, 302):
            continue
        politica = {parte.strip() for parte in respuesta["Content-Security-Policy"].split(";") if parte.strip()}
        assert politica == POLITICA, (str(fila), letra)
        cuerpo = respuesta.content.decode()
        assert cuerpo.count("<h1") == 1, (str(fila), letra)
        assert not EN_LINEA.findall(cuerpo), (str(fila), letra)
        assert '<html lang="es-CL"' in cuerpo
