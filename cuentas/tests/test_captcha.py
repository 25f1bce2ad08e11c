"""The captcha is worth one post, of one browser, for five minutes (AUT-10, V13, A-06)."""

import io
import wave
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from captcha.models import CaptchaStore
from django.db import connection
from django.forms import ValidationError
from django.test import RequestFactory
from django.utils import timezone

from cuentas.captcha.audio import CLIPS, juntar
from cuentas.captcha.campos import CampoCaptcha, prueba
from cuentas.captcha.desafio import SIGNOS, desafio
from cuentas.tests import ayudas


def _campo(galleta="g" * 32):
    pedido = RequestFactory().get("/")
    pedido.META["CSRF_COOKIE"] = galleta
    campo = CampoCaptcha()
    campo.widget.request = pedido
    clave = CaptchaStore.generate_key()
    return campo, [f"{clave}:{prueba(pedido, clave)}", CaptchaStore.objects.get(hashkey=clave).response]


def _sirve(campo, valor) -> bool:
    try:
        campo.clean(list(valor))
    except ValidationError:
        return False
    return True


@pytest.mark.req("A-06")
@pytest.mark.django_db
class TestCaptcha:
    def test_una_vez_y_sin_distinguir_mayusculas(self):
        campo, valor = _campo()
        assert _sirve(campo, [valor[0], f" {valor[1].upper()} "]) and not _sirve(campo, valor)

    def test_una_respuesta_mala_lo_gasta(self):
        campo, valor = _campo()
        assert not _sirve(campo, [valor[0], "nada"]) and not _sirve(campo, valor)

    def test_el_de_otro_navegador_no_sirve(self):
        _, valor = _campo("a" * 32)
        otro, _ = _campo("b" * 32)
        assert not _sirve(otro, valor)

    def test_vence_a_los_cinco_minutos(self):
        campo, valor = _campo()
        guardado = CaptchaStore.objects.get(hashkey=valor[0].partition(":")[0])
        assert timedelta(minutes=4) < guardado.expiration - timezone.now() <= timedelta(minutes=5)
        CaptchaStore.objects.update(expiration=timezone.now() - timedelta(seconds=1))
        assert not _sirve(campo, valor)

    @pytest.mark.parametrize("valor", [[], ["x"], ["", ""], ["\0:\0", "passed"], ["a:b", "PASSED"], ["x" * 9999, "y"]])
    def test_lo_raro_no_sirve(self, valor):
        assert not _sirve(_campo()[0], valor)

    def test_passed_no_es_una_llave(self, client):
        datos = ayudas.registro(captcha_1="PASSED", captcha_0=ayudas.resolver(client, "/registro/")["captcha_0"])
        assert client.post("/registro/", datos).status_code == 422

    def test_la_imagen_y_el_sonido_se_sirven(self, client):
        import re

        pagina = client.get("/registro/").content.decode()
        imagen = re.search(r'<img src="(/captcha/image/[^"]+)"', pagina)[1]
        sonido = re.search(r'<audio [^>]*src="(/captcha/audio/[^"]+)"', pagina)[1]
        assert client.get(imagen)["Content-Type"] == "image/png"
        respuesta = client.get(sonido)
        assert respuesta["Content-Type"] == "audio/wav"
        with wave.open(io.BytesIO(respuesta.content)) as audio:
            assert 2 < audio.getnframes() / audio.getframerate() < 12
        ayudas.de_la_pagina(pagina)
        CaptchaStore.objects.all().delete()
        assert client.get(sonido).status_code == 410 and "Mostrar otro código" in pagina


@pytest.mark.req("A-06")
def test_cada_signo_tiene_su_clip_y_suenan_distinto():
    assert {clip.stem for clip in CLIPS.glob("*.wav")} == set("abcdefghijklmnopqrstuvwxyz0123456789")
    assert len({clip.read_bytes() for clip in CLIPS.glob("*.wav")}) == 36
    assert len(juntar("acd")) > len(juntar("a"))
    for _ in range(200):
        mostrado, esperado = desafio()
        assert mostrado.lower() == esperado and len(esperado) == 6 and set(esperado) <= set(SIGNOS)


@pytest.mark.django_db(transaction=True)
def test_de_veinte_envios_paralelos_pasa_uno():
    campo, valor = _campo()

    def enviar(_):
        try:
            return _sirve(campo, valor)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        assert sum(hilos.map(enviar, range(20))) == 1
