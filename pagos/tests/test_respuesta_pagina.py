"""The answer page: its file kept, its data, its turn, every problem at once."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import escritos, mensajes, navegador, papel
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)


def _responder(persona: Any, solicitud: Solicitud, *, token: str = "", **datos: Any) -> Any:
    pagina = solicitud.get_absolute_url() + "respuesta/"
    return navegador(persona).post(pagina, {"token": token or str(uuid4()), **datos})


def _errores(respuesta: Any) -> list[str]:
    assert respuesta.status_code == 422
    return [mensaje for mensaje, _ in respuesta.context["errores_de_pagina"]]


@pytest.fixture
def conexion() -> Solicitud:
    with en(VIERNES):
        return fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION, correo_adicional="otra@ejemplo.cl")


@pytest.mark.req("D-04", "S-11")
def test_los_problemas_se_dicen_juntos_y_el_archivo_queda(conexion: Solicitud) -> None:
    with en(VIERNES):
        sin_nada = _responder(MARTA, conexion, numero_solicitud="9" * 41, capacidad_permitida="mucha")
        assert _errores(sin_nada) == [
            "El N° de solicitud debe tener 40 caracteres o menos",
            "Adjunta la respuesta",
            "Escribe los kW con cifras y hasta 3 decimales, como 4,5",
        ]
        con_archivo = _responder(MARTA, conexion, numero_solicitud="9" * 41, respuesta=papel("informe.pdf"))
        assert len(_errores(con_archivo)) == 1
        assert "informe.pdf" in con_archivo.content.decode()
        guardado = con_archivo.context["campos"].campos[0].guardado
        buena = _responder(MARTA, conexion, numero_solicitud="7", respuesta_guardado=guardado)
    assert buena.status_code == 302
    assert conexion.respuestas.get().archivo.nombre == "informe.pdf"


@pytest.mark.req("S-11")
def test_lo_guardado_sirve_a_una_persona_y_una_solicitud(conexion: Solicitud) -> None:
    with en(VIERNES):
        otra = fabricas.enviada(crear(FRIDA), tipo=Tipo.INFORMACION)
        mala = _responder(MARTA, conexion, numero_solicitud="9" * 41, respuesta=papel())
        guardado = mala.context["campos"].campos[0].guardado
        assert _errores(_responder(JORGE, conexion, respuesta_guardado=guardado)) == ["Adjunta la respuesta"]
        assert _errores(_responder(MARTA, otra, respuesta_guardado=guardado)) == ["Adjunta la respuesta"]
        assert _errores(_responder(MARTA, conexion, respuesta_guardado=guardado + "x")) == ["Adjunta la respuesta"]
    with en(datetime(2026, 11, 21, 9, 30, tzinfo=CHILE)):  # an hour before the sweep takes it
        assert _errores(_responder(MARTA, conexion, respuesta_guardado=guardado)) == ["Adjunta la respuesta"]


@pytest.mark.req("S-11")
def test_el_guion_sube_el_archivo_al_elegirlo_y_lo_quita(conexion: Solicitud) -> None:
    pagina = conexion.get_absolute_url() + "respuesta/"
    cabeceras = {"HX-Request": "true"}
    with en(VIERNES):
        subida = navegador(MARTA).post(pagina, {"respuesta": papel("informe.pdf")}, headers=cabeceras)
        cuerpo = subida.content.decode()
        assert subida.status_code == 200 and "<html" not in cuerpo
        assert "informe.pdf" in cuerpo and 'name="respuesta_guardado"' in cuerpo
        mala = navegador(MARTA).post(pagina, {"respuesta": papel("vacio.pdf", b"")}, headers=cabeceras)
        assert mala.status_code == 422 and "vacio.pdf está vacío" in mala.content.decode()
        quitada = navegador(MARTA).post(pagina, {"quitar": "respuesta"}, headers=cabeceras)
        assert quitada.status_code == 200 and "campo__error" not in quitada.content.decode().split("<template")[0]
        assert navegador(OLGA).post(pagina, {"respuesta": papel()}, headers=cabeceras).status_code == 404
    conexion.refresh_from_db()
    assert conexion.estado == Estado.PENDIENTE_RESPUESTA


def test_sin_guion_quitar_y_reemplazar_conservan_lo_escrito(conexion: Solicitud) -> None:
    with en(VIERNES):
        mala = _responder(MARTA, conexion, numero_solicitud="9" * 41, respuesta=papel("informe.pdf"))
        guardado = mala.context["campos"].campos[0].guardado
        base = {"comentario": "Hay capacidad", "respuesta_guardado": guardado}
        quitada = _responder(MARTA, conexion, **base, quitar="respuesta")
        assert quitada.status_code == 200 and "informe.pdf" not in quitada.content.decode()
        assert "Hay capacidad" in quitada.content.decode()
        cambio = _responder(MARTA, conexion, **base, reemplazar="respuesta")
        assert 'type="file"' in cambio.content.decode() and 'name="respuesta_guardado"' in cambio.content.decode()
    conexion.refresh_from_db()
    assert conexion.respondida_en is None


@pytest.mark.req("D-04", "L-08")
def test_los_datos_de_la_respuesta(conexion: Solicitud) -> None:
    with en(VIERNES):
        respuesta = _responder(
            MARTA, conexion, respuesta=papel(), capacidad_conexion="15", capacidad_permitida="4,5",
            inyeccion_permitida="4.5", obras="Cambio del empalme", obras_costo="$1.250.000", obras_dias="15",
            manifestacion_necesaria="no",
        )  # fmt: skip
        assert mensajes(respuesta) == ["Respuesta enviada. Avisamos a Elena Araya Soto y a otra@ejemplo.cl por correo."]
        assert escritos()[-2:] == [("respuesta_disponible", "elena@ejemplo.cl"), ("adicional", "otra@ejemplo.cl")]
    guardada = conexion.respuestas.get()
    assert (guardada.capacidad_conexion, guardada.capacidad_permitida) == (Decimal(15), Decimal("4.5"))
    assert (guardada.obras, guardada.obras_costo, guardada.obras_dias) == ("Cambio del empalme", 1_250_000, 15)
    assert guardada.manifestacion_necesaria is False


@pytest.mark.req("L-07")
def test_fuera_de_orden_se_avisa_y_pide_el_motivo(conexion: Solicitud) -> None:
    with en(VIERNES):
        segunda = fabricas.enviada(crear(FRIDA), tipo=Tipo.CONEXION)
        pagina = navegador(MARTA).get(segunda.get_absolute_url() + "respuesta/").content.decode()
        assert "Espera 1 solicitud anterior" in pagina
        assert (
            "Espera 1 solicitud"
            not in navegador(MARTA).get(conexion.get_absolute_url() + "respuesta/").content.decode()
        )
        callada = _responder(MARTA, segunda, respuesta=papel())
        assert _errores(callada) == ["Escribe el motivo para responder fuera de orden"]
        guardado = callada.context["campos"].campos[0].guardado
        assert _responder(MARTA, segunda, respuesta_guardado=guardado, motivo="Corte programado").status_code == 302
    segunda.refresh_from_db()
    assert segunda.fuera_de_orden


def test_el_dia_y_la_hora_acordados() -> None:
    with en(VIERNES):
        solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.NOTIFICACION)
        sin_hora = _responder(MARTA, solicitud, respuesta=papel(), conexion_dia="2026-11-25")
        assert _errores(sin_hora) == ["Escribe la hora acordada"]
        guardado = sin_hora.context["campos"].campos[0].guardado
        ayer = _responder(
            MARTA, solicitud, respuesta_guardado=guardado, conexion_dia="2026-11-19", conexion_hora="10:00"
        )
        assert _errores(ayer) == ["Elige un día desde hoy"]
        buena = _responder(
            MARTA, solicitud, respuesta_guardado=guardado, conexion_dia="2026-11-25", conexion_hora="10:00"
        )
        assert buena.status_code == 302
    assert solicitud.respuestas.get().conexion_acordada_en == datetime(2026, 11, 25, 10, 0, tzinfo=CHILE)
    solicitud.refresh_from_db()
    assert solicitud.obligacion == "nc-conexion"


def test_quien_responde_sin_abrir_la_pagina_tambien_la_abre(conexion: Solicitud) -> None:
    with en(VIERNES):
        assert conexion.es_nueva
        token = str(uuid4())
        contenido = papel()
        for _ in range(2):
            contenido.seek(0)
            assert _responder(MARTA, conexion, token=token, respuesta=contenido).status_code == 302
    conexion.refresh_from_db()
    assert not conexion.es_nueva and conexion.respuestas.count() == 1
