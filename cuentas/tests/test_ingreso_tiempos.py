"""Nor does time tell whether an account exists (AUT-2, V19), measured by the clock. Only with ``bin/test --completo``.

A plain run counts queries, hashes and rows instead (``test_ingreso``, ``test_registro``, ``test_recuperacion``).
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cuentas.models import EstadoCuenta, Perfil, Usuario
from cuentas.tests import ayudas
from tests.personas import CLAVE, ELENA, FRIDA, crear

MUESTRAS = 300
MILISEGUNDOS, PARTE = 5.0, 0.05
DESCONOCIDO = "123456785"
pytestmark = [pytest.mark.django_db, pytest.mark.completo, pytest.mark.req("A-02", "A-12")]


def _medir(casos: dict[str, Callable[[int], Any]], muestras: int = MUESTRAS) -> dict[str, float]:
    """Median milliseconds of each, taken in turns so that whatever else the machine does falls on all alike."""
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in casos}
    for vuelta in range(-5, muestras):  # the first five warm up
        # Each round begins with another one: what stands first pays for what the last left behind.
        orden = list(casos.items())
        corte = vuelta % len(orden)
        for nombre, caso in orden[corte:] + orden[:corte]:
            with transaction.atomic():  # undone: no table grows, no limit runs out
                inicio = time.perf_counter()
                caso(vuelta)
                if vuelta >= 0:
                    tiempos[nombre].append((time.perf_counter() - inicio) * 1000)
                transaction.set_rollback(True)
    return {nombre: statistics.median(lista) for nombre, lista in tiempos.items()}


def _juzgar(que: str, medianas: dict[str, float]) -> None:
    print(f"AUT-2, {que}: " + ", ".join(f"{nombre} {ms:.1f} ms" for nombre, ms in medianas.items()))
    diferencia = max(medianas.values()) - min(medianas.values())
    assert diferencia <= max(MILISEGUNDOS, PARTE * min(medianas.values())), medianas


def _cuentas() -> None:
    crear(ELENA)
    cerrada = crear(FRIDA)
    Usuario.objects.filter(pk=cerrada.pk).update(estado=EstadoCuenta.DESACTIVADA)


def test_el_ingreso() -> None:
    _cuentas()
    cliente = Client()
    cliente.get("/ingresar/")

    def entrar(documento: str, clave: str, perfil: str = "solicitante") -> Callable[[int], Any]:
        datos = {"perfil": perfil, "documento": documento, "clave": clave}
        return lambda vuelta: cliente.post("/ingresar/", datos, REMOTE_ADDR="10.7.0.1")

    casos = {
        "activa": entrar(ELENA.documento, "no es esta clave"),
        "desactivada": entrar(FRIDA.documento, CLAVE),
        "otro perfil": entrar(ELENA.documento, CLAVE, Perfil.SEC),
        "desconocida": entrar(DESCONOCIDO, "no es esta clave"),
    }
    _juzgar("ingreso", _medir(casos))


def test_la_recuperacion_y_su_codigo() -> None:
    _cuentas()
    cliente = Client()
    cliente.get("/recuperacion/")
    documentos = {"activa": ELENA.documento, "desactivada": FRIDA.documento, "desconocida": DESCONOCIDO}

    def codigo(documento: str) -> Callable[[int], Any]:
        datos = {"documento": documento, "por_correo": "1"}
        return lambda vuelta: cliente.post("/recuperacion/", datos, REMOTE_ADDR="10.7.0.2")

    def pedir(documento: str) -> Callable[[int], Any]:
        from cuentas.recuperacion.actions import pedir

        return lambda vuelta: pedir(documento=documento, tipo="RUT")

    _juzgar("código de recuperación", _medir({nombre: codigo(doc) for nombre, doc in documentos.items()}))
    _juzgar("recuperación", _medir({nombre: pedir(doc) for nombre, doc in documentos.items()}))


def test_el_registro() -> None:
    from cuentas.registro.actions import registrar

    _cuentas()

    def con(**cambios: str) -> Callable[[int], Any]:
        datos = ayudas.registro(**cambios) | {"es_instalador": False}
        return lambda vuelta: registrar(datos=datos, tipo="RUT")

    casos = {
        "nuevo": con(documento=DESCONOCIDO),
        "documento conocido": con(documento=ELENA.documento),
        "correo conocido": con(documento=DESCONOCIDO, email="elena@ejemplo.cl"),
    }
    _juzgar("registro", _medir(casos))
