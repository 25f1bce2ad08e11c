"""A SEC administrador takes the second factor of another account away, with a reason (F-06, AUT-9, AUT-12)."""

import pytest
from django.test import Client

from cuentas.models import Usuario
from cuentas.segundo_factor import actions, totp
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Acceso, Evento
from nucleo.comun.reloj import ahora
from tests.personas import ELENA, FABIAN, JORGE, MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-06")]
USUARIOS = "/administracion/usuarios/"


def _con_factor(usuario: Usuario) -> Usuario:
    secreto = actions.proponer(usuario)
    assert actions.confirmar(usuario=usuario, cifra=totp.codigo(secreto, totp.paso_de(ahora())))
    Aviso.objects.all().delete()
    return usuario


@pytest.fixture
def sonia(client: Client) -> Usuario:
    usuario = _con_factor(crear(SONIA))
    client.force_login(usuario)
    return usuario


def test_pide_un_motivo_dice_a_quien_avisa_y_queda_en_la_historia(client: Client, sonia: Usuario) -> None:
    marta = _con_factor(crear(MARTA))
    ficha, ruta = f"{USUARIOS}{marta.pk}/", f"{USUARIOS}{marta.pk}/segundo-factor/"
    assert ruta in client.get(ficha).content.decode()
    pagina = client.get(ruta).content.decode()
    assert f"Avisamos a {marta.email}" in pagina and 'name="motivo"' in pagina
    sin_motivo = client.post(ruta, {"motivo": " "})
    assert sin_motivo.status_code == 422 and sin_motivo.context["form"].errors["motivo"] == ["Escribe el motivo"]
    assert not Evento.objects.filter(tipo="SEGUNDO_FACTOR_REEMPLAZADO").exists()
    hecho = client.post(ruta, {"motivo": "Perdió su teléfono"}, follow=True).content.decode()
    assert f"Avisamos a {marta.email}" in hecho and ruta not in hecho
    assert "“Perdió su teléfono”" in hecho and "<strong>Segundo factor:</strong> sí → no" in hecho
    evento = Evento.objects.get(tipo="SEGUNDO_FACTOR_REEMPLAZADO")
    assert evento.actor == sonia and evento.cadena == f"usuario:{marta.pk}"
    avisos = Aviso.objects.filter(clave="segundo-factor-reemplazado")
    assert [aviso.destinatario for aviso in avisos] == [marta.email]
    assert client.get(ruta).status_code == client.post(ruta, {"motivo": "Otra vez"}).status_code == 409


def test_nunca_el_propio(client: Client, sonia: Usuario) -> None:
    ruta = f"{USUARIOS}{sonia.pk}/segundo-factor/"
    assert ruta not in client.get(f"{USUARIOS}{sonia.pk}/").content.decode()
    assert client.get(ruta).status_code == client.post(ruta, {"motivo": "Para mí"}).status_code == 403
    assert actions.SegundoFactor.objects.filter(usuario=sonia).exists()


@pytest.mark.parametrize("persona", [FABIAN, JORGE, MARTA, ELENA], ids=["fiscalizador", "jefatura", "propia", "otra"])
def test_nadie_mas_llega(client: Client, sonia: Usuario, persona: object) -> None:
    marta = _con_factor(crear(MARTA))
    actor = marta if persona is MARTA else crear(persona)
    ajeno = Client()
    ajeno.force_login(actor)
    assert ajeno.post(f"{USUARIOS}{marta.pk}/segundo-factor/", {"motivo": "Ajeno"}).status_code == 403
    assert actions.SegundoFactor.objects.filter(usuario=marta).exists()
    assert Acceso.objects.filter(permitido=False, usuario=actor).exists()
