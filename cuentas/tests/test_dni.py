"""DNI and Argentine mobiles where the setting offers both documents (A-10, A-11, A-13, A-17, A-24)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cuentas.models import RegistroPendiente, Usuario
from cuentas.personal.models import PedidoDeCuenta
from cuentas.registro.consentimiento import VERSIONES
from cuentas.tests import ayudas
from cuentas.tests.test_recuperacion import ruta_de
from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import ahora, en
from tests.mundo import entrar
from tests.personas import CLAVE, JORGE, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("A-10")]
DNI, CELULAR = "20.123.456", "264 412 3456"
LLAVE = "solicitante:DNI:20123456"
OTRA = "siete ulmos en la lluvia"


@pytest.fixture(autouse=True)
def _los_dos(settings: Any) -> None:
    settings.DOCUMENTOS_IDENTIDAD = ["RUT", "DNI"]
    settings.SMS_URL = "json://localhost"


def _main(respuesta: Any) -> str:
    return str(respuesta.content.decode().partition("<main")[2].partition("</main>")[0])


def _registrar(cliente: Client, **cambios: str) -> Any:
    return ayudas.registrar(cliente, **{"documento_tipo": "DNI", "documento": DNI, "celular": CELULAR, **cambios})


def _ingresar(cliente: Client, documento: str = "20123456", **cambios: str) -> Any:
    datos = {"perfil": "solicitante", "documento_tipo": "DNI", "documento": documento, "clave": CLAVE, **cambios}
    return cliente.post("/ingresar/", datos)


def _registrada(cliente: Client) -> Usuario:
    _registrar(cliente)
    cliente.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
    cliente.post("/perfil/contacto/celular/", {"codigo": ayudas.cifra("celular-nuevo")})
    return Usuario.objects.get(clave_de_ingreso=LLAVE)


@pytest.mark.req("A-13", "A-24", "A-11")
def test_de_un_registro_a_medias_a_la_cuenta_con_los_dos_codigos(client: Client) -> None:
    """Left half done with the right password it is taken up again, by DNI, and opens nothing else."""
    assert _registrar(client).url == "/registro/recibido/"
    assert RegistroPendiente.objects.get().clave_de_ingreso == LLAVE
    otro = Client()
    assert "El documento, la contraseña o el perfil no coinciden." in _main(_ingresar(otro, clave=OTRA))
    assert _ingresar(otro, documento_tipo="RUT", documento="2.012.345-6").status_code == 422
    assert _ingresar(otro).url == "/registro/recibido/" and otro.get("/inicio/").status_code == 302
    with en(ahora() + timedelta(minutes=1)):
        assert otro.post("/activacion/reenvio/").status_code == 302
        assert "con el documento 20.123.456" in ayudas.texto("activacion")
        respuesta = otro.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
    assert respuesta.url == "/perfil/contacto/celular/"
    usuario = Usuario.objects.get(clave_de_ingreso=LLAVE)
    assert usuario.celular == "+5492644123456" and usuario.celular_verificado_en is None
    sms = Aviso.objects.get(clave="celular-nuevo")
    assert (sms.canal, sms.destinatario) == ("sms", "+5492644123456")
    assert otro.post("/perfil/contacto/celular/", {"codigo": ayudas.cifra("celular-nuevo")}).status_code == 302
    usuario.refresh_from_db()
    assert usuario.celular_verificado_en is not None
    assert usuario.consentimiento_texto in VERSIONES and usuario.consentimiento_en
    perfil = _main(otro.get("/perfil/"))
    assert "<dt>DNI</dt>" in perfil and "20.123.456" in perfil and "+54 9 264 412-3456" in perfil
    otro.post("/salir/")
    assert _ingresar(otro, DNI).url == "/inicio/"


@pytest.mark.parametrize(
    ("cambios", "campo", "dice"),
    [
        ({"documento": "20.123.45A"}, "documento", "Escribe el DNI con sus 7 u 8 números"),
        ({"documento": "12.345.678-5"}, "documento", "Si es un RUT, elige RUT arriba"),
        ({"documento_tipo": "RUT", "documento": "20123456"}, "documento", "Si es un DNI, elige DNI arriba"),
        ({"documento": ""}, "documento", "Escribe tu número de documento"),
        ({"celular": "0264 15 412 3456"}, "celular", "sin 0 y el número sin 15: +54 9 264 412-3456"),
        ({"celular": "+56 2 2123 4567"}, "celular", "los teléfonos fijos no reciben mensajes"),
        ({"clave": "20123456 20123456", "clave2": "20123456 20123456"}, "clave", "No uses tu documento"),
    ],
)
def test_lo_que_no_sirve_dice_que_hacer_y_no_borra_nada(
    client: Client, cambios: dict[str, str], campo: str, dice: str
) -> None:
    respuesta = _registrar(client, **cambios)
    assert respuesta.status_code == 422 and list(respuesta.context["form"].errors) == [campo]
    assert dice in str(respuesta.context["form"].errors[campo])
    assert 'value="Nadia"' in respuesta.content.decode()


@pytest.mark.req("A-17")
def test_cambia_de_correo_y_de_celular_desde_el_perfil(client: Client) -> None:
    usuario = _registrada(client)
    mal = client.post("/perfil/contacto/", {"que": "celular", "celular": "011 15 2345 6789", "actual": CLAVE})
    assert "+54 9 11 2345-6789" in _main(mal)
    client.post("/perfil/contacto/", {"que": "celular", "celular": "11 2345 6789", "actual": CLAVE})
    client.post("/perfil/contacto/celular/", {"codigo": ayudas.cifra("celular-nuevo")})
    client.post("/perfil/contacto/", {"que": "correo", "correo": "nueva@ejemplo.cl", "actual": CLAVE})
    client.post("/perfil/contacto/correo/", {"codigo": ayudas.cifra("correo-nuevo")})
    usuario.refresh_from_db()
    assert (usuario.celular, usuario.email) == ("+5491123456789", "nueva@ejemplo.cl")
    assert usuario.celular_verificado_en is not None


@pytest.mark.req("A-09")
def test_recupera_su_clave_con_el_dni(client: Client) -> None:
    _registrada(client)
    otro = Client()
    datos = {"documento_tipo": "DNI", "documento": DNI, **ayudas.resolver(otro, "/recuperacion/")}
    assert otro.post("/recuperacion/", datos).status_code == 302
    otro.get(ruta_de())
    otro.post("/recuperacion/nueva-clave/", {"clave": OTRA, "clave2": OTRA})
    assert _ingresar(otro, clave=OTRA).url == "/inicio/"


def test_un_dni_y_un_rut_con_las_mismas_cifras_son_dos_personas(client: Client) -> None:
    """``1.234.567-4`` is stored as the same eight digits."""
    _registrar(client, documento="12.345.674")
    client.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
    ayudas.registrar(Client(), documento_tipo="RUT", documento="1.234.567-4", email="otra@ejemplo.cl", celular="")
    assert Aviso.objects.filter(clave="activacion").count() == 2
    assert not Aviso.objects.filter(clave="registro-existente").exists()


@pytest.mark.parametrize(
    "ruta", ["/ingresar/", "/registro/", "/recuperacion/", "/perfil/clave/", "/registro/recibido/"]
)
def test_ninguna_pagina_habla_solo_del_rut(client: Client, ruta: str) -> None:
    if ruta.startswith("/perfil/"):
        _registrada(client)
    cuerpo = re.sub(r"<[^>]+>", " ", _main(client.get(ruta)))
    assert "RUT" not in cuerpo or "DNI" in cuerpo, cuerpo


def test_el_personal_con_dni_se_pide_se_invita_y_entra() -> None:
    """From jefatura's order to the sign-in of an operator who has no RUT."""
    jorge, sonia = crear(JORGE), crear(SONIA)
    jefatura, administradora = entrar(jorge), entrar(sonia)
    persona = {"nombres": "Dora", "apellidos": "Luna", "email": "dora@ejemplo.cl", "rol": "operador"}
    documento = {"documento_tipo": "DNI", "documento": DNI}
    assert jefatura.post("/distribuidora/equipo/nueva/", {**persona, **documento}).status_code == 302
    pedido = PedidoDeCuenta.objects.get()
    assert (pedido.documento_tipo, pedido.documento) == ("DNI", "20123456")
    assert "DNI 20.123.456" in administradora.get("/administracion/usuarios/pedidos/").content.decode()
    formulario = administradora.get(f"/administracion/usuarios/nuevo/?pedido={pedido.pk}").content.decode()
    assert re.search(r'name="documento_tipo" value="DNI"[^>]*checked', formulario)
    datos = {**persona, **documento, "elegido": "distribuidora", "rol_distribuidora": "operador"}
    datos["distribuidora"] = str(jorge.distribuidora_id)
    nueva = administradora.post("/administracion/usuarios/nuevo/", datos)
    assert nueva.status_code == 302, nueva.context["form"].errors
    dora = Usuario.objects.get(email="dora@ejemplo.cl")
    assert dora.clave_de_ingreso == "distribuidora:DNI:20123456"
    pedido.refresh_from_db()
    assert pedido.estado == "creada" and "Ingresas con tu DNI 20.123.456" in ayudas.texto("invitacion")
    persona_nueva = Client()
    persona_nueva.get(ayudas.ruta("invitacion"))
    assert "<dt>DNI</dt>" in _main(persona_nueva.get("/invitacion/"))
    fin = persona_nueva.post("/invitacion/", {"clave": OTRA, "clave2": OTRA}, follow=True)
    assert "Ingresa con tu DNI" in fin.content.decode()
    assert _ingresar(persona_nueva, perfil="distribuidora", clave=OTRA).status_code == 302
    repetida = administradora.post("/administracion/usuarios/nuevo/", datos | {"email": "x@ejemplo.cl"})
    assert "El DNI 20.123.456 ya tiene una cuenta Distribuidora" in repetida.content.decode()
    for pagina in (jefatura.get("/distribuidora/equipo/"), administradora.get("/administracion/usuarios/")):
        assert "DNI 20.123.456" in pagina.content.decode() and ">RUT<" not in pagina.content.decode()
