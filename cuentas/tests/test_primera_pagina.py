"""Where a registration that was just completed opens, and how its mobile is proven on the way (U-12, A-13)."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from cuentas import codigos, primera_pagina
from cuentas.models import Codigo, Usuario
from cuentas.perfil.actions import CELULAR
from cuentas.tests import ayudas
from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import ahora, en
from tests.personas import CLAVE

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-12")]
PEDIDA = "/nuevo-envio/conexion/?de=enlace&n=1"


@pytest.fixture(autouse=True)
def _puerta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile stands for the page of supplies: an address that every applicant may open."""
    monkeypatch.setattr(primera_pagina, "_registrada", [])
    primera_pagina.registrar("perfil:resumen")
    primera_pagina.registrar("perfil:resumen")
    with pytest.raises(ValueError, match="ya es perfil:resumen"):
        primera_pagina.registrar("perfil:clave")


def _activar(cliente: Client, **cambios: Any) -> Any:
    ayudas.registrar(cliente, **cambios)
    return cliente.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})


def _ingresar(cliente: Client, **cambios: str) -> Any:
    datos = {"perfil": "solicitante", "documento": "12345678-5", "clave": CLAVE, **cambios}
    return cliente.post("/ingresar/", datos)


def test_el_codigo_abre_esa_pagina_y_solo_la_primera_vez(client: Client) -> None:
    assert _activar(client).url == "/perfil/"
    assert "Tu cuenta está activa." in client.get("/perfil/").content.decode()
    client.post("/salir/")
    assert _ingresar(client).url == "/inicio/"


@pytest.mark.req("U-11")
def test_sus_notificaciones_empiezan_por_la_de_la_activacion(client: Client) -> None:
    _activar(client)
    cuerpo = client.get("/notificaciones/").content.decode()
    assert "Activación de tu cuenta" in cuerpo and "Bienvenida" in cuerpo


def test_por_el_enlace_el_boton_lleva_ahi(client: Client) -> None:
    ayudas.registrar(client)
    assert '<a class="btn btn-primary" href="/perfil/">' in client.post(ayudas.ruta("activacion")).content.decode()


def test_la_pagina_que_mando_a_registrarse_gana(client: Client) -> None:
    """From the sign-in page that asked for it, through the form and its company twin, to the end."""
    escrita = f"?next={quote(PEDIDA, safe='')}"
    assert f'href="/registro/{escrita}"' in client.get(f"/ingresar/{escrita}").content.decode()
    pagina = client.get(f"/registro/{escrita}").content.decode()
    assert "/registro/?empresa=1&amp;next=%2Fnuevo-envio" in pagina and 'name="next" value="/nuevo-envio' in pagina
    assert _activar(client, next=PEDIDA).url == PEDIDA


def test_tambien_si_se_retoma_desde_el_ingreso(client: Client) -> None:
    ayudas.registrar(client)
    otro = Client()
    assert _ingresar(otro, next=PEDIDA).url == "/registro/recibido/"
    assert otro.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")}).url == PEDIDA


@pytest.mark.parametrize("ajena", ["https://otro.cl/", "//otro.cl", "otro", "/\\otro.cl", "/x\n", "/" + "a" * 3000])
def test_una_pagina_ajena_no_gana(client: Client, ajena: str) -> None:
    assert _activar(client, next=ajena).url == "/perfil/"


def test_sin_nadie_registrado_es_la_casa_del_perfil(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(primera_pagina, "_registrada", [])
    assert _activar(client).url == "/inicio/"


@pytest.mark.req("A-13", "A-11")
def test_con_celular_pasa_por_su_codigo_y_sigue(client: Client, settings: Any) -> None:
    """Both codes, as the second manual; the telephone's may wait, be sent again, and be written later."""
    settings.SMS_URL = "json://localhost"
    assert _activar(client).url == "/perfil/contacto/celular/"
    pagina = client.get("/perfil/contacto/celular/").content.decode()
    assert "Verifica tu celular" in pagina and "+56 9 1234 5678" in pagina
    assert 'href="/perfil/">Lo hago después' in pagina and 'data-cuenta-atras="' in pagina
    pronto = client.post("/perfil/contacto/celular/", {"otro": "1"}, follow=True).content.decode()
    assert "segundos para pedir otro" in pronto and Aviso.objects.filter(clave="celular-nuevo").count() == 1
    primero = Codigo.objects.get(proposito=CELULAR)
    with en(ahora() + timedelta(minutes=11)):  # the first one expired meanwhile
        otra = client.post("/perfil/contacto/celular/", {"otro": "1"}, follow=True).content.decode()
        assert "Enviamos otro código" in otra and Aviso.objects.filter(clave="celular-nuevo", canal="sms").count() == 2
        segundo = Codigo.objects.get(proposito=CELULAR)
        assert segundo.pk != primero.pk
        respuesta = client.post("/perfil/contacto/celular/", {"codigo": codigos.cifra(segundo)})
        assert respuesta.url == "/perfil/" and Usuario.objects.get().celular_verificado_en is not None
        assert "Lo hago después" not in client.get("/perfil/contacto/celular/").content.decode()
        nada = client.post("/perfil/contacto/celular/", {"otro": "1"}, follow=True)
    assert "Escribe primero el celular" in nada.content.decode()
