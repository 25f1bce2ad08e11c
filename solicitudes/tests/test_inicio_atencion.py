"""'Requieren tu atención' and 'Tu conexión paso a paso' of the start page, reached by the real actions (DISENO 7.2)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.documento.models import EstadoDocumento
from nucleo.bitacora.models import Acceso
from nucleo.comun.reloj import ahora
from pagos import actions as pagos
from solicitudes import actions
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from solicitudes.presentacion.atencion import POR_CLASE
from solicitudes.tests.ayudas_reloj import (
    NC,
    SC,
    SI,
    VIERNES,
    elena,
    enviada,
    fresca,
    informar_pago,
    marta,
    observar,
    papel,
    responder,
    solicitar_pago,
)
from tests.personas import ELENA, crear


def pagina(ruta: str = "/inicio/") -> str:
    cliente = Client()
    cliente.force_login(crear(ELENA))
    return cliente.get(ruta).content.decode()


def titulos(texto: str) -> list[str]:
    """The cards of the band, in order."""
    return re.findall(r"<h3>([^<]+)</h3>", texto.partition('id="t-accion"')[2].partition("</section>")[0])


def nueva(tipo: Tipo, numero: int) -> Solicitud:
    return enviada(tipo, actor=elena(), numero_cliente=f"5000{numero}")


def bajar(solicitud: Solicitud, quien: Any) -> None:
    for respuesta in solicitud.respuestas.all():
        Acceso.objects.create(
            usuario=quien, accion="archivo.descargar", objeto=f"archivo:{respuesta.archivo_id}", permitido=True,
            cuando=ahora(),
        )  # fmt: skip


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_lo_que_espera_en_el_orden_de_la_pagina() -> None:
    borrador = actions.crear_borrador(actor=elena(), tipo=Tipo.CONEXION)
    respondida = responder(nueva(SI, 1))
    observada = observar(nueva(SC, 2))
    por_pagar = solicitar_pago(nueva(SI, 3))
    rechazada = informar_pago(solicitar_pago(nueva(SI, 4)))
    pagos.rechazar_pago(actor=marta(), solicitud_id=rechazada.pk, motivo="No se lee el monto")
    nueva(NC, 5)  # waits for the distributor: not the applicant's
    documento = enviar_documento(actor=elena(), archivo=papel(elena(), "identidad"))
    decidir_documento(actor=marta(), documento=documento, decision=EstadoDocumento.NO_LEGIBLE, motivo="Está borroso")
    cliente = Client()
    cliente.force_login(elena())
    cliente.get("/inicio/")
    with CaptureQueriesContext(connection) as consultas:
        texto = cliente.get("/inicio/").content.decode()
    # Everything at once: the dearest page there is.
    assert len(consultas) <= 17, [consulta["sql"][:120] for consulta in consultas]
    assert titulos(texto) == [
        "Adjunta otro comprobante de tu Solicitud de Información",
        "Informa el pago de tu Solicitud de Información",
        f"Corrige tu Solicitud de Conexión hasta el {observada.vence_el:%d-%m-%Y}",
        "La respuesta de tu Solicitud de Información está disponible",
        "Termina tu Solicitud de Conexión",
        "Sube otra foto de tu documento de identidad",
    ]
    assert '<span class="contador contador--aviso num">6</span>' in texto
    assert "Motivo: “No se lee el monto”." in texto and "un pago de $15.000" in texto and "Está borroso" in texto
    for fila in (respondida, observada, por_pagar, rechazada):
        assert f"Folio {fila.folio} · {fila.distribuidora.nombre}" in texto
    assert observada.direccion("correccion") in texto and str(borrador.pk) in texto


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_la_respuesta_se_va_al_descargarla_y_vuelve_con_otra_version() -> None:
    solicitud = responder(nueva(SI, 1))
    avisa = ["La respuesta de tu Solicitud de Información está disponible"]
    assert titulos(pagina()) == avisa
    bajar(solicitud, marta())  # somebody else's download is not the applicant's
    assert titulos(pagina()) == avisa
    bajar(solicitud, elena())
    assert "Requieren tu atención" not in pagina()
    respuesta = solicitud.respuestas.get()
    respuesta.pk, respuesta.version, respuesta.archivo = None, 2, papel(marta(), "respuesta")
    respuesta.save(force_insert=True)
    assert titulos(pagina()) == avisa


@pytest.mark.django_db
def test_de_muchas_del_mismo_tipo_se_muestran_pocas_y_un_enlace() -> None:
    for numero in range(POR_CLASE + 2):
        responder(nueva(SI, numero))
    texto = pagina()
    assert len(titulos(texto)) == POR_CLASE
    assert f'href="/inicio/?vista=sin-descargar#t-lista">Ver las {POR_CLASE + 2} respuestas sin descargar' in texto
    bajar(Solicitud.objects.order_by("pk")[0], elena())
    assert pagina("/inicio/?vista=sin-descargar").count('role="rowheader"') == POR_CLASE + 1


@pytest.mark.req("L-08")
@pytest.mark.django_db
def test_cada_lugar_es_una_tarjeta_con_sus_etapas_y_su_paso_siguiente() -> None:
    primera = enviada(SI, VIERNES - timedelta(days=9), actor=elena(), numero_cliente="800-1")
    responder(primera)
    for numero in range(3):
        enviada(SC, VIERNES - timedelta(days=3 - numero), actor=elena(), numero_cliente=f"90{numero}")
    texto = pagina()
    tarjetas = re.findall(r'N° de cliente <a href="/expedientes/(\d+)/" class="mono">([^<]+)</a>', texto)
    assert [numero for _, numero in tarjetas] == ["902", "901", "900"]
    assert '<a class="enlace-suelto" href="/expedientes/">Ver todas' in texto
    todas = pagina("/expedientes/")
    vieja = todas[todas.index(">800-1</a>") :]
    assert re.findall(r'class="etapa( etapa--\w+)?"', vieja) == [" etapa--lista", " etapa--actual", "", ""]
    assert f"{fresca(primera).folio} · Respondido" in vieja and "Es el paso siguiente" in vieja
    assert f"/nuevo-envio/conexion/?desde={primera.folio}" in vieja


@pytest.mark.req("L-08")
@pytest.mark.django_db
def test_la_tarjeta_dice_los_plazos_del_proyecto() -> None:
    responder(enviada(SC, actor=elena(), numero_cliente="77"), manifestacion_necesaria=True)
    texto = pagina()
    assert re.search(r"Manifestación de Conformidad y otros:</strong> Se presenta hasta el \d\d-\d\d-\d{4}", texto)
    otra = responder(enviada(SC, actor=elena(), numero_cliente="78"), manifestacion_necesaria=False)
    assert otra.folio in (texto := pagina()) and "No es necesaria" in texto and "Vigencia:</strong> Dura hasta" in texto
