"""FAU-9: a worker killed half way leaves no half file; its order is taken again within a minute."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from nucleo.trabajos.tests.test_cola import pedir, vencer_arriendos

OBRERO = Path(__file__).with_name("obrero.py")
RAIZ = Path(__file__).resolve().parents[3]


def _matar_a_la_mitad(datos: Path) -> None:
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ)}
    with subprocess.Popen([sys.executable, str(OBRERO), str(datos)], env=entorno, stdout=subprocess.PIPE) as obrero:
        assert obrero.stdout is not None and obrero.stdout.readline() == b"a la mitad\n"
        limite = time.monotonic() + 10
        while not Trabajo.objects.filter(hechas=2, total=4).exists():
            assert time.monotonic() < limite
            time.sleep(0.05)
        obrero.send_signal(signal.SIGKILL)
    assert obrero.returncode == -signal.SIGKILL


def _sin_medio_archivo(trabajo: Trabajo) -> None:
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.archivo) == (Estado.PREPARANDO, None)
    assert not Archivo.objects.exists()
    assert ejecucion.ejecutar_pendientes() == 0  # the dead worker's lease still runs


def _rehecho(trabajo: Trabajo) -> None:
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == (Estado.LISTO, 2)
    assert almacen.ruta(trabajo.archivo.sha256_guardado).read_text().count("fila") == 4
    assert Archivo.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_muerto_a_la_mitad_se_rehace_entero(tmp_path):
    trabajo = pedir()
    _matar_a_la_mitad(tmp_path)
    _sin_medio_archivo(trabajo)
    vencer_arriendos()
    assert ejecucion.ejecutar_pendientes() == 1
    _rehecho(trabajo)

    restos = list(ejecucion._raiz().iterdir())
    assert len(restos) == 1  # what the dead one left; nobody serves it, and the daily sweep takes it
    os.utime(restos[0], (0, 0))
    ejecucion.barrer()
    assert list(ejecucion._raiz().iterdir()) == []


@pytest.mark.fallas
@pytest.mark.django_db(transaction=True)
def test_el_arriendo_de_un_muerto_dura_menos_de_un_minuto(tmp_path):
    trabajo = pedir()
    _matar_a_la_mitad(tmp_path)
    muerte = time.monotonic()
    _sin_medio_archivo(trabajo)
    while ejecucion.ejecutar_pendientes() == 0:
        time.sleep(5)  # as beat does
        assert time.monotonic() - muerte < 60
    print(f"rehecho a los {time.monotonic() - muerte:.0f} s")
    _rehecho(trabajo)
