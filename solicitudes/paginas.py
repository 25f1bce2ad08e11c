"""The pages of a request list at any size: rows by their ids, found in an index, and counts that stop.

A list of more than ``TOPE`` is counted out of the daily totals (``sumas``); one that they cannot tell says 'más de
10.000' and is counted apart, by a second request or by a link. Its pages are walked stretch by stretch
(``orden.tramos``), which the indexes of ``Solicitud`` hold sorted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, Q, Subquery, Value

from cuentas.models import Usuario
from solicitudes.listado import Filtros, aplicar
from solicitudes.models import Solicitud
from solicitudes.orden import POR_DEFECTO, Tramo, ordenar, tramos
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.sumas import Sumas
from solicitudes.vistas import Vista, vistas_de

TOPE = 10_000  # rows that a page counts by itself
POCAS = 50_000  # rows that are sooner picked by their number and sorted than met along the order


class _Cuantas(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) contadas)"
    output_field = IntegerField()


def contar(listas: Mapping[str, SolicitudQuerySet], user: Usuario, tope: int | None) -> dict[str, int]:
    """How many each list holds, counting no further than ``tope`` + 1: one query, hung on the row of ``user``."""
    hasta = tope + 1 if tope else None
    cuentas = [_Cuantas(lista.order_by().annotate(una=Value(1)).values("una")[:hasta]) for lista in listas.values()]
    numeros = Usuario.objects.filter(pk=user.pk).values_list(*cuentas).get()
    return {clave: numero or 0 for clave, numero in zip(listas, numeros, strict=True)}


@dataclass(frozen=True)
class Cuentas:
    """How many each view holds: None of one that was not counted; those of ``hay_mas``, more than that."""

    numeros: Mapping[str, int | None]
    hay_mas: frozenset[str]

    def total(self, vista: str) -> int:
        return self.numeros[vista] or 0

    @property
    def completas(self) -> bool:
        return not self.hay_mas and None not in self.numeros.values()


class Paginas(Paginator):
    """Pages whose total is known (``exacto``) or said to be more than ``TOPE``."""

    def __init__(self, por: int, total: int, *, exacto: bool) -> None:
        super().__init__(Solicitud.objects.none(), por)
        self.count = total
        self.exacto, self.tope = exacto, TOPE


@dataclass(frozen=True)
class Lista:
    """What the filters of an address leave to their reader."""

    user: Usuario
    filtros: Filtros

    @cached_property
    def vistas(self) -> Mapping[str, Vista]:
        return vistas_de(self.user)

    @cached_property
    def efectivos(self) -> Filtros:
        """The filters without what filters nothing: every folio of a distributor begins with its prefix."""
        suya = self.user.distribuidora
        sobra = self.filtros.folio and suya is not None and suya.prefijo.startswith(self.filtros.folio)
        return replace(self.filtros, folio="") if sobra else self.filtros

    @cached_property
    def filtradas(self) -> SolicitudQuerySet:
        return aplicar(Solicitud.objects.visibles_para(self.user), self.efectivos)

    def en_vista(self, nombre: str) -> SolicitudQuerySet:
        return self.filtradas.filter(self._condicion(nombre))

    def _condicion(self, nombre: str) -> Q:
        return self.vistas[nombre].condicion(self.user) if nombre else Q()

    def contar(self, nombres: list[str], *, todo: bool) -> Cuentas:
        """``todo``: also what neither ``TOPE`` rows nor the totals tell."""
        return (
            self._contar_filtradas(nombres, todo=todo) if self.efectivos.hay else self._contar_todas(nombres, todo=todo)
        )

    def _contar_todas(self, nombres: list[str], *, todo: bool) -> Cuentas:
        numeros = self._una_por_una(nombres, TOPE)
        pasan = [nombre for nombre, numero in numeros.items() if numero > TOPE]
        sumadas = self._sumas.cuentas(self.vistas, pasan)
        faltan = [nombre for nombre in pasan if nombre not in sumadas]
        if todo and faltan:
            sumadas |= self._una_por_una(faltan, None)
            faltan = []
        return Cuentas(numeros | sumadas | dict.fromkeys(faltan, TOPE), frozenset(faltan))

    def _contar_filtradas(self, nombres: list[str], *, todo: bool) -> Cuentas:
        """Many of them are not read one by one: a tab may have to wait for its number, the view in sight may not."""
        sumadas = self._sumas.cuentas(self.vistas, nombres)
        if self._por_numero and "" in nombres and (numeradas := self._numeradas) <= POCAS:
            sumadas[""] = numeradas
        if todo or (sumadas.get("", 0) <= TOPE and not (self._por_numero and self._numeradas > TOPE)):
            leidas = self._de_una_pasada(nombres, None if todo else TOPE)
            if leidas is not None:
                return Cuentas(leidas, frozenset())
        numeros: dict[str, int | None] = {**dict.fromkeys(nombres), **sumadas}
        vista = self.filtros.vista
        if vista not in sumadas:
            numeros |= self._una_por_una([vista], TOPE) if vista else {"": TOPE + 1}
        pasa = (numeros[vista] or 0) > TOPE and vista not in sumadas
        return Cuentas(numeros | ({vista: TOPE} if pasa else {}), frozenset({vista} if pasa else ()))

    @property
    def _sumas(self) -> Sumas:
        return Sumas(self.user, self.efectivos)

    def _una_por_una(self, nombres: Iterable[str], tope: int | None) -> dict[str, int]:
        return contar({nombre: self.en_vista(nombre) for nombre in nombres}, self.user, tope)

    def _de_una_pasada(self, nombres: list[str], tope: int | None) -> dict[str, int] | None:
        """By one reading of what the filters leave; None if it is more than ``tope`` rows."""
        hasta = tope + 1 if tope else None
        cuentas = {f"en_{lugar}": Count("pk", filter=self._condicion(nombre)) for lugar, nombre in enumerate(nombres)}
        leidas = self.filtradas.order_by()[:hasta].aggregate(todas=Count("pk"), **cuentas)
        if tope and leidas.pop("todas") > tope:
            return None
        return {nombre: leidas[f"en_{lugar}"] for lugar, nombre in enumerate(nombres)}

    def pagina(self, cuentas: Cuentas) -> Page:
        """The page asked for; one past the end is the last."""
        vista, por, numero = self.filtros.vista, self.filtros.por, self.filtros.pagina
        total = cuentas.total(vista)
        if vista in cuentas.hay_mas:
            ids = self._ids((numero - 1) * por, por + 1, TOPE + 1)
            if ids:
                hay_mas = len(ids) > por
                total = max(TOPE + 1, numero * por + 1) if hay_mas else (numero - 1) * por + len(ids)
                return Page(self._filas(ids[:por]), numero, Paginas(por, total, exacto=not hay_mas))
            total = contar({"": self.en_vista(vista)}, self.user, None)[""]
        hoja = self.sin_filas(total)
        hoja.object_list = self._filas(self._ids((hoja.number - 1) * por, por, total))
        return hoja

    def sin_filas(self, total: int) -> Page:
        """The place of the page among all, once ``total`` is known."""
        paginas = Paginas(self.filtros.por, total, exacto=True)
        return Page([], min(self.filtros.pagina, paginas.num_pages), paginas)

    def _filas(self, ids: list[int]) -> list[Solicitud]:
        con_nombres = Solicitud.objects.filter(pk__in=ids).select_related("distribuidora", "solicitante", "asignada_a")
        return list(ordenar(con_nombres, self.filtros.orden)) if ids else []

    def _ids(self, desde: int, cuantas: int, total: int) -> list[int]:
        lista, orden = self.en_vista(self.filtros.vista), self.filtros.orden
        if total <= TOPE or (self._por_numero and self._numeradas <= POCAS):
            # A view alone has its own index; filters pick rows that lie anywhere.
            ordenadas = ordenar(lista, orden, sin_indice=self.efectivos.hay)
            return list(ordenadas.values_list("pk", flat=True)[desde : desde + cuantas])
        if orden == POR_DEFECTO:
            cerca, desde = self._sumas.salto(self.vistas.get(self.filtros.vista), desde)
            lista = lista.filter(cerca)
        partes = [
            lista.filter(tramo.quedan).order_by(*tramo.orden).values_list("pk", flat=True)[salta : salta + toma]
            for tramo, salta, toma in self._que_tocan(lista, tramos(orden), desde, cuantas)
        ]
        if not partes:
            return []
        return list(partes[0].union(*partes[1:], all=True) if len(partes) > 1 else partes[0])

    @property
    def _por_numero(self) -> bool:
        """Rows whose numbers begin alike were often filed together, so that walking the order meets them late."""
        numerado = any(letra.isdigit() for letra in self.efectivos.folio)
        return bool(numerado or self.efectivos.solicitud or self.efectivos.cliente)

    @cached_property
    def _numeradas(self) -> int:
        """How many the filters leave, counted no further than ``POCAS`` + 1: their numbers lie together in an index."""
        return contar({"": self.filtradas}, self.user, POCAS)[""]

    def _que_tocan(
        self, lista: SolicitudQuerySet, todos: list[Tramo], desde: int, cuantas: int
    ) -> Iterator[tuple[Tramo, int, int]]:
        """The stretches where the rows from ``desde`` on lie, with how many of each to skip and to take."""
        if len(todos) == 1:
            yield todos[0], desde, cuantas
            return
        listas = {str(lugar): lista.filter(tramo.quedan) for lugar, tramo in enumerate(todos)}
        largos = contar(listas, self.user, desde + cuantas - 1)
        for tramo, largo in zip(todos, largos.values(), strict=True):
            if cuantas and desde < largo:
                toma = min(cuantas, largo - desde)
                yield tramo, desde, toma
                cuantas -= toma
            desde = max(desde - largo, 0)
