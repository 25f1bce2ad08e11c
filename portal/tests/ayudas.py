"""What the tests of the start share."""

import os
import subprocess
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent.parent
# A deployment as .env.example describes it.
PRODUCCION = {
    "SECRET_KEY": "tR4wq-Zk8_Lm2Nc7Vb1Xs9Ad3Fg6Hj0Kp5Qe8Uy2Io4Wz7Ct1Mv",
    "PORTAL_URL": "https://portal.ejemplo.cl",
    "ALLOWED_HOSTS": "portal.ejemplo.cl",
    "DATABASE_URL": "postgres://portal_app:a@127.0.0.1:1/portal",
    "DATABASE_URL_DUENO": "postgres://portal_dueno:b@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://usuario:clave@correo.ejemplo.cl:587",
    "DEFAULT_FROM_EMAIL": "Portal <avisos@portal.ejemplo.cl>",
    "DJANGO_SETTINGS_MODULE": "portal.settings",
}
DEL_SISTEMA = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONDONTWRITEBYTECODE")


def correr(
    *orden: str, entorno: dict[str, str] | None = None, sin: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs Python with nothing of this process's environment but the system's, plus ``entorno`` less ``sin``."""
    variables = {nombre: os.environ[nombre] for nombre in DEL_SISTEMA if nombre in os.environ}
    variables |= {clave: valor for clave, valor in (entorno or {}).items() if clave not in sin}
    return subprocess.run(
        [sys.executable, *orden], cwd=RAIZ, env=variables, capture_output=True, text=True, timeout=120
    )
