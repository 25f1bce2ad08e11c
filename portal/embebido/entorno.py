"""The environment of a copy that lives in a data directory (docs/contrato.md, 'Environment')."""

import json
import secrets
from pathlib import Path

from portal.embebido import cola
from portal.embebido import datos as carpeta
from portal.embebido.postgres import Postgres

ULTIMA = "copia.json"  # in the data directory: how its last bin/run was started


def recordar(datos: Path, direccion: str, *, demo: bool) -> None:
    """So that commands write the same links, and keep to the same mode, as the copy they work beside."""
    provisional = datos / f"{ULTIMA}.nuevo"
    provisional.write_text(json.dumps({"direccion": direccion, "demo": demo}))
    provisional.replace(datos / ULTIMA)


def ultima(datos: Path) -> tuple[str, bool]:
    """Address and mode of the last ``bin/run`` on ``datos``; those of a first one if there was none."""
    try:
        valores = json.loads((datos / ULTIMA).read_text())
        return str(valores["direccion"]), bool(valores["demo"])
    except (OSError, ValueError, KeyError):
        return "http://127.0.0.1:8000", True


def de(datos: Path) -> dict[str, str]:
    """Every variable that ``bin/run`` sets for the copy of ``datos``."""
    direccion, demo = ultima(datos)
    bases = Postgres(datos).direcciones()
    return {
        "SECRET_KEY": carpeta.secretos(datos).secret_key,
        "DEBUG": "0",
        "DEMO": "1" if demo else "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "PORTAL_URL": direccion,
        "PORTAL_DATA": str(datos),
        "DATABASE_URL": bases.app,
        "DATABASE_URL_DUENO": bases.dueno,
        "REDIS_URL": cola.elegir(datos).direccion,
        "EMAIL_URL": "disco://",
    }


def sin_base() -> dict[str, str]:
    """Enough for a command that reads no row, where no data directory exists yet."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DEMO": "1",
        "PORTAL_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": "postgres://portal_app@127.0.0.1:1/portal",
        "DATABASE_URL_DUENO": "postgres://portal_dueno@127.0.0.1:1/portal",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "disco://",
    }
