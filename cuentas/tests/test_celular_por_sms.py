"""The mobile half of A-13: verified, and unique, only by its own code; and what is said where no SMS is sent."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cuentas import barreras, codigos
from cuentas.models import Codigo, Usuario
from cuentas.tests import ayudas
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from nucleo.avisos.tests.servidor_sms import ServidorSms
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora
from tests.personas import CLAVE, ELENA, FRIDA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("A-13")]
NUMERO = "+56912345670"
NADIA = "solicitante:RUT:123456785"


@pytest.fixture
def servicio(settings: Any) -> Iterator[ServidorSms]:
    with ServidorSms() as abierto:
        settings.SMS_URL = abierto.url
        yield abierto


def _registrada(cliente: Client) -> str:
    ayudas.registrar(cliente, celular=NUMERO)
    respuesta = cliente.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")}, follow=True)
    return str(respuesta.content.decode())


def _cifra_llegada(servicio: ServidorSms) -> str:
    despachar()
    numero, texto = servicio.recibidos[-1]
    assert numero == NUMERO
    return texto.partition("codigo es ")[2][:6]


def _verificado(clave_de_ingreso: str = NADIA) -> bool:
    return Usuario.objects.get(clave_de_ingreso=clave_de_ingreso).celular_verificado_en is not None


def test_el_celular_del_registro_se_verifica_con_su_propio_codigo(client: Client, servicio: ServidorSms) -> None:
    assert "le enviamos un código por SMS" in client.get("/registro/").content.decode()
    pagina = _registrada(client)
    assert "Verifica tu celular" in pagina and "+56 9 1234 5670" in pagina
    cifra = _cifra_llegada(servicio)
    assert not _verificado()
    malo = f"{(int(cifra) + 1) % 1_000_000:06d}"
    assert client.post("/perfil/contacto/celular/", {"codigo": malo}).status_code == 422
    assert not _verificado()
    respuesta = client.post("/perfil/contacto/celular/", {"codigo": cifra}, follow=True)
    assert "Verificaste tu celular." in respuesta.content.decode() and _verificado()
    assert Evento.objects.filter(tipo="CELULAR_VERIFICADO").count() == 1
    assert not Aviso.objects.filter(clave="celular-propio-cambiado").exists()
    assert client.post("/perfil/contacto/celular/", {"codigo": cifra}).status_code == 422


def test_un_celular_tomado_responde_igual_y_se_avisa_al_propio_telefono(client: Client, servicio: ServidorSms) -> None:
    duena = crear(ELENA)
    duena.celular, duena.celular_verificado_en = NUMERO, ahora()
    duena.save(update_fields=["celular", "celular_verificado_en"])
    assert "Verifica tu celular" in _registrada(client)
    despachar()
    numero, texto = servicio.recibidos[-1]
    assert numero == NUMERO and "alguien pidio usar este celular" in texto
    assert not re.search("[0-9]{6}", texto) and not _verificado()


def test_solo_el_que_lo_probo_lo_tiene(servicio: ServidorSms) -> None:
    """Two accounts may write one number; the code of the telephone decides, once."""
    for persona in (ELENA, FRIDA):
        usuario = crear(persona)
        cliente = ingresar(usuario)
        cliente.post("/perfil/contacto/", {"que": "celular", "celular": NUMERO, "actual": CLAVE})
        if persona is ELENA:
            cifra = _cifra_llegada(servicio)
            assert cliente.post("/perfil/contacto/celular/", {"codigo": cifra}).status_code == 302
    # Even guessed, the second code takes nothing: the unique key decides.
    adivinado = codigos.cifra(Codigo.objects.latest("pk"))
    assert cliente.post("/perfil/contacto/celular/", {"codigo": adivinado}).status_code == 422
    assert list(Usuario.objects.filter(celular=NUMERO).values_list("documento", flat=True)) == [ELENA.documento]


def test_sin_servicio_no_se_pide_codigo_y_se_dice(client: Client, settings: Any) -> None:
    settings.SMS_URL = ""
    assert "no envía SMS: queda guardado sin verificar" in client.get("/registro/").content.decode()
    assert "Verifica tu celular" not in _registrada(client)
    assert not Aviso.objects.filter(canal="sms").exists() and not _verificado()
    assert "Este portal no envía SMS" in cuerpo(client, "/perfil/contacto/")


def test_un_telefono_recibe_diez_codigos_al_dia_de_todas_las_cuentas_juntas(
    client: Client, servicio: ServidorSms
) -> None:
    for _ in range(barreras.CORREO_DESTINO.maximo):
        barreras.exigir(barreras.CORREO_DESTINO, NUMERO)
    pagina = _registrada(client)
    assert "Tu cuenta está activa" in pagina and "Verifica tu celular" not in pagina
    assert not Aviso.objects.filter(canal="sms").exists()
