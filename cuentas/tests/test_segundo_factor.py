"""A password alone opens nothing of the staff; a code works once (AUT-6, AUT-9, AUT-12, V14)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cuentas import enlaces_de_un_uso
from cuentas.models import CodigoDeRecuperacion, SegundoFactor, Sesion, Usuario
from cuentas.segundo_factor import actions, totp
from cuentas.tests.test_perfil import ingresar
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora, en
from tests.personas import CLAVE, ELENA, FABIAN, JORGE, MARTA, SONIA, crear
from tests.rutas_esperadas import TABLA

pytestmark = pytest.mark.django_db
CODIGO = "/segundo-factor/"
ALTA = "/segundo-factor/alta/"
# Addresses that parse: what they name need not exist, since nobody gets as far as looking for it.
NADA = "00000000-0000-4000-8000-000000000000"
PARTES = {"<folio>": "YN1", "<tramite>": "informacion"}


@pytest.fixture(autouse=True)
def _pedirlo(settings: Any) -> None:
    settings.SEGUNDO_FACTOR, settings.DEMO = "personal", False


def activar(usuario: Usuario) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a factor activated a minute ago."""
    with en(ahora() - timedelta(minutes=2)):
        secreto = actions.proponer(usuario)
        hecho = actions.confirmar(usuario=usuario, cifra=cifra(secreto))
    assert hecho
    Aviso.objects.all().delete()
    return secreto, hecho[1]


def cifra(secreto: str, pasos: int = 0) -> str:
    return totp.codigo(secreto, totp.paso_de(ahora()) + pasos)


def adentro(cliente: Client) -> bool:
    return cliente.get("/perfil/").status_code == 200


def _con_sesion() -> list[tuple[str, str]]:
    """Every address of the table of routes that a visitor does not get and somebody signed in does."""
    filas = [fila.split() for fila in TABLA.strip().splitlines() if fila.startswith("/")]
    return sorted(
        {(f[0], f[1]) for f in filas if f[3] == "302" and (set(f[3:]) != {"302"} or f[0].startswith("/perfil"))}
    )


@pytest.mark.parametrize("persona", [MARTA, SONIA], ids=["distribuidora", "sec"])
@pytest.mark.parametrize("con_factor", [True, False], ids=["con-factor", "sin-activar"])
def test_con_la_contrasena_sola_no_se_abre_ninguna_direccion(persona: Any, con_factor: bool) -> None:
    usuario = crear(persona)
    if con_factor:
        activar(usuario)
    cliente = ingresar(usuario)
    abiertas = []
    for ruta, metodo in _con_sesion():
        direccion = re.sub(r"<\w+>", lambda hallado: PARTES.get(hallado[0], "1"), ruta)
        respuesta = getattr(cliente, metodo.lower())(direccion)
        if respuesta.status_code == 404:  # the number is a UUID here
            respuesta = getattr(cliente, metodo.lower())(re.sub(r"/1/", f"/{NADA}/", direccion, count=1))
        if respuesta.status_code != 302 or not respuesta["Location"].startswith(CODIGO):
            abiertas.append((direccion, metodo, respuesta.status_code))
    assert abiertas == [] and len(_con_sesion()) > 60


def test_la_pagina_publica_no_lo_toma_por_ingresado() -> None:
    usuario = crear(MARTA)
    texto = ingresar(usuario).get("/").content.decode()
    assert usuario.nombre not in texto and "Cerrar sesión" not in texto


def test_el_codigo_abre_la_pagina_pedida_con_otra_llave_de_sesion() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    cliente = ingresar(usuario)
    antes = cliente.cookies["sesion"].value
    ida = cliente.get("/bandeja/?estado=ENV")
    assert ida["Location"] == "/segundo-factor/?next=%2Fbandeja%2F%3Festado%3DENV"
    assert 'value="/bandeja/?estado=ENV"' in cliente.get(ida["Location"]).content.decode()
    vuelta = cliente.post(CODIGO, {"codigo": cifra(secreto), "next": "/bandeja/?estado=ENV"})
    assert vuelta["Location"] == "/bandeja/?estado=ENV"
    assert cliente.cookies["sesion"].value != antes and not Sesion.objects.filter(session_key=antes).exists()
    assert adentro(cliente)
    guardado = Sesion.objects.get(session_key=cliente.cookies["sesion"].value).get_decoded()
    assert not {CLAVE, secreto} & {str(valor) for valor in guardado.values()}


