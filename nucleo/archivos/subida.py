"""How Django reads file parts here (``FILE_UPLOAD_HANDLERS``): one handler, to disk, with a ceiling (UP-1).

Django's size settings bound form fields only, never a file part. Beyond the ceiling the rest of the part is read
and dropped: the other parts of the form still arrive and are kept (S-11).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from nucleo.archivos import almacen


class ArchivoSubido(TemporaryUploadedFile):
    """``size`` is what was sent, even if less was kept; ``sin_espacio`` says that the disk was full."""

    sin_espacio = False


class Recepcion(TemporaryFileUploadHandler):
    file: ArchivoSubido

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        if content_length > settings.ARCHIVOS_TOPE_POR_PETICION:
            raise RequestDataTooBig("Request body exceeded settings.ARCHIVOS_TOPE_POR_PETICION.")

    def new_file(self, field_name: str, file_name: str, content_type: str, *resto: Any, **mas: Any) -> None:
        super(TemporaryFileUploadHandler, self).new_file(field_name, file_name, content_type, *resto, **mas)
        almacen.carpeta_de_transito()
        # Django makes the temporary name with the sender's extension: one of 300 letters is an OSError.
        self.file = ArchivoSubido("subido", content_type, 0, self.charset, self.content_type_extra)
        self.file.name = self.file_name
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
