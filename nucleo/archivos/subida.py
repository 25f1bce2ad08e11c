"""How Django reads file parts here (``FILE_UPLOAD_HANDLERS``): one handler, to disk, with a ceiling (UP-1).

Django's size settings bound form fields only, never a file part. Beyond the ceiling the rest of the part is read
and dropped: the other parts of the form still arrive and are kept (S-11).
"""

from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from nucleo.archivos import almacen


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
        if content_length > settings.ARCHIVOS_TOPE_POR_PETICION:
            raise RequestDataTooBig("Request body exceeded settings.ARCHIVOS_TOPE_POR_PETICION.")

    def new_file(self, field_name: str, file_name: str, content_type: str, *resto: Any, **mas: Any) -> None:
        super().new_file(field_name, file_name, content_type, *resto, **mas)
        self.file = ArchivoSubido(file_name, content_type, self.charset, self.content_type_extra)
        self._escritos = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        queda = settings.ARCHIVOS_TOPE_POR_ARCHIVO - self._escritos
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
