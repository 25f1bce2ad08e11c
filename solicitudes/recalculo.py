"""Compares every row of the requests with what their events alone give, and lists each difference.

It reads in batches, so that memory and the number of queries per request do not grow. Each batch is one snapshot: a
step taken while it reads is in it whole or not at all. Rooms on the right add what is theirs in ``ready()``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE
from nucleo.comun.transacciones import foto
from solicitudes.estados import Cuenta
from solicitudes.models import (
    Adjunto,
    Comunicacion,
    Obligacion,
    Observacion,
    Respuesta,
    Solicitud,
    TextoDeEvento,
)
from solicitudes.repeticion import repetir
from solicitudes.textos import huella
from solicitudes.totales.tablas import comparar
from solicitudes.vidas import Calculo, Debida, Hecho, Reparo, Vida

TANDA = 1000
CAMPOS = (
    "folio", "tipo", "estado", "solicitante_id", "expediente_id", "caso", "aumenta_capacidad", "fuera_de_vigencia",
    "enviada_en", "recibida_el", "recepcion_el", "contado_hasta", "respondida_en", "disponible_en", "abierta_en",
    "cerrada_en", "plazo_respuesta_el", "obligacion", "vence_el", "prorrogada_hasta", "dias_respuesta",
    "pago_sin_revisar", "fuera_de_orden", "reclasificada", "aceptada_por_plazo", "asignada_a_id",
    "numero_solicitud_compacto",
)  # fmt: skip
DIAS = tuple(f"dias_{cuenta}" for cuenta in Cuenta)
_DE_OBLIGACION = (
    "clase", "caso", "regla_id", "responsable", "comienza_en", "recibida_el", "vence_el", "termina_en", "fin",
)  # fmt: skip


class Diferencia(NamedTuple):
    """One field that does not agree. ``folio``: of the request, or the name of a counter."""

    folio: str
    campo: str
    guardado: Any
    recalculado: Any

    def __str__(self) -> str:
        return f"{self.folio} · {self.campo}: guardado {_ver(self.guardado)}, recalculado {_ver(self.recalculado)}"


def _ver(valor: Any) -> str:
    if isinstance(valor, datetime):
        return valor.astimezone(CHILE).isoformat()
    if isinstance(valor, date):
        return valor.isoformat()
    return "nada" if valor in (None, "") else str(valor)


@dataclass
class Tanda:
    """A batch: the folio and the events of each request, by its id."""

    folios: dict[int, str]
    hechos: dict[int, list[Hecho]]


@dataclass
class Recuento:
    """What was walked."""

    solicitudes: int = 0
    eventos: int = 0


@dataclass
class _Filas:
    """What stands beside the requests of a batch, by request; each group in the order in which it was written."""

    obligaciones: dict[int, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    respuestas: dict[int, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    adjuntos: dict[int, dict[tuple[str, int], str]] = field(default_factory=lambda: defaultdict(dict))
    textos: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    comunicaciones: dict[int, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    tardias: dict[int, dict[int, bool]] = field(default_factory=lambda: defaultdict(dict))


_por_tanda: list[Callable[[Tanda], Iterable[Diferencia]]] = []
_totales: list[Callable[[], Iterable[Diferencia]]] = []


def registrar(*, por_tanda: Callable[[Tanda], Iterable[Diferencia]], total: Callable[[], Iterable[Diferencia]]) -> None:
    """What another app compares: rows of a batch of requests, and counters over everything."""
    _por_tanda.append(por_tanda)
    _totales.append(total)


def recalcular(folio: str | None = None, *, recuento: Recuento | None = None) -> Iterator[Diferencia]:
    """Yields every difference: of one request, or of all and of the counters. ``recuento``, if given, counts."""
    recuento = recuento or Recuento()
    calculo = Calculo.de_hoy()
    ultimo = 0
    while True:
        with foto():
            filas = _leer_solicitudes(ultimo, folio)
            yield from _comparar_tanda(filas, calculo, recuento)
        if folio or len(filas) < TANDA:
            break
        ultimo = filas[-1]["pk"]
    if not folio:
        with foto():
            yield from _contador_de_folios()
            yield from _cadenas_sin_solicitud()
            yield from _totales_de_solicitudes()
            for total in _totales:
                yield from total()


def _leer_solicitudes(ultimo: int, folio: str | None) -> list[dict[str, Any]]:
    elegidas = Solicitud.objects.filter(folio=folio) if folio else Solicitud.objects.filter(pk__gt=ultimo)
    campos = ("pk", "folio_numero", "distribuidora__prefijo", *CAMPOS, *DIAS)
    return list(elegidas.order_by("pk").values(*campos)[:TANDA])


def _comparar_tanda(filas: list[dict[str, Any]], calculo: Calculo, recuento: Recuento) -> Iterator[Diferencia]:
    ids = [fila["pk"] for fila in filas]
    tanda = Tanda({fila["pk"]: fila["folio"] for fila in filas}, leer_hechos(ids))
    al_lado = _leer_filas(ids)
    recuento.solicitudes += len(ids)
    for fila in filas:
        hechos = tanda.hechos[fila["pk"]]
        recuento.eventos += len(hechos)
        for reparo in _comparar(fila, hechos, al_lado, calculo):
            yield Diferencia(fila["folio"], *reparo)
    for por_tanda in _por_tanda:
        yield from por_tanda(tanda)


def leer_hechos(ids: list[int]) -> dict[int, list[Hecho]]:
    """The events of each request, in their order."""
    hechos: dict[int, list[Hecho]] = {pk: [] for pk in ids}
    eventos = Evento.objects.filter(cadena__in=[f"solicitud:{pk}" for pk in ids]).order_by("cadena", "numero")
    for cadena, *valores in eventos.values_list("cadena", "pk", "numero", "tipo", "datos", "ocurrido", "actor_id"):
        hechos[int(cadena.rpartition(":")[2])].append(Hecho(*valores))
    return hechos


def _leer_filas(ids: list[int]) -> _Filas:
    filas = _Filas()
    if not ids:
        return filas
    # The batch is every request between its ends: two numbers instead of a thousand.
    de_la_tanda = {"solicitud_id__gte": ids[0], "solicitud_id__lte": ids[-1]}
    for de, *valores in (
        Obligacion.objects.filter(**de_la_tanda).order_by("pk").values_list("solicitud_id", *_DE_OBLIGACION)
    ):
        filas.obligaciones[de].append(tuple(valores))
    for de, pk, disponible, digesto in Respuesta.objects.filter(**de_la_tanda).values_list(
        "solicitud_id", "pk", "disponible_en", "archivo__sha256_guardado"
    ):
        filas.respuestas[de][pk] = (disponible, digesto)
    for de, codigo, version, digesto in Adjunto.objects.filter(**de_la_tanda).values_list(
        "solicitud_id", "codigo", "version", "archivo__sha256_recibido"
    ):
        filas.adjuntos[de][codigo, version] = digesto
    for de, evento, sal, texto in TextoDeEvento.objects.filter(**de_la_tanda).values_list(
        "solicitud_id", "evento_id", "sal", "texto"
    ):
        filas.textos[de][evento] = huella(bytes(sal), texto)
    for de, pk, sal, texto, digesto in Comunicacion.objects.filter(**de_la_tanda).values_list(
        "solicitud_id", "pk", "sal", "texto", "archivo__sha256_guardado"
    ):
        filas.comunicaciones[de][pk] = (huella(bytes(sal), texto), digesto)
    for de, pk, tarde in Observacion.objects.filter(**de_la_tanda).values_list("solicitud_id", "pk", "tarde"):
        filas.tardias[de][pk] = tarde
    return filas


def _comparar(fila: dict[str, Any], hechos: list[Hecho], al_lado: _Filas, calculo: Calculo) -> Iterator[Reparo]:
    pk = fila["pk"]
    if not hechos:
        yield Reparo("eventos", "la solicitud", None)
        return
    try:
        vida = repetir(hechos, calculo)
    except (LookupError, TypeError, ValueError) as error:
        yield Reparo("eventos", "sin leer", f"{type(error).__name__}: {error}")
        return
    yield from vida.reparos
    yield from _comparar_campos(fila, vida)
    yield from _comparar_obligaciones(al_lado.obligaciones[pk], vida.obligaciones)
    yield from comparar_filas("respuesta", al_lado.respuestas[pk], vida.respuestas)
    yield from comparar_filas("adjunto", al_lado.adjuntos[pk], vida.adjuntos)
    yield from comparar_filas("comunicación", al_lado.comunicaciones[pk], vida.comunicaciones)
    yield from comparar_filas("observación tarde", al_lado.tardias[pk], vida.tardias())
    # An erased text is gone with its salt, as the law wants it; one that stands must be the one that was sealed.
    escritos = {evento: vida.escritos.get(evento) for evento in al_lado.textos[pk]}
    yield from comparar_filas("texto del evento", al_lado.textos[pk], escritos)


def _comparar_campos(fila: dict[str, Any], vida: Vida) -> Iterator[Reparo]:
    for campo in CAMPOS:
        recalculado = getattr(vida, campo)
        if fila[campo] != recalculado and (recalculado is not None or campo != "numero_solicitud_compacto"):
            yield Reparo(campo, fila[campo], recalculado)
    for cuenta in Cuenta:
        if fila[f"dias_{cuenta}"] != vida.dias[cuenta]:
            yield Reparo(f"dias_{cuenta}", fila[f"dias_{cuenta}"], vida.dias[cuenta])
    if fila["distribuidora__prefijo"] != vida.distribuidora:
        yield Reparo("distribuidora", fila["distribuidora__prefijo"], vida.distribuidora)
    if f"{vida.distribuidora}{fila['folio_numero']}" != vida.folio:
        yield Reparo("folio_numero", fila["folio_numero"], vida.folio)


def _comparar_obligaciones(guardadas: list[tuple[Any, ...]], debidas: list[Debida]) -> Iterator[Reparo]:
    """The nth of each class with the nth: one that is missing or added does not move all the others."""
    por_clase: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for guardada in guardadas:
        por_clase[guardada[0]].append(guardada)
    vistas: dict[str, int] = defaultdict(int)
    for debida in debidas:
        numero, de_la_clase = vistas[debida.clase], por_clase[debida.clase]
        vistas[debida.clase] += 1
        nombre = f"obligación {debida.clase} {numero + 1}"
        if numero >= len(de_la_clase):
            yield Reparo(nombre, None, f"hasta el {debida.vence_el}")
            continue
        for campo, valor in zip(_DE_OBLIGACION, de_la_clase[numero], strict=True):
            if valor != getattr(debida, campo):
                yield Reparo(f"{nombre}: {campo}", valor, getattr(debida, campo))
    for clase, filas in por_clase.items():
        for sobra in filas[vistas[clase] :]:
            yield Reparo(f"obligación {clase}", f"hasta el {sobra[6]}", None)


def comparar_filas(nombre: str, guardadas: dict[Any, Any], recalculadas: dict[Any, Any]) -> Iterator[Reparo]:
    """Rows by their key, those of either side that the other lacks included."""
    if guardadas == recalculadas:
        return
    for clave in guardadas.keys() | recalculadas.keys():
        uno, otro = guardadas.get(clave), recalculadas.get(clave)
        if uno != otro:
            yield Reparo(f"{nombre} {clave}", uno, otro)


# --- The counters -----------------------------------------------------------------------------------------

_HUECOS = """
SELECT numero + 1, siguiente - 1 FROM (
  SELECT folio_numero AS numero, lead(folio_numero) OVER (ORDER BY folio_numero) AS siguiente
  FROM (SELECT 0 AS folio_numero UNION ALL SELECT folio_numero FROM solicitudes_solicitud) AS todos) AS pares
