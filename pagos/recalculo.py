"""What the events of a request say of its payments, against the rows (``manage.py recalcular``)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from pagos.models import Cobro, Comprobante, EstadoComprobante
from solicitudes.estados import TipoEvento
from solicitudes.recalculo import Diferencia, Tanda, comparar_filas
from solicitudes.vidas import Hecho

_V, _E = TipoEvento, EstadoComprobante
_DECIDE = {
    _V.PAGO_VALIDADO.value: _E.VALIDADO.value,
    _V.PAGO_RECHAZADO.value: _E.RECHAZADO.value,
    _V.PAGO_ACEPTADO_POR_PLAZO.value: _E.ACEPTADO.value,
    _V.PAGO_CONFIRMADO.value: _E.VALIDADO.value,
    _V.ACEPTACION_REVERTIDA.value: _E.RECHAZADO.value,
}
# Amount and withdrawal of a payment; payment, state, decision and who took it of a proof.
Cobros = dict[int, tuple[int, datetime | None]]
Comprobantes = dict[int, tuple[int, str, datetime | None, int | None]]


def repetir(hechos: list[Hecho]) -> tuple[Cobros, Comprobantes]:
    """The payments and proofs of a request, by its events alone."""
    cobros: Cobros = {}
    comprobantes: Comprobantes = {}
    for hecho in hechos:
        cobro, monto = hecho.datos.get("cobro"), hecho.datos.get("monto")
        if cobro is None or monto is None:
            continue
        if hecho.tipo in (_V.PAGO_SOLICITADO, _V.SOLICITUD_RESPONDIDA):
            cobros[cobro] = (monto, None)
        elif hecho.tipo == _V.COBRO_RETIRADO:
            cobros[cobro] = (monto, hecho.ocurrido)
        elif hecho.tipo == _V.PAGO_INFORMADO:
            comprobantes[hecho.datos["comprobante"]] = (cobro, _E.INFORMADO.value, None, None)
        elif decidido := _DECIDE.get(hecho.tipo):
            comprobantes[hecho.datos["comprobante"]] = (cobro, decidido, hecho.ocurrido, hecho.actor)
    return cobros, comprobantes


def comparar_tanda(tanda: Tanda) -> Iterator[Diferencia]:
    cobros: dict[int, dict[Any, Any]] = defaultdict(dict)
    comprobantes: dict[int, dict[Any, Any]] = defaultdict(dict)
    for de, pk, monto, retirado in Cobro.objects.filter(solicitud__in=tanda.folios).values_list(
        "solicitud_id", "pk", "monto", "retirado_en"
    ):
        cobros[de][pk] = (monto, retirado)
    for de, pk, *valores in Comprobante.objects.filter(cobro__solicitud__in=tanda.folios).values_list(
        "cobro__solicitud_id", "pk", "cobro_id", "estado", "decidido_en", "decidido_por_id"
    ):
        comprobantes[de][pk] = tuple(valores)
    for de, folio in tanda.folios.items():
        de_cobros, de_comprobantes = repetir(tanda.hechos[de])
        reparos = [
            *comparar_filas("cobro", cobros[de], de_cobros),
            *comparar_filas("comprobante", comprobantes[de], de_comprobantes),
        ]
        yield from (Diferencia(folio, *reparo) for reparo in reparos)


_CONTADOR = """
SELECT (SELECT ultimo FROM pagos_contadorcobro), coalesce(max(substr(referencia, 2)::bigint), 0), count(*)
FROM pagos_cobro
"""


def contador_de_cobros() -> Iterator[Diferencia]:
    """The counter is the highest reference, and no reference is missing: a payment is never deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTADOR)
        ultimo, mayor, cuantos = cursor.fetchone()
    if ultimo != mayor:
        yield Diferencia("contador de cobros", "ultimo", ultimo, mayor)
    if cuantos != mayor:
        yield Diferencia("contador de cobros", "cobros", cuantos, mayor)
