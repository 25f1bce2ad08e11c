"""'Hay 3 solicitudes nuevas. Actualizar.': what arrives while the inbox is open (DISENO 7.3; D-01)."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cuentas.vida_de_sesion import OCIO_DEL_PERSONAL
from nucleo.comun.reloj import ahora, en
from portal.demostracion import fabricas
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import navegador
from solicitudes.views import novedades
from tests.personas import ELENA, IGNACIO, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def lo_que_pregunta(pagina: str) -> str:
    return unescape(re.search(r'id="novedades"[^>]*hx-get="([^"]+)"', pagina)[1])  # type: ignore[index]


def preguntar(cliente: Client, ruta: str) -> Any:
    return cliente.get(ruta, headers=HTMX)


def llega(numero: str, segundos: int, prefijo: str = "YN", tipo: Tipo = Tipo.INFORMACION) -> Solicitud:
    with en(ahora() + timedelta(seconds=segundos)):
        return fabricas.enviada(crear(ELENA), prefijo, tipo=tipo, numero_cliente=numero)


@pytest.mark.req("D-01")
def test_dice_cuantas_llegaron_y_calla_mientras_no_cambia() -> None:
    cliente = navegador(MARTA)
    fabricas.enviada(crear(IGNACIO), numero_cliente="1-1")
    with en(ahora() + timedelta(seconds=1)):
        ruta = lo_que_pregunta(cliente.get("/bandeja/?orden=folio&page=1").content.decode())
    assert ruta.startswith("/bandeja/novedades/?orden=folio&visto=") and ruta.endswith("&sondeo=1")
    assert preguntar(cliente, ruta).status_code == 204
    llega("2-2", 5)
    llega("3-3", 5, prefijo="OV")  # another's
    una = preguntar(cliente, ruta).content.decode()
    assert "Hay 1 solicitud nueva." in una and "<html" not in una
    assert 'href="/bandeja/?orden=folio"' in una
    otra_vez = lo_que_pregunta(una)
    assert "hay=1" in otra_vez and preguntar(cliente, otra_vez).status_code == 204
    llega("4-4", 9)
    assert "Hay 2 solicitudes nuevas." in preguntar(cliente, otra_vez).content.decode()


@pytest.mark.req("D-02")
def test_solo_las_que_caben_en_la_lista_que_se_mira(monkeypatch: pytest.MonkeyPatch) -> None:
    cliente = navegador(MARTA)
    ruta = lo_que_pregunta(cliente.get("/bandeja/?tipo=conexion").content.decode())
    suyas = lo_que_pregunta(cliente.get("/bandeja/?vista=mias").content.decode())
    llega("2-2", 5)
    assert preguntar(cliente, ruta).status_code == 204
    llega("3-3", 5, tipo=Tipo.CONEXION)
    assert "Hay 1 solicitud nueva." in preguntar(cliente, ruta).content.decode()
    assert preguntar(cliente, suyas).status_code == 204  # nobody's yet
    todas = lo_que_pregunta(cliente.get("/bandeja/").content.decode())
    monkeypatch.setattr(novedades, "TOPE", 2)
    for segundos in (20, 21, 22):
        llega(str(segundos), segundos)
    assert "Hay más de 1 solicitudes nuevas." in preguntar(cliente, todas).content.decode()


@pytest.mark.parametrize("visto", ["", "x", "-1", "٣", "9" * 15, "1e9", "\x00"])
def test_lo_que_no_es_un_momento_no_dice_nada(visto: str) -> None:
    assert navegador(MARTA).get("/bandeja/novedades/", {"visto": visto, "sondeo": "1"}).status_code == 204


@pytest.mark.parametrize("visto", ["0", "9" * 14])
def test_un_momento_lejano_tampoco_rompe_nada(visto: str) -> None:
    assert navegador(MARTA).get("/bandeja/novedades/", {"visto": visto, "sondeo": "1"}).status_code in (200, 204)


def test_cuesta_una_consulta_y_no_alarga_la_sesion() -> None:
    inicio = ahora().replace(microsecond=0)
    with en(inicio):
        cliente = navegador(MARTA)
        ruta = lo_que_pregunta(cliente.get("/bandeja/").content.decode())
        with CaptureQueriesContext(
            connection,
        ) as hechas:
            assert preguntar(cliente, ruta).status_code == 204
    sin_sesion = [c["sql"] for c in hechas if "django_session" not in c["sql"] and "cuentas_" not in c["sql"]]
    assert len(sin_sesion) == 1 and "LIMIT 100" in sin_sesion[0] and len(hechas) <= 3, [c["sql"] for c in hechas]
    for minutos in range(2, int(OCIO_DEL_PERSONAL.total_seconds()) // 60, 4):
        with en(inicio + timedelta(minutes=minutos)):
            assert preguntar(cliente, ruta).status_code == 204
    with en(inicio + OCIO_DEL_PERSONAL):
        assert preguntar(cliente, ruta)["HX-Redirect"].startswith("/ingresar/")


def test_las_demas_listas_no_preguntan() -> None:
    for persona, lista in ((ELENA, "/inicio/"), (SONIA, "/todas/")):
        assert "novedades/?" not in navegador(persona).get(lista).content.decode()
