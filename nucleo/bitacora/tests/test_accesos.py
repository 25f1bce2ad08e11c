"""anotar_acceso: who looked, from where, and never at the cost of the request."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import RequestFactory

from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.bitacora.models import Acceso
from nucleo.comun.tests.fabrica import crear_usuario

pytestmark = pytest.mark.req("L-10")


def _peticion(usuario=None, **cabeceras):
    request = RequestFactory().get("/", **cabeceras)
    request.user = usuario or AnonymousUser()
    return request


@pytest.mark.django_db
def test_queda_quien_que_y_desde_donde():
    usuario = crear_usuario()
    anotar_acceso(
        request=_peticion(usuario, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Navegador\r\nfalso" + "x" * 300),
        accion="descargar",
        objeto="archivo:7",
        permitido=False,
        motivo="ajeno",
    )
    acceso = Acceso.objects.get()
    assert (acceso.usuario, acceso.accion, acceso.objeto, acceso.permitido, acceso.motivo, acceso.direccion) == (
        usuario,
        "descargar",
        "archivo:7",
        False,
        "ajeno",
        "203.0.113.9",
    )
    assert acceso.agente.startswith("Navegador falso") and len(acceso.agente) == 200


@pytest.mark.django_db
def test_sin_sesion_y_sin_direccion_tambien():
    anotar_acceso(request=_peticion(REMOTE_ADDR=""), accion="ver", objeto="solicitud:1", permitido=True)
    assert Acceso.objects.filter(usuario=None, direccion=None).count() == 1


@pytest.mark.parametrize("cabecera", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP"])
def test_ninguna_cabecera_cambia_la_direccion(cabecera):
    assert direccion_de(_peticion(REMOTE_ADDR="203.0.113.9", **{cabecera: "10.9.9.9"})) == "203.0.113.9"


@pytest.mark.django_db
def test_si_no_se_puede_anotar_la_peticion_sigue(monkeypatch, caplog):
    def fallar(*_):
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    monkeypatch.setattr(Acceso.objects, "bulk_create", fallar)
    anotar_acceso(request=_peticion(), accion="ver", objeto="solicitud:1", permitido=True)
    assert "Acceso sin anotar: ver solicitud:1" in caplog.text
    assert Acceso.objects.count() == 0  # the transaction around is still usable


@pytest.mark.django_db
def test_una_transaccion_ya_rota_no_la_tumba():
    with pytest.raises(DatabaseError), transaction.atomic(), transaction.get_connection().cursor() as cursor:
        try:
            cursor.execute("SELECT 1 / 0")
        except DatabaseError:
            anotar_acceso(request=_peticion(), accion="ver", objeto="x:1", permitido=True)
            raise
