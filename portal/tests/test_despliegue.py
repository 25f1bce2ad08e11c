"""The production shape holds together: files, commands, addresses, variables."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import crossplane
import pytest
import yaml
from django.urls import resolve

from portal.tests.ayudas import RAIZ

COMPOSE: dict[str, Any] = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())
DOCKERFILE = (RAIZ / "Dockerfile").read_text()
EJEMPLO = (RAIZ / ".env.example").read_text()
DE_COMPOSE = {"CLAVE_SUPERUSUARIO", "CLAVE_DUENO", "CLAVE_APP"}  # never seen by the portal itself
PROPIOS = ("web", "worker", "beat", "migraciones")


def ejemplo() -> set[str]:
    return set(re.findall(r"^([A-Z_0-9]+)=", EJEMPLO, re.MULTILINE))


def leidas() -> set[str]:
    """The variables that the settings read."""
    texto = (RAIZ / "portal" / "settings.py").read_text()
    return set(re.findall(r"env\.\w+\(\s*\"([A-Z_0-9]+)\"", texto))


def test_every_variable_of_the_settings_is_explained() -> None:
    assert leidas() == ejemplo() - DE_COMPOSE
    for nombre in ejemplo():
        antes = EJEMPLO[: EJEMPLO.index(f"\n{nombre}=")].rstrip().splitlines()[-1]
        assert antes.startswith("#") or re.match(r"CLAVE_\w+=", antes), f"{nombre} no tiene explicación"


def test_every_variable_of_the_contract_is_explained() -> None:
    contrato = (RAIZ / "docs" / "contrato.md").read_text()
    parrafo = contrato.split("## Environment")[1].split("## ")[0].split("`.env.example`")[0]
    nombres = set(re.findall(r"`([A-Z][A-Z_0-9]{3,})`", parrafo)) - {"RUT"}
    assert len(nombres) > 15
    assert nombres <= ejemplo()


def test_compose_sets_only_variables_that_somebody_reads() -> None:
    for nombre in PROPIOS:
        assert set(COMPOSE["services"][nombre]["environment"]) <= leidas()
    puestas = set().union(*(COMPOSE["services"][nombre]["environment"] for nombre in PROPIOS))
    assert leidas() - puestas == {"ARCHIVOS_S3_URL", "SENTRY_DSN"}
    interpoladas = set(re.findall(r"\$\{([A-Z_0-9]+)", (RAIZ / "docker-compose.yml").read_text()))
    assert interpoladas <= ejemplo() | {"VARIABLE"}


def test_web_and_worker_do_not_know_the_owner_s_password() -> None:
    for nombre in ("web", "worker", "beat"):
        assert "DATABASE_URL_DUENO" not in COMPOSE["services"][nombre]["environment"]
    assert "portal_dueno" in COMPOSE["services"]["migraciones"]["environment"]["DATABASE_URL_DUENO"]


def test_every_copied_file_exists() -> None:
    origenes = [
        origen
        for linea in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for origen in linea.split()[:-1]
    ]
    assert len(origenes) > 10
    for origen in origenes:
        assert (RAIZ / origen).exists(), f"COPY {origen}"
    # … and every room is copied.
    assert {ruta.parent.name for ruta in RAIZ.glob("*/apps.py")} <= set(origenes)


def test_the_image_runs_as_a_plain_user_on_a_pinned_python() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"python:3\.1\d\.\d+-slim-\w+", base) for base in bases)
    assert DOCKERFILE.index("\nUSER portal") < DOCKERFILE.index("collectstatic")
    assert "--require-hashes" in DOCKERFILE


def ordenes() -> list[tuple[str, list[str]]]:
    listas = [(nombre, servicio["command"]) for nombre, servicio in COMPOSE["services"].items() if nombre in PROPIOS]
    listas += [(f"{n} (salud)", COMPOSE["services"][n]["healthcheck"]["test"][1:]) for n in ("web",)]
    cmd = re.search(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    assert cmd is not None
    return [*listas, ("CMD", yaml.safe_load(cmd[1]))]


@pytest.mark.parametrize(("servicio", "orden"), ordenes(), ids=lambda valor: valor if isinstance(valor, str) else "")
def test_every_command_is_found_in_the_environment(servicio: str, orden: list[str]) -> None:
    programas = {orden[0]}
    if orden[0] == "sh":
        programas = {parte.split()[0] for parte in re.split(r"&&|;", orden[2].replace("exec ", ""))}
    binarios = Path(sys.executable).parent
    for programa in programas:
        assert (binarios / programa).exists(), f"{servicio}: {programa}"
    for texto in orden:
        for modulo in re.findall(r"(?<![\w.])(portal\.(?:wsgi|celery:app))", texto):
            ruta = modulo.split(":")[0].replace(".", "/")
            assert (RAIZ / f"{ruta}.py").exists()


def test_health_checks_ask_addresses_that_exist() -> None:
    textos = [" ".join(servicio.get("healthcheck", {}).get("test", [])) for servicio in COMPOSE["services"].values()]
    direcciones = re.findall(r"http://[\w.:]+(/[^\s'\"]*)", " ".join(textos))
    assert len(direcciones) == 2
    for direccion in direcciones:
        assert resolve(urlsplit(direccion).path).view_name == "salud"
    assert "127.0.0.1" in COMPOSE["services"]["web"]["environment"]["ALLOWED_HOSTS"]


def test_the_database_s_volume_and_roles_are_where_postgresql_18_looks() -> None:
    postgres = COMPOSE["services"]["postgres"]
    assert postgres["image"].startswith("postgres:18")
    assert "postgres:/var/lib/postgresql" in postgres["volumes"]
    assert "./portal/roles.sql:/docker-entrypoint-initdb.d/roles.sql:ro" in postgres["volumes"]
    roles = (RAIZ / "portal" / "roles.sql").read_text()
    for variable in re.findall(r"\\getenv \w+ (\w+)", roles):
        assert variable in postgres["environment"]


def test_mounted_files_exist() -> None:
    montajes = [
        volumen.split(":")[0]
        for servicio in COMPOSE["services"].values()
        for volumen in servicio.get("volumes", [])
        if volumen.startswith("./")
    ]
    assert len(montajes) >= 4
    for ruta in set(montajes) - {"./deploy/certificados"}:  # the operator's own
        assert (RAIZ / ruta).exists(), ruta


def test_services_depend_on_services_and_volumes_are_declared() -> None:
    for servicio in COMPOSE["services"].values():
        assert set(servicio.get("depends_on", {})) <= set(COMPOSE["services"])
        con_nombre = {v.split(":")[0] for v in servicio.get("volumes", []) if not v.startswith("./")}
        assert con_nombre <= set(COMPOSE["volumes"])


# --- nginx -------------------------------------------------------------------------------------------------


def armada(tmp_path: Path) -> Path:
    """The configuration with the paths of this machine instead of the container's."""
    certificado = tmp_path / "certificados"
    certificado.mkdir()
    for nombre in ("nginx.conf", "nginx-sitio.conf"):
        texto = (RAIZ / "deploy" / nombre).read_text()
        texto = texto.replace("/etc/nginx/nginx-sitio.conf", str(tmp_path / "nginx-sitio.conf"))
        texto = texto.replace("/etc/nginx/certificados", str(certificado)).replace("web:8000", "127.0.0.1:8000")
        texto = texto.replace("/tmp/nginx", str(tmp_path / "nginx"))
        if not Path("/etc/nginx/mime.types").exists():
            texto = texto.replace("include /etc/nginx/mime.types;", "")
        (tmp_path / nombre).write_text(texto)
    return tmp_path / "nginx.conf"


