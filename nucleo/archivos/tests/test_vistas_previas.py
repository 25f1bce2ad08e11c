"""'Ver': pages drawn apart, kept for a week, behind the door of the file itself (seguridad 4.2, V4, AZ-4)."""

import io
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from PIL import Image

from nucleo.archivos import almacen, limpieza, muestras, puertas, recepcion, vistas_previas
from nucleo.archivos.models import Archivo
from nucleo.archivos.revision import dibujo, proceso
from nucleo.bitacora.models import Acceso
from nucleo.comun import reloj

Subir = Callable[..., Archivo]


@pytest.fixture
def cliente(client: Client, usuario: Any) -> Client:
    client.force_login(usuario)
    return client


def _vista(archivo: Archivo) -> str:
    return f"/archivos/{archivo.pk}/vista/"


def _imagen(cliente: Client, direccion: str) -> Image.Image:
    respuesta = cliente.get(direccion)
    assert respuesta.status_code == 200
    return Image.open(io.BytesIO(b"".join(respuesta.streaming_content)))


def _carpeta(archivo: Archivo) -> Path:
    return vistas_previas._carpeta(archivo.sha256_guardado)


def test_un_pdf_se_ve_por_paginas(cliente: Client, subir: Subir) -> None:
    archivo = subir("plano <b>.pdf", muestras.pdf("Texto de la página", 3))
    pagina = cliente.get(_vista(archivo)).content.decode()
    assert re.findall(r'alt="(.*?)"', pagina)[-3:] == [f"Página {n} de 3" for n in (1, 2, 3)]
    assert f'href="/archivos/{archivo.pk}/"' in pagina and "Descargar" in pagina and "<b>" not in pagina
    for numero in (1, 2, 3):
        direccion = f"{_vista(archivo)}{numero}/"
        imagen = _imagen(cliente, direccion)
        assert imagen.format == "PNG" and imagen.width <= dibujo.ANCHO
        assert f'src="{direccion}"' in pagina and f'width="{imagen.width}" height="{imagen.height}"' in pagina
        assert len(imagen.convert("L").getcolors(256) or []) > 1, "a blank page says nothing"
    assert [cliente.get(f"{_vista(archivo)}{n}/").status_code for n in (0, 4, 99)] == [404] * 3


def test_las_imagenes_salen_por_la_misma_puerta_y_con_sus_cabeceras(
    cliente: Client, subir: Subir, usuario: Any
) -> None:
    archivo = subir("a.pdf", muestras.pdf())
    cliente.get(_vista(archivo))
    respuesta = cliente.get(f"{_vista(archivo)}1/")
    assert (respuesta["Content-Type"], respuesta["Cache-Control"]) == ("image/png", "no-store")
    assert respuesta["X-Content-Type-Options"] == "nosniff" and "attachment" not in respuesta["Content-Disposition"]
    assert respuesta["Content-Security-Policy"] == "sandbox; default-src 'none'"
    anotado = list(Acceso.objects.order_by("pk").values_list("usuario_id", "accion", "objeto", "permitido"))
    assert anotado == [(usuario.pk, "archivo.ver", f"archivo:{archivo.pk}", True)] * 2


@pytest.mark.parametrize(("nombre", "datos"), [("foto.jpg", muestras.jpg(4000, 1000)), ("a.png", muestras.png(300, 9))])
def test_una_imagen_se_reduce_y_nunca_se_agranda(cliente: Client, subir: Subir, nombre: str, datos: bytes) -> None:
    archivo = subir(nombre, datos)
    assert 'alt="Imagen del archivo"' in cliente.get(_vista(archivo)).content.decode()
    original, dibujada = Image.open(io.BytesIO(datos)), _imagen(cliente, f"{_vista(archivo)}1/")
    assert dibujada.format == original.format
    assert dibujada.size == ((dibujo.ANCHO, 275) if original.width > dibujo.ANCHO else original.size)


