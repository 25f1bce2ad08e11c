"""The load: one transaction of the owner's role, from the plan of the lives to the last index.

Everything happens or nothing does. The seal of the event log is off inside it alone (nobody else can write meanwhile:
``ALTER TABLE`` holds the tables), the hashes come made by its rule, and the database checks them before the commit.
"""

import io
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections, transaction

from nucleo.bitacora.ajuste import DUENO
from portal.volumen import indices, personas, plan
from portal.volumen.columnas import COLUMNAS, CON_SECUENCIA
from portal.volumen.dias import DIA
from portal.volumen.lectura import leer
from portal.volumen.mundo import Datos
from portal.volumen.obreros import Obreros, Tanda, escribir, obreros, resumir
from portal.volumen.plan import Resumen
from solicitudes.models import Solicitud
from solicitudes.totales import tablas as totales

_SELLOS = (("bitacora_evento", "evento_sellar"), ("bitacora_cabeza", "cabeza_cuidar"))
# Recomputed by the database's own function: a sample spread over the load, and every head of it.
_HUELLAS = """
SELECT count(*) FROM bitacora_evento e LEFT JOIN bitacora_evento a ON a.cadena = e.cadena AND a.numero = e.numero - 1
WHERE e.id >= %(desde)s AND e.id %% %(paso)s = 0
  AND (e.hash <> sha256(e.previo || bitacora_canon(e.cadena, e.numero, e.tipo, e.actor_id, e.datos, e.direccion_huella,
                                                    e.ocurrido, e.registrado))
       OR e.previo IS DISTINCT FROM coalesce(a.hash, '') OR e.ocurrido < a.ocurrido)
"""
_MUESTRA = 20_000
Decir = Callable[[str], None]


class CargaMala(Exception):
    """What was written does not fit; nothing was kept."""


@dataclass
class Plan:
    """What is decided before any row: the batches and how the numbers of the country are dealt out."""

    total: int
    pagos: int
    tandas: list[Tanda]
    libres: dict[str, int]


def cargar(semilla: int, hasta: datetime, solicitudes: int, procesos: int, decir: Decir) -> dict[str, float]:
    """Makes ``solicitudes`` requests up to ``hasta`` and returns the seconds of each part.

    Raises ``CargaMala``, and ``OperationalError`` when somebody holds one of the tables for long.
    """
    tiempos: dict[str, float] = {}
    reloj = _Reloj(tiempos)
    with transaction.atomic(using=DUENO), connections[DUENO].cursor() as cursor:
        # Held before the counters are read: a request filed in between would take the same folio.
        _cerrar(cursor)
        datos = leer(semilla, hasta)
        with obreros(datos, procesos) as equipo:
            el_plan = planear(datos, equipo, solicitudes, decir)
            reloj.marcar("plan")
            reponer = indices.apartar(cursor, list(COLUMNAS))
            _copiar(cursor, "cuentas_usuario", personal(datos))
            _copiar_tandas(cursor, equipo, el_plan, decir)
            reloj.marcar("filas")
        reponer(lambda nombre: decir(f"Índices y claves: {nombre}"))
        _numerar(cursor, el_plan)
        reloj.marcar("índices")
        totales.rehacer(DUENO)
        reloj.marcar("totales")
        _sellar(cursor)
        revisar(cursor, datos, el_plan)
        reloj.marcar("revisión")
    _analizar(decir)
    reloj.marcar("estadísticas")
    return tiempos


def _copiar_tandas(cursor: Any, equipo: Obreros, el_plan: Plan, decir: Decir) -> None:
    for n, filas in enumerate(equipo.en_orden(escribir, el_plan.tandas), 1):
        for tabla in COLUMNAS:
            if tabla in filas:
                _copiar(cursor, tabla, filas[tabla])
        decir(f"Filas: {100 * n // len(el_plan.tandas)} %")


class _Reloj:
    def __init__(self, tiempos: dict[str, float]) -> None:
        self._tiempos, self._antes = tiempos, time.monotonic()

    def marcar(self, parte: str) -> None:
        ahora = time.monotonic()
        self._tiempos[parte], self._antes = ahora - self._antes, ahora


def _cerrar(cursor: Any) -> None:
    # Who waits longer for a table is behind somebody who forgot a transaction open, and holds up the whole portal.
    cursor.execute("SET LOCAL lock_timeout = '30s'")
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(f"LOCK TABLE solicitudes_contadorfolio, pagos_contadorcobro, {', '.join(COLUMNAS)}")
    for tabla, disparador in _SELLOS:
        cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER {disparador}")


def _sellar(cursor: Any) -> None:
    for tabla, disparador in _SELLOS:
        cursor.execute(f"ALTER TABLE {tabla} ENABLE TRIGGER {disparador}")


