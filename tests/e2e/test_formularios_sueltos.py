"""What may go wrong on the way, and who files otherwise: a lost connection, carried papers, the keyboard alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, Solicitud
from tests.e2e.formularios import NUMERO, Tramitador
from tests.e2e.recorrido import Camara, campo, ingresar
from tests.e2e.revision import revisar
from tests.personas import ELENA, MARTA, crear

Abrir = Callable[..., Page]
TABULACIONES = 80


@pytest.mark.req("S-11")
def test_una_conexion_perdida_no_pierde_nada(abrir: Abrir, tmp_path: Path) -> None:
    """The request of one upload is cut: words and a way back; answers and the other files stay."""
    crear(ELENA)
    pagina = abrir()
    ingresar(pagina, ELENA)
    elena = Tramitador(pagina, True, tmp_path, Camara("formularios-sin-conexion"))
    elena.comenzar("Solicitud de Información")
    elena.llenar_el_lugar()
    elena.continuar("Adjunta los documentos")
    elena.adjuntar("formulario")
    pagina.get_by_label("No, actúo por otra persona").check()
    pagina.route("**/archivos/**", lambda ruta: ruta.abort("internetdisconnected"))
    campo(pagina, "cedula").locator("input[type=file]").set_input_files(elena.papel("cedula").ruta)
    expect(campo(pagina, "cedula")).to_contain_text("No se pudo subir. Revisa tu conexión.")
    expect(pagina.locator("#anuncios")).to_have_text("No se pudo subir. Revisa tu conexión.")
    expect(campo(pagina, "formulario").locator(".archivo__nombre")).to_have_text("formulario.pdf")
    expect(pagina.get_by_label("No, actúo por otra persona")).to_be_checked()
    elena.foto("sin-conexion")
    # Still away: the same words again, as often as one tries.
    pagina.get_by_role("button", name="Reintentar la subida de Copia de la cédula de identidad").click()
    expect(campo(pagina, "cedula")).to_contain_text("No se pudo subir. Revisa tu conexión.")
    pagina.unroute("**/archivos/**")
    pagina.get_by_role("button", name="Reintentar la subida de Copia de la cédula de identidad").click()
    expect(campo(pagina, "cedula").locator(".ok")).to_contain_text("Subido")
    expect(pagina.get_by_label("No, actúo por otra persona")).to_be_checked()
    assert set(Borrador.objects.get().archivos.values_list("codigo", flat=True)) == {"formulario", "cedula"}
    # What was typed in step 1 is there too, though the connection was away in between.
    pagina.goto(f"/borradores/{Borrador.objects.get().pk}/datos/")
    expect(pagina.get_by_label("N° de cliente")).to_have_value(NUMERO)


@pytest.mark.req("S-11")
def test_el_autoguardado_sin_conexion_no_pierde_lo_escrito(abrir: Abrir) -> None:
    elena = crear(ELENA)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    pagina = abrir()
    ingresar(pagina, ELENA)
    pagina.goto(f"/borradores/{borrador.pk}/datos/")
    pagina.route("**/*autoguardado*", lambda ruta: ruta.abort("internetdisconnected"))
    with pagina.expect_event("requestfailed"):
        pagina.get_by_label("N° de cliente").fill(NUMERO)
        pagina.get_by_label("Correo adicional").fill("otra@ejemplo.cl")
        pagina.get_by_label("N° de cliente").focus()
    expect(pagina.get_by_label("N° de cliente")).to_have_value(NUMERO)
    expect(pagina.get_by_label("Correo adicional")).to_have_value("otra@ejemplo.cl")
    pagina.unroute("**/*autoguardado*")
    with pagina.expect_response(lambda r: "autoguardado" in r.url):
        pagina.get_by_label("Capacidad que quieres instalar (kW)").fill("4,5")
        pagina.get_by_label("Correo adicional").focus()
    borrador.refresh_from_db()
    guardado = {clave: borrador.datos[clave] for clave in ("numero_cliente", "correo_adicional", "capacidad_instalar")}
    assert guardado == {"numero_cliente": NUMERO, "correo_adicional": "otra@ejemplo.cl", "capacidad_instalar": "4,5"}


@pytest.mark.parametrize("js", [True, pytest.param(False, marks=pytest.mark.completo)], ids=["con-js", "sin-js"])
def test_usa_la_cedula_de_la_anterior_y_vuelve_de_inicio(abrir: Abrir, tmp_path: Path, js: bool) -> None:
    """From the suggestion of *Nuevo envío* to a second form of the same place, with its cédula and its expediente."""
    persona = crear(ELENA)
    previa = fabricas.respondida(fabricas.enviada(persona), crear(MARTA))
    pagina = abrir(ancho="telefono", javascript=js)
    ingresar(pagina, ELENA)
    elena = Tramitador(pagina, js, tmp_path, Camara(f"formularios-repetir-{'con' if js else 'sin'}-js"))
    pagina.goto("/nuevo-envio/")
    expect(pagina.locator("main")).to_contain_text("El paso siguiente es la Solicitud de Conexión.")
    elena.foto("nuevo-envio")
    pagina.get_by_role("link", name=f"Continuar con los datos de {previa.folio}").click()
    elena.foto("comenzar")
    pagina.get_by_role("button", name="Comenzar").click()
    expect(pagina.get_by_text(f"Usamos los datos de {previa.folio}. Puedes cambiarlos.")).to_be_visible()
    elena.foto("datos-traidos")
    pagina.get_by_role("button", name="Guardar y salir").click()
    pagina.get_by_role("link", name="Continuar").first.click()
    elena.continuar("Adjunta los documentos")
    elena.foto("documentos-con-oferta")
    pagina.get_by_role("button", name=f"Usar la misma de {previa.folio} como Copia de la cédula de identidad").click()
    expect(campo(pagina, "cedula").locator(".archivo__nombre")).to_have_text("cedula.jpg")
    expect(pagina.get_by_role("button", name="Usar la misma")).to_have_count(0)
    elena.adjuntar("formulario")
    elena.continuar("Revisa y envía tu Solicitud de Conexión")
    solicitud = elena.grabar()
    assert solicitud.expediente_id == previa.expediente_id
    assert solicitud.caso == "sc-con-si"
    comun = solicitud.adjuntos.get(codigo="cedula").archivo
    assert comun == previa.adjuntos.get(codigo="cedula").archivo


# --- The keyboard alone --------------------------------------------------------------------------------------


def _ir(pagina: Page, selector: str, tecla: str = "Tab") -> None:
    """Tabs until the control has the focus."""
    for _ in range(TABULACIONES):
        if pagina.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            return
        pagina.keyboard.press(tecla)
    raise AssertionError(f"the keyboard does not reach {selector}")


def _elegir_archivo(pagina: Page, codigo: str, elena: Tramitador) -> None:
    _ir(pagina, f"#id_{codigo}")
    with pagina.expect_file_chooser() as ventana:
        pagina.keyboard.press("Space")
    ventana.value.set_files(elena.papel(codigo).ruta)
    expect(campo(pagina, codigo).locator(".ok")).to_contain_text("Subido")


@pytest.mark.req("S-07", "S-12")
def test_una_manifestacion_solo_con_el_teclado(abrir: Abrir, tmp_path: Path) -> None:
    """From *Inicio* to the confirmation without a pointer: links, selects, radios, the file, the errors."""
    crear(ELENA)
    pagina = abrir()
    ingresar(pagina, ELENA)
    elena = Tramitador(pagina, True, tmp_path, Camara("formularios-teclado"))
    pagina.goto("/nuevo-envio/")
    _ir(pagina, "form[action='/nuevo-envio/manifestacion-de-conformidad/'] button")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Datos generales")
    _ir(pagina, "button[value=continuar]")
    pagina.keyboard.press("Enter")
    # The summary takes the focus; its first link leads to the control.
    expect(pagina.locator(".errores")).to_be_focused()
    _ir(pagina, ".errores a")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#id_distribuidora")).to_be_focused()
    pagina.keyboard.type("Enel D")
    _ir(pagina, "#id_numero_cliente")
    pagina.keyboard.type(NUMERO)
    _ir(pagina, "#id_comuna_region")
    pagina.keyboard.type("Metropolitana")
    _ir(pagina, "#id_comuna")
    pagina.keyboard.type("Providencia")
    _ir(pagina, "[name=clase_documento]")
    pagina.keyboard.press("Space")
    _ir(pagina, "[name=cambio_capacidad]")
    pagina.keyboard.press("Space")
    pagina.keyboard.press("ArrowDown")
    expect(pagina.get_by_label("Sí, baja")).to_be_checked()
    _ir(pagina, "#id_capacidad_nueva")
    pagina.keyboard.type("2,5")
    pagina.keyboard.press("Enter")  # in a field continues
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Adjunta los documentos")
    _elegir_archivo(pagina, "manifestacion", elena)
    _ir(pagina, "#id_manifestacion, #campo-manifestacion button", "Shift+Tab")  # the focus stayed at the field
    _ir(pagina, ".botones button[value=continuar]")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Revisa y envía")
    elena.foto("revision")
    _ir(pagina, "main form button")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Solicitud enviada")
    solicitud = Solicitud.objects.get()
    assert (solicitud.tipo, solicitud.cambio_capacidad, str(solicitud.capacidad_nueva)) == (
        Tipo.MANIFESTACION,
        "baja",
        "2.500",
    )


# --- What every screen must pass (DISENO 12) -----------------------------------------------------------------


@pytest.mark.req("S-06", "S-07", "S-09")
def test_los_formularios_abiertos_del_todo_pasan_la_revision(abrir: Abrir) -> None:
    """The pages that no other form has, with everything that an answer reveals in sight; and a full confirmation."""
    elena = crear(ELENA)
    enviada = fabricas.enviada(elena, tipo=Tipo.NOTIFICACION, es_titular=False, aporta_medidor=True)
    general = {"distribuidora": str(enviada.distribuidora_id), "numero_cliente": NUMERO, "comuna": "13120"}
    abiertos = {
        Tipo.CONEXION: ("datos", {"sin_numero_cliente": "on"}),
        Tipo.MANIFESTACION: ("datos", {"clase_documento": "manifestacion", "cambio_capacidad": "sube"}),
        Tipo.NOTIFICACION: ("documentos", {"es_titular": "no", "aporta_medidor": "si"}),
    }
    pagina = abrir()
    ingresar(pagina, ELENA)
    hallado = {}
    for tipo, (paso, respuestas) in abiertos.items():
        borrador = actions.crear_borrador(actor=elena, tipo=tipo)
        actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos={**general, **respuestas})
        pagina.goto(f"/borradores/{borrador.pk}/{paso}/")
        hallado[f"{tipo} {paso}"] = revisar(pagina, desbordes=(320, 768))
    pagina.goto(enviada.direccion("enviada"))
    hallado["enviada"] = revisar(pagina, desbordes=(320, 768))
    assert {pagina: faltas for pagina, faltas in hallado.items() if faltas} == {}
