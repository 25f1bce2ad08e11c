"""What is accepted is kept with its version, and a version never changes its words (A-11)."""

import hashlib

import pytest
from django.test import Client

from cuentas.models import Usuario
from cuentas.registro import consentimiento
from cuentas.tests import ayudas
from nucleo.bitacora.models import Evento

# By hand: new words are a new line, here and there.
HUELLAS = {"2026-11": "4b1fd09075f283b4"}


@pytest.mark.req("A-11")
def test_cada_version_dice_siempre_lo_mismo() -> None:
    halladas = {v: hashlib.sha256(texto.encode()).hexdigest()[:16] for v, texto in consentimiento.VERSIONES.items()}
    assert halladas == HUELLAS
    assert "correo" in consentimiento.TEXTO and "celular" in consentimiento.TEXTO and "válidos" in consentimiento.TEXTO


@pytest.mark.req("A-11")
@pytest.mark.django_db
def test_la_cuenta_y_su_hecho_guardan_la_version_y_la_hora(client: Client) -> None:
    assert consentimiento.TEXTO in client.get("/registro/").content.decode()
    ayudas.registrar(client)
    client.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
    usuario = Usuario.objects.get()
    assert usuario.consentimiento_texto == consentimiento.VIGENTE and usuario.consentimiento_en is not None
    hecho = Evento.objects.get(cadena=f"usuario:{usuario.pk}", tipo="CUENTA_ACTIVADA")
    assert hecho.datos == {"por": "codigo", "texto": consentimiento.VIGENTE}
    assert usuario.consentimiento_en < hecho.ocurrido
