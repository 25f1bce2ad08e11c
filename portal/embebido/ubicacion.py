"""Which database and data directory a command works on (docs/contrato.md, 'Commands')."""

import os
import sys
import warnings
from pathlib import Path

from portal.embebido import en_marcha

# These read no row: they must work in a clone where nothing was ever started.
SIN_BASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diagrama_estados",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "revisar_archivo",
        "sendtestemail",
        "startapp",
        "version",
    }
)


def elegir() -> tuple[Path, str]:
    """The data directory, and why that one."""
    if "PORTAL_DATA" in os.environ:
        return Path(os.environ["PORTAL_DATA"]).expanduser().resolve(), "PORTAL_DATA"
    vivas = en_marcha.vivas()
    if vivas:
        return vivas[-1], "la copia en marcha"
    return en_marcha.RAIZ / "var", "ninguna copia en marcha"


def preparar_entorno(argumentos: list[str]) -> None:
    """Completes the environment of ``manage.py``; starts the embedded PostgreSQL if the command reads rows."""
    if "DATABASE_URL" in os.environ:
        print("Base de datos: la de DATABASE_URL", file=sys.stderr)
        return
    datos, razon = elegir()
    print(f"Datos: {datos} ({razon})", file=sys.stderr)
    orden = argumentos[1] if len(argumentos) > 1 else "help"
    if orden in SIN_BASE or {"--help", "-h", "--version"} & set(argumentos):
        warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
        _completar(datos, con_base=False)
        return
    try:
        _completar(datos, con_base=True)
    except PermissionError as error:
        raise SystemExit(
            f"No se puede leer {error.filename}: corre la orden con el mismo usuario que corrió bin/run."
        ) from error


def _completar(datos: Path, *, con_base: bool) -> None:
    from portal.embebido import entorno
    from portal.embebido.postgres import Postgres

    if con_base:
        global _servidor  # the lock it holds keeps the server up until this process ends
        _servidor = Postgres(datos)
        _servidor.iniciar()
    existe = con_base or os.access(datos / "secretos.json", os.R_OK)
    for nombre, valor in (entorno.de(datos) if existe else entorno.sin_base()).items():
        os.environ.setdefault(nombre, valor)


_servidor: object = None
