"""Bad input: a wrong or missing variable stops the start with its name and what to write, exit code 1."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env
from portal.tests.ayudas import PRODUCCION, correr


def revisar(**cambios: str | None) -> tuple[int, str]:
    entorno = PRODUCCION | {nombre: valor for nombre, valor in cambios.items() if valor is not None}
    sin = tuple(nombre for nombre, valor in cambios.items() if valor is None)
    hecho = correr("manage.py", "check", entorno=entorno, sin=sin)
    return hecho.returncode, hecho.stderr


@pytest.mark.parametrize("nombre", ["SECRET_KEY", "PORTAL_URL", "REDIS_URL", "EMAIL_URL"])
def test_a_missing_variable_is_named(nombre: str) -> None:
    codigo, errores = revisar(**{nombre: None})
    assert codigo == 1
    assert errores.splitlines()[-1].startswith(f"{nombre}: falta.")
    assert "Traceback" not in errores


@pytest.mark.parametrize(
    ("nombre", "valor", "que_escribir"),
    [
        ("SECRET_KEY", "corta", "50 caracteres"),
        ("PORTAL_URL", "portal.ejemplo.cl", "https://portal.ejemplo.cl"),
        ("PORTAL_URL", "https://portal.ejemplo.cl/solicitudes", "https://portal.ejemplo.cl"),
        ("ALLOWED_HOSTS", "otro.ejemplo.cl", "portal.ejemplo.cl"),
        ("ALLOWED_HOSTS", "*", "cada nombre"),
        ("DEBUG", "si", "1 (sí) o 0 (no)"),
        ("DEMO", "1", "escribe 0"),
        ("DATABASE_URL", "mysql://a:b@c/d", "postgres://"),
        ("DATABASE_URL", "postgres://portal_app:a@servidor:puerto/portal", "postgres://"),
        ("DATABASE_URL_DUENO", "portal", "postgres://"),
        ("REDIS_URL", "localhost:6379", "redis://"),
        ("REDIS_URL", "amqp://cola", "redis://"),
        ("EMAIL_URL", "correo.ejemplo.cl", "smtp+tls://"),
        ("EMAIL_URL", "smtp://", "smtp+tls://"),
        ("SMS_URL", "nadie://x", "dirección de Apprise"),
        ("WEB_PROCESOS", "muchos", "un número entre 1 y 64"),
        ("CLAVE_POLITICA", "ninguna", "moderna"),
        ("CAPTCHA_INGRESO", "nunca", "tras-fallos"),
        ("DOCUMENTOS_IDENTIDAD", "DNI", "RUT,DNI"),
        ("SEGUNDO_FACTOR", "todos", "personal"),
        ("HORARIO_HABIL", "18:00-09:00", "09:00-18:00"),
        ("HORARIO_HABIL", "mañana", "09:00-18:00"),
        ("HORAS_DE_REVISION", "0", "un número entre 1 y 1000"),
        ("DIAS_DE_COPIA_DE_IDENTIDAD", "noventa", "un número entre 1 y 3650"),
        ("CLAVE_ANCLA", "/no/existe.pem", "no existe"),
        ("PROXIES_DE_CONFIANZA", "nginx", "172.28.0.0/24"),
        ("ARCHIVOS_S3_URL", "s3://cubo", "todavía no"),
        ("SENTRY_DSN", "https://a@b/1", "todavía no"),
        ("SECRET_KEY_FILE", "/no/existe", "no se puede leer"),
    ],
)
def test_a_wrong_variable_is_named(nombre: str, valor: str, que_escribir: str) -> None:
    codigo, errores = revisar(**{nombre: valor})
    assert codigo == 1
    ultima = errores.splitlines()[-1]
    assert ultima.startswith(f"{nombre}: ")
    assert que_escribir in ultima
    assert "Traceback" not in errores


def test_a_secret_may_come_as_a_file(tmp_path: Path) -> None:
    ruta = tmp_path / "clave"
    ruta.write_text(PRODUCCION["SECRET_KEY"] + "\n")
    codigo, errores = revisar(SECRET_KEY=None, SECRET_KEY_FILE=str(ruta))
    assert (codigo, errores.count("SECRET_KEY")) == (0, 0)


def test_production_settings_pass_every_deployment_check() -> None:
    hecho = correr("manage.py", "check", "--deploy", "--fail-level", "WARNING", entorno=PRODUCCION)
    assert hecho.returncode == 0, hecho.stderr


@pytest.mark.parametrize(
    ("cambios", "falta"),
    [
        ({"SECRET_KEY": "ab" * 30}, "portal.E002"),
        ({"SECRET_KEY_FALLBACKS": "ab" * 30}, "portal.E002"),
        ({"DATABASE_URL_DUENO": PRODUCCION["DATABASE_URL"]}, "portal.E003"),
        ({"EMAIL_URL": "disco://"}, "portal.W001"),
        ({"DEFAULT_FROM_EMAIL": "portal@localhost"}, "portal.W002"),
        ({"PORTAL_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": "127.0.0.1", "DEMO": "1"}, "portal.W003"),
    ],
)
def test_a_weak_deployment_is_refused(cambios: dict[str, str], falta: str) -> None:
    hecho = correr("manage.py", "check", "--deploy", "--fail-level", "WARNING", entorno=PRODUCCION | cambios)
    assert hecho.returncode == 1
    assert falta in hecho.stderr


def test_the_captcha_test_mode_is_refused(settings) -> None:
    from portal.checks import pruebas_apagadas

    assert pruebas_apagadas(None) == []
    settings.CAPTCHA_TEST_MODE = True
    assert [falta.id for falta in pruebas_apagadas(None)] == ["portal.E001"]


def test_without_the_owner_migrate_says_so() -> None:
    hecho = correr("manage.py", "migrate", entorno=PRODUCCION, sin=("DATABASE_URL_DUENO",))
    assert hecho.returncode == 1
    assert "DATABASE_URL_DUENO: falta" in hecho.stderr


@pytest.mark.parametrize("orden", [["makemigrations", "--check", "--dry-run"], ["check"], ["help"]])
def test_commands_that_read_no_row_need_no_database(orden: list[str], tmp_path: Path) -> None:
    datos = tmp_path / "nueva"
    hecho = correr("manage.py", *orden, entorno={"PORTAL_DATA": str(datos)})
    assert hecho.returncode == 0, hecho.stderr
    assert f"Datos: {datos} (PORTAL_DATA)" in hecho.stderr
    assert "Warning" not in hecho.stderr
    assert not (datos / "postgresql").exists()


def test_errors_of_the_environment_are_not_django_s() -> None:
    """A caller that catches Django's configuration errors must not swallow ours and go on."""
    assert issubclass(env.EntornoIncorrecto, SystemExit)
    assert not issubclass(env.EntornoIncorrecto, ImproperlyConfigured)