def test_no_lleva_a_otro_sitio() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    respuesta = ingresar(usuario).post(CODIGO, {"codigo": cifra(secreto), "next": "https://evil.example/"})
    assert respuesta["Location"] == "/bandeja/"


def test_el_alta_muestra_el_qr_y_los_diez_codigos_una_sola_vez() -> None:
    usuario = crear(FABIAN)
    cliente = ingresar(usuario)
    assert cliente.get("/panel/")["Location"].startswith(CODIGO)
    assert cliente.get(CODIGO)["Location"] == ALTA
    pagina = cliente.get(ALTA).content.decode()
    secreto = totp.descifrar(SegundoFactor.objects.get(usuario=usuario).secreto)
    assert "<svg width=" in pagina and "style=" not in pagina
    assert re.sub(r"\s", "", re.findall(r'class="mono">([^<]+)', pagina)[0]) == secreto
    assert cliente.post(ALTA, {"codigo": cifra(secreto, 5)}).status_code == 422
    assert not adentro(cliente)
    hecho = cliente.post(ALTA, {"codigo": cifra(secreto)})
    codigos = re.findall(r'<li class="mono">([0-9a-z-]+)', hecho.content.decode())
    assert hecho.status_code == 200 and len(set(codigos)) == 10
    assert adentro(cliente)
    assert cliente.get(ALTA).status_code == 302
    guardadas = set(CodigoDeRecuperacion.objects.filter(usuario=usuario).values_list("huella", flat=True))
    assert len(guardadas) == 10 and not guardadas & set(codigos)
    assert Evento.objects.filter(tipo="SEGUNDO_FACTOR_ACTIVADO", actor=usuario).count() == 1
    assert Aviso.objects.filter(clave="segundo-factor-activado", destinatario=usuario.email).count() == 1


def test_el_secreto_no_se_guarda_a_la_vista_ni_se_muestra_otra_vez() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    assert secreto not in SegundoFactor.objects.get(usuario=usuario).secreto
    with pytest.raises(EstadoCambio):
        actions.proponer(usuario)


def test_el_mismo_codigo_no_sirve_dos_veces_ni_uno_anterior() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    usado = cifra(secreto)
    assert ingresar(usuario).post(CODIGO, {"codigo": usado}).status_code == 302
    otro = ingresar(usuario)
    for viejo in (usado, cifra(secreto, -1)):
        assert otro.post(CODIGO, {"codigo": viejo}).status_code == 422
    assert not adentro(otro)
    with en(ahora() + timedelta(seconds=30)):
        assert otro.post(CODIGO, {"codigo": f" {cifra(secreto)[:3]} {cifra(secreto)[3:]}"}).status_code == 302


@pytest.mark.parametrize("pasos", [-3, -2, 2, 3])
def test_un_codigo_de_otro_momento_no_sirve(pasos: int) -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    with en(ahora() + timedelta(minutes=5)):
        assert actions.probar(usuario=usuario, escrito=cifra(secreto, pasos)) is None


@pytest.mark.parametrize("escrito", ["", "12345", "abcdef", "１２３４５６", "0" * 40, "' OR 1=1 --", "\u202e123456"])
def test_lo_que_no_es_un_codigo_se_rechaza_con_palabras(escrito: str) -> None:
    usuario = crear(MARTA)
    activar(usuario)
    cliente = ingresar(usuario)
    assert cliente.post(CODIGO, {"codigo": escrito}).status_code == 422
    assert not adentro(cliente)