def planear(datos: Datos, equipo: Obreros, solicitudes: int, decir: Decir) -> Plan:
    """Lives every life for its hours, and deals out folios, payment numbers and ids."""
    resumenes = _resumenes(equipo, solicitudes, decir)
    enviadas, cobros = array("q"), array("q")
    for resumen in resumenes:
        enviadas.extend(resumen.enviadas)
        cobros.extend(resumen.cobros)
    folios, referencias = plan.en_orden(enviadas), plan.en_orden(cobros)
    adelantadas = plan.adelantadas(resumenes, folios)
    tandas, libres = [], dict(datos.primeros)
    vistas = vistos = 0
    for n, resumen in enumerate(resumenes):
        fin, fin_cobros = vistas + len(resumen.enviadas), vistos + len(resumen.cobros)
        partes = (folios[vistas:fin], referencias[vistos:fin_cobros], adelantadas[vistas:fin])
        tandas.append(Tanda(n, len(resumen.enviadas), dict(libres), *(parte.tobytes() for parte in partes)))
        for tabla, cuantas in resumen.cuantas.items():
            libres[tabla] += cuantas
        vistas, vistos = fin, fin_cobros
    libres["solicitudes_solicitud"] += len(enviadas)
    if datos.primeros["rut"] + libres["cuentas_usuario"] - datos.primeros["cuentas_usuario"] > personas.ULTIMO_RUT:
        raise CargaMala("Se acabaron los RUT que no tiene nadie: pide menos solicitudes")
    libres["pagos_cobro"] = libres["cobro"] + len(cobros)
    return Plan(len(enviadas), len(cobros), tandas, libres)


def _resumenes(equipo: Obreros, solicitudes: int, decir: Decir) -> list[Resumen]:
    resumenes: list[Resumen] = []
    total = 0

    def pedidos() -> Iterator[tuple[int, int]]:
        n = 0
        while total < solicitudes:
            yield n, 1 << 60
            n += 1

    for resumen in equipo.en_orden(resumir, pedidos()):
        if total >= solicitudes:
            continue  # asked for before the end was in sight
        if total + len(resumen.enviadas) > solicitudes:
            resumen = next(equipo.en_orden(resumir, [(len(resumenes), solicitudes - total)]))
        resumenes.append(resumen)
        total += len(resumen.enviadas)
        decir(f"Vidas: {total} de {solicitudes}")
    return resumenes


def personal(datos: Datos) -> str:
    """The rows of the staff accounts that the lives name as actors."""
    filas, rut, creada = [], datos.primeros["rut_personal"], datos.hasta - 3700 * DIA
    for n, cuenta_id in enumerate(datos.sec):
        rol = "administrador" if n == 0 else "fiscalizador"
        filas.append(personas.fila(cuenta_id, "sec", rol, rut, datos.clave, creada, "\\N", False))
        rut += 1
    for distribuidora in datos.distribuidoras:
        for n, cuenta_id in enumerate(distribuidora.personal):
            rol, de = "operador" if n else "jefatura", str(distribuidora.id)
            filas.append(personas.fila(cuenta_id, "distribuidora", rol, rut, datos.clave, creada, de, False))
            rut += 1
    return "".join(filas)


def _copiar(cursor: Any, tabla: str, filas: str) -> None:
    cursor.copy_expert(f"COPY {tabla} ({COLUMNAS[tabla]}) FROM STDIN", io.StringIO(filas), 1 << 16)


def _numerar(cursor: Any, el_plan: Plan) -> None:
    """Moves the counters and the sequences on to where the load left them."""
    libres = el_plan.libres
    cursor.execute("UPDATE solicitudes_contadorfolio SET ultimo = ultimo + %s", [el_plan.total])
    cursor.execute("UPDATE pagos_contadorcobro SET ultimo = ultimo + %s", [el_plan.pagos])
    for tabla in CON_SECUENCIA:
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [tabla, libres[tabla]])


def revisar(cursor: Any, datos: Datos, el_plan: Plan) -> None:
    """The seal is on again, the hashes are the database's own, and every folio is there. Raises ``CargaMala``."""
    cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")
    if apagados := [fila[0] for fila in cursor.fetchall()]:
        raise CargaMala(f"Quedaron disparadores apagados: {', '.join(apagados)}")
    desde = datos.primeros["bitacora_evento"]
    paso = max(1, (el_plan.libres["bitacora_evento"] - desde) // _MUESTRA)
    cursor.execute(_HUELLAS, {"desde": desde, "paso": paso})
    if malas := cursor.fetchone()[0]:
        raise CargaMala(f"{malas} eventos de la muestra no llevan la huella que la base calcula")
    primero = datos.primeros["folio"]
    cuantas = Solicitud.objects.using(DUENO).filter(folio_numero__gte=primero).count()
    if cuantas != el_plan.total:
        raise CargaMala(f"Se esperaban {el_plan.total} solicitudes y hay {cuantas}")


def _analizar(decir: Decir) -> None:
    """Statistics and visibility for the planner: without them the first pages after a load are slow."""
    decir("Estadísticas")
    with connections[DUENO].cursor() as cursor:
        for tabla in (*COLUMNAS, *(total.nombre for total in totales.TABLAS)):
            cursor.execute(f"VACUUM (ANALYZE) {tabla}")