def directivas(bloque: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [hija for directiva in bloque for hija in (directiva, *directivas(directiva.get("block", [])))]


@pytest.fixture
def nginx(tmp_path: Path) -> list[dict[str, Any]]:
    # ssl and http2 stand in every image of nginx; crossplane 0.5.8 does not know "http2 on" yet.
    hecho = crossplane.parse(str(armada(tmp_path)), combine=True, check_ctx=True, check_args=True)
    errores = [error["error"] for error in hecho["errors"]]
    assert errores == []
    return directivas(hecho["config"][0]["parsed"])


def argumentos(directivas_: list[dict[str, Any]], nombre: str) -> list[list[str]]:
    return [directiva["args"] for directiva in directivas_ if directiva["directive"] == nombre]


def test_nginx_parses_and_overwrites_what_the_portal_believes(nginx: list[dict[str, Any]]) -> None:
    cabeceras = {args[0]: args[1] for args in argumentos(nginx, "proxy_set_header")}
    assert cabeceras["X-Real-IP"] == "$remote_addr"
    assert cabeceras["X-Forwarded-Proto"] in {"http", "https"}
    assert cabeceras["X-Forwarded-Host"] == ""
    assert ["off"] in argumentos(nginx, "server_tokens")
    assert ["Server"] in argumentos(nginx, "proxy_hide_header")
    assert all(args == ["http://portal"] for args in argumentos(nginx, "proxy_pass"))


def ubicacion(nginx: list[dict[str, Any]], direccion: str) -> list[dict[str, Any]]:
    """The directives of the location that answers ``direccion``: nginx takes the first regular expression."""
    lugares = [(d["args"], d["block"]) for d in nginx if d["directive"] == "location"]
    for args, bloque in lugares:
        if args[0] == "~" and re.search(args[1], direccion):
            return list(bloque)
    prefijos = [(args[-1], bloque) for args, bloque in lugares if args[0] not in {"~", "="}]
    return list(max((p for p in prefijos if direccion.startswith(p[0])), key=lambda p: len(p[0]))[1])


@pytest.mark.parametrize("direccion", ["/ingresar/", "/registro/datos/", "/recuperacion/", "/captcha/image/abc/"])
def test_doors_that_can_be_guessed_at_are_limited(nginx: list[dict[str, Any]], direccion: str) -> None:
    zonas = [args[0] for args in argumentos(ubicacion(nginx, direccion), "limit_req")]
    assert zonas in (["zone=puertas"], ["zone=captchas"])
    declaradas = {args[1].split(":")[0] for args in argumentos(nginx, "limit_req_zone")}
    assert set(zonas) <= declaradas


def test_sizes_and_patience(nginx: list[dict[str, Any]]) -> None:
    uno = "/borradores/0b7c5c1e-9a77-4d4f-8c1f-1f3a1f0c9b11/archivos/cedula/"
    assert argumentos(ubicacion(nginx, uno), "client_max_body_size") == [["6m"]]
    assert ["62m"] in argumentos(nginx, "client_max_body_size")
    assert argumentos(nginx, "client_body_timeout") == [["15s"]]


def test_private_files_leave_only_by_the_portal_s_word(nginx: list[dict[str, Any]]) -> None:
    privado = ubicacion(nginx, "/privado/ab/cd")
    assert [directiva["directive"] for directiva in privado if directiva["directive"] == "internal"] == ["internal"]
    assert argumentos(privado, "alias") == [["/datos/archivos/"]]
    assert "datos:/datos:ro" in COMPOSE["services"]["nginx"]["volumes"]


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx no está en esta máquina; crossplane la revisó")
def test_nginx_itself_accepts_it(tmp_path: Path) -> None:
    conf = armada(tmp_path)
    conf.write_text(conf.read_text().replace("http2 on;", ""))  # from 1.25 on; distributions still have older ones
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", tmp_path / "certificados/portal.key", "-out", tmp_path / "certificados/portal.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    hecho = subprocess.run(["nginx", "-t", "-c", conf], capture_output=True, text=True)
    assert hecho.returncode == 0, hecho.stderr
