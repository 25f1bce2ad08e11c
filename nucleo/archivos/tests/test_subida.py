"""UP-1, UP-2, S-11 over HTTP: the upload handler and a form that takes each file on its own."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client

from nucleo.archivos import almacen, muestras
from nucleo.archivos.models import Archivo
from nucleo.archivos.tests.conftest import en_disco
from nucleo.archivos.tests.test_revision import pdf_de
from nucleo.comun.medidas import MB


@pytest.fixture
def cliente(settings: Any, usuario: Any, client: Client) -> Client:
    settings.ROOT_URLCONF = "nucleo.archivos.tests.urls_prueba"
    client.force_login(usuario)
    return client


def _parte(campo: str, nombre: str, datos: bytes, mas: str = "") -> bytes:
    cabecera = f'--L\r\nContent-Disposition: form-data; name="{campo}"; filename="{nombre}"\r\n{mas}\r\n'
    return cabecera.encode() + datos + b"\r\n"


@pytest.mark.req("S-11")
def test_up_1_doce_archivos_a_la_vez(cliente: Client, almacen_propio: Path) -> None:
    buenos = {f"b{numero}": SimpleUploadedFile(f"{numero}.pdf", muestras.pdf(str(numero))) for numero in range(9)}
    malos = {
        "grande": SimpleUploadedFile("a.pdf", pdf_de(5 * MB + 1)),
        "vacio": SimpleUploadedFile("a.pdf", b""),
        "falso": SimpleUploadedFile("a.pdf", b"MZ"),
    }
    respuesta = cliente.post("/subida/", {**buenos, **malos, "texto": "lo escrito"}).json()
    assert respuesta["texto"] == "lo escrito"
    dichos = respuesta["archivos"]
    assert {campo for campo, dicho in dichos.items() if "id" in dicho} == set(buenos)
    assert [dichos[campo]["motivo"] for campo in malos] == ["tamano", "vacio", "contenido"]
    assert Archivo.objects.count() == len(en_disco(almacen_propio)) == 9, "temporary files are gone"


def test_up_1_content_length_mentiroso_de_la_parte(cliente: Client) -> None:
    cuerpo = _parte("a", "a.pdf", pdf_de(5 * MB + 1), "Content-Length: 10\r\n") + b"--L--\r\n"
    dicho = cliente.generic("POST", "/subida/", cuerpo, "multipart/form-data; boundary=L").json()["archivos"]["a"]
    assert dicho["error"] == "a debe pesar 5 MB o menos. Este archivo pesa 5,1 MB."


def test_up_1_content_length_mentiroso_de_la_peticion(cliente: Client, almacen_propio: Path) -> None:
    cuerpo = _parte("a", "a.pdf", muestras.pdf()) + b"--L--\r\n"
    for largo in (len(cuerpo) - 400, len(cuerpo) + 5000):
        entorno = {"CONTENT_LENGTH": str(largo), "wsgi.input": io.BytesIO(cuerpo)}
        respuesta = cliente.generic("POST", "/subida/", cuerpo, "multipart/form-data; boundary=L", **entorno)
        assert respuesta.status_code in {200, 400}
    assert [ruta for ruta in en_disco(almacen_propio) if ruta.parent.name == almacen.EN_TRANSITO] == []


def test_up_1_peticion_descomunal(cliente: Client) -> None:
    entorno = {"CONTENT_LENGTH": str(65 * MB)}
    respuesta = cliente.generic("POST", "/subida/", b"--L", "multipart/form-data; boundary=L", **entorno)
    assert respuesta.status_code in {400, 413}


class _Chorro(io.RawIOBase):
    """A body that is never whole in memory."""

    def __init__(self, partes: Iterator[bytes]) -> None:
        self.partes, self.resto = partes, b""

    def read(self, cuanto: int = -1) -> bytes:
        while len(self.resto) < cuanto and (parte := next(self.partes, b"")):
            self.resto += parte
        sale, self.resto = self.resto[:cuanto], self.resto[cuanto:]
        return sale


def test_up_1_memoria(almacen_propio: Path) -> None:
    """Sixty megabytes in one part: 20 MB of them reach the disk, none stays in memory."""
    cabecera, final = _parte("a", "a.pdf", b"")[:-2], b"\r\n--L--\r\n"
    trozos = iter([cabecera, *[bytes(MB)] * 60, final])
    peticion = WSGIRequest({
        "REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=L", "PATH_INFO": "/",
        "CONTENT_LENGTH": str(len(cabecera) + 60 * MB + len(final)), "wsgi.input": _Chorro(trozos),
    })  # fmt: skip
    tracemalloc.start()
    subido = peticion.FILES["a"]
    pico = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\nUP-1: pico de memoria {pico / MB:.1f} MB por 60 MB recibidos")
    assert pico < 20 * MB
    assert subido.size == 60 * MB
    en_transito = Path(subido.temporary_file_path())
    assert en_transito.stat().st_size == 20 * MB and en_transito.parent.name == almacen.EN_TRANSITO
    peticion.close()
    assert en_disco(almacen_propio) == []


def test_up_2_nombres_por_http(cliente: Client) -> None:
    """Nothing that a sender may write as a name is a 500."""
    pdf = muestras.pdf()
    for nombre in ("a" * 300 + ".pdf", "a." + "x" * 300, "a\x00.pdf", "a\r\nX: y.pdf", "..", "../../x.pdf", "..\\b.pdf",
                   "\u202efdp.pdf", "&#0;a.pdf", "CON", ".htaccess", "%00.pdf", "a;b.pdf", " "):  # fmt: skip
        cuerpo = _parte("a", nombre, pdf) + b"--L--\r\n"
        respuesta = cliente.generic("POST", "/subida/", cuerpo, "multipart/form-data; boundary=L")
        assert respuesta.status_code in {200, 400}, nombre


def test_un_rechazo_que_nadie_atiende_no_es_un_500(cliente: Client, settings: Any) -> None:
    enviar = {"a": SimpleUploadedFile("a.pdf", b"hola")}
    assert cliente.post("/sin-cuidado/", enviar).status_code == 400
    settings.ARCHIVOS_POR_DIA = 0
    enviar = {"a": SimpleUploadedFile("a.pdf", muestras.pdf())}
    respuesta = cliente.post("/sin-cuidado/", enviar)
    assert respuesta.status_code == 429 and "Llegaste al máximo de 0 archivos" in respuesta.content.decode()
    settings.ARCHIVOS_DISCO_LIBRE_MB = 10**9
    enviar = {"a": SimpleUploadedFile("a.pdf", muestras.pdf())}
    respuesta = cliente.post("/sin-cuidado/", enviar)
    assert respuesta.status_code == 507 and "No podemos guardar archivos" in respuesta.content.decode()


def test_disco_lleno_mientras_llega(cliente: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from nucleo.archivos import subida

    class Lleno(io.BytesIO):
        name = "x"

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(subida, "NamedTemporaryFile", lambda **_: Lleno())
    respuesta = cliente.post("/subida/", {"a": SimpleUploadedFile("a.pdf", muestras.pdf()), "texto": "x"}).json()
    assert respuesta["texto"] == "x"
    assert respuesta["archivos"]["a"]["motivo"] == "sin-espacio"
