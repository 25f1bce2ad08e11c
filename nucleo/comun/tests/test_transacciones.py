"""What PostgreSQL undid because two transactions crossed is done again, and nobody reads an error (CON-6)."""

import threading
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from nucleo.comun.transacciones import INTENTOS, en_transaccion

pytestmark = pytest.mark.django_db(transaction=True)


def _lanzar(codigo: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{codigo}'; END $$")


def _que_falla(codigo: str, veces: int, hechas: list[int]) -> Any:
    @en_transaccion
    def accion() -> str:
        hechas.append(1)
        if len(hechas) <= veces:
            _lanzar(codigo)
        return "hecho"

    return accion


@pytest.mark.parametrize("codigo", ["40001", "40P01"])
def test_lo_deshecho_se_hace_otra_vez(codigo: str) -> None:
    hechas: list[int] = []
    assert _que_falla(codigo, INTENTOS - 1, hechas)() == "hecho"
    assert len(hechas) == INTENTOS


def test_no_para_siempre() -> None:
    hechas: list[int] = []
    with pytest.raises(OperationalError):
        _que_falla("40P01", 99, hechas)()
    assert len(hechas) == INTENTOS


def test_lo_demas_no_se_repite() -> None:
    hechas: list[int] = []
    with pytest.raises(OperationalError):
        _que_falla("57014", 99, hechas)()
    assert len(hechas) == 1


def test_repite_la_de_afuera_entera() -> None:
    """A transaction that broke takes nothing more: the inner one cannot begin again inside it."""
    hechas: list[int] = []
    de_adentro = _que_falla("40P01", 2, hechas)
    vueltas: list[int] = []

    @en_transaccion
    def de_afuera() -> str:
        vueltas.append(1)
        return str(de_adentro())

    assert de_afuera() == "hecho"
    assert (len(vueltas), len(hechas)) == (3, 3)
    with pytest.raises(OperationalError), transaction.atomic():
        _que_falla("40P01", 1, [])()


def test_un_abrazo_de_verdad_deja_las_dos_hechas() -> None:
    """Two take the same two locks the other way round; each waits for the other before its second."""
    barrera = threading.Barrier(2)
    errores: list[BaseException] = []
    vueltas: list[int] = []

    def una(primero: int, segundo: int) -> None:
        primera_vez = [True]

        @en_transaccion
        def accion() -> None:
            vueltas.append(1)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [primero])
                if primera_vez.pop() if primera_vez else False:
                    barrera.wait(10)
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [segundo])

        try:
            accion()
        except BaseException as error:
            errores.append(error)
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=una, args=par) for par in ((71, 72), (72, 71))]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(30)
    assert errores == [] and len(vueltas) == 3
