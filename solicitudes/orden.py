"""The orders of a request list, and how a long one is walked in each without sorting all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, TextChoices, Value, When
from django.db.models.functions import Coalesce

from catalogo.models import Distribuidora
from solicitudes.estados import Estado, Tipo
from solicitudes.querysets import SolicitudQuerySet

POR_DEFECTO = "-envio"
# What a list without an order of its own shows.
NUEVAS = (F("enviada_en").desc(), F("id").desc())
_ANTIGUAS = (F("enviada_en").asc(), F("id").asc())
_ESCALAS: dict[str, type[TextChoices]] = {"tipo": Tipo, "estado": Estado}


def _en_su_orden(campo: str, opciones: type[TextChoices]) -> Case:
    """States and forms sort as everywhere else: in the fixed order of DISENO 4.1, not by their slugs."""
    casos = [When(**{campo: valor, "then": Value(lugar)}) for lugar, valor in enumerate(opciones.values)]
    return Case(*casos, default=Value(len(casos)), output_field=IntegerField())


# Column of the page → expression; nothing else may reach order_by (V20).
ORDENES: dict[str, Any] = {
    "folio": F("folio_numero"),
    "solicitud": F("numero_solicitud_compacto"),
    "cliente": F("numero_cliente_compacto"),
    "formulario": _en_su_orden("tipo", Tipo),
    "distribuidora": F("distribuidora__orden"),
    "envio": F("enviada_en"),
    "respuesta": F("respondida_en"),
    "plazo": F("vence_el"),
    "estado": _en_su_orden("estado", Estado),
}
_PUEDEN_FALTAR = {"respuesta": "respondida_en", "plazo": "vence_el"}


def ordenar(solicitudes: SolicitudQuerySet, orden: str, *, sin_indice: bool = False) -> SolicitudQuerySet:
    """Inside an equal value as ``_entre_iguales`` says; what has no date stands at the end in both directions.

    ``sin_indice``: for few rows out of many. The planner may otherwise follow the index of the order in the hope of
    meeting one soon, and few that lie together at its far end make it read everything before them.
    """
    columna, baja = orden.removeprefix("-"), orden.startswith("-")
    if columna == "envio":
        primera, *resto = NUEVAS if baja else _ANTIGUAS
    else:
        al_final = {"nulls_last": True} if columna in _PUEDEN_FALTAR else {}
        expresion = ORDENES[columna]
        primera = (expresion.desc if baja else expresion.asc)(**al_final)
        resto = list(_entre_iguales(columna, baja=baja))
    if sin_indice:
        primera = primera.copy()
        primera.set_source_expressions([Coalesce(primera.expression, primera.expression)])
    return solicitudes.order_by(primera, *resto)


def _entre_iguales(columna: str, *, baja: bool) -> tuple[Any, ...]:
    """The newest first; but of those that fall due on one day, as in the queue, the one that came first."""
    return _ANTIGUAS if columna == "plazo" and not baja else NUEVAS


@dataclass(frozen=True)
class Tramo:
    """A stretch of the order whose rows one index holds together and sorted."""

    quedan: Q
    orden: tuple[Any, ...]


def tramos(orden: str) -> list[Tramo]:
    """The stretches that, one after the other, are the order of ``ordenar``."""
    return list(_tramos(orden.removeprefix("-"), baja=orden.startswith("-")))


def _tramos(columna: str, *, baja: bool) -> Iterator[Tramo]:
    if columna in ("formulario", "estado"):
        campo = "tipo" if columna == "formulario" else "estado"
        valores = _ESCALAS[campo].values
        yield from (Tramo(Q(**{campo: valor}), NUEVAS) for valor in (reversed(valores) if baja else valores))
    elif columna == "distribuidora":
        yield from (Tramo(Q(distribuidora=pk), NUEVAS) for pk in _distribuidoras(baja=baja))
    elif columna == "envio":
        yield Tramo(Q(), NUEVAS if baja else _ANTIGUAS)
    elif campo := _PUEDEN_FALTAR.get(columna, ""):
        iguales = _entre_iguales(columna, baja=baja)
        yield Tramo(Q(**{f"{campo}__isnull": False}), (_sentido(F(campo), baja=baja), *iguales))
        yield Tramo(Q(**{f"{campo}__isnull": True}), iguales)
    elif columna == "solicitud":
        numeradas = Tramo(Q(numero_solicitud_compacto__gt=""), (_sentido(ORDENES[columna], baja=baja), *NUEVAS))
        sin_numero = Tramo(Q(numero_solicitud_compacto=""), NUEVAS)
        yield from (numeradas, sin_numero) if baja else (sin_numero, numeradas)
    else:
        yield Tramo(Q(), (_sentido(ORDENES[columna], baja=baja), *NUEVAS))


def _sentido(expresion: Any, *, baja: bool) -> Any:
    return expresion.desc() if baja else expresion.asc()


def _distribuidoras(*, baja: bool) -> list[int]:
    return list(Distribuidora.objects.order_by("-orden" if baja else "orden").values_list("pk", flat=True))
