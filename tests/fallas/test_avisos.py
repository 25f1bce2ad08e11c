"""The outbox under faults, long forms (seguridad.md 2.6)."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from nucleo.avisos.actions import encolar
from nucleo.avisos.models import Aviso
from nucleo.avisos.tests.matanza import matar
from nucleo.avisos.tests.servidores import Buzon
from tests.plugins.servicios import RedisReal, esperar

pytestmark = pytest.mark.fallas


def _dejar(cuantos: int, etiqueta: str, clave: str = "prueba") -> None:
    with transaction.atomic():
        for n in range(cuantos):
            encolar(clave=clave, evento=f"{etiqueta}:{n}", destinatario=f"p{n}@ejemplo.cl", contexto={})


@pytest.mark.django_db(transaction=True)
def test_fau_1_cuarenta_muertes_en_mil_avisos() -> None:
    _dejar(1000, "fau-1")
    resultado = matar(avisos=1000, muertes=40, plazo=400)
    print(resultado)
    assert resultado.muertes == 40
    assert (resultado.llegados, resultado.perdidos, resultado.ajenos) == (1000, 0, 0)
    assert resultado.repetidos <= resultado.muertes
    assert set(Aviso.objects.values_list("estado", flat=True)) == {"enviado"}


@contextmanager
def _obreros(redis: RedisReal, buzon: Buzon, carpeta: Path) -> Iterator[None]:
    """A real worker and a real beat on the test's database."""
    entorno = os.environ | redis.entorno | {"EMAIL_URL": f"smtp://127.0.0.1:{buzon.puerto}", "DEMO": "0"}
    ordenes = (
        ["worker", "-c", "1", "--include", "nucleo.avisos.tests.redactor_de_prueba"],
        ["beat", "-s", str(carpeta / "latidos")],
    )
    procesos = []
    with open(carpeta / "celery.log", "wb") as registro:
        for orden in ordenes:
            argumentos = [sys.executable, "-m", "celery", "-A", "portal.celery", *orden]
            procesos.append(subprocess.Popen(argumentos, env=entorno, stdout=registro, stderr=registro))
        try:
            yield
        finally:
            for proceso in procesos:
                proceso.terminate()
            for proceso in procesos:
                try:
                    proceso.wait(20)
                except subprocess.TimeoutExpired:
                    proceso.kill()
                    proceso.wait()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("falla", ["detenido", "congelado"])
def test_fau_2_al_volver_redis_todo_sale_solo(falla: str, redis_real: RedisReal, tmp_path: Path) -> None:
    with Buzon() as buzon, _obreros(redis_real, buzon, tmp_path):
        _dejar(5, "antes")
        esperar(lambda: len(buzon.recibidos) == 5, segundos=60, que="el primer envío")
        (redis_real.detener if falla == "detenido" else redis_real.pausar)()
        time.sleep(10)
        inicio = time.perf_counter()
        _dejar(20, "durante")
        demora = time.perf_counter() - inicio
        time.sleep(20)
        (redis_real.iniciar if falla == "detenido" else redis_real.reanudar)()
        vuelta = time.perf_counter()
        esperar(lambda: len(buzon.recibidos) == 25, segundos=60, que=f"lo encolado con Redis {falla}")
        salida = time.perf_counter() - vuelta
    print(f"Redis {falla}: encolar 20 avisos {demora * 1000:.0f} ms; todo salió {salida:.1f} s después de su vuelta")
    assert demora < 1
    assert sorted(buzon.destinatarios) == sorted([f"p{n}@ejemplo.cl" for n in [*range(5), *range(20)]])
