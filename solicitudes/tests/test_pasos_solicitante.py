"""The applicant's pages after filing: who may open each, what it does once, whom it tells."""

from typing import Any
from uuid import uuid4

import pytest

from nucleo.bitacora.models import Evento
from portal.demostracion import fabricas
from solicitudes import textos
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Comunicacion, Solicitud
from solicitudes.tests.ayudas_pasos import AVISOS_YN, con_correo_de_avisos, enviar, escritos, mensajes, papel, ver
from tests.personas import ELENA, FABIAN, FRIDA, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicitud() -> Solicitud:
    con_correo_de_avisos()
    return fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION)


@pytest.fixture
def respondida(solicitud: Solicitud) -> Solicitud:
    return fabricas.respondida(solicitud, crear(MARTA))


@pytest.mark.parametrize("pagina", ["desistimiento", "comunicacion"])
def test_la_pagina_es_de_quien_la_envio(solicitud: Solicitud, pagina: str) -> None:
    codigos = {p.nombres: ver(p, solicitud, pagina).status_code for p in (ELENA, FRIDA, MARTA, OLGA, FABIAN)}
    assert codigos == {"Elena": 200, "Frida": 404, "Marta": 403, "Olga": 403, "Fabián": 403}


@pytest.mark.req("S-16")
def test_desistir_cierra_y_avisa_a_la_distribuidora(solicitud: Solicitud) -> None:
    antes = len(escritos())
    respuesta = enviar(ELENA, solicitud, "desistimiento", motivo="Vendí la casa")
    assert (respuesta.status_code, respuesta["Location"]) == (302, solicitud.get_absolute_url())
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.DESISTIDA
    assert textos.ultimo(solicitud, TipoEvento.SOLICITUD_DESISTIDA) == "Vendí la casa"
    assert escritos(antes) == [("solicitud_desistida", AVISOS_YN)]
    assert mensajes(respuesta) == [f"Retiraste tu solicitud. Avisamos a {solicitud.distribuidora.nombre} por correo."]


def test_desistir_sin_motivo_y_dos_veces_es_una(solicitud: Solicitud) -> None:
    token = str(uuid4())
    codigos = [enviar(ELENA, solicitud, "desistimiento", token=token).status_code for _ in range(2)]
    assert codigos == [302, 302]
    assert Evento.objects.filter(cadena=solicitud.cadena, tipo=TipoEvento.SOLICITUD_DESISTIDA).count() == 1
    negada = enviar(ELENA, solicitud, "desistimiento")
    assert negada.status_code == 409
    assert "Elena Araya Soto" in negada.content.decode()


def test_un_texto_demasiado_largo_vuelve_entero(solicitud: Solicitud) -> None:
    largo = "a" * 1001
    respuesta = enviar(ELENA, solicitud, "desistimiento", motivo=largo)
    assert respuesta.status_code == 422
    assert "» debe tener 1.000 caracteres o menos" in respuesta.content.decode()
    assert largo in respuesta.content.decode()


def test_la_misma_ficha_con_otro_texto_se_dice(respondida: Solicitud) -> None:
    """Going back and writing something else must not look filed."""
    token = str(uuid4())
    assert enviar(ELENA, respondida, "complemento", token=token, motivo="Falta el costo").status_code == 302
    assert enviar(ELENA, respondida, "complemento", token=token, motivo="Falta el plano").status_code == 409


@pytest.mark.req("L-11")
def test_pedir_complemento(respondida: Solicitud) -> None:
    antes = len(escritos())
    vacia = enviar(ELENA, respondida, "complemento", motivo=" ")
    assert vacia.status_code == 422
    assert vacia.content.decode().count("Escribe qué le falta a la respuesta") == 2
    respuesta = enviar(ELENA, respondida, "complemento", motivo="Falta el costo")
    assert respuesta.status_code == 302
    assert escritos(antes) == [("complemento_pedido", AVISOS_YN)]
    respondida.refresh_from_db()
    assert respondida.obligacion == "respuesta-complemento"


def test_no_se_completa_lo_que_no_se_ha_respondido(solicitud: Solicitud) -> None:
    assert ver(ELENA, solicitud, "complemento").status_code == 409
    assert enviar(ELENA, solicitud, "complemento", motivo="x").status_code == 409


def test_abrir_un_paso_que_no_toca_no_habla_de_algo_enviado(client: Any, solicitud: Solicitud) -> None:
    client.force_login(crear(ELENA))
    direccion = f"/solicitudes/{solicitud.folio}/complemento/"
    abierto, enviado = client.get(direccion), client.post(direccion, {"token": uuid4(), "motivo": "Falta el anexo"})
    assert abierto.status_code == enviado.status_code == 409
    assert "Este paso no está disponible" in abierto.content.decode()
    assert "No grabamos" not in abierto.content.decode()
    assert "La solicitud cambió mientras tanto" in enviado.content.decode()
    assert "No grabamos nada de lo que enviaste." in enviado.content.decode()
    assert 'text-break">Falta el anexo<' in enviado.content.decode(), "to copy, never wider than the page"


@pytest.mark.req("D-09")
def test_responder_una_comunicacion(solicitud: Solicitud) -> None:
    antes, token = len(escritos()), str(uuid4())
    for _ in range(2):
        respuesta = enviar(
            ELENA, solicitud, "comunicacion", token=token, comentario="Adjunto el plano.", comunicacion=papel()
        )
        assert respuesta.status_code == 302
    comunicacion = Comunicacion.objects.get()
    assert (comunicacion.texto, comunicacion.de_la_distribuidora) == ("Adjunto el plano.", False)
    assert comunicacion.archivo is not None and comunicacion.archivo.nombre == "papel.pdf"
    assert escritos(antes) == [("comunicacion_respondida", AVISOS_YN)]


@pytest.mark.req("D-09", "S-11")
def test_una_comunicacion_con_error_conserva_su_archivo(solicitud: Solicitud) -> None:
    respuesta = enviar(ELENA, solicitud, "comunicacion", comentario="b" * 301, comunicacion=papel("plano.pdf"))
    cuerpo = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "El comentario debe tener 300 caracteres o menos" in cuerpo
    assert "plano.pdf" in cuerpo
    guardado: Any = respuesta.context["campos"].campos[0].guardado
    otra = enviar(ELENA, solicitud, "comunicacion", comentario="Breve.", comunicacion_guardado=guardado)
    assert otra.status_code == 302
    assert Comunicacion.objects.get().archivo.nombre == "plano.pdf"  # type: ignore[union-attr]


def test_el_emoji_cuenta_uno(solicitud: Solicitud) -> None:
    assert enviar(ELENA, solicitud, "comunicacion", comentario="🌞" * 300).status_code == 302


@pytest.mark.req("D-06")
def test_en_una_anulada_nadie_escribe(solicitud: Solicitud) -> None:
    Solicitud.objects.filter(pk=solicitud.pk).update(estado=Estado.ANULADO)
    assert ver(ELENA, solicitud, "comunicacion").status_code == 409
    assert enviar(ELENA, solicitud, "comunicacion", comentario="Hola").status_code == 409
