"""The environment of a copy that lives in a data directory (docs/contrato.md, 'Environment')."""

import secrets
from pathlib import Path

from portal.embebido import cola
from portal.embebido import datos as carpeta
from portal.embebido.postgres import Postgres

DIRECCION = "direccion"  # file in the data directory: where its last bin/run listened


def de(datos: Path, *, demo: bool = True, direccion: str | None = None) -> dict[str, str]:
    """Every variable that ``bin/run`` sets. ``direccion`` is remembered for commands that write links."""
    guardada = datos / DIRECCION
    if direccion is not None:
        guardada.write_text(direccion)
    elif guardada.exists():
        direccion = guardada.read_text().strip()
    bases = Postgres(datos).direcciones()
    return {
        "SECRET_KEY": carpeta.secretos(datos).secret_key,
        "DEBUG": "0",
        "DEMO": "1" if demo else "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "PORTAL_URL": direccion or "http://127.0.0.1:8000",
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
