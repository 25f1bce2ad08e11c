"""Smoke test of ``bin/run`` from outside: ``python tests/humo_http.py`` (called by .ci/run).

Starts a copy on a free port with a data directory of its own, signs in with every demonstration account,
walks ``tests/recorrido_http.py`` when it exists, stops the copy and looks for what it left behind.
"""

import argparse
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psutil

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

from portal.embebido import demo  # noqa: E402

ESPERA_INICIO = 240.0  # seconds; the figure of a first start on two cores
ESPERA_FIN = 15.0


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def procesos_de(datos: Path) -> list[psutil.Process]:
    """Every process that works on ``datos``, by its command line or its environment."""
    suyos = []
    for proceso in psutil.process_iter():
        if proceso.pid == os.getpid():
            continue
        try:
            cuentan = proceso.cmdline() + list(proceso.environ().values())
        except psutil.Error:
            continue
        if any(str(datos) in parte for parte in cuentan):
            suyos.append(proceso)
    return suyos


class Copia:
    """A ``bin/run`` under test."""

    def __init__(self, datos: Path, puerto: int) -> None:
        self.datos = datos
        self.puerto = puerto
        self.url = f"http://127.0.0.1:{puerto}"

    def iniciar(self) -> float:
        """Seconds until ``/salud/`` answered."""
        inicio = time.monotonic()
        self._proceso = subprocess.Popen(
            [str(RAIZ / "bin" / "run"), "--port", str(self.puerto), "--data", str(self.datos)], stdin=subprocess.DEVNULL
        )
        while time.monotonic() - inicio < ESPERA_INICIO:
            if self._proceso.poll() is not None:
                raise SystemExit(f"bin/run terminó con código {self._proceso.returncode}")
            if self._responde():
                return time.monotonic() - inicio
            time.sleep(0.1)
        raise SystemExit(f"/salud/ no respondió en {ESPERA_INICIO:g} s")

    def _responde(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/salud/", timeout=5) as respuesta:  # noqa: S310
                return bool(respuesta.status == 200)
        except OSError:
            return False

    def terminar(self, senal: signal.Signals) -> float:
        """Seconds until no process of the copy was left."""
        inicio = time.monotonic()
        self._proceso.send_signal(senal)
        while time.monotonic() - inicio < ESPERA_FIN:
            self._proceso.poll()
            if not procesos_de(self.datos):
                return time.monotonic() - inicio
            time.sleep(0.05)
        quedan = [f"{p.pid} {' '.join(p.cmdline())[:120]}" for p in procesos_de(self.datos)]
        raise SystemExit(f"{senal.name}: a los {ESPERA_FIN:g} s quedan procesos:\n" + "\n".join(quedan))


def _token(pagina: str) -> str:
    hallado = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)
    if hallado is None:
        raise SystemExit("La página de ingreso no trae el token CSRF.")
    return hallado[1]


def ingresar(url: str, perfil: str, documento: str) -> str:
    """Signs in over HTTP and returns the address of the page it led to."""
    galletas = http.cookiejar.CookieJar()
    cliente = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(galletas))
    entrada = f"{url}/ingresar/"
    with cliente.open(entrada, timeout=20) as respuesta:
        pagina = respuesta.read().decode()
    valor = re.search(rf'value="([^"]+)"[^>]*>\s*(?:<[^>]*>\s*)*{perfil}\b', pagina)
    datos = {
        "csrfmiddlewaretoken": _token(pagina),
        "perfil": valor[1] if valor else perfil.lower(),
        "documento": documento,
        "clave": demo.CLAVE,
    }
    pedido = urllib.request.Request(entrada, urllib.parse.urlencode(datos).encode(), {"Referer": entrada})  # noqa: S310
    try:
        with cliente.open(pedido, timeout=20) as respuesta:
            destino = str(respuesta.geturl())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{perfil} {documento}: el ingreso contestó {error.code}") from error
    if urllib.parse.urlsplit(destino).path.startswith("/ingresar"):
        raise SystemExit(f"{perfil} {documento}: no pudo ingresar")
    if not any("sesion" in galleta.name for galleta in galletas):
        raise SystemExit(f"{perfil} {documento}: no recibió una sesión")
    return destino


def recorrer(url: str) -> None:
    for perfil, documento, _ in demo.CUENTAS:
        print(f"  {perfil:<14} {documento:<13} → {ingresar(url, perfil, documento)}", flush=True)
    recorrido = RAIZ / "tests" / "recorrido_http.py"
    if recorrido.exists():
        subprocess.run([sys.executable, str(recorrido), url], check=True)


def main() -> int:
    opciones = argparse.ArgumentParser()
    opciones.add_argument("--sin-cuentas", action="store_true", help="only start and stop")
    leidas = opciones.parse_args()
    datos = Path(tempfile.mkdtemp(prefix="portal-humo-"))
    copia = Copia(datos, puerto_libre())
    try:
        print(f"Primer inicio: {copia.iniciar():.1f} s", flush=True)
        if not leidas.sin_cuentas:
            recorrer(copia.url)
        print(f"Detenido con SIGTERM en {copia.terminar(signal.SIGTERM):.1f} s", flush=True)
        segundo = copia.iniciar()
        print(f"Segundo inicio: {segundo:.1f} s", flush=True)
        print(f"Muerto con SIGKILL: sin procesos a los {copia.terminar(signal.SIGKILL):.1f} s", flush=True)
        print(f"Inicio tras SIGKILL: {copia.iniciar():.1f} s", flush=True)
        print(f"Detenido con SIGINT en {copia.terminar(signal.SIGINT):.1f} s", flush=True)
        if segundo > 10:
            raise SystemExit(f"El segundo inicio tardó {segundo:.1f} s; el límite es 10.")
    finally:
        for proceso in procesos_de(datos):
            proceso.kill()
        shutil.rmtree(datos, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