WHERE siguiente > numero + 1 ORDER BY numero
"""
_HUERFANAS = """
SELECT cadena FROM bitacora_cabeza AS cabeza WHERE cadena LIKE 'solicitud:%%' AND numero > 0
AND NOT EXISTS (SELECT 1 FROM solicitudes_solicitud AS s WHERE 'solicitud:' || s.id = cabeza.cadena) ORDER BY cadena
"""


def _contador_de_folios() -> Iterator[Diferencia]:
    contador = _filas_de(
        "SELECT (SELECT ultimo FROM solicitudes_contadorfolio), (SELECT coalesce(max(folio_numero), 0)"
        " FROM solicitudes_solicitud)"
    )[0]
    if contador[0] != contador[1]:
        yield Diferencia("contador de folios", "ultimo", *contador)
    for desde, hasta in _filas_de(_HUECOS):
        yield Diferencia("contador de folios", "hueco", None, f"{desde} a {hasta}")


def _cadenas_sin_solicitud() -> Iterator[Diferencia]:
    for (cadena,) in _filas_de(_HUERFANAS):
        yield Diferencia(cadena, "solicitud", None, "sus eventos")


def _totales_de_solicitudes() -> Iterator[Diferencia]:
    for de_que, donde, guardado, contado in comparar():
        yield Diferencia(f"totales de {de_que}", donde, guardado, contado)


def _filas_de(consulta: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(consulta, [])
        return list(cursor.fetchall())
