"""The papers that wait for the staff of one distributor, the oldest first: identity documents and powers of attorney.

A document is theirs while its account has something under way with them (``cuentas.documento.necesidad``); a power of
attorney, while its link stands and the supply is another's. One's own papers are not in one's queue.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, F, Q, QuerySet, Value

from catalogo.plazos import Calendario
from cuentas.documento import necesidad
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import EstadoCuenta, Usuario
from suministros.identidades.papeles import DOCUMENTO, PODER, EnRevision
from suministros.identidades.reloj import corte
from suministros.models import PoderSuministro

POR_PAGINA = 25
VISTAS = {"": "Todos", "documentos": "Documentos de identidad", "poderes": "Poderes", "atrasados": "Atrasados"}
_ESPERA = Q(estado=EstadoDocumento.EN_ANALISIS, reemplazado_en=None)


class Lugar(NamedTuple):
    """One paper and its place in the queue."""

    enviado_en: datetime
    clase: str
    pk: int


def documentos(lector: Usuario) -> QuerySet[DocumentoIdentidad]:
    if lector.distribuidora_id is None:
        return DocumentoIdentidad.objects.none()
    suyo = Q(usuario__documento_tipo=lector.documento_tipo, usuario__documento=lector.documento)
    esperan = DocumentoIdentidad.objects.filter(_ESPERA, usuario__estado=EstadoCuenta.ACTIVA).exclude(suyo)
    return esperan.filter(necesidad.la_necesita(lector.distribuidora_id))


def poderes(lector: Usuario) -> QuerySet[PoderSuministro]:
    de_la_cuenta, titular = "vinculo__usuario__documento", "vinculo__suministro__titular_documento"
    suyo = Q(**{f"{de_la_cuenta}_tipo": lector.documento_tipo, de_la_cuenta: lector.documento})
    suyo |= Q(**{f"{titular}_tipo": lector.documento_tipo, titular: lector.documento})
    ya_es_titular = Q(**{f"{titular}_tipo": F(f"{de_la_cuenta}_tipo"), titular: F(de_la_cuenta)})
    return PoderSuministro.objects.filter(
        _ESPERA,
        vinculo__retirado_en=None,
        vinculo__usuario__estado=EstadoCuenta.ACTIVA,
        vinculo__suministro__distribuidora=lector.distribuidora,
    ).exclude(suyo | ya_es_titular)


def lugares(
    lector: Usuario, vista: str, calendario: Calendario, *, hasta: int, desde: datetime | None = None
) -> QuerySet[Any]:
    """The first ``hasta`` rows of ``Lugar``; ``desde``: only of what was sent then or later.

    Each kind is cut before they are put together, so that its index is walked no further than the page.
    """
    condicion = Q(enviado_en__gte=desde) if desde else Q()
    if vista == "atrasados":
        condicion &= Q(enviado_en__lt=corte(calendario))
    partes = {
        "documentos": _como_lugares(documentos(lector).filter(condicion), DOCUMENTO)[:hasta],
        "poderes": _como_lugares(poderes(lector).filter(condicion), PODER)[:hasta],
    }
    if vista in partes:
        return partes[vista]
    juntos = partes["documentos"].union(partes["poderes"], all=True)
    return juntos.order_by("enviado_en", "clase", "id")[:hasta]


def _como_lugares(papeles: QuerySet[Any], clase: str) -> QuerySet[Any]:
    con_clase = papeles.order_by("enviado_en", "id").annotate(clase=Value(clase, output_field=CharField()))
    return con_clase.values_list("enviado_en", "clase", "id")


def contar(lector: Usuario, calendario: Calendario) -> dict[str, int]:
    """How many each view holds: two queries."""
    tarde = Count("pk", filter=Q(enviado_en__lt=corte(calendario)))
    de_documentos = documentos(lector).order_by().aggregate(todos=Count("pk"), tarde=tarde)
    de_poderes = poderes(lector).order_by().aggregate(todos=Count("pk"), tarde=tarde)
    return {
        "": de_documentos["todos"] + de_poderes["todos"],
        "documentos": de_documentos["todos"],
        "poderes": de_poderes["todos"],
        "atrasados": de_documentos["tarde"] + de_poderes["tarde"],
    }


def pagina(lector: Usuario, vista: str, numero: int, total: int, calendario: Calendario) -> Page:
    """One page of the queue with what it shows of each paper: three queries. ``total``: as ``contar`` said."""
    hoja = _Paginas([], POR_PAGINA, total).get_page(numero)
    desde, hasta = (hoja.number - 1) * POR_PAGINA, hoja.number * POR_PAGINA
    hoja.object_list = cargar(Lugar(*fila) for fila in lugares(lector, vista, calendario, hasta=hasta)[desde:hasta])
    return hoja


class _Paginas(Paginator):
    """Of a list that was counted already."""

    def __init__(self, filas: Any, por: int, total: int) -> None:
        super().__init__(filas, por)
        self.count = total


def cargar(filas: Iterable[Lugar]) -> list[EnRevision]:
    """The papers of those places, in their order; two queries however many there are."""
    filas = list(filas)
    de_cada: Mapping[str, dict[int, Any]] = {
        DOCUMENTO: DocumentoIdentidad.objects.select_related("usuario", "archivo").in_bulk(_de(filas, DOCUMENTO)),
        PODER: PoderSuministro.objects.select_related("vinculo__usuario", "vinculo__suministro", "archivo").in_bulk(
            _de(filas, PODER)
        ),
    }
    return [EnRevision(de_cada[fila.clase][fila.pk]) for fila in filas if fila.pk in de_cada[fila.clase]]


def _de(filas: Sequence[Lugar], clase: str) -> list[int]:
    return [fila.pk for fila in filas if fila.clase == clase]
