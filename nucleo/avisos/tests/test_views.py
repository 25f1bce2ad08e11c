"""Unsubscribing without a session, and the mails of the demonstration."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from nucleo.avisos import bajas, correo_en_disco
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, Baja
from nucleo.comun import reloj

Dejar = Callable[..., Aviso]
pytestmark = pytest.mark.django_db


def _ruta(aviso: Aviso, settings: Any) -> str:
    return bajas.enlace(aviso).removeprefix(settings.PORTAL_URL)


def test_abrir_el_enlace_pregunta_y_el_boton_da_de_baja(
    client: Client, dejar: Dejar, settings: Any, mailoutbox: list[Any]
) -> None:
    aviso = dejar("Vecino@Ejemplo.cl", adicional=True)
    ruta = _ruta(aviso, settings)
    pagina = client.get(ruta)
    assert pagina.status_code == 200 and not Baja.objects.exists()
    assert "V•••@Ejemplo.cl" in pagina.content.decode() and "Vecino@" not in pagina.content.decode()
    respuesta = client.post(ruta, follow=True)
    assert "Ya no enviaremos avisos" in respuesta.content.decode()
    client.post(ruta)
    assert Baja.objects.count() == 1

    dejar("vecino@ejemplo.cl", adicional=True)
    titular = dejar("vecino@ejemplo.cl")
    despachar()
    assert [m.extra_headers["Message-ID"] for m in mailoutbox] == [titular.message_id]
    assert Aviso.objects.filter(estado="descartado").count() == 2


def test_el_enlace_no_lleva_la_direccion_ni_se_puede_cambiar(client: Client, dejar: Dejar, settings: Any) -> None:
    aviso = dejar("vecino@ejemplo.cl", adicional=True)
    ruta = _ruta(aviso, settings)
    assert "vecino" not in ruta
    numero, _, firma = ruta.removeprefix("/avisos/baja/").rstrip("/").partition(":")
    otro = dejar("otro@ejemplo.cl", adicional=True)
    for token in (f"{otro.pk}:{firma}", f"{numero}:{firma[:-1]}", numero, "x", f"{numero}:{firma}x", "%00", "a" * 3000):
        assert client.get(f"/avisos/baja/{token}/").status_code == 404
        assert client.post(f"/avisos/baja/{token}/").status_code == 404
    assert not Baja.objects.exists()


def test_el_aviso_principal_no_tiene_baja(client: Client, dejar: Dejar, settings: Any) -> None:
    assert client.get(_ruta(dejar("dist@ejemplo.cl"), settings)).status_code == 404


def test_otros_metodos(client: Client, dejar: Dejar, settings: Any) -> None:
    assert client.put(_ruta(dejar(adicional=True), settings)).status_code == 405


@pytest.fixture
def disco(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "nucleo.avisos.correo_en_disco.Correo"
    settings.CORREOS_EN_DISCO = tmp_path / "correos"
    settings.DEMO = True
    return tmp_path / "correos"


def test_los_correos_de_la_demostracion_se_guardan_y_se_leen(client: Client, dejar: Dejar, disco: Path) -> None:
    assert "Todavía no hay correos" in client.get("/demo/correos/").content.decode()
    for n in range(3):
        dejar(f"p{n}@ejemplo.cl", contexto={"n": "<b>Ñandú</b>"})
    despachar()
    archivos = sorted(ruta.name for ruta in disco.iterdir())
    assert len(archivos) == 3 and all(correo_en_disco.NOMBRE.fullmatch(nombre) for nombre in archivos)
    assert (disco / archivos[0]).stat().st_mode & 0o777 == 0o640
    assert [correo_en_disco.leer(nombre)["To"] for nombre in archivos] == [f"p{n}@ejemplo.cl" for n in range(3)]
    lista = client.get("/demo/correos/").content.decode()
    enviado = Aviso.objects.get(destinatario="p0@ejemplo.cl").enviado_en
    assert enviado is not None and f"{enviado.astimezone(reloj.CHILE):%d-%m-%Y %H:%M}" in lista
    assert lista.index("p2@ejemplo.cl") < lista.index("p0@ejemplo.cl") and "3 mensajes" in lista
    pagina = client.get(f"/demo/correos/{archivos[0]}/").content.decode()
    assert "&lt;b&gt;Ñandú&lt;/b&gt;" in pagina and "<b>Ñandú" not in pagina and pagina.count("<h1") == 1


@pytest.mark.req("A-13")
def test_los_sms_de_la_demostracion_se_leen_junto_a_los_correos(
    client: Client, dejar: Dejar, disco: Path, settings: Any
) -> None:
    settings.SMS_URL = "disco://"
    dejar("+56912345678", canal="sms", contexto={"n": "<b>código</b>"})
    dejar("p@ejemplo.cl")
    despachar()
    (sms,) = disco.glob("*.sms")
    lista = client.get("/demo/correos/").content.decode()
    assert "+56912345678" in lista and "p@ejemplo.cl" in lista and "2 mensajes" in lista
    pagina = client.get(f"/demo/correos/{sms.name}/").content.decode()
    assert "SMS" in pagina and "Hola &lt;b&gt;codigo&lt;/b&gt;" in pagina


def test_la_parte_html_nunca_entra_cruda(client: Client, disco: Path) -> None:
    mensaje = EmailMultiAlternatives(
        "LA1: <script>alert(1)</script>", "texto http://localhost/solicitudes/LA1/", to=["a@b.cl"]
    )
    mensaje.attach_alternative("<p>hola</p><script>alert(2)</script>", "text/html")
    mensaje.send()
    (archivo,) = correo_en_disco.nombres()
    pagina = client.get(f"/demo/correos/{archivo}/").content.decode()
    assert "<script>alert" not in pagina and "&lt;script&gt;alert(2)" in pagina
    assert '<a href="http://localhost/solicitudes/LA1/"' in pagina


@pytest.mark.parametrize("nombre", ["x", "..%2f..%2fsettings.py", "20260101T000000000000-00000000.eml", "%00.eml"])
def test_un_correo_que_no_esta(client: Client, disco: Path, nombre: str) -> None:
    assert client.get(f"/demo/correos/{nombre}/").status_code == 404


def test_fuera_de_la_demostracion_no_hay_correos_que_ver(
    client: Client, disco: Path, dejar: Dejar, settings: Any
) -> None:
    dejar()
    despachar()
    settings.DEMO = False
    (archivo,) = correo_en_disco.nombres()
    assert client.get("/demo/correos/").status_code == 404
    assert client.get(f"/demo/correos/{archivo}/").status_code == 404
