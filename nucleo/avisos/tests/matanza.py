"""Kills senders with SIGKILL while they send, and counts what arrived (FAU-1)."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass

from nucleo.avisos.models import POR_ENVIAR, Aviso
from nucleo.avisos.tests.servidores import Buzon

ARRIENDO = 2.0  # seconds: short, so that the test does not wait a minute for each kill
REMITENTES = 2


@dataclass(frozen=True)
class Resultado:
    muertes: int
    llegados: int
    perdidos: int
    repetidos: int
    ajenos: int
    segundos: float


def matar(*, avisos: int, muertes: int, plazo: float) -> Resultado:
    """Sends the pending rows with two processes; kills one of them at each of ``muertes`` points of the way."""
    inicio = time.monotonic()
    azar = random.Random(57)  # noqa: S311
    with Buzon(espera=0.01) as buzon:
        procesos = [_lanzar(buzon) for _ in range(REMITENTES)]
        hechas = 0
        try:
            while Aviso.objects.filter(estado__in=POR_ENVIAR).exists():
                assert time.monotonic() - inicio < plazo, "los avisos no terminaron de salir"
                if hechas < muertes and len(buzon.recibidos) >= (hechas + 1) * avisos // (muertes + 1):
                    time.sleep(azar.random() * 0.02)
                    victima = procesos.pop(0)
                    victima.kill()
                    victima.wait()
                    hechas += 1
                    procesos.append(_lanzar(buzon))
                time.sleep(0.002)
        finally:
            for proceso in procesos:
                proceso.kill()
                proceso.wait()
    veces = Counter(mensaje["Message-ID"].strip() for _, mensaje in buzon.recibidos)
    esperados = set(Aviso.objects.values_list("message_id", flat=True))
    return Resultado(
        muertes=hechas,
        llegados=len(veces.keys() & esperados),
        perdidos=len(esperados - veces.keys()),
        repetidos=sum(veces.values()) - len(veces),
        ajenos=len(veces.keys() - esperados),
        segundos=time.monotonic() - inicio,
    )


def _lanzar(buzon: Buzon) -> "subprocess.Popen[bytes]":
    entorno = os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{buzon.puerto}", "DEMO": "0"}
    return subprocess.Popen(
        [sys.executable, "-m", "nucleo.avisos.tests.remitente", str(ARRIENDO)],
        env=entorno,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