def test_cinco_intentos_y_ni_el_correcto_despues() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    cliente = ingresar(usuario)
    for _ in range(5):
        assert cliente.post(CODIGO, {"codigo": "000000"}).status_code == 422
    respuesta = cliente.post(CODIGO, {"codigo": cifra(secreto)})
    assert respuesta.status_code == 429 and int(respuesta["Retry-After"]) > 0
    assert not adentro(cliente)


def test_un_codigo_de_recuperacion_sirve_una_vez_y_avisa() -> None:
    usuario, otra = crear(MARTA), crear(JORGE)
    _, codigos = activar(usuario)
    activar(otra)
    assert actions.probar(usuario=otra, escrito=codigos[0]) is None
    cliente = ingresar(usuario)
    assert cliente.post(CODIGO, {"codigo": codigos[0].upper().replace("-", " ")}).status_code == 302
    assert adentro(cliente)
    assert ingresar(usuario).post(CODIGO, {"codigo": codigos[0]}).status_code == 422
    assert Aviso.objects.filter(clave="recuperacion-usada", destinatario=usuario.email).count() == 1
    assert Evento.objects.get(tipo="CODIGO_DE_RECUPERACION_USADO").datos == {"quedan": 9}


def test_los_codigos_nuevos_matan_a_los_anteriores() -> None:
    usuario = crear(MARTA)
    secreto, codigos = activar(usuario)
    cliente = ingresar(usuario)
    cliente.post(CODIGO, {"codigo": codigos[0]})
    assert "Te quedan 9 de 10" in cliente.get("/perfil/segundo-factor/").content.decode()
    assert cliente.post("/perfil/segundo-factor/", {"codigo": codigos[1]}).status_code == 422
    nuevos = re.findall(
        r'<li class="mono">([0-9a-z-]+)',
        cliente.post("/perfil/segundo-factor/", {"codigo": cifra(secreto)}).content.decode(),
    )
    assert len(nuevos) == 10
    assert actions.probar(usuario=usuario, escrito=codigos[2]) is None
    assert actions.probar(usuario=usuario, escrito=nuevos[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("que", ["telefono", "recuperacion"])
def test_veinte_a_la_vez_con_el_mismo_codigo_entra_uno(que: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "POR_CUARTO", 1000)
    monkeypatch.setattr(actions, "POR_DIA", 1000)
    usuario = crear(MARTA)
    secreto, codigos = activar(usuario)
    escrito = cifra(secreto) if que == "telefono" else codigos[0]

    def uno(_: int) -> bool:
        try:
            return actions.probar(usuario=usuario, escrito=escrito) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        assert sum(hilos.map(uno, range(20))) == 1


@pytest.mark.req("F-06")
def test_la_sec_lo_quita_con_motivo_y_la_cuenta_activa_otro() -> None:
    usuario, sonia = crear(MARTA), crear(SONIA)
    secreto, codigos = activar(usuario)
    cliente = ingresar(usuario)
    cliente.post(CODIGO, {"codigo": cifra(secreto)})
    assert adentro(cliente)
    actions.reemplazar(actor=sonia, usuario_id=usuario.pk, motivo="Perdió su teléfono")
    assert not adentro(cliente)
    evento = Evento.objects.get(tipo="SEGUNDO_FACTOR_REEMPLAZADO")
    assert evento.actor == sonia and evento.cadena == f"usuario:{usuario.pk}"
    assert evento.cambio.motivo == "Perdió su teléfono" and evento.datos["antes"] == [True]
    assert Aviso.objects.filter(clave="segundo-factor-reemplazado", destinatario=usuario.email).count() == 1
    nuevo = ingresar(usuario)
    assert nuevo.get(CODIGO)["Location"] == ALTA
    assert actions.probar(usuario=usuario, escrito=codigos[1]) is None


@pytest.mark.req("F-06")
def test_nadie_mas_lo_quita() -> None:
    usuario, sonia = crear(MARTA), crear(SONIA)
    activar(usuario)
    activar(sonia)
    for actor in (crear(FABIAN), crear(JORGE), usuario, crear(ELENA)):
        with pytest.raises(NoPermitido):
            actions.reemplazar(actor=actor, usuario_id=usuario.pk, motivo="x")
    with pytest.raises(NoPermitido):
        actions.reemplazar(actor=sonia, usuario_id=sonia.pk, motivo="x")
    with pytest.raises(EstadoCambio):
        actions.reemplazar(actor=sonia, usuario_id=crear(JORGE).pk, motivo="x")


def test_la_sesion_de_otro_factor_no_vale() -> None:
    """The mark names the factor proved: a copied or old session does not outlive it."""
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    cliente = ingresar(usuario)
    cliente.post(CODIGO, {"codigo": cifra(secreto)})
    SegundoFactor.objects.filter(usuario=usuario).update(confirmado_en=ahora() + timedelta(seconds=1))
    assert not adentro(cliente)


def test_no_se_pide_a_solicitantes_ni_donde_el_ajuste_dice_nadie(settings: Any) -> None:
    assert adentro(ingresar(crear(ELENA)))
    settings.SEGUNDO_FACTOR = "nadie"
    assert adentro(ingresar(crear(MARTA)))


@pytest.mark.parametrize(
    ("demo", "de_demostracion", "entra"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_las_cuentas_de_demostracion_solo_en_la_demostracion(
    settings: Any, demo: bool, de_demostracion: bool, entra: bool
) -> None:
    settings.DEMO = demo
    assert adentro(ingresar(crear(MARTA, de_demostracion=de_demostracion))) is entra


def test_un_fragmento_lleva_la_pagina_entera() -> None:
    respuesta = ingresar(crear(MARTA)).get("/bandeja/", headers={"HX-Request": "true"})
    assert respuesta["HX-Redirect"].startswith(CODIGO)


def test_la_clave_secreta_anterior_sigue_leyendo_y_se_reescribe(settings: Any) -> None:
    usuario = crear(MARTA)
    secreto, codigos = activar(usuario)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "otra-clave-secreta-de-prueba-" * 2
    assert actions.probar(usuario=usuario, escrito=cifra(secreto))
    assert actions.probar(usuario=usuario, escrito=codigos[0])
    settings.SECRET_KEY_FALLBACKS = []
    assert totp.descifrar(SegundoFactor.objects.get(usuario=usuario).secreto) == secreto


def test_sin_la_clave_secreta_anterior_no_entra_nadie_y_no_falla(settings: Any) -> None:
    usuario, otro = crear(MARTA), crear(JORGE)
    secreto, _ = activar(usuario)
    propuesto = actions.proponer(otro)
    settings.SECRET_KEY = "otra-clave-secreta-de-prueba-" * 2
    assert ingresar(usuario).post(CODIGO, {"codigo": cifra(secreto)}).status_code == 422
    nuevo = actions.proponer(otro)
    assert nuevo != propuesto and actions.confirmar(usuario=otro, cifra=cifra(nuevo))


def test_recuperar_la_contrasena_no_quita_el_segundo_factor() -> None:
    usuario = crear(MARTA)
    secreto, _ = activar(usuario)
    enlace = enlaces_de_un_uso.emitir(proposito="recuperacion", usuario=usuario, dura=timedelta(hours=1))
    cliente = Client()
    respuesta = cliente.get(f"/recuperacion/{enlaces_de_un_uso.token(enlace)}/", follow=True)
    nueva = "siete lagos del sur 26"
    respuesta = cliente.post(respuesta.request["PATH_INFO"], {"clave": nueva, "clave2": nueva})
    usuario.refresh_from_db()
    assert respuesta.status_code == 302 and usuario.check_password(nueva)
    assert not adentro(cliente)
    otro = ingresar(usuario, nueva)
    assert not adentro(otro)
    assert otro.post(CODIGO, {"codigo": cifra(secreto)}).status_code == 302 and adentro(otro)
