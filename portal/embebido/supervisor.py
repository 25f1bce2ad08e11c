"""Second half of ``bin/run``: starts every process of one copy, watches them and stops them.

The supervisor holds the lock ``portal.vivo`` of its data directory. Every child runs under a watcher that
waits for that lock, so the children end by themselves when the supervisor is killed, and the next start
waits for them instead of meeting them.
"""

import http.client
import os
import signal
import sys
import threading
import time
from pathlib import Path

from portal.embebido import cola, demo, en_marcha, entorno
from portal.embebido import datos as carpeta
from portal.embebido.arranque import leer_opciones, revisar_puerto
from portal.embebido.cerrojos import Cerrojo
from portal.embebido.postgres import Postgres
from portal.embebido.procesos import Proceso

ESPERA_DE_RESTOS = 20.0  # seconds that the children of a killed supervisor may still take
ESPERA_DE_LA_WEB = 60.0


class Copia:
    """One running portal."""

    def __init__(self, datos: Path, puerto: int, *, con_demo: bool) -> None:
        self.datos = datos
        self.puerto = puerto
        self.con_demo = con_demo
        self.direccion = f"http://127.0.0.1:{puerto}"
        self.fin = threading.Event()
        self.postgres = Postgres(datos)
        self.procesos: list[Proceso] = []
        self._vivo = Cerrojo(datos / en_marcha.CERROJO)
        self._inicio = time.monotonic()

    # --- Start ---------------------------------------------------------------------------------------

    def tomar_datos(self) -> None:
        if self._vivo.tomar():
            return
        if en_marcha.viva(self.datos):
            donde, _ = entorno.ultima(self.datos)
            sys.exit(
                f"Los datos de {self.datos} ya están en marcha en {donde}. "
                "Detén esa copia o elige otra carpeta con --data."
            )
        print("Esperando a que termine lo que quedó de la vez anterior…", flush=True)
        if not self._vivo.tomar(espera=ESPERA_DE_RESTOS):
            sys.exit(f"Quedan procesos de la vez anterior que usan {self.datos}; detenlos y repite.")

    def iniciar(self) -> None:
        print(f"Portal: datos en {self.datos}", flush=True)
        eleccion = cola.elegir(self.datos)
        entorno.recordar(self.datos, self.direccion, demo=self.con_demo)
        variables = entorno.de(self.datos)
        variables["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        if eleccion.programa is not None:
            self._lanzar("redis", eleccion.programa, {})
        self.postgres.iniciar()
        print(f"  PostgreSQL 18 incluido; cola: {eleccion.descripcion}", flush=True)
        self._preparar(variables)
        if self.fin.is_set():
            return
        celery = [sys.executable, "-m", "celery", "-A", "portal.celery:app"]
        self._lanzar("web", self._orden_web(), variables, senales="TERM,QUIT")
        self._lanzar(
            "obrero",
            [
                *celery,
                "worker",
                "--concurrency",
                "2",
                "--loglevel",
                "WARNING",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
            ],
            variables,
            senales="TERM,QUIT",
        )
        self._lanzar("latidos", [*celery, "beat", "--loglevel", "WARNING", "--pidfile="], variables)
        self._esperar_web()

    def _lanzar(self, nombre: str, programa: list[str], variables: dict[str, str], senales: str = "TERM") -> Proceso:
        proceso = Proceso(nombre, programa, self.datos, self._vivo.ruta, variables, senales)
        proceso.iniciar()
        self.procesos.append(proceso)
        return proceso

    def _orden_web(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi",
            "--bind",
            f"127.0.0.1:{self.puerto}",
            "--workers",
            os.environ.get("WEB_PROCESOS", "2"),
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--timeout",
            "60",
            "--graceful-timeout",
            "2",
            "--keep-alive",
            "5",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]

    def _preparar(self, variables: dict[str, str]) -> None:
        opciones = [] if self.con_demo else ["--sin-demo"]
        paso = Proceso(
            "preparacion",
            [sys.executable, "-m", "portal.embebido.preparacion", *opciones],
            self.datos,
            self._vivo.ruta,
            variables,
            en_pantalla=True,
        )
        paso.iniciar()
        while paso.resultado() is None and not self.fin.wait(0.05):
            pass
        if self.fin.is_set():
            paso.pedir_fin()
            paso.esperar_fin(10)
        elif paso.resultado() != 0:
            self.detener()
            sys.exit("La preparación falló; arriba está el motivo.")

    def _esperar_web(self) -> None:
        limite = time.monotonic() + ESPERA_DE_LA_WEB
        web = next(proceso for proceso in self.procesos if proceso.nombre == "web")
        while not self.fin.is_set() and not self._responde():
            if web.resultado() is not None or time.monotonic() > limite:
                self.detener()
                revisar_puerto(self.puerto)  # another program may have taken it since the first look
                sys.exit(f"El servidor web no arranca. Su registro termina así:\n{web.ultimas_lineas()}")
            self.fin.wait(0.1)

    def _responde(self) -> bool:
        conexion = http.client.HTTPConnection("127.0.0.1", self.puerto, timeout=5)
        try:
            conexion.request("GET", "/salud/")
            return conexion.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            conexion.close()

    def anunciar(self) -> None:
        en_marcha.anotar(self.datos)
        print(f"\nPortal en marcha: {self.direccion}  (listo en {time.monotonic() - self._inicio:.1f} s)", flush=True)
        if self.con_demo:
            print(f"{demo.tabla()}\nCorreos de la demostración: {self.direccion}/demo/correos/")
        print("Ctrl+C detiene todo.", flush=True)

    # --- Watch and stop --------------------------------------------------------------------------------

    def vigilar(self) -> int:
        """Until a signal asks for the end. A process that falls comes back; one that keeps falling ends the copy."""
        while not self.fin.wait(0.5):
            if self.postgres.cayo():
                print("PostgreSQL se detuvo; lo inicio otra vez.", file=sys.stderr, flush=True)
                self.postgres.iniciar()
            for proceso in self.procesos:
                if proceso.resultado() is None:
                    continue
                if not proceso.puede_volver():
                    print(
                        f"«{proceso.nombre}» cae una y otra vez; su registro termina así:\n{proceso.ultimas_lineas()}",
                        file=sys.stderr,
                        flush=True,
                    )
                    return 1
                print(
                    f"«{proceso.nombre}» terminó (código {proceso.resultado()}); lo inicio otra vez.",
                    file=sys.stderr,
                    flush=True,
                )
                proceso.iniciar()
        return 0

    def detener(self) -> None:
        en_marcha.borrar(self.datos)
        redis = [proceso for proceso in self.procesos if proceso.nombre == "redis"]
        otros = [proceso for proceso in self.procesos if proceso.nombre != "redis"]
        for tanda in (otros, redis):  # the worker says goodbye to its broker
            for proceso in tanda:
                proceso.pedir_fin()
            for proceso in tanda:
                proceso.esperar_fin(8)
        self.procesos.clear()
        self.postgres.soltar()
        self.postgres.esperar_detenido(10)


def main() -> int:
    os.umask(0o027)  # personal data: nothing that is written here is for the other users of the machine
    opciones = leer_opciones(sys.argv[1:])
    revisar_puerto(opciones.port)
    datos = carpeta.preparar(opciones.data)
    copia = Copia(datos, opciones.port, con_demo=not opciones.sin_demo)
    # A shell that starts us in the background has SIGINT ignored; all three stop the copy all the same.
    for senal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(senal, lambda *_: copia.fin.set())
    copia.tomar_datos()
    try:
        copia.iniciar()
        if not copia.fin.is_set():
            copia.anunciar()
        return copia.vigilar()
    finally:
        print("\nDeteniendo el portal…", flush=True)
        copia.detener()


if __name__ == "__main__":
    sys.exit(main())
