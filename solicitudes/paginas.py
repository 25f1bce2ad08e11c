"""The pages of a request list at any size: rows by their ids, found in an index, and counts that stop.

A list of more than ``TOPE`` says 'más de 10.000' and is counted apart, by a second request or by a link; its pages are
walked stretch by stretch (``orden.tramos``), which the indexes of ``Solicitud`` hold sorted.
"""

from collections.abc import Iterator, Mapping

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, Subquery, Value

from cuentas.models import Usuario
from solicitudes.listado import Filtros
from solicitudes.models import Solicitud
from solicitudes.orden import Tramo, ordenar, tramos
from solicitudes.querysets import SolicitudQuerySet

TOPE = 10_000  # rows that a page counts by itself


class _Cuantas(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) contadas)"
    output_field = IntegerField()


def contar(listas: Mapping[str, SolicitudQuerySet], user: Usuario, tope: int | None = TOPE) -> dict[str, int]:
    """How many each list holds, counting no further than ``tope`` + 1: one query, hung on the row of ``user``."""
    hasta = tope + 1 if tope else None
    cuentas = [_Cuantas(lista.order_by().annotate(una=Value(1)).values("una")[:hasta]) for lista in listas.values()]
    numeros = Usuario.objects.filter(pk=user.pk).values_list(*cuentas).get()
    return {clave: numero or 0 for clave, numero in zip(listas, numeros, strict=True)}


class Paginas(Paginator):
    """Pages whose total is known (``exacto``) or said to be more than ``TOPE``."""

    def __init__(self, por: int, total: int, *, exacto: bool) -> None:
        super().__init__(Solicitud.objects.none(), por)
        self.count = total
        self.exacto, self.tope = exacto, TOPE


def pagina(lista: SolicitudQuerySet, filtros: Filtros, user: Usuario, total: int, tope: int | None = TOPE) -> Page:
    """The page asked for; one past the end is the last. ``lista``: with filters and view, in no order.

    ``total``: as many as were counted, no further than ``tope`` + 1.
    """
    por, numero = filtros.por, filtros.pagina
    if tope and total > tope:
        ids = _ids_de_muchas(lista, filtros.orden, user, (numero - 1) * por, por + 1)
        if ids:
            hay_mas = len(ids) > por
            al_menos = max(total, numero * por + 1) if hay_mas else (numero - 1) * por + len(ids)
            return Page(_filas(ids[:por], filtros.orden), numero, Paginas(por, al_menos, exacto=not hay_mas))
        total = contar({"": lista}, user, None)[""]
    paginas = Paginas(por, total, exacto=True)
    numero = min(numero, paginas.num_pages)
    desde = (numero - 1) * por
    if total > TOPE:
        ids = _ids_de_muchas(lista, filtros.orden, user, desde, por)
    else:
        # A view alone has its own index; filters pick rows that lie anywhere.
        ids = list(
            ordenar(lista, filtros.orden, sin_indice=filtros.hay).values_list("pk", flat=True)[desde : desde + por]
        )
    return Page(_filas(ids, filtros.orden), numero, paginas)


def sin_filas(filtros: Filtros, total: int) -> Page:
    """The place of a page among all, once ``total`` is known."""
    paginas = Paginas(filtros.por, total, exacto=True)
    return Page([], min(filtros.pagina, paginas.num_pages), paginas)


def _filas(ids: list[int], orden: str) -> list[Solicitud]:
    con_nombres = Solicitud.objects.filter(pk__in=ids).select_related("distribuidora", "solicitante", "asignada_a")
    return list(ordenar(con_nombres, orden)) if ids else []


def _ids_de_muchas(lista: SolicitudQuerySet, orden: str, user: Usuario, desde: int, cuantas: int) -> list[int]:
    partes = [
        lista.filter(tramo.quedan).order_by(*tramo.orden).values_list("pk", flat=True)[salta : salta + faltan]
        for tramo, salta, faltan in _que_tocan(lista, tramos(orden), user, desde, cuantas)
    ]
    if not partes:
        return []
    return list(partes[0].union(*partes[1:], all=True) if len(partes) > 1 else partes[0])


def _que_tocan(
    lista: SolicitudQuerySet, todos: list[Tramo], user: Usuario, desde: int, cuantas: int
) -> Iterator[tuple[Tramo, int, int]]:
    """The stretches where the rows from ``desde`` on lie, with how many of each to skip and to take."""
    if len(todos) == 1:
        yield todos[0], desde, cuantas
        return
    largos = contar({str(n): lista.filter(t.quedan) for n, t in enumerate(todos)}, user, desde + cuantas - 1)
    for tramo, largo in zip(todos, largos.values(), strict=True):
        if cuantas and desde < largo:
            tomadas = min(cuantas, largo - desde)
            yield tramo, desde, tomadas
            cuantas -= tomadas
        desde = max(desde - largo, 0)
