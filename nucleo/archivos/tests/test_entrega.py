"""V9, UP-11: the one download door, with nginx and without."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_sendfile import utils

from nucleo.archivos import almacen, muestras, puertas
from nucleo.archivos.models import Archivo
from nucleo.bitacora.models import Acceso

Subir = Callable[..., Archivo]
NGINX = "django_sendfile.backends.nginx"


@pytest.fixture(autouse=True)
def sin_memoria() -> Iterator[None]:
    utils._get_sendfile.cache_clear()
    yield
    utils._get_sendfile.cache_clear()


@pytest.fixture(params=["nucleo.archivos.flujo", NGINX])
def servidor_de_archivos(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.SENDFILE_BACKEND = request.param
    return str(request.param)


@pytest.fixture
def cliente(client: Client, usuario: Any) -> Client:
    client.force_login(usuario)
    return client


def _direccion(archivo: Archivo) -> str:
    return reverse("archivos:descarga", args=[archivo.pk])


def test_up_11_cabeceras(cliente: Client, subir: Subir, servidor_de_archivos: str) -> None:
    for nombre, datos, tipo in (
        ("plano ñandú.pdf", muestras.pdf(), "application/pdf"),
        ("foto.jpg", muestras.jpg(), "image/jpeg"),
        ("imagen.png", muestras.png(), "image/png"),
        ("a.doc", muestras.doc(), "application/msword"),
        ("a.docx", muestras.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ):
        archivo = subir(nombre, datos)
        respuesta = cliente.get(_direccion(archivo))
        assert respuesta.status_code == 200
        assert respuesta["Content-Type"] == tipo
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert respuesta["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert respuesta["Cache-Control"] == "no-store"
        assert respuesta["Content-Disposition"].startswith("attachment; filename=")
        assert not {"ETag", "Last-Modified", "Accept-Ranges"} & set(respuesta.headers)
        if servidor_de_archivos == NGINX:
            sha = archivo.sha256_guardado
            assert respuesta["X-Accel-Redirect"] == f"/privado/{sha[:2]}/{sha}" and respuesta.content == b""
        else:
            assert b"".join(respuesta.streaming_content) == almacen.ruta(archivo.sha256_guardado).read_bytes()


def test_up_11_nombre_rfc_5987(cliente: Client, subir: Subir) -> None:
    disposicion = cliente.get(_direccion(subir("plano ñandú.pdf", muestras.pdf())))["Content-Disposition"]
    assert disposicion == "attachment; filename=\"plano nandu.pdf\"; filename*=UTF-8''plano%20%C3%B1and%C3%BA.pdf"


def test_el_pdf_sale_byte_por_byte(cliente: Client, subir: Subir) -> None:
    pdf = muestras.pdf("contenido", 40)
    assert b"".join(cliente.get(_direccion(subir("a.pdf", pdf))).streaming_content) == pdf


def test_condicionales_y_rangos_no_dicen_nada(cliente: Client, subir: Subir, servidor_de_archivos: str) -> None:
    direccion = _direccion(subir("a.pdf", muestras.pdf()))
    for cabecera, valor in (("If-Modified-Since", "Sun, 01 Jan 2090 00:00:00 GMT"), ("If-None-Match", "*"),
                            ("If-Match", '"x"'), ("Range", "bytes=0-3"), ("Range", "bytes=9999999-")):  # fmt: skip
        respuesta = cliente.get(direccion, headers={cabecera: valor})
        assert respuesta.status_code == 200 and "Content-Range" not in respuesta, cabecera
    respuesta = cliente.head(direccion)
    assert (respuesta.status_code, respuesta["Cache-Control"]) == (200, "no-store")


def test_quien_no_puede_ve_lo_mismo_que_si_no_existiera(
    client: Client, subir: Subir, hacer_usuario: Callable[[str], Any]
) -> None:
    archivo = subir("secreto-canario.pdf", muestras.pdf())
    client.force_login(hacer_usuario("222222222"))
    ajeno = client.get(_direccion(archivo))
    inexistente = client.get(reverse("archivos:descarga", args=[uuid.uuid4()]))
    assert ajeno.status_code == inexistente.status_code == 404
    sin_direccion = [cuerpo.content.replace(str(archivo.pk).encode(), b"") for cuerpo in (ajeno, inexistente)]
    assert b"canario" not in ajeno.content and len(sin_direccion[0]) - len(sin_direccion[1]) in range(-80, 81)
    assert client.head(_direccion(archivo)).status_code == 404
    assert client.get(_direccion(archivo), headers={"Range": "bytes=0-3"}).status_code == 404
    assert client.get(_direccion(archivo), headers={"If-None-Match": "*"}).status_code == 404


def test_sin_sesion_va_al_ingreso(client: Client, subir: Subir) -> None:
    direccion = _direccion(subir("a.pdf", muestras.pdf()))
    respuesta = client.get(direccion)
    assert respuesta.status_code == 302 and direccion in respuesta["Location"]


def test_sin_puerta_no_hay_acceso(cliente: Client, subir: Subir) -> None:
    assert cliente.get(_direccion(subir("a.pdf", muestras.pdf(), uso="otro.uso"))).status_code == 404


def test_la_puerta_mas_larga_decide() -> None:
    archivo = Archivo(uso="caso.respuesta.anexo")
    assert not puertas.puede_ver(None, archivo)
    puertas.registrar("caso", lambda *_: True)
    assert puertas.puede_ver(None, archivo) and not puertas.puede_ver(None, Archivo(uso="casos"))
    puertas.registrar("caso.respuesta", lambda *_: False)
    assert not puertas.puede_ver(None, archivo)
    with pytest.raises(ValueError, match="ya tiene su puerta"):
        puertas.registrar("caso", lambda *_: False)


def test_cada_intento_deja_su_acceso(cliente: Client, subir: Subir, usuario: Any) -> None:
    mio, ajeno = subir("a.pdf", muestras.pdf()), subir("b.pdf", muestras.pdf(), uso="otro")
    cliente.get(_direccion(mio)), cliente.head(_direccion(mio)), cliente.get(_direccion(ajeno))
    anotado = list(Acceso.objects.order_by("pk").values_list("usuario_id", "accion", "objeto", "permitido"))
    assert anotado == [
        (usuario.pk, "archivo.descargar", f"archivo:{archivo.pk}", permitido)
        for archivo, permitido in ((mio, True), (mio, True), (ajeno, False))
    ]


def test_v9_nada_se_alcanza_directamente(cliente: Client, subir: Subir, almacen_propio: Path) -> None:
    archivos = [subir("a.pdf", muestras.pdf()), subir("a.jpg", muestras.jpg()), subir("a.docx", muestras.docx())]
    for archivo in archivos:
        sha = archivo.sha256_guardado
        for raiz in ("/privado", "/media", "/archivos", "/static", "/static/..", "/var/archivos", ""):
            for camino in (f"{raiz}/{sha[:2]}/{sha}", f"{raiz}/{sha}", f"{raiz}{almacen.ruta(sha)}"):
                assert cliente.get(camino).status_code == 404, camino
                assert cliente.get(f"{camino}/").status_code == 404, camino


def test_ver_no_toma_cerrojos(cliente: Client, subir: Subir, django_assert_max_num_queries: Any) -> None:
    archivo = subir("a.pdf", muestras.pdf())
    with django_assert_max_num_queries(12) as consultas:
        cliente.get(_direccion(archivo))
    assert not [c["sql"] for c in consultas.captured_queries if "FOR UPDATE" in c["sql"] or "lock" in c["sql"].lower()]


def test_fila_sin_archivo_es_404_y_queda_en_el_registro(
    cliente: Client, subir: Subir, caplog: pytest.LogCaptureFixture
) -> None:
    archivo = subir("a.pdf", muestras.pdf())
    almacen.ruta(archivo.sha256_guardado).unlink()
    assert cliente.get(_direccion(archivo)).status_code == 404
    assert f"Fila sin archivo: {archivo.pk}" in caplog.text


def test_otros_metodos(cliente: Client, subir: Subir) -> None:
    direccion = _direccion(subir("a.pdf", muestras.pdf()))
    assert {cliente.generic(metodo, direccion).status_code for metodo in ("POST", "PUT", "DELETE", "PATCH")} == {405}
