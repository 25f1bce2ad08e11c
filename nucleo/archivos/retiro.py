"""Content that goes when its time is over, while its row stays: what was sent is still proved by its digest (DAT-5)."""

from datetime import datetime

from django.db import transaction

from nucleo.archivos.limpieza import borrar_si_nadie_lo_usa
from nucleo.archivos.models import Archivo


def borrar_contenido(archivo: Archivo, instante: datetime) -> None:
    """Marks ``archivo`` as erased at ``instante``, in the caller's transaction; its file goes after the commit.

    The file stays while another row holds the same bytes. One that a crash leaves behind is swept as an orphan is.
    """
    if archivo.borrado_en:
        return
    archivo.borrado_en = instante
    archivo.save(update_fields=["borrado_en"])
    transaction.on_commit(lambda: borrar_si_nadie_lo_usa(archivo.sha256_guardado), robust=True)
