"""The documents of one request or several in one ZIP, written while it is read: no file is ever whole in memory (S-16).

Deflate and not plain storage: a stored entry of unknown digest cannot be read as a stream by every program, and the
sizes that the rows promise are not trusted to be those of the disk.
"""

import csv
import io
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nucleo.archivos import almacen
from nucleo.comun.reloj import CHILE
from solicitudes.paneles import Papel

TROZO = 64 * 1024
INDICE = "00-indice.csv"
COLUMNAS = ("Archivo", "Documento", "Versión", "Fecha", "Tamaño en bytes", "SHA-256 recibido", "SHA-256 guardado")
_PERMISOS = 0o644 << 16
_LARGO = 180

registro = logging.getLogger(__name__)


Entradas = list[tuple[str, Papel]]


def nombrados(papeles: Iterable[Papel], carpeta: str = "") -> Entradas:
    """``01-formulario-v1-nombre.pdf``: the number tells apart what people named alike. ``carpeta``: the folio."""
    dentro = f"{carpeta}/" if carpeta else ""
    return [
        (f"{dentro}{numero:02}-{papel.codigo}-v{papel.version}-{_corto(papel.archivo.nombre)}", papel)
        for numero, papel in enumerate(papeles, start=1)
    ]


def trozos(entradas: Entradas) -> Iterator[bytes]:
    """The bytes of the ZIP. What is missing on the disk is left out, and the index says so."""
    salida = _Salida()
    escritos: list[tuple[str, Papel, bool]] = []
    with ZipFile(salida, "w", ZIP_DEFLATED, compresslevel=1) as paquete:
        for nombre, papel in entradas:
            ruta = almacen.ruta(papel.archivo.sha256_guardado)
            hay = ruta.is_file()
            escritos.append((nombre, papel, hay))
            if not hay:
                registro.critical("Fila sin archivo: %s", papel.archivo.pk)
                continue
            with open(ruta, "rb") as origen, paquete.open(_entrada(nombre, papel.fecha), "w") as destino:
                while trozo := origen.read(TROZO):
                    destino.write(trozo)
                    yield salida.sacar()
        paquete.writestr(_entrada(INDICE, datetime.now(CHILE)), _indice(escritos))
        yield salida.sacar()
    yield salida.sacar()


def _entrada(nombre: str, fecha: datetime) -> ZipInfo:
    """ZIP knows no time zone and no year before 1980: the hour is Chile's."""
    local = fecha.astimezone(CHILE)
    entrada = ZipInfo(nombre, date_time=max(local.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    entrada.compress_type, entrada.external_attr = ZIP_DEFLATED, _PERMISOS
    return entrada


def _indice(escritos: list[tuple[str, Papel, bool]]) -> bytes:
    """For a spreadsheet of here: semicolons, and the mark that tells it the letters."""
    texto = io.StringIO()
    hoja = csv.writer(texto, delimiter=";")
    hoja.writerow(COLUMNAS)
    for nombre, papel, hay in escritos:
        archivo, cuando = papel.archivo, f"{papel.fecha.astimezone(CHILE):%d-%m-%Y %H:%M}"
        en_disco = archivo.bytes if hay else "No disponible"
        # SEC writes the document's name, and a folio may start with a plus: neither may become a formula.
        documento = papel.nombre.lstrip("=+-@\t\r ")
        dicho = f"'{nombre}" if nombre.startswith("+") else nombre
        fila = (dicho, documento, papel.version, cuando, en_disco, archivo.sha256_recibido, archivo.sha256_guardado)
        hoja.writerow(fila)
    return texto.getvalue().encode("utf-8-sig")


def _corto(nombre: str) -> str:
    """The shown name was cleaned when it was received; here it only gets shorter, its extension kept."""
    raiz, punto, extension = nombre.rpartition(".")
    return f"{raiz[: _LARGO - len(extension)]}{punto}{extension}"


class _Salida(io.RawIOBase):
    """Where ZipFile writes: it keeps nothing but what nobody has taken yet."""

    def __init__(self) -> None:
        super().__init__()
        self._trozos: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, datos: bytes) -> int:  # type: ignore[override]
        self._trozos.append(bytes(datos))
        return len(datos)

    def sacar(self) -> bytes:
        tomado, self._trozos = b"".join(self._trozos), []
        return tomado
