"""Which database and data directory a command works on (docs/contrato.md, 'Commands')."""

import os
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent.parent
EN_MARCHA = RAIZ / ".portal-en-marcha"


def preparar_entorno() -> None:
    if "DATABASE_URL" in os.environ:
        print("Base de datos: la de DATABASE_URL", file=sys.stderr)
        return
    from portal.embebido.postgres import Postgres

    datos = Path(os.environ.get("PORTAL_DATA", RAIZ / "var"))
    print(f"Datos: {datos}", file=sys.stderr)
    direcciones = Postgres(datos).iniciar()
    os.environ.setdefault("PORTAL_DATA", str(datos))
    os.environ["DATABASE_URL"] = direcciones.app
    os.environ["DATABASE_URL_DUENO"] = direcciones.dueno
    os.environ.setdefault("SECRET_KEY", "solo-para-desarrollo-" * 3)
    os.environ.setdefault("PORTAL_URL", "http://127.0.0.1:8000")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6399/0")
    os.environ.setdefault("DEMO", "1")
