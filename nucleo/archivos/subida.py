"""How Django reads file parts here (``FILE_UPLOAD_HANDLERS``): one handler, to disk, with a ceiling (UP-1).

Django's size settings bound form fields only, never a file part. Beyond the ceiling the rest of the part is read
and dropped: the other parts of the form still arrive and are kept (S-11).
"""

from collections.abc import Callable
from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from nucleo.archivos import almacen
from nucleo.comun.acceso import ATRIBUTO

Vista = TypeVar("Vista", bound=Callable[..., Any])
_MARCA = "tope_de_subida"


@dataclass(frozen=True)
class Topes:
    """Bytes kept of one part, and of a whole request."""

    archivo: int
    peticion: int


def con_tope(archivo: int) -> Callable[[Vista], Vista]:
    """Lets one view take files of up to ``archivo`` bytes, from those whom its access rule admits."""

    def decorador(vista: Vista) -> Vista:
        setattr(vista, _MARCA, Topes(archivo + 1024, archivo + 1024 * 1024))
        return vista

    return decorador


def _topes(request: Any) -> Topes:
    de_siempre = Topes(settings.ARCHIVOS_TOPE_POR_ARCHIVO, settings.ARCHIVOS_TOPE_POR_PETICION)
    vista = request.resolver_match.func if request and request.resolver_match else None
    propios, acceso = getattr(vista, _MARCA, None), getattr(vista, ATRIBUTO, None)
    return propios if propios and acceso and acceso.permite(request.user) else de_siempre


class ArchivoSubido(UploadedFile):
    """A part on disk, in the store's file system, gone when the request ends.

    ``size`` is what was sent, even if less was kept; ``sin_espacio`` says that the disk was full. Django's own
    class makes the temporary name with the sender's extension, and one of 300 letters is an OSError.
    """

    sin_espacio = False

    def __init__(self, nombre: str, tipo: str, charset: str | None, tipo_extra: Any) -> None:
        # Closed with the request, by Django.
        archivo = NamedTemporaryFile(dir=almacen.carpeta_de_transito())  # noqa: SIM115
        super().__init__(archivo, nombre, tipo, 0, charset, tipo_extra)

    def temporary_file_path(self) -> str:
        return str(getattr(self.file, "name", ""))


class Recepcion(FileUploadHandler):
    """``file`` is the part being read; the parser closes it by that name when it stops."""

    file: ArchivoSubido

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self._topes = _topes(self.request)
        if content_length > self._topes.peticion:
            raise RequestDataTooBig("Request body exceeds what its view takes.")

    def new_file(self, field_name: str, file_name: str, content_type: str, *resto: Any, **mas: Any) -> None:
        super().new_file(field_name, file_name, content_type, *resto, **mas)
        self.file = ArchivoSubido(file_name, content_type, self.charset, self.content_type_extra)
        self._escritos = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        queda = self._topes.archivo - self._escritos
        if queda <= 0 or self.file.sin_espacio:
            return
        try:
            self.file.write(raw_data[:queda])
            self._escritos += len(raw_data[:queda])
        except OSError:
            # A full disk is told at the field by recibir(), not by a 500.
            self.file.sin_espacio = True

    def file_complete(self, file_size: int) -> ArchivoSubido:
        try:
            self.file.seek(0)  # flushes what is buffered
        except OSError:
            self.file.sin_espacio = True
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
