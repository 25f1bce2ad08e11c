"""The four forms filed in a real browser, mistakes first: with JavaScript at 1280, without at 360 (issue 4)."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from catalogo import formularios as blancos
from nucleo.comun.reloj import CHILE
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Borrador, Solicitud
from tests.e2e.formularios import FACTIBILIDAD, NUMERO, Tramitador, nombres
from tests.e2e.recorrido import Camara, bajar, campo, ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, crear

Abrir = Callable[..., Page]
FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js"),
    pytest.param(("telefono", True), id="360-con-js", marks=pytest.mark.completo),
    pytest.param(("escritorio", False), id="1280-sin-js", marks=pytest.mark.completo),
]


@pytest.fixture(params=FORMAS)
def elena(request: pytest.FixtureRequest, abrir: Abrir, tmp_path: Path) -> Tramitador:
    ancho, js = request.param
    crear(ELENA)
    blancos.cargar()
    pagina = abrir(ancho=ancho, javascript=js)
    ingresar(pagina, ELENA)
    return Tramitador(pagina, js, tmp_path, Camara(f"formularios-{ancho}-{'con' if js else 'sin'}-js"))


@pytest.mark.req("S-02", "S-03", "S-04", "S-05", "S-06", "S-07", "S-08", "S-09", "S-11", "S-12", "S-15", "S-17", "S-18")
def test_los_cuatro_formularios(elena: Tramitador) -> None:
    """One sign-in files them all, in the order of the process."""
    quejas = escuchar_politica(elena.pagina)
    _informacion(elena)
    _conexion_con_factibilidad(elena)
    _manifestacion(elena)
    _notificacion_por_otra_persona_con_medidor(elena)
    assert not Borrador.objects.exists()
    assert quejas == []


def _informacion(elena: Tramitador) -> None:
    pagina = elena.pagina
    elena.comenzar("Solicitud de Información")
    assert elena.continuar_con_errores() == [
        "Elige tu distribuidora",
        "Escribe tu N° de cliente",
        "Elige la comuna del suministro",
    ]
    assert bajar(pagina, pagina.get_by_role("link", name="Descarga el formulario en blanco")).startswith(b"%PDF")
    expect(pagina.get_by_text("Su nombre aparece en tu última boleta.")).to_be_visible()
    expect(pagina.get_by_text("Está en tu última boleta.")).to_be_visible()
    elena.llenar_el_lugar()
    elena.foto("informacion-datos")
    elena.continuar("Adjunta los documentos")
    assert elena.continuar_con_errores() == [
        "Elige si eres el titular del suministro",
        "Adjunta Formulario de Solicitud de Información",
        "Adjunta Copia de la cédula de identidad",
    ]
    expect(campo(pagina, "poder")).not_to_be_visible()
    pagina.get_by_label("Sí", exact=True).check()
    elena.adjuntar("formulario", "cedula")  # the cédula is a photo: stored re-encoded, so that its digests differ
    elena.foto("informacion-documentos")
    elena.continuar("Revisa y envía tu Solicitud de Información")
    assert elena.resumen() == {
        "Distribuidora": "Enel Distribución",
        "N° de cliente": NUMERO,
        "Ubicación": "Ñuñoa, Metropolitana de Santiago",
        "Correo adicional": "No informado",
        "Titular del suministro": "Eres el titular",
    }
    elena.foto("informacion-revision")
    solicitud = elena.grabar()
    assert (solicitud.tipo, solicitud.estado) == (Tipo.INFORMACION, Estado.PENDIENTE_RESPUESTA)
    assert nombres(solicitud) == ["formulario", "cedula"]
    _la_confirmacion_lo_dice_todo(elena, solicitud)


def _la_confirmacion_lo_dice_todo(elena: Tramitador, solicitud: Solicitud) -> None:
    """Number, date, hour, what comes next, every file with both digests; and a receipt on one sheet."""
    local = solicitud.enviada_en.astimezone(CHILE)
    principal = elena.pagina.locator("main")
    expect(principal).to_contain_text(f"{local:%d-%m-%Y} a las {local:%H:%M}")
    if solicitud.plazo_respuesta_el:
        expect(principal).to_contain_text(f"{solicitud.plazo_respuesta_el:%d-%m-%Y}")
    for archivo in (adjunto.archivo for adjunto in solicitud.adjuntos.select_related("archivo")):
        expect(principal).to_contain_text(archivo.nombre)
        if archivo.sha256_recibido == archivo.sha256_guardado:
            expect(principal).to_contain_text(f"SHA-256 recibido y guardado {archivo.sha256_recibido}")
        else:
            expect(principal).to_contain_text(f"SHA-256 recibido {archivo.sha256_recibido}")
            expect(principal).to_contain_text(f"SHA-256 guardado {archivo.sha256_guardado}")
    elena.foto(f"{solicitud.tipo}-enviada")
    elena.pagina.get_by_role("link", name="Imprimir comprobante").click()
    with pikepdf.open(BytesIO(elena.pagina.pdf(format="Letter"))) as impreso:
        assert len(impreso.pages) == 1


def _conexion_con_factibilidad(elena: Tramitador) -> None:
    pagina, informacion = elena.pagina, Solicitud.objects.get()
    elena.comenzar("Solicitud de Conexión")
    expect(pagina.get_by_text(f"Usamos los datos de {informacion.folio}. Puedes cambiarlos.")).to_be_visible()
    expect(pagina.get_by_label("N° de cliente")).to_have_value(NUMERO)
    expect(pagina.get_by_label("Comuna")).to_have_value("13120")
    expect(pagina.get_by_label("Número de factibilidad")).not_to_be_visible()
    pagina.get_by_label("No tengo Nro. de Cliente").check()
    expect(pagina.get_by_label("N° de cliente")).not_to_be_visible()
    pagina.get_by_label("Capacidad que quieres instalar (kW)").fill("4.500")
    pagina.get_by_label("Capacidad que quieres inyectar (kW)").fill("3,25")
    assert elena.continuar_con_errores() == [
        "Escribe el número de factibilidad",
        "Escribe los kW sin puntos y con coma para los decimales, como 1500 o 1,5",
    ]
    expect(pagina.get_by_label("Capacidad que quieres instalar (kW)")).to_have_value("4.500")
    elena.foto("conexion-datos-con-errores")
    pagina.get_by_label("Número de factibilidad").fill(FACTIBILIDAD)
    pagina.get_by_label("Capacidad que quieres instalar (kW)").fill("4,5")
    elena.foto("conexion-datos")
    elena.continuar("Adjunta los documentos")
    expect(pagina.get_by_label("Sí", exact=True)).to_be_checked()
    elena.adjuntar("formulario", "cedula")
    elena.continuar("Revisa y envía tu Solicitud de Conexión")
    assert elena.resumen() == {
        "Distribuidora": "Enel Distribución",
        "N° de factibilidad": FACTIBILIDAD,
        "Ubicación": "Ñuñoa, Metropolitana de Santiago",
        "Capacidad por instalar": "4,5\u00a0kW",
        "Capacidad por inyectar": "3,25\u00a0kW",
        "Correo adicional": "No informado",
        "Titular del suministro": "Eres el titular",
    }
    elena.foto("conexion-revision")
    solicitud = elena.grabar()
    assert (solicitud.es_factibilidad, solicitud.numero_cliente) == (True, FACTIBILIDAD)
    assert (solicitud.capacidad_instalar, solicitud.capacidad_inyectar) == (Decimal("4.5"), Decimal("3.25"))
    assert solicitud.estado == Estado.PENDIENTE_RESPUESTA
    _la_confirmacion_lo_dice_todo(elena, solicitud)


def _manifestacion(elena: Tramitador) -> None:
    pagina = elena.pagina
    elena.comenzar("Manifestación de Conformidad y otros")
    expect(pagina.get_by_label("Nombre del documento")).not_to_be_visible()
    expect(pagina.get_by_label("Sí, sube")).not_to_be_visible()
    assert elena.continuar_con_errores() == ["Escribe tu N° de cliente", "Elige qué documento envías"]
    pagina.get_by_label("N° de cliente").fill(NUMERO)
    pagina.get_by_label("Otro documento", exact=True).check()
    expect(pagina.get_by_label("Nombre del documento")).to_be_visible()
    pagina.get_by_label("Manifestación de Conformidad", exact=True).check()
    assert elena.continuar_con_errores() == ["Elige si cambia la capacidad que pediste"]
    pagina.get_by_label("Sí, sube").check()
    assert elena.continuar_con_errores() == ["Escribe la capacidad nueva en kW"]
    pagina.get_by_label("Capacidad nueva (kW)").fill("10")
    elena.foto("manifestacion-datos")
    elena.continuar("Adjunta los documentos")
    expect(pagina.get_by_text("¿Eres el titular")).to_have_count(0)
    assert elena.continuar_con_errores() == ["Adjunta Manifestación de Conformidad u otro"]
    # The information request is of this very number: its expediente is offered, and taken unless told otherwise.
    informacion = Solicitud.objects.get(tipo=Tipo.INFORMACION)
    expect(pagina.get_by_label(f"El de {informacion.folio} (Solicitud de Información)")).to_be_checked()
    elena.adjuntar("manifestacion")
    elena.foto("manifestacion-documentos")
    elena.continuar("Revisa y envía tu Manifestación de Conformidad y otros")
    resumen = elena.resumen()
    assert (resumen["Documento"], resumen["Capacidad que pediste"]) == ("Manifestación de Conformidad", "Sube")
    assert (resumen["Capacidad nueva"], resumen["Correo adicional"]) == ("10\u00a0kW", "No informado")
    expect(pagina.locator("main")).to_contain_text("tendrá 5 días hábiles para objetarla")
    elena.foto("manifestacion-revision")
    solicitud = elena.grabar()
    assert (solicitud.estado, solicitud.aumenta_capacidad) == (Estado.ENVIADO, True)
    assert (solicitud.expediente, solicitud.capacidad_nueva) == (informacion.expediente, Decimal(10))
    _la_confirmacion_lo_dice_todo(elena, solicitud)


def _notificacion_por_otra_persona_con_medidor(elena: Tramitador) -> None:
    pagina = elena.pagina
    siempre = ("formulario", "instalador", "te4", "contrato", "dominio")
    medidor = ("medidor_exactitud", "medidor_autorizacion")
    elena.comenzar("Notificación de Conexión")
    elena.continuar("Adjunta los documentos")
    for codigo in ("poder", "cedula_mandante", "medidor_entrega", *medidor):
        expect(campo(pagina, codigo)).not_to_be_visible()
    pagina.get_by_text("Ver más información").click()
    expect(pagina.get_by_text("cuenta por separado la energía")).to_be_visible()
    pagina.get_by_label("Voy a aportar el medidor bidireccional").check()
    pagina.get_by_label("No, actúo por otra persona").check()
    errores = elena.continuar_con_errores()
    assert [e.removeprefix("Adjunta ") for e in errores] == [
        "Formulario de Notificación de Conexión",
        "Identificación del instalador",
        "Declaración de puesta en servicio (TE4) ante la SEC",
        "Contrato firmado por el usuario o cliente final",
        "Certificado de dominio vigente",
        "Poder simple",
        "Cédula de quien firma el poder",
        "Comprobante de exactitud",
        "Comprobante de autorización de comercialización",
    ]
    elena.foto("notificacion-documentos-con-errores")
    # S-17: in the same file as the poder, and then in one of its own.
    pagina.get_by_label("La cédula de quien firma va en el mismo archivo que el poder").check()
    expect(campo(pagina, "cedula_mandante")).not_to_be_visible()
    assert "Adjunta Cédula de quien firma el poder" not in elena.continuar_con_errores()
    pagina.get_by_label("La cédula de quien firma va en el mismo archivo que el poder").uncheck()
    todos = (*siempre, "poder", "cedula_mandante", "cedula", "otros", "medidor_entrega", *medidor)
    elena.adjuntar(*todos)
    expect(pagina.get_by_label("No, actúo por otra persona")).to_be_checked()
    expect(pagina.get_by_label("Voy a aportar el medidor bidireccional")).to_be_checked()
    elena.foto("notificacion-documentos")
    elena.continuar("Revisa y envía tu Notificación de Conexión")
    resumen = elena.resumen()
    assert resumen["Titular del suministro"] == "Actúas por otra persona"
    assert resumen["Medidor bidireccional"] == "Lo aportas tú"
    elena.foto("notificacion-revision")
    # *Cambiar* leads back, and the review tells the change.
    pagina.get_by_role("link", name="Cambiar los datos generales").click()
    pagina.get_by_label("Correo adicional").fill("vecina@ejemplo.cl")
    elena.continuar("Adjunta los documentos")
    elena.continuar("Revisa y envía tu Notificación de Conexión")
    assert elena.resumen()["Correo adicional"] == "vecina@ejemplo.cl"
    solicitud = elena.grabar()
    assert (solicitud.es_titular, solicitud.aporta_medidor) == (False, True)
    assert sorted(nombres(solicitud)) == sorted(todos)
    _la_confirmacion_lo_dice_todo(elena, solicitud)
