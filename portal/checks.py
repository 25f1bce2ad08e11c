"""System checks: what would start and be wrong. ``portal/env.py`` stops what cannot start at all.

The production start runs ``manage.py check --deploy --fail-level WARNING`` before the web server
(docker-compose.yml), so a warning of this module keeps a deployment down.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

DISTINTOS_MINIMOS = 20  # different characters; a random key of 50 has over 30


@register(Tags.security)
def pruebas_apagadas(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """V13: with the captcha's test mode on, the word ``PASSED`` opens every form."""
    if getattr(settings, "CAPTCHA_TEST_MODE", False):
        return [Error("CAPTCHA_TEST_MODE está activo.", hint="Quítalo de portal/settings.py.", id="portal.E001")]
    return []


@register(Tags.security)
def clave_secreta(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    claves = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if all(len(set(clave)) >= DISTINTOS_MINIMOS for clave in claves):
        return []
    orden = "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    return [Error("SECRET_KEY es fácil de adivinar.", hint=f"Escribe lo que imprime: {orden}", id="portal.E002")]


@register(Tags.security)
def dos_roles(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """seguridad.md, Decided 2: the web's role must not own what it may not change."""
    dueno = settings.DATABASES.get("dueno")
    if dueno is None or dueno["USER"] != settings.DATABASES["default"]["USER"]:
        return []
    return [
        Error(
            "DATABASE_URL y DATABASE_URL_DUENO usan el mismo rol de PostgreSQL.",
            hint="Escribe portal_app en la primera y portal_dueno en la segunda (portal/roles.sql).",
            id="portal.E003",
        )
    ]


@register(Tags.security, deploy=True)
def correo_que_sale(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    faltas: list[CheckMessage] = []
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        faltas.append(
            Warning(
                "EMAIL_URL no envía correos.", hint="Escribe smtp+tls://usuario:clave@servidor:587", id="portal.W001"
            )
        )
    if "@localhost" in settings.DEFAULT_FROM_EMAIL:
        faltas.append(
            Warning(
                "DEFAULT_FROM_EMAIL no es una dirección del portal.",
                hint="Escribe, por ejemplo, Portal <avisos@portal.ejemplo.cl>",
                id="portal.W002",
            )
        )
    return faltas


@register(Tags.security, deploy=True)
def direccion_segura(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    if settings.EN_HTTPS and not settings.DEMO and not settings.DEBUG:
        return []
    return [
        Warning(
            "Esta configuración es para un computador propio: falta HTTPS, o DEMO o DEBUG están activos.",
            hint="Escribe PORTAL_URL=https://…, DEMO=0 y DEBUG=0.",
            id="portal.W003",
        )
    ]
