"""UP-9, FAU-7: a false clamd on loopback that says yes, no, nonsense or nothing."""

import contextlib
import io
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from nucleo.archivos import antivirus, muestras
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.models import Archivo
from nucleo.archivos.tests.malos import EICAR
from nucleo.bitacora.models import Evento

Subir = Callable[..., Archivo]
REVISAR = "No pudimos revisar el archivo. Vuelve a intentarlo en unos minutos."


class Clamd:
    """Reads one INSTREAM and answers by ``modo``."""

    def __init__(self) -> None:
        self.modo, self.recibido, self.orden = "busca", b"", b""
        self._escucha = socket.create_server(("127.0.0.1", 0))
        self.donde = f"127.0.0.1:{self._escucha.getsockname()[1]}"
        threading.Thread(target=self._atender, daemon=True).start()

    def cerrar(self) -> None:
        self._escucha.shutdown(socket.SHUT_RDWR)  # wakes accept(), which close() alone does not
        self._escucha.close()

    def _atender(self) -> None:
        while True:
            try:
                conexion, _ = self._escucha.accept()
            except OSError:
                return
            threading.Thread(target=self._una, args=(conexion,), daemon=True).start()

    def _una(self, conexion: socket.socket) -> None:
        with conexion, conexion.makefile("rb") as entrada:
            if self.modo == "corta":
                return
            self.orden = entrada.read(10)
            datos = b""
            while largo := struct.unpack(">I", entrada.read(4))[0]:
                datos += entrada.read(largo)
            self.recibido = datos
            if self.modo == "callado":
                time.sleep(3)
                return
            if self.modo == "gotea":
                for letra in b"stream: OK":
                    time.sleep(0.3)
                    with contextlib.suppress(OSError):
                        conexion.sendall(bytes([letra]))
                return
            dice = b"stream: Eicar-Test-Signature FOUND" if _tiene_eicar(datos) else b"stream: OK"
            conexion.sendall((dice if self.modo == "busca" else self.modo.encode()) + b"\0")


def _tiene_eicar(datos: bytes) -> bool:
    """As the real one: it looks inside."""
    if datos.startswith(b"PK"):
        import zipfile

        with zipfile.ZipFile(io.BytesIO(datos)) as paquete:
            return any(EICAR in paquete.read(nombre) for nombre in paquete.namelist())
    return EICAR in datos


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    servidor = Clamd()
    settings.CLAMAV_HOST, settings.CLAMAV_ESPERA = servidor.donde, 1
    yield servidor
    with contextlib.suppress(OSError):
        servidor.cerrar()


def _con_eicar() -> dict[str, bytes]:
    documento, salida = pikepdf.open(io.BytesIO(muestras.pdf())), io.BytesIO()
    documento.Root.Extra = documento.make_stream(EICAR)
    documento.save(salida, compress_streams=False)
    return {
        "a.docx": muestras.docx(partes={"word/media/x.bin": EICAR}),
        "a.pdf": salida.getvalue(),
        "a.doc": muestras.doc(otros={"Data": EICAR}),
    }


def test_up_9_limpio_pasa_entero(clamd: Clamd, subir: Subir) -> None:
    pdf = muestras.pdf("x" * 900, 150)
    assert subir("a.pdf", pdf).bytes == len(pdf)
    assert (clamd.orden, clamd.recibido) == (b"zINSTREAM\0", pdf)


def test_up_9_eicar_rechazado_con_evento(clamd: Clamd, subir: Subir, usuario: Any) -> None:
    for nombre, datos in _con_eicar().items():
        with pytest.raises(ArchivoRechazado, match="contiene un virus y no se guardó") as error:
            subir(nombre, datos)
        assert error.value.motivo == "virus"
    with pytest.raises(ArchivoRechazado):
        subir("eicar.pdf", EICAR)  # plain, it is not even a document
    assert Archivo.objects.count() == 0
    eventos = Evento.objects.filter(cadena=f"usuario:{usuario.pk}", tipo="ARCHIVO_CON_VIRUS")
    assert eventos.count() == 3 and set(eventos[0].datos) == {"uso", "sha256"}


@pytest.mark.parametrize(
    "modo",
    ["callado", "gotea", "corta", "INSTREAM size limit exceeded. ERROR", "", "stream: OK extra", "UNKNOWN COMMAND"],
)
def test_up_9_sin_respuesta_clara_no_se_acepta(clamd: Clamd, subir: Subir, modo: str) -> None:
    clamd.modo = modo
    antes = time.monotonic()
    with pytest.raises(ArchivoRechazado) as error:
        subir("a.pdf", muestras.pdf())
    assert (error.value.mensaje, error.value.motivo, error.value.codigo) == (REVISAR, "sin-revisar", 503)
    assert time.monotonic() - antes < 3
    assert Archivo.objects.count() == 0


def test_up_9_caido_no_se_acepta(clamd: Clamd, subir: Subir) -> None:
    clamd.cerrar()
    with pytest.raises(ArchivoRechazado, match=REVISAR):
        subir("a.pdf", muestras.pdf())


def test_fau_7_ninguna_peticion_pasa_de_diez_segundos() -> None:
    """The sum of what may be waited for with a silent scanner and a check at its limit."""
    from django.conf import settings

    from nucleo.archivos.revision import proceso

    assert settings.CLAMAV_ESPERA + proceso.ESPERA <= 9


def test_sin_antivirus_configurado_no_se_pregunta(settings: Any, monkeypatch: pytest.MonkeyPatch, subir: Subir) -> None:
    monkeypatch.setattr(antivirus, "_preguntar", lambda ruta: pytest.fail("asked"))
    assert subir("a.pdf", muestras.pdf())
