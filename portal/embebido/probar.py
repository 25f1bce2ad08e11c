"""Second half of ``bin/test``: lint, types, import contracts, migrations, then every test.

Each check runs even when one before it failed, so that one run tells everything. Several runs may share
the checkout: the test databases carry the run's number, and the type checker's cache is taken in turns.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.embebido import entorno
from portal.embebido.cerrojos import Cerrojo

RAIZ = Path(__file__).resolve().parent.parent.parent
LARGAS = ("--completo", "--fallas", "--carga")
CODIGO = [
    "nucleo",
    "catalogo",
    "cuentas",
    "suministros",
    "solicitudes",
    "pagos",
    "fiscalizacion",
    "portal",
    "tests",
    "conftest.py",
    "manage.py",
]
NAVEGADORES = ("chromium", "chromium-browser", "google-chrome")


def _paso(nombre: str, orden: tuple[str, ...]) -> bool:
    inicio = time.monotonic()
    variables = os.environ | entorno.sin_base() | {"DJANGO_SETTINGS_MODULE": "portal.settings_pruebas"}
    hecho = subprocess.run(
        [sys.executable, *orden],
        cwd=RAIZ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=variables,
    )
    veredicto = "bien" if hecho.returncode == 0 else "FALLA"
    segundos = time.monotonic() - inicio
    # In one write: two of them run at once.
    sys.stdout.write(f"\n── {nombre}\n{hecho.stdout}   {veredicto} ({segundos:.1f} s)\n")
    sys.stdout.flush()
    return hecho.returncode == 0


def revisar() -> list[str]:
    """Runs every check that needs no database; returns the names of those that failed."""
    # No database is meant: makemigrations warns that it cannot compare with one.
    sin_aviso = "ignore:Got an error checking a consistent migration history"
    pasos = {
        "tipos (mypy)": ("-m", "mypy"),
        "estilo (ruff check)": ("-m", "ruff", "check", "--output-format", "concise", *CODIGO),
        "formato (ruff format)": ("-m", "ruff", "format", "--check", "--output-format", "concise", *CODIGO),
        "cuartos (import-linter)": (str(RAIZ / ".venv" / "bin" / "lint-imports"), "--no-cache"),
        "migraciones al día": ("-W", sin_aviso, "manage.py", "makemigrations", "--check", "--dry-run"),
        "revisión de Django": ("manage.py", "check", "--fail-level", "WARNING"),
    }
    # The types take as long as all the others together, so that two at once fill two cores.
    with Cerrojo(RAIZ / ".venv" / "revision.lock"), ThreadPoolExecutor(2) as dos:
        bien = dos.map(_paso, pasos, pasos.values())
        return [nombre for nombre, paso in zip(pasos, bien, strict=True) if not paso]


def buscar_chromium() -> str | None:
    """A Chromium for the browser tests: the system's, else installed here, else Playwright's own (None)."""
    hallado = next(filter(None, map(shutil.which, NAVEGADORES)), None)
    if hallado is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Falta un Chromium: lo instalo con apt-get…", flush=True)
        instalar = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        for orden in (["apt-get", "update", "-q"], instalar):
            subprocess.run(
                orden,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
        hallado = shutil.which("chromium")
    if hallado:
        print(f"Navegador: {hallado}", flush=True)
        return hallado
    print("Navegador: el Chromium de Playwright.", flush=True)
    _instalar_de_playwright("chromium")
    return None


def _instalar_de_playwright(*nombres: str) -> None:
    hecho = subprocess.run(
        [sys.executable, "-m", "playwright", "install", *nombres],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if hecho.returncode:
        print(f"Playwright no pudo instalar {', '.join(nombres)}; sus pruebas quedarán saltadas.", flush=True)


def correr_pytest(argumentos: list[str], larga: str | None) -> int:
    variables = dict(os.environ)
    if chromium := buscar_chromium():
        variables["CHROMIUM"] = chromium
    if "--navegadores" in argumentos:
        argumentos = [argumento for argumento in argumentos if argumento != "--navegadores"]
        _instalar_de_playwright("firefox", "webkit")
        variables["NAVEGADORES"] = "chromium,firefox,webkit"
    orden = [sys.executable, "-m", "pytest"]
    if larga in {"--fallas", "--carga"}:
        # They stop services and measure times: alone, and without the tests that a plain run has.
        orden += ["-m", larga.removeprefix("--")]
    else:
        # worksteal: the browser modules take minutes and the rest seconds; a module's world is made twice at most.
        orden += ["-n", "2", "--dist", "worksteal"]
    if not any((RAIZ / argumento.split("::")[0]).exists() for argumento in argumentos):
        orden.append("--requisitos")  # only a run of everything can tell which are missing
    return subprocess.run([*orden, *argumentos], cwd=RAIZ, env=variables, check=False).returncode


def main() -> int:
    argumentos = sys.argv[1:]
    larga = next((opcion for opcion in LARGAS if opcion in argumentos), None)
    fallas = [] if larga in {"--fallas", "--carga"} else revisar()
    print("\n── pruebas", flush=True)
    codigo = correr_pytest(argumentos, larga)
    if fallas:
        print(f"Además de las pruebas, fallaron: {', '.join(fallas)}", file=sys.stderr, flush=True)
    return codigo or (1 if fallas else 0)


if __name__ == "__main__":
    sys.exit(main())
