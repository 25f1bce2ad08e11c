"""``bin/run``, ``manage.py`` and the embedded PostgreSQL, as processes of their own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from portal.embebido import cola, demo, en_marcha, entorno
from portal.embebido.cerrojos import Cerrojo, ocupado
from portal.tests.ayudas import RAIZ, correr
from tests.humo_http import procesos_de
from tests.plugins.servicios import esperar, puerto_libre

ESPERA_FIN = 15.0  # seconds; docs/contrato.md
PG = "import sys, time; from pathlib import Path; from portal.embebido.postgres import Postgres; "


def pythonear(codigo: str, *argumentos: str) -> "subprocess.Popen[str]":
    variables = {nombre: os.environ[nombre] for nombre in ("PATH", "HOME") if nombre in os.environ}
    return subprocess.Popen([sys.executable, "-c", codigo, *argumentos], cwd=RAIZ, env=variables, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip


@pytest.fixture
def datos() -> Iterator[Path]:
    # Not tmp_path: pytest closes its folders to others, and as root PostgreSQL is another user.
    carpeta = Path(tempfile.mkdtemp(prefix="portal-arranque-"))
    yield carpeta / "datos"
    for proceso in procesos_de(carpeta):
        with contextlib.suppress(psutil.NoSuchProcess):  # it was ending by itself
            proceso.kill()
    shutil.rmtree(carpeta, ignore_errors=True)


# --- Locks and the watcher ---------------------------------------------------------------------------------


def test_a_lock_ends_with_its_holder(tmp_path: Path) -> None:
    ruta = tmp_path / "cerrojo"
    codigo = ("import sys; from pathlib import Path; from portal.embebido.cerrojos import Cerrojo; "
              "c = Cerrojo(Path(sys.argv[1])); c.tomar(); print('tomado', flush=True); sys.stdin.read()")  # fmt: skip
    otro = pythonear(codigo, str(ruta))
    assert otro.stdout is not None
    assert otro.stdout.readline() == "tomado\n"
    assert ocupado(ruta)
    assert not Cerrojo(ruta).tomar()
    otro.kill()
    otro.wait()
    assert not ocupado(ruta)
    assert Cerrojo(ruta).tomar()


def test_a_program_ends_with_those_who_need_it_even_if_it_ignores_politeness(tmp_path: Path) -> None:
    necesita = Cerrojo(tmp_path / "uso")
    assert necesita.tomar(compartido=True)
    terco = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('listo', flush=True); time.sleep(99)"
    )
    orden = [sys.executable, str(RAIZ / "portal/embebido/vigia.py"), "--cerrojo", str(necesita.ruta), "--plazo", "0.3"]
    vigia = subprocess.Popen([*orden, "--", sys.executable, "-c", terco], stdout=subprocess.PIPE, text=True)
    assert vigia.stdout is not None
    assert vigia.stdout.readline() == "listo\n"
    (hijo,) = psutil.Process(vigia.pid).children()
    necesita.soltar()
    vigia.wait(5)
    assert not hijo.is_running()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="solo Linux termina al programa con su vigía")
def test_a_program_ends_with_its_killed_watcher(tmp_path: Path) -> None:
    necesita = Cerrojo(tmp_path / "uso")
    assert necesita.tomar(compartido=True)
    orden = [sys.executable, str(RAIZ / "portal/embebido/vigia.py"), "--cerrojo", str(necesita.ruta)]
    vigia = subprocess.Popen([*orden, "--", "sleep", "99"])
    hijo = esperar(lambda: next((h for h in psutil.Process(vigia.pid).children() if h.name() == "sleep"), None))
    vigia.kill()
    vigia.wait()
    esperar(lambda: not hijo.is_running(), segundos=5, que="el fin del programa")


# --- PostgreSQL ----------------------------------------------------------------------------------------------


def test_postgresql_starts_in_a_deep_folder_and_stops_when_its_last_user_is_killed(datos: Path) -> None:
    honda = datos / ("muy-honda-" * 12)  # its socket would not fit below it
    codigo = PG + "p = Postgres(Path(sys.argv[1])); d = p.iniciar(); print(d.app, flush=True); sys.stdin.read()"
    uno, dos = pythonear(codigo, str(honda)), pythonear(codigo, str(honda))
    for proceso in (uno, dos):
        assert proceso.stdout is not None
        assert proceso.stdout.readline().startswith("postgres://portal_app:"), proceso.stdout.read()
    assert ocupado(honda / "postgresql.vigia")
    uno.kill()
    uno.wait()
    time.sleep(0.5)
    assert ocupado(honda / "postgresql.vigia"), "el segundo todavía la usa"
    dos.kill()
    dos.wait()
    esperar(lambda: not ocupado(honda / "postgresql.vigia"), segundos=ESPERA_FIN, que="el fin de PostgreSQL")
    assert procesos_de(honda) == []


def test_secrets_are_for_the_owner_only_and_the_roles_need_them(datos: Path) -> None:
    codigo = PG + (
        "import psycopg2; p = Postgres(Path(sys.argv[1])); d = p.iniciar(); psycopg2.connect(d.app).close()\n"
        "try: psycopg2.connect(d.app.replace('portal_app:', 'portal_app:x'))\n"
        "except psycopg2.OperationalError as e: print('rechazada' if 'authentication' in str(e) else e)"
    )
    salida, _ = pythonear(codigo, str(datos)).communicate(timeout=60)
    assert salida.strip() == "rechazada"
    assert stat.S_IMODE((datos / "secretos.json").stat().st_mode) == 0o600
    assert len(set(json.loads((datos / "secretos.json").read_text()).values())) == 4


# --- manage.py -------------------------------------------------------------------------------------------------


def test_a_command_starts_and_stops_the_database_of_its_data_directory(datos: Path) -> None:
    hecho = correr("manage.py", "migrate", "-v0", entorno={"PORTAL_DATA": str(datos)})
    assert hecho.returncode == 0, hecho.stderr
    assert hecho.stderr.startswith(f"Datos: {datos} (PORTAL_DATA)")
    esperar(lambda: not procesos_de(datos), segundos=ESPERA_FIN, que="el fin de PostgreSQL")
    contar = "from cuentas.models import Usuario; print(Usuario.objects.count())"
    hecho = correr("manage.py", "shell", "-v0", "-c", contar, entorno={"PORTAL_DATA": str(datos)})
    assert hecho.stdout.strip() == "0", hecho.stderr


def test_the_last_living_copy_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.embebido import ubicacion

    monkeypatch.setattr(en_marcha, "RAIZ", tmp_path)
    monkeypatch.setattr(en_marcha, "LISTA", tmp_path / ".portal-en-marcha")
    monkeypatch.delenv("PORTAL_DATA")
    assert ubicacion.elegir()[0] == tmp_path / "var"
    vivos = []
    for nombre in ("una", "dos", "muerta"):
        (tmp_path / nombre).mkdir()
        cerrojo = Cerrojo(tmp_path / nombre / en_marcha.CERROJO)
        assert cerrojo.tomar()
        en_marcha.anotar(tmp_path / nombre)
        vivos.append(cerrojo)
    assert en_marcha.LISTA.read_text().splitlines() == [str(tmp_path / n) for n in ("una", "dos", "muerta")]
    vivos[2].soltar()  # killed: its line stays until the next one writes
    assert ubicacion.elegir() == (tmp_path / "dos", "la copia en marcha")
    en_marcha.borrar(tmp_path / "dos")
    assert en_marcha.LISTA.read_text() == f"{tmp_path / 'una'}\n"
    vivos[0].soltar()
    en_marcha.borrar(tmp_path / "una")
    assert not en_marcha.LISTA.exists()


# --- bin/run -----------------------------------------------------------------------------------------------------


def test_a_taken_port_is_told_with_its_number(tmp_path: Path) -> None:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        enchufe.listen()
        puerto = enchufe.getsockname()[1]
        hecho = subprocess.run([RAIZ / "bin" / "run", "--port", str(puerto), "--data", tmp_path / "d"],
                               capture_output=True, text=True, timeout=60)  # fmt: skip
    assert hecho.returncode == 1
    assert hecho.stderr.strip() == f"El puerto {puerto} está ocupado por otro programa. Elige otro con --port."
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("opciones", [["--port", "ochenta"], ["--port", "70000"], ["--puerto", "80"]])
def test_wrong_options_are_refused(opciones: list[str]) -> None:
    hecho = subprocess.run([RAIZ / "bin" / "run", *opciones], capture_output=True, text=True, timeout=60)
    assert hecho.returncode == 2
    assert "Traceback" not in hecho.stderr


def test_a_command_keeps_the_mode_and_the_address_of_its_copy(datos: Path) -> None:
    datos.mkdir()
    assert entorno.de(datos)["DEMO"] == "1"
    entorno.recordar(datos, "http://127.0.0.1:8055", demo=False)
    variables = entorno.de(datos)
    assert (variables["DEMO"], variables["PORTAL_URL"]) == ("0", "http://127.0.0.1:8055")


def test_without_redis_the_queue_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cola, "servidor_redis", lambda: None)
    elegida = cola.elegir(tmp_path)
    assert elegida.direccion == f"filesystem://{tmp_path}/cola"
    assert elegida.programa is None
    assert "no hay redis-server" in elegida.descripcion


def test_the_printed_accounts_are_those_of_the_contract() -> None:
    contrato = (RAIZ / "docs" / "contrato.md").read_text().split("## Demo")[1].split("## ")[0]
    filas = [tuple(celda.strip() for celda in linea.split("|")[1:3]) for linea in contrato.splitlines() if "|" in linea]
    assert [(perfil, rut) for perfil, rut, _ in demo.CUENTAS] == filas[2:]
    assert f"`{demo.CLAVE}`" in contrato


class Corrida:
    def __init__(self, datos: Path) -> None:
        self.datos, self.puerto = datos, puerto_libre()
        self.salida = datos.with_suffix(".txt")
        with open(self.salida, "wb") as archivo:
            self.proceso = subprocess.Popen(
                [sys.executable, "-m", "portal.embebido.supervisor", "--port", str(self.puerto), "--data", str(datos),
                 "--sin-demo"],
                cwd=RAIZ, stdout=archivo, stderr=archivo, stdin=subprocess.DEVNULL,
                env={nombre: os.environ[nombre] for nombre in ("PATH", "HOME") if nombre in os.environ},
            )  # fmt: skip

    def lista(self) -> bool:
        assert self.proceso.poll() is None, self.salida.read_text()
        return "Portal en marcha" in self.salida.read_text()

    def responde(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.puerto}/salud/", timeout=5) as respuesta:
                return bool(respuesta.status == 200)
        except OSError:
            return False


def test_two_copies_do_not_disturb_each_other_and_leave_nothing(datos: Path) -> None:
    datos.mkdir()
    una, otra = Corrida(datos / "una"), Corrida(datos / "otra")
    for copia in (una, otra):
        esperar(copia.lista, segundos=90, que="bin/run")
        assert copia.responde()
    assert {una.datos, otra.datos} <= set(en_marcha.vivas())

    hecho = subprocess.run([sys.executable, "-m", "portal.embebido.supervisor", "--port", str(puerto_libre()), "--data",
                            str(una.datos)], cwd=RAIZ, capture_output=True, text=True, timeout=30)  # fmt: skip
    assert hecho.returncode == 1
    assert f"ya están en marcha en http://127.0.0.1:{una.puerto}" in hecho.stderr

    una.proceso.kill()
    una.proceso.wait()
    esperar(lambda: not procesos_de(una.datos), segundos=ESPERA_FIN, que="el fin de los hijos tras SIGKILL")
    assert otra.responde()
    assert una.datos not in en_marcha.vivas()

    for proceso in procesos_de(otra.datos):  # a worker that falls comes back
        with contextlib.suppress(psutil.Error):
            if "worker" in (orden := proceso.cmdline()) and not any("vigia.py" in parte for parte in orden):
                proceso.kill()
    esperar(lambda: "«obrero» terminó" in otra.salida.read_text(), que="el aviso de la caída")

    otra.proceso.send_signal(signal.SIGHUP)
    inicio = time.monotonic()
    assert otra.proceso.wait(ESPERA_FIN) == 0
    assert procesos_de(otra.datos) == []
    assert time.monotonic() - inicio < ESPERA_FIN
    assert str(otra.datos) not in (en_marcha.LISTA.read_text() if en_marcha.LISTA.exists() else "")
