"""Reading ahead of the writer of the sábana: order, bound, errors, and leaving early (F-04)."""

import threading
from itertools import islice

import pytest
from django.db import DataError, connection, transaction

from fiscalizacion.sabana import consulta
from fiscalizacion.sabana.adelanto import DELANTE, adelantar
from nucleo.comun.transacciones import foto

pytestmark = pytest.mark.req("F-04")


class Fuente:
    """Batches of one number, and who asked for them."""

    def __init__(self, cuantos: int = 10_000) -> None:
        self.quedan = iter(range(cuantos))
        self.pedidos = 0
        self.hilos: set[str] = set()

    def traer(self) -> list[int]:
        self.pedidos += 1
        self.hilos.add(threading.current_thread().name)
        return list(islice(self.quedan, 1))


def _hilos() -> list[str]:
    return [hilo.name for hilo in threading.enumerate() if hilo.name.startswith("adelanto")]


def test_los_lotes_llegan_en_su_orden_por_un_solo_hilo_y_no_mas_de_los_que_caben() -> None:
    fuente, sin_usar = Fuente(50), []
    with adelantar(fuente.traer) as lotes:
        for recibidos, lote in enumerate(lotes, 1):
            assert lote == [recibidos - 1]
            sin_usar.append(fuente.pedidos - recibidos)
    assert len(sin_usar) == 50 and max(sin_usar) <= DELANTE
    assert len(fuente.hilos) == 1 and threading.current_thread().name not in fuente.hilos
    assert not _hilos()


def test_quien_se_va_antes_no_deja_hilo_ni_pide_mas() -> None:
    fuente = Fuente()
    with pytest.raises(OSError, match="disco lleno"), adelantar(fuente.traer) as lotes:
        next(lotes)
        raise OSError("disco lleno")
    assert not _hilos() and fuente.pedidos <= 1 + DELANTE
    with adelantar(fuente.traer):
        pass  # nobody asked for anything
    assert not _hilos() and fuente.pedidos <= 1 + DELANTE


@pytest.mark.django_db
def test_el_error_de_la_lectura_se_levanta_en_quien_escribe_y_la_conexion_sirve() -> None:
    leidas = []
    sql = "SELECT n, 1 / (n - %(malo)s) FROM generate_series(1, 5000) n"
    with pytest.raises(DataError, match="division by zero"), transaction.atomic(), foto():  # noqa: SIM117
        with consulta.leer(sql, {"malo": consulta.LOTE * 2 + 1}) as filas:
            leidas.extend(filas)
    assert len(leidas) == consulta.LOTE * 2 and not _hilos()
    assert _cursores() == []


@pytest.mark.django_db
def test_leer_un_poco_cierra_el_cursor_dentro_de_la_misma_foto() -> None:
    with foto():
        with consulta.leer("SELECT n FROM generate_series(1, %(hasta)s) n", {"hasta": 100_000}) as filas:
            assert [numero for (numero,) in islice(filas, 3)] == [1, 2, 3]
        assert _cursores() == []
        with consulta.leer("SELECT n FROM generate_series(1, %(hasta)s) n", {"hasta": 2_500}) as filas:
            assert sum(numero for (numero,) in filas) == 2_500 * 2_501 // 2


def _cursores() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_cursors")
        return [nombre for (nombre,) in cursor.fetchall()]
