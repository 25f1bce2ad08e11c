"""The correction: only what was asked for, each with its reason and its old version; files kept; once."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest

from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import AVISOS_YN, con_correo_de_avisos, enviar, escritos, mensajes, papel, ver
from tests.personas import ELENA, FRIDA, MARTA, OLGA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("L-05")]
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
LUNES = datetime(2026, 11, 23, 10, 0, tzinfo=CHILE)
TARDE = datetime(2026, 11, 28, 0, 1, tzinfo=CHILE)  # one minute after the last day
MOTIVOS = {"formulario": "Falta la firma", "cedula": "No se lee el reverso"}


@pytest.fixture
def observada() -> Solicitud:
    con_correo_de_avisos()
    with en(VIERNES):
        solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION)
        actions.observar(actor=crear(MARTA), solicitud_id=solicitud.pk, documentos=MOTIVOS, motivo="Faltan dos cosas")
        solicitud.refresh_from_db()
        return solicitud


def test_la_pagina_pide_solo_lo_observado_con_su_motivo_y_su_version_anterior(observada: Solicitud) -> None:
    with en(LUNES):
        pagina = ver(ELENA, observada, "correccion").content.decode()
        codigos = [ver(persona, observada, "correccion").status_code for persona in (FRIDA, MARTA, OLGA)]
    assert codigos == [404, 403, 403]
    assert all(motivo in pagina for motivo in [*MOTIVOS.values(), "Faltan dos cosas"])
    assert pagina.count('type="file"') == 2
    for adjunto in observada.adjuntos.all():
        assert observada.direccion("detalle") + f"documentos/{adjunto.archivo_id}/" in pagina
    assert "viernes 27-11-2026" in pagina


@pytest.mark.req("S-11")
def test_lo_subido_queda_aunque_falte_lo_demas(observada: Solicitud) -> None:
    with en(LUNES):
        a_medias = enviar(ELENA, observada, "correccion", formulario=papel("firmado.pdf"))
        assert a_medias.status_code == 422
        cuerpo = a_medias.content.decode()
        assert "firmado.pdf" in cuerpo
        assert [m for m, _ in a_medias.context["errores_de_pagina"]] == ["Adjunta Copia de la cédula de identidad"]
        guardado: Any = a_medias.context["campos"].campos[0].guardado
        token, antes = str(uuid4()), len(escritos())
        for _ in range(2):
            completa = enviar(
                ELENA, observada, "correccion", token=token, formulario_guardado=guardado, cedula=papel("cedula2.pdf")
            )
            assert completa.status_code == 302
        assert escritos(antes) == [("correccion_entregada", AVISOS_YN)]
    assert mensajes(completa) == [f"Corrección entregada. Avisamos a {observada.distribuidora.nombre} por correo."]
    observada.refresh_from_db()
    assert (observada.estado, observada.vence_el) == (Estado.PENDIENTE_RESPUESTA, date(2026, 12, 7))
    versiones = observada.adjuntos.values_list("codigo", "version", "archivo__nombre").order_by("pk")
    assert list(versiones)[-2:] == [("formulario", 2, "firmado.pdf"), ("cedula", 2, "cedula2.pdf")]
    assert observada.adjuntos.count() == 4


def test_un_archivo_que_no_se_pidio_no_entra(observada: Solicitud) -> None:
    with en(LUNES):
        respuesta = enviar(
            ELENA, observada, "correccion", formulario=papel(), cedula=papel(), poder=papel("poder.pdf")
        )  # fmt: skip
        assert respuesta.status_code == 302
    assert not observada.adjuntos.filter(archivo__nombre="poder.pdf").exists()


def test_despues_del_plazo_no_se_corrige_aunque_el_reloj_no_haya_pasado(observada: Solicitud) -> None:
    with en(TARDE):
        for respuesta in (
            ver(ELENA, observada, "correccion"),
            enviar(ELENA, observada, "correccion", formulario=papel(), cedula=papel()),
        ):
            assert respuesta.status_code == 409
            assert "Marta Ovalle Ríos" in respuesta.content.decode()
    observada.refresh_from_db()
    assert observada.estado == Estado.OBSERVADA


@pytest.mark.req("L-06")
def test_la_manifestacion_objetada_se_corrige_igual() -> None:
    with en(VIERNES):
        solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.MANIFESTACION, cambio_capacidad="sube", capacidad_nueva=9)
        actions.objetar(actor=crear(MARTA), solicitud_id=solicitud.pk, motivo="Supera lo permitido")
        assert "Supera lo permitido" in ver(ELENA, solicitud, "correccion").content.decode()
        assert enviar(ELENA, solicitud, "correccion", manifestacion=papel()).status_code == 302
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.ENVIADO