@pytest.mark.parametrize(("nombre", "datos"), [("a.docx", muestras.docx()), ("a.doc", muestras.doc())])
def test_de_word_no_hay_vista_y_se_dice(
    cliente: Client, subir: Subir, monkeypatch: pytest.MonkeyPatch, nombre: str, datos: bytes
) -> None:
    monkeypatch.setattr(proceso, "dibujar", lambda *_: pytest.fail("drawn"))
    archivo = subir(nombre, datos)
    pagina = cliente.get(_vista(archivo)).content.decode()
    assert "no tiene vista previa" in pagina and f'href="/archivos/{archivo.pk}/"' in pagina and "<img" not in pagina
    assert cliente.get(f"{_vista(archivo)}1/").status_code == 404


def test_solo_las_primeras_paginas_y_lo_dice(cliente: Client, subir: Subir) -> None:
    pagina = cliente.get(_vista(subir("a.pdf", muestras.pdf("x", dibujo.PAGINAS + 5)))).content.decode()
    assert pagina.count("<img ") - pagina.count('alt=""') == dibujo.PAGINAS
    assert f"Se muestran las primeras {dibujo.PAGINAS} páginas de {dibujo.PAGINAS + 5}" in re.sub(r"\s+", " ", pagina)


@pytest.mark.parametrize("medida", [(14_400, 14_400), (14_400, 3), (3, 14_400), (3, 3)])
def test_ninguna_medida_de_pagina_pasa_de_los_pixeles(cliente: Client, subir: Subir, medida: tuple[int, int]) -> None:
    documento, salida = pikepdf.new(), io.BytesIO()
    documento.add_blank_page(page_size=medida)
    documento.save(salida)
    archivo = subir("a.pdf", salida.getvalue())
    assert cliente.get(_vista(archivo)).status_code == 200
    imagen = _imagen(cliente, f"{_vista(archivo)}1/")
    assert imagen.width <= dibujo.ANCHO + 1 and imagen.width * imagen.height <= dibujo.PIXELES * 1.01


def test_se_dibuja_una_vez_y_se_guarda_bajo_su_huella(
    cliente: Client, subir: Subir, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = subir("a.pdf", muestras.pdf())
    cliente.get(_vista(archivo))
    carpeta = _carpeta(archivo)
    assert {ruta.name for ruta in carpeta.iterdir()} == {"1.png", vistas_previas.FICHA}
    assert carpeta.stat().st_mode & 0o777 == 0o750
    assert {ruta.stat().st_mode & 0o777 for ruta in carpeta.iterdir()} == {0o640}
    assert list(almacen.carpeta_de_transito().iterdir()) == []
    monkeypatch.setattr(proceso, "dibujar", lambda *_: pytest.fail("drawn again"))
    assert cliente.get(_vista(archivo)).status_code == cliente.get(f"{_vista(archivo)}1/").status_code == 200


def test_lo_que_la_puerta_niega_es_404_tambien_ya_dibujado(cliente: Client, subir: Subir) -> None:
    """A locked answer (P-05): drawn for the distributor, then asked for by who has not paid."""
    abierta = {"si": True}
    puertas.registrar("respuesta", lambda usuario, archivo: abierta["si"])
    archivo = subir("respuesta.pdf", muestras.pdf(), uso="respuesta")
    direcciones = [_vista(archivo), f"{_vista(archivo)}1/"]
    assert [cliente.get(direccion).status_code for direccion in direcciones] == [200, 200]
    abierta["si"] = False
    falta = f"/archivos/{uuid.uuid4()}/vista/"
    for direccion in direcciones:
        for cabeceras in ({}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}):
            assert cliente.get(direccion, headers=cabeceras).status_code == 404
        assert cliente.head(direccion).status_code == 404
    assert cliente.get(falta).status_code == 404
    assert Acceso.objects.filter(accion="archivo.ver", permitido=False, motivo="fuera-de-alcance").count() == 8
    sha = archivo.sha256_guardado
    for raiz in ("/privado/vistas", "/media/vistas", "/archivos/vistas", "/static/vistas"):
        assert cliente.get(f"{raiz}/{sha[:2]}/{sha}/1.png").status_code == 404


def test_sin_sesion_va_al_ingreso(client: Client, subir: Subir) -> None:
    assert client.get(_vista(subir("a.pdf", muestras.pdf()))).status_code == 302


