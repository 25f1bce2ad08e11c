"""V16: a token works for what it was made, unaltered. V17: nobody's data in logs, in the queue, in a mail of errors."""

import io
import logging
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as ajustes
from django.core.signing import Signer
from django.db import transaction
from django.test import Client

from cuentas import codigos, enlaces_de_un_uso
from cuentas.models import Codigo, EnlaceDeUnUso, RegistroPendiente, Usuario
from cuentas.perfil.actions import CELULAR, CORREO
from cuentas.personal.actions import INVITACION
from cuentas.recuperacion.actions import RECUPERACION
from cuentas.registro.actions import ACTIVACION
from cuentas.tests import ayudas
from nucleo.avisos import bajas, despertador
from nucleo.avisos.actions import encolar
from nucleo.avisos.despacho import despachar
from nucleo.comun.registro import LineaJson, sin_datos
from tests.personas import ELENA, crear
from tests.plugins.servicios import RedisReal, esperar

ENLACES = (ACTIVACION, RECUPERACION, INVITACION)
CODIGOS = (ACTIVACION, "captcha", "ingreso", CORREO, CELULAR)
CAMBIOS = 10_000


def _cambiados(token: str) -> set[str]:
    """The token with one to three bits changed, ``CAMBIOS`` different ones."""
    azar, original = random.Random(20261122), token.encode()
    hechos: set[str] = set()
    while len(hechos) < CAMBIOS:
        letras = bytearray(original)
        for _ in range(azar.randint(1, 3)):
            letras[azar.randrange(len(letras))] ^= 1 << azar.randrange(8)
        if bytes(letras) != original:
            hechos.add(letras.decode("latin-1"))
    return hechos


@pytest.mark.django_db
def test_v16_un_enlace_alterado_o_de_otro_proposito_no_sirve() -> None:
    usuario = crear(ELENA)
    emitidos = {
        proposito: enlaces_de_un_uso.emitir(proposito=proposito, usuario=usuario, dura=timedelta(hours=1))
        for proposito in ENLACES
    }
    for hecho_para, enlace in emitidos.items():
        token = enlaces_de_un_uso.token(enlace)
        for pedido in ENLACES:
            visto = enlaces_de_un_uso.mirar(proposito=pedido, token=token)
            assert (visto == enlace) == (pedido == hecho_para), (hecho_para, pedido)
            if pedido != hecho_para:
                assert enlaces_de_un_uso.gastar(proposito=pedido, token=token) is None
        # What ``mirar`` asks the table for, for all of them in one question.
        huellas = [enlaces_de_un_uso._huella(cambiado) for cambiado in _cambiados(token)]
        assert len(huellas) == CAMBIOS and not EnlaceDeUnUso.objects.filter(huella__in=huellas).exists()


@pytest.mark.django_db
def test_v16_un_codigo_de_un_proposito_no_sirve_para_otro() -> None:
    usuario = crear(ELENA)
    para = f"usuario:{usuario.pk}"
    for hecho_para in CODIGOS:
        cifra = codigos.cifra(codigos.emitir(proposito=hecho_para, para=para, usuario=usuario))
        for pedido in CODIGOS:
            if pedido != hecho_para:
                assert codigos.gastar(proposito=pedido, para=para, cifra=cifra) is None
        Codigo.objects.all().delete()


@pytest.mark.django_db
def test_v16_una_baja_alterada_o_firmada_para_otra_cosa_no_sirve() -> None:
    with transaction.atomic():
        aviso = encolar(clave="prueba", evento=1, destinatario="x@ejemplo.cl", adicional=True)
    assert aviso is not None
    token = bajas.enlace(aviso).rstrip("/").rpartition("/")[2]
    assert bajas.leer(token) == aviso
    assert not [cambiado for cambiado in _cambiados(token) if bajas.leer(cambiado) is not None]
    for sal in ("", "otra", "cuentas.codigos", "django.core.signing"):
        assert bajas.leer(Signer(salt=sal).sign(str(aviso.pk))) is None


# --- V17 ---------------------------------------------------------------------------------------------------

RUT, CORREO_CANARIO, CELULAR_CANARIO = "12.345.678-5", "canario.nadia@ejemplo.cl", "+56987654321"
CLAVE_CANARIA, OTRA_CLAVE = "nueve canarios en el alambre", "diez canarios en la antena"


@pytest.fixture
def registro() -> Iterator[io.StringIO]:
    """What a deployment writes: the same formatter on the root logger, at the same level."""
    escrito = io.StringIO()
    oyente = logging.StreamHandler(escrito)
    oyente.setFormatter(LineaJson())
    raiz = logging.getLogger()
    raiz.addHandler(oyente)
    yield escrito
    raiz.removeHandler(oyente)


