"""The order of the country: which folio, which payment number, and who was overtaken.

The lives are thrown twice from the same dice: once for their hours alone, so that folios follow the order of arrival
of everybody, and once to write the rows. A million lives in memory would cost more than living them again.
"""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.volumen.cuenta import Cuenta, vivir
from portal.volumen.mundo import Mundo
from portal.volumen.tramite import CONSULTA, ENTRA, Tramite


def _enteros() -> "array[int]":
    return array("q")


@dataclass
class Resumen:
    """What the plan needs of a batch. ``filas``: the changes of the queues, as queue, instant, what and who."""

    enviadas: "array[int]" = field(default_factory=_enteros)
    cobros: "array[int]" = field(default_factory=_enteros)
    filas: "array[int]" = field(default_factory=_enteros)
    cuantas: dict[str, int] = field(default_factory=dict)
    # Requests up to the end of each account, to cut the last batch at the number asked for.
    hasta_cuenta: list[int] = field(default_factory=list)


def vivir_tanda(mundo: Mundo, numeros: Iterable[int], tope: int) -> list[Cuenta]:
    """The accounts of a batch, with at most ``tope`` requests in all: the last ones are left out."""
    cuentas, quedan = [], tope
    for numero in numeros:
        cuenta = vivir(mundo, numero)
        del cuenta.tramites[quedan:]
        quedan -= len(cuenta.tramites)
        cuentas.append(cuenta)
        if not quedan:
            break
    return cuentas


def resumir(cuentas: list[Cuenta]) -> Resumen:
    resumen, total = Resumen(), dict.fromkeys(CUENTAN, 0)
    for cuenta in cuentas:
        total["cuentas_usuario"] += 1
        total["solicitudes_expediente"] += len(cuenta.lugares)
        for v in cuenta.tramites:
            _anotar(resumen, total, v)
        resumen.hasta_cuenta.append(len(resumen.enviadas))
    resumen.cuantas = total
    return resumen


def _anotar(resumen: Resumen, total: dict[str, int], v: Tramite) -> None:
    for instante, que in v.esperas:
        resumen.filas.extend((v.dx * 2 + (v.tipo == "conexion"), instante, que, len(resumen.enviadas)))
    resumen.enviadas.append(v.enviada)
    resumen.cobros.extend(cobro[3] for cobro in v.cobros)
    total["bitacora_evento"] += len(v.pasos)
    total["solicitudes_textodeevento"] += sum(1 for paso in v.pasos if paso.texto)
    total["solicitudes_obligacion"] += len(v.obligaciones)
    total["solicitudes_adjunto"] += len(v.adjuntos)
    total["solicitudes_respuesta"] += len(v.respuestas)
    total["solicitudes_observacion"] += len(v.observaciones)
    total["solicitudes_documentoobservado"] += sum(len(observacion[5]) for observacion in v.observaciones)
    total["solicitudes_comunicacion"] += len(v.comunicaciones)
    total["solicitudes_conexion"] += len(v.conexiones)
    total["pagos_comprobante"] += len(v.comprobantes)


CUENTAN = (
    "cuentas_usuario",
    "solicitudes_expediente",
    "bitacora_evento",
    "solicitudes_textodeevento",
    "solicitudes_obligacion",
    "solicitudes_adjunto",
    "solicitudes_respuesta",
    "solicitudes_observacion",
    "solicitudes_documentoobservado",
    "solicitudes_comunicacion",
    "solicitudes_conexion",
    "pagos_comprobante",
)


def en_orden(instantes: Sequence[int]) -> "array[int]":
    """The place of each instant among all, from 0."""
    lugares = array("q", bytes(8 * len(instantes)))
    for lugar, cual in enumerate(sorted(range(len(instantes)), key=instantes.__getitem__)):
        lugares[cual] = lugar
    return lugares


def adelantadas(resumenes: list[Resumen], folios: Sequence[int]) -> "array[int]":
    """How many earlier requests each answer overtook (``solicitudes.fila``): those waiting in its queue before it."""
    cuantas = array("q", bytes(8 * len(folios)))
    colas: dict[int, list[tuple[int, int, int]]] = {}
    base = 0
    for resumen in resumenes:
        datos = resumen.filas
        for n in range(0, len(datos), 4):
            colas.setdefault(datos[n], []).append((datos[n + 1], datos[n + 2], base + datos[n + 3]))
        base += len(resumen.enviadas)
    for cambios in colas.values():
        cambios.sort()
        esperan: list[int] = []
        for _, que, quien in cambios:
            folio = folios[quien]
            if que == ENTRA:
                insort(esperan, folio)
            elif que == CONSULTA:
                cuantas[quien] = bisect_left(esperan, folio)
            else:
                del esperan[bisect_left(esperan, folio)]
    return cuantas
