"""The copies of identity papers go some time after their decision; the digest and the decision stay (DAT-5, U-06).

One that waits for its decision stays as long as it waits. One that nobody will decide any more, because another took
its place, goes as if it had been decided then.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.archivos.retiro import borrar_contenido
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

TANDA = 500


def corte() -> datetime:
    """What was settled before it has lost its copy, or is about to."""
    return ahora() - timedelta(days=settings.DIAS_DE_COPIA_DE_IDENTIDAD)


def documentos() -> QuerySet[DocumentoIdentidad]:
    """The identity documents whose copy has to go."""
    resueltos = Q(decidido_en__lt=corte()) | Q(decidido_en=None, reemplazado_en__lt=corte())
    return DocumentoIdentidad.objects.filter(resueltos, archivo__borrado_en=None)


def barrer() -> int:
    """Erases them, each in a transaction of its own; how many went."""
    por_cuenta = documentos().order_by("pk").values_list("pk", "usuario_id").iterator(chunk_size=TANDA)
    return borrar_una_por_una(por_cuenta, _borrar)


def borrar_una_por_una(papeles: Iterable[tuple[int, int]], borrar: Callable[..., bool]) -> int:
    """``papeles``: ids of paper and account. How many ``borrar(papel_id=, cuenta_id=)`` says that it erased."""
    return sum(borrar(papel_id=papel_id, cuenta_id=cuenta_id) for papel_id, cuenta_id in papeles)


@en_transaccion
def _borrar(*, papel_id: int, cuenta_id: int) -> bool:
    return borrar_copia(
        documentos(), papel_id, cuenta_id, tipo="COPIA_DE_IDENTIDAD_BORRADA", clave="documento"
    )  # fmt: skip


def borrar_copia(pendientes: QuerySet[Any], papel_id: int, cuenta_id: int, *, tipo: str, clave: str) -> bool:
    """Erases the copy of one of ``pendientes`` with its event, in the caller's transaction; False if it was done.

    The account is locked first, as by every action on its papers.
    """
    Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=cuenta_id)
    papel: Model | None = pendientes.select_related("archivo").filter(pk=papel_id).first()
    if papel is None:
        return False
    archivo: Archivo = papel.archivo  # type: ignore[attr-defined]
    cadena = f"usuario:{cuenta_id}"
    instante = momento(cadena)
    borrar_contenido(archivo, instante)
    registrar(
        cadena=cadena,
        tipo=tipo,
        actor=None,
        datos={clave: papel.pk, "archivo": str(archivo.pk), "sha256": archivo.sha256_recibido},
        ocurrido=instante,
    )
    return True