def _todo_el_camino(cliente: Client) -> set[str]:
    """Registration by its code, recovery by its link, sign-in with a wrong and a right password; what it used."""
    secretos = set()
    ayudas.registrar(cliente, email=CORREO_CANARIO, celular=CELULAR_CANARIO, clave=CLAVE_CANARIA, clave2=CLAVE_CANARIA)
    despachar()
    secretos |= {ayudas.cifra("activacion"), ayudas.ruta("activacion").split("/")[2]}
    activacion = ayudas.ruta("activacion")
    assert cliente.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")}).status_code == 302
    assert cliente.get(activacion).status_code == 410  # Django logs the path of every 4xx
    despachar()
    cliente.post("/salir/")
    cliente.post("/recuperacion/", {"documento": RUT} | ayudas.resolver(cliente, "/recuperacion/"))
    token = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(proposito=RECUPERACION, usuario__perfil="solicitante"))
    secretos.add(token)
    despachar()
    assert cliente.get(f"/recuperacion/{token}/").status_code == 302
    assert cliente.post("/recuperacion/nueva-clave/", {"clave": OTRA_CLAVE, "clave2": OTRA_CLAVE}).status_code == 302
    for clave, respuesta in ((CLAVE_CANARIA, 422), (OTRA_CLAVE, 302)):
        datos = {"perfil": "solicitante", "documento": RUT, "clave": clave}
        assert cliente.post("/ingresar/", datos).status_code == respuesta
    despachar()
    return secretos


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("A-09", "A-13")
def test_v17_ni_en_los_registros_ni_en_la_cola_ni_en_el_correo_de_errores(
    client: Client, redis_real: RedisReal, registro: io.StringIO, mailoutbox: list[Any], monkeypatch: Any, settings: Any
) -> None:
    monkeypatch.setattr(despertador, "_por_tarea", {})
    settings.ADMINS = [("Quien mira", "errores@ejemplo.cl")]
    secretos = _todo_el_camino(client)
    falla = Client(raise_request_exception=False)
    monkeypatch.setattr("cuentas.registro.actions.registrar", _romperse)
    respuesta = ayudas.registrar(falla, email=CORREO_CANARIO, clave=CLAVE_CANARIA, clave2=CLAVE_CANARIA)
    assert respuesta.status_code == 500
    canarios = secretos | {RUT, "123456785", "12345678-5", CORREO_CANARIO, CELULAR_CANARIO, CLAVE_CANARIA, OTRA_CLAVE}
    dicho = registro.getvalue()
    assert "Respuesta 500" in dicho and "/activacion/[secreto]/" in dicho, "the canary must be able to sing"
    assert not [canario for canario in canarios if canario in dicho]
    assert not [mensaje for mensaje in mailoutbox if "errores@ejemplo.cl" in mensaje.to]
    assert any(CORREO_CANARIO in mensaje.to for mensaje in mailoutbox)
    cola = esperar(lambda: _contenido(redis_real), que="el llamado a la cola")
    assert b"avisos.despachar" in cola
    assert not [canario for canario in canarios if canario.encode() in cola]
    assert Usuario.objects.filter(email=CORREO_CANARIO).exists() and not RegistroPendiente.objects.exists()


def _romperse(**datos: Any) -> None:
    raise RuntimeError(f"{datos['datos']['email']} {datos['datos']['documento']}\nDETAIL:  Key (x)=({CLAVE_CANARIA})")


def _contenido(redis: RedisReal) -> bytes:
    import redis as biblioteca

    with biblioteca.Redis.from_url(redis.url.replace("redis+socket", "unix")) as cliente:
        claves = list(cliente.scan_iter())
        return b"".join(clave + cliente.dump(clave) for clave in claves)


@pytest.mark.parametrize(
    ("texto", "limpio"),
    [
        (f"GET /activacion/{'a1' * 32}/", "GET /activacion/[secreto]/"),
        ("GET /avisos/baja/17:x_-9/", "GET /avisos/baja/[secreto]/"),
        ("550 <ana@ejemplo.cl> no existe", "550 <[correo]> no existe"),
        ("de 12.345.678-5, 12345678-5 y 123456785", "de [rut], [rut] y [rut]"),
        ("a +56912345678", "a [celular]"),
        ("error\nDETAIL:  Key (email)=(x)\nfin", "error\nDETAIL: [omitido]\nfin"),
        ("folio YN192, 12.345.678-4, 3f2a1b, aviso 123456", "folio YN192, 12.345.678-4, 3f2a1b, aviso 123456"),
    ],
)
def test_v17_lo_que_otros_escriben_por_nosotros_sale_sin_datos(texto: str, limpio: str) -> None:
    assert sin_datos(texto) == limpio


def test_v17_ningun_ajuste_escribe_datos_por_su_cuenta() -> None:
    registros: Any = ajustes.LOGGING
    assert registros["loggers"]["django"]["handlers"] == []
    assert registros["formatters"]["json"]["()"].endswith("LineaJson")
