"""Which terms a changed holiday or deadline rule moves, without moving them (reglas.md 3): the preview of SEC.

What the events give under the catalogue of today is what should stand; ``actions.ajustar_plazos`` writes it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from catalogo.plazos import fin_del_dia
from nucleo.comun.errores import ErrorDeDominio
from solicitudes.models import Obligacion, Observacion, Solicitud
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.recalculo import DIAS, leer_hechos
from solicitudes.repeticion import con_las_reglas_de_hoy, repetir
from solicitudes.vidas import Calculo, Debida, Hecho, Vida

TANDA = 500
DEL_RELOJ = (
    "recibida_el", "recepcion_el", "contado_hasta", "plazo_respuesta_el", "obligacion", "vence_el",
    "prorrogada_hasta", "dias_respuesta",
)  # fmt: skip


class EventosNoCalzan(ErrorDeDominio):
    """Rows and events of the request disagree in more than its terms: ``recalcular`` tells in what."""

    codigo = 409


@dataclass(frozen=True)
class PlazoAjustado:
    """An obligation, the ``orden``-th of its class (from 0): its last day ``antes`` and what it should hold."""

    obligacion_id: int
    clase: str
    orden: int
    antes: date
    debida: Debida

    @property
    def vence_el(self) -> date:
        return self.debida.vence_el

    def anotacion(self) -> list[Any]:
        """As its event keeps it: class, order, rule and both last days."""
        return [
            self.clase, self.orden, self.debida.regla_id, self.antes.isoformat(), self.vence_el.isoformat(),
        ]  # fmt: skip


@dataclass(frozen=True)
class Ajuste:
    """What moves in one request. ``campos``: field → (as it stands, as it should).

    ``observaciones``: those asked for in time that were late, or the other way round → whether they are late.
    """

    solicitud_id: int
    folio: str
    plazos: tuple[PlazoAjustado, ...]
    campos: Mapping[str, tuple[Any, Any]]
    observaciones: Mapping[int, bool]


@dataclass(frozen=True)
class AlLado:
    """The rows of one request: its terms, oldest first, and of each correction asked for whether it was late."""

    obligaciones: list[Obligacion] = field(default_factory=list)
    tardias: dict[int, bool] = field(default_factory=dict)


def por_feriado(dia: date) -> SolicitudQuerySet:
    """Those that a holiday put on ``dia`` or taken from it may touch: a day of theirs was counted there."""
    fin = fin_del_dia(dia)
    corria = Obligacion.objects.filter(Q(comienza_en__lte=fin) | Q(recibida_el__lte=dia), vence_el__gte=dia)
    contada = Solicitud.objects.filter(Q(contado_hasta__gte=dia) | Q(prorrogada_hasta__gte=dia))
    # A union and no OR: of one of a million ids the database keeps no hash, and reads the list again for every row.
    tocadas = corria.order_by().values("solicitud").union(contada.order_by().values("pk"))
    return Solicitud.objects.filter(pk__in=tocadas, enviada_en__lte=fin)


def por_regla(caso: str, desde: date, hasta: date | None = None) -> SolicitudQuerySet:
    """Those with a term of ``caso`` received from ``desde`` to ``hasta``, both included; without end, up to now."""
    suyas = Obligacion.objects.filter(caso=caso, recibida_el__gte=desde)
    suyas = suyas.filter(recibida_el__lte=hasta) if hasta else suyas
    return Solicitud.objects.filter(pk__in=suyas.values("solicitud"))


def prever(solicitudes: SolicitudQuerySet, calculo: Calculo | None = None) -> Iterator[Ajuste]:
    """Of each of ``solicitudes`` whose terms move, what moves; in batches, by id. Nothing is written.

    One that its events do not explain is left out here: ``actions.ajustar_plazos`` says so.
    """
    calculo = calculo or Calculo.de_hoy()
    for ids in por_tandas(solicitudes):
        filas = Solicitud.objects.filter(pk__in=ids).order_by("pk").values("pk", "folio", *DEL_RELOJ, *DIAS)
        hechos, al_lado = leer_hechos(ids), _filas_al_lado(ids)
        for fila in filas:
            try:
                ajuste = comparar(fila, al_lado[fila["pk"]], hechos[fila["pk"]], calculo)
            except EventosNoCalzan:
                continue
            if ajuste:
                yield ajuste


def por_tandas(solicitudes: SolicitudQuerySet) -> Iterator[list[int]]:
    """The ids in their order, some hundreds at a time: asked for once, since finding them is what costs."""
    ids = list(solicitudes.order_by("pk").values_list("pk", flat=True))
    for desde in range(0, len(ids), TANDA):
        yield ids[desde : desde + TANDA]


def de_una(solicitud_id: int, calculo: Calculo) -> Ajuste | None:
    """The same of one request, which the caller holds. Raises ``EventosNoCalzan`` and ``SinRegla``."""
    fila = Solicitud.objects.values("pk", "folio", *DEL_RELOJ, *DIAS).get(pk=solicitud_id)
    al_lado, hechos = _filas_al_lado([solicitud_id]), leer_hechos([solicitud_id])
    return comparar(fila, al_lado[solicitud_id], hechos[solicitud_id], calculo)


def comparar(fila: Mapping[str, Any], al_lado: AlLado, hechos: list[Hecho], calculo: Calculo) -> Ajuste | None:
    try:
        vida = repetir(hechos, calculo)
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise EventosNoCalzan(f"Los eventos de {fila['folio']} no se pueden leer.") from error
    plazos = tuple(_plazos(fila["folio"], al_lado.obligaciones, con_las_reglas_de_hoy(vida, calculo)))
    debidos = {campo: getattr(vida, campo) for campo in DEL_RELOJ} | {f"dias_{de}": n for de, n in vida.dias.items()}
    campos = {campo: (fila[campo], debido) for campo, debido in debidos.items() if fila[campo] != debido}
    tardias = {pk: tarde for pk, tarde in vida.tardias().items() if al_lado.tardias.get(pk, tarde) != tarde}
    if not (plazos or campos or tardias):
        return None
    return Ajuste(fila["pk"], fila["folio"], plazos, campos, tardias)


def _plazos(folio: str, guardadas: list[Obligacion], vida: Vida) -> Iterator[PlazoAjustado]:
    """Each row with what the events say of it: the nth of a class with the nth."""
    if vida.reparos or [fila.clase for fila in guardadas] != [debida.clase for debida in vida.obligaciones]:
        raise EventosNoCalzan(f"Los eventos de {folio} no explican sus plazos.")
    ordenes: dict[str, int] = defaultdict(int)
    for fila, debida in zip(guardadas, vida.obligaciones, strict=True):
        orden = ordenes[fila.clase]
        ordenes[fila.clase] += 1
        como_esta = (fila.regla_id, fila.recibida_el, fila.vence_el)
        if como_esta != (debida.regla_id, debida.recibida_el, debida.vence_el):
            yield PlazoAjustado(fila.pk, fila.clase, orden, fila.vence_el, debida)


def _filas_al_lado(ids: list[int]) -> dict[int, AlLado]:
    de_cada: dict[int, AlLado] = defaultdict(AlLado)
    for obligacion in Obligacion.objects.filter(solicitud__in=ids).order_by("pk"):
        de_cada[obligacion.solicitud_id].obligaciones.append(obligacion)
    for de, pk, tarde in Observacion.objects.filter(solicitud__in=ids).values_list("solicitud_id", "pk", "tarde"):
        de_cada[de].tardias[pk] = tarde
    return de_cada
