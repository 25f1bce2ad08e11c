"""SEC annuls: both parties are told, once, with the reason; nothing else can be done afterwards (F-07)."""

from uuid import uuid4

import pytest

from nucleo.bitacora.models import Evento
from portal.demostracion import fabricas
from solicitudes import textos
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import AVISOS_YN, con_correo_de_avisos, escritos, mensajes, navegador
from tests.personas import ELENA, FABIAN, MARTA, OLGA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-07")]


@pytest.fixture
def solicitud() -> Solicitud:
    con_correo_de_avisos()
    return fabricas.enviada(crear(ELENA))


def test_anular_exige_motivo_y_avisa_a_los_dos(solicitud: Solicitud) -> None:
    pagina, token = solicitud.get_absolute_url() + "anulacion/", str(uuid4())
    antes = len(escritos())
    vista = navegador(FABIAN).get(pagina).content.decode()
    assert "Esta acción no se puede deshacer." in vista and "Elena Araya Soto" in vista
    vacia = navegador(SONIA).post(pagina, {"token": token, "comentario": "  "})
    assert vacia.status_code == 422 and vacia.content.decode().count("Escribe el motivo de la anulación") == 2
    for _ in range(2):
        respuesta = navegador(SONIA).post(pagina, {"token": token, "comentario": "Enviada por error"})
        assert respuesta.status_code == 302
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.ANULADO
    assert textos.ultimo(solicitud, TipoEvento.SOLICITUD_ANULADA) == "Enviada por error"
    assert Evento.objects.filter(cadena=solicitud.cadena, tipo=TipoEvento.SOLICITUD_ANULADA).count() == 1
    assert escritos(antes) == [
        ("solicitud_anulada", "elena@ejemplo.cl"),
        ("solicitud_anulada_distribuidora", AVISOS_YN),
    ]
    nombre = solicitud.distribuidora.nombre
    assert mensajes(respuesta) == [
        f"Solicitud anulada. Avisamos a Elena Araya Soto por correo. Avisamos a {nombre} por correo."
    ]


def test_anulada_ya_no_se_anula_y_dice_quien(solicitud: Solicitud) -> None:
    pagina = solicitud.get_absolute_url() + "anulacion/"
    navegador(SONIA).post(pagina, {"token": str(uuid4()), "comentario": "Enviada por error"})
    for respuesta in (
        navegador(FABIAN).get(pagina),
        navegador(FABIAN).post(pagina, {"token": str(uuid4()), "comentario": "x"}),
    ):
        assert respuesta.status_code == 409 and "Sonia Vergara Luna" in respuesta.content.decode()


def test_nadie_mas_anula(solicitud: Solicitud) -> None:
    pagina = solicitud.get_absolute_url() + "anulacion/"
    assert {navegador(p).get(pagina).status_code for p in (ELENA, MARTA, OLGA)} == {403}
    assert {navegador(p).post(pagina, {"comentario": "x"}).status_code for p in (ELENA, MARTA, OLGA)} == {403}
