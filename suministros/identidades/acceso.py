"""Who may open one paper: the third door of the pages of identities."""

from django.http import Http404

from cuentas.documento.models import DocumentoIdentidad
from cuentas.documento.permisos import exigir_que_pueda_decidir
from cuentas.models import Usuario
from nucleo.comun.errores import NoPermitido
from suministros.identidades.papeles import DOCUMENTO, EnRevision
from suministros.models import PoderSuministro
from suministros.permissions import exigir_que_pueda_decidir_poder


def obtener(lector: Usuario, clase: str, pk: int) -> EnRevision:
    """The paper, if ``lector`` may decide on it; Http404 for what is missing, another distributor's or one's own.

    One that was decided already, or replaced, is still found by who may decide on it: the page says by whom and when.
    """
    papel = _buscar(clase, pk)
    if papel is None:
        raise Http404
    try:
        if isinstance(papel, DocumentoIdentidad):
            exigir_que_pueda_decidir(lector, papel)
        else:
            exigir_que_pueda_decidir_poder(lector, papel)
    except NoPermitido as error:
        raise Http404 from error
    return EnRevision(papel)


def _buscar(clase: str, pk: int) -> DocumentoIdentidad | PoderSuministro | None:
    if clase == DOCUMENTO:
        documentos = DocumentoIdentidad.objects.select_related("usuario", "archivo", "decidido_por__distribuidora")
        return documentos.filter(pk=pk).first()
    con_todo = PoderSuministro.objects.select_related(
        "vinculo__usuario", "vinculo__suministro__distribuidora", "vinculo__suministro__comuna__region",
        "archivo", "decidido_por__distribuidora",
    )  # fmt: skip
    return con_todo.filter(pk=pk).first()