def test_lo_que_no_se_puede_dibujar_se_dice_y_no_se_intenta_otra_vez(
    cliente: Client, usuario: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roto = tmp_path / "roto.pdf"
    roto.write_bytes(b"%PDF-1.7\n" + os.urandom(2000))
    archivo = recepcion.guardar_generado(roto, uso="prueba", nombre="a.pdf", actor=usuario, tipo="application/pdf")
    assert "No pudimos preparar la vista previa de este archivo" in cliente.get(_vista(archivo)).content.decode()
    monkeypatch.setattr(proceso, "dibujar", lambda *_: pytest.fail("tried again"))
    assert cliente.get(_vista(archivo)).status_code == 200


def test_lo_pasajero_se_intenta_otra_vez(cliente: Client, subir: Subir, monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = subir("a.pdf", muestras.pdf())
    with monkeypatch.context() as ocupado:
        ocupado.setattr(proceso, "dibujar", lambda *_: {"motivo": "sin-revisar"})
        assert "Vuelve a intentarlo en unos minutos" in cliente.get(_vista(archivo)).content.decode()
    assert "<img " in cliente.get(_vista(archivo)).content.decode()


@pytest.mark.usefixtures("revision_de_verdad")
def test_el_proceso_aparte_termina_en_diez_segundos(
    subir: Subir, usuario: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert proceso.ESPERA_DE_DIBUJO <= 10 and dibujo.SEGUNDOS < proceso.ESPERA_DE_DIBUJO
    monkeypatch.setattr(proceso, "ESPERA_DE_DIBUJO", 0.01)
    inicio = time.monotonic()
    assert vistas_previas.de(subir("a.pdf", muestras.pdf())).motivo == "complejo"
    assert time.monotonic() - inicio < 5


def test_con_el_archivo_se_va_su_vista_y_a_la_semana_tambien(cliente: Client, subir: Subir) -> None:
    borrado, vieja, nueva = (subir(f"{n}.pdf", muestras.pdf(str(n))) for n in range(3))
    for archivo in (borrado, vieja, nueva):
        cliente.get(_vista(archivo))
    os.utime(_carpeta(vieja), (0, time.time() - vistas_previas.SE_GUARDAN - 60))
    Archivo.objects.filter(pk=borrado.pk).update(creado_en=reloj.ahora() - timedelta(days=2))
    limpieza.barrer_huerfanos()
    assert [_carpeta(archivo).exists() for archivo in (borrado, vieja, nueva)] == [False, False, True]
    assert cliente.get(_vista(vieja)).status_code == 200 and _carpeta(vieja).exists()


def test_vuelve_solo_a_una_pagina_nuestra(cliente: Client, subir: Subir) -> None:
    archivo = subir("a.pdf", muestras.pdf())

    def volver(referer: str) -> list[str]:
        pagina = cliente.get(_vista(archivo), headers={"Referer": referer}).content.decode()
        return re.findall(r'href="([^"]*)">Volver<', pagina)

    assert volver("http://testserver/solicitudes/YN1/?a=1&b=2") == ["/solicitudes/YN1/?a=1&amp;b=2"]
    for ajena in ("", "https://mal.ejemplo/x", "javascript:alert(1)", f"http://testserver{_vista(archivo)}"):
        assert volver(ajena) == []


def test_el_proceso_aparte_no_tiene_red() -> None:
    """Where the kernel gives namespaces to anybody; elsewhere nothing in the process speaks to a network."""
    puede = "import ctypes, sys\nsys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)\n"
    intento = (
        "import socket, sys\n"
        "from nucleo.archivos.revision import aparte\n"
        "puerto = socket.create_server(('127.0.0.1', 0)).getsockname()[1]\n"
        "aparte._acotar(4)\n"
        "try: socket.create_connection(('127.0.0.1', puerto), timeout=2)\n"
        "except OSError: sys.exit(0)\n"
        "sys.exit(1)\n"
    )

    def correr(programa: str) -> int:
        orden = [sys.executable, "-c", programa]
        return subprocess.run(orden, cwd=proceso.RAIZ, timeout=20, check=False, capture_output=True).returncode

    if correr(puede):
        pytest.skip("this kernel gives no namespaces")
    assert correr(intento) == 0
