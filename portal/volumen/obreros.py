"""The processes that make the lives: batches in, numbers or rows out, in order and never many waiting."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, NamedTuple

import django

from portal.volumen.mundo import Datos, Mundo

POR_TANDA = 250  # accounts: some 850 requests, 4 MB of rows
_EN_VUELO = 3  # batches per process that may wait for the database
_mundo: Mundo | None = None


class Tanda(NamedTuple):
    """One batch to write. ``folios``, ``cobros`` and ``adelantadas`` as ``array.tobytes()``."""

    numero: int
    tope: int
    primeros: dict[str, int]
    folios: bytes
    cobros: bytes
    adelantadas: bytes


def preparar(datos: Datos) -> None:
    global _mundo
    django.setup()
    _mundo = Mundo(datos)
    # Rows are made and dropped by the million, without a cycle among them worth looking for.
    gc.freeze()
    gc.disable()


def _el_mundo() -> Mundo:
    if _mundo is None:
        raise RuntimeError("preparar() goes first")
    return _mundo


def numeros_de(tanda: int) -> range:
    return range(tanda * POR_TANDA, (tanda + 1) * POR_TANDA)


def resumir(pedido: tuple[int, int]) -> Any:
    """The summary of a batch; ``pedido``: its number and the most requests that it may have."""
    from portal.volumen import plan

    tanda, tope = pedido
    resultado = plan.resumir(plan.vivir_tanda(_el_mundo(), numeros_de(tanda), tope))
    gc.collect()
    return resultado


def escribir(tanda: Tanda) -> dict[str, str]:
    """The rows of a batch by table."""
    from array import array

    from portal.volumen import plan
    from portal.volumen.filas import Escritor

    mundo = _el_mundo()
    folios, cobros, adelantadas = array("q", tanda.folios), array("q", tanda.cobros), array("q", tanda.adelantadas)
    # The first folio too: a second load of the same seed must not name its files as the first did.
    semilla = (mundo.datos.semilla * 7_919 + tanda.numero << 32) + tanda.primeros["folio"]
    escritor = Escritor(mundo, tanda.primeros, semilla)
    vistas = pagos = 0
    for n, cuenta in enumerate(plan.vivir_tanda(mundo, numeros_de(tanda.numero), tanda.tope)):
        fin, fin_pagos = vistas + len(cuenta.tramites), pagos + sum(len(v.cobros) for v in cuenta.tramites)
        cuenta_id = tanda.primeros["cuentas_usuario"] + n
        escritor.cuenta(cuenta, cuenta_id, folios[vistas:fin], cobros[pagos:fin_pagos], adelantadas[vistas:fin])
        vistas, pagos = fin, fin_pagos
    textos = {tabla: "".join(filas) for tabla, filas in escritor.tablas.items() if filas}
    del escritor
    gc.collect()
    return textos


class Obreros:
    """``procesos`` processes; with one, this one."""

    def __init__(self, procesos: int, ejecutor: ProcessPoolExecutor | None) -> None:
        self.procesos, self._ejecutor = procesos, ejecutor

    def en_orden(self, funcion: Callable[[Any], Any], tareas: Iterable[Any]) -> Iterator[Any]:
        """``map`` that asks for no more tasks than can be worked on, so that memory does not grow with the load."""
        if self._ejecutor is None:
            yield from map(funcion, tareas)
            return
        pendientes: deque[Future[Any]] = deque()
        for tarea in tareas:
            pendientes.append(self._ejecutor.submit(funcion, tarea))
            if len(pendientes) >= self.procesos * _EN_VUELO:
                yield pendientes.popleft().result()
        while pendientes:
            yield pendientes.popleft().result()


@contextmanager
def obreros(datos: Datos, procesos: int) -> Iterator[Obreros]:
    """The processes, made anew: a fork would share this one's connections to the database."""
    if procesos <= 1:
        preparar(datos)
        try:
            yield Obreros(1, None)
        finally:
            gc.unfreeze()
            gc.enable()
        return
    contexto = get_context("spawn")
    with ProcessPoolExecutor(procesos, contexto, initializer=preparar, initargs=(datos,)) as ejecutor:
        try:
            yield Obreros(procesos, ejecutor)
        except BaseException:
            ejecutor.shutdown(wait=False, cancel_futures=True)
            raise


def cuantos() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
