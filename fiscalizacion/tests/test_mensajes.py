"""'Mensajes': what SEC writes is text, every version stays, and nobody overwrites another (F-05)."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from cuentas.models import Usuario
from fiscalizacion.mensajes import actions, consultas
from fiscalizacion.mensajes.actions import PRUEBAS_POR_HORA, huella
from nucleo.avisos import mensajes
from nucleo.avisos.catalogo_mensajes import CLAVES
from nucleo.avisos.despacho import despachar
from nucleo.avisos.mensajes_nombres import NOMBRES
from nucleo.avisos.mensajes_vigentes import Texto
from nucleo.avisos.models import Aviso, MensajePredefinido, VersionDeMensaje
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import NoPermitido
from portal.demostracion import fabricas
from tests.personas import ELENA, FABIAN, MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-05")]
ACUSE = "/mensajes/acuse/?formulario=informacion"
GENERAL = "/mensajes/pago_validado/"
NUEVO = {
    "asunto": "{folio}: llegó tu {formulario}",
    "cuerpo": "Hola, {nombre}:\r\n\r\nLa recibimos.\r\n\r\nVer: {enlace}",
}


@pytest.fixture
def sonia(client: Client) -> Usuario:
    usuario = crear(SONIA)
    client.force_login(usuario)
    return usuario


def grabar(client: Client, ruta: str, **cambios: Any) -> Any:
    return client.post(ruta, {**NUEVO, "version": 0, **cambios})


def errores(respuesta: Any) -> dict[str, str]:
    assert respuesta.status_code == 422
    return {campo: mensajes[0] for campo, mensajes in respuesta.context["form"].errors.items()}


def llegan_a(correo: str) -> list[Any]:
    """What was sent to that address, oldest first."""
    despachar()
    return [enviado for enviado in mail.outbox if enviado.to == [correo]]


def test_cada_mensaje_tiene_nombre_y_pagina(client: Client, sonia: Usuario) -> None:
    assert set(NOMBRES) == set(CLAVES)
    pagina = client.get("/mensajes/").content.decode()
    rutas = set(re.findall(r'href="(/mensajes/[^"]+)"', pagina))
    assert len(rutas) == 42
    for ruta in sorted(rutas):
        editor = client.get(ruta)
        assert editor.status_code == 200 and not editor.context["previa"]["errores"], ruta
    assert client.get("/mensajes/acuse/").context["mensaje"].tramite == "informacion"
    for ruta in ("/mensajes/nada/", "/mensajes/acuse/?formulario=nada"):
        assert client.get(ruta).status_code == 404


def test_lo_nuevo_sale_con_el_texto_nuevo_y_lo_encolado_con_el_suyo(client: Client, sonia: Usuario) -> None:
    elena = crear(ELENA)
    fabricas.enviada(elena)
    assert grabar(client, ACUSE).status_code == 302
    fabricas.enviada(elena)
    antes, despues = llegan_a(elena.email)
    assert "recibimos tu Solicitud de Información" in antes.subject and "Por ahora no tienes" in antes.body
    assert "llegó tu Solicitud de Información" in despues.subject and "La recibimos.\n\nVer: http" in despues.body
    assert list(verificar()) == []
    evento = Evento.objects.get(tipo="MENSAJE_CAMBIADO")
    texto = Texto(NUEVO["asunto"], NUEVO["cuerpo"].replace("\r", ""))
    assert evento.actor == sonia and evento.datos == {
        "clave": "acuse", "formulario": "informacion", "version": 1, "huella": huella(texto),
    }  # fmt: skip
    fila = next(m for m in client.get("/mensajes/").context["grupos"]["Solicitud de Información"] if m.clave == "acuse")
    assert fila.modificado and fila.cambiado_por == sonia.nombre


def test_lo_que_se_escribe_es_texto(client: Client, sonia: Usuario) -> None:
    """Neither a template, nor HTML, nor a header: the recipient reads what SEC typed."""
    elena, letra = crear(ELENA), "<script>alert(1)</script> <b>ya</b> &amp;"
    assert grabar(client, ACUSE, cuerpo=f"{letra}\n\nVer: {{enlace}}").status_code == 302
    previa = client.get(ACUSE).content.decode()
    assert "<script>alert" not in previa and "&lt;b&gt;ya&lt;/b&gt; &amp;amp;" in previa
    fabricas.enviada(elena)
    (correo,) = llegan_a(elena.email)
    html = correo.alternatives[0][0]
    assert letra in correo.body and "<script>" not in html and "&lt;script&gt;" in html
    for malo in ("{folio}: a\r\nBcc: otro@ejemplo.cl", "{folio}: a\nb", "{folio}: a\u2028b", "{folio}: \x1b[31m"):
        assert (
            errores(grabar(client, ACUSE, asunto=malo, version=1))["asunto"] == "Escribe el asunto en una sola línea."
        )
    assert "{{" in errores(grabar(client, ACUSE, cuerpo="{{ settings.SECRET_KEY }}", version=1))["cuerpo"]


@pytest.mark.parametrize(
    ("campo", "escrito", "dice"),
    [
        ("cuerpo", "Tu {foolio}", "No existe el dato {foolio}. ¿Quisiste escribir {folio}?"),
        ("cuerpo", "Tu {folio", "Hay una llave sin su pareja. Los datos se escriben entre llaves, como {folio}."),
        ("cuerpo", "  \r\n ", "Escribe el mensaje"),
        ("cuerpo", "ñ" * 4001, "El mensaje debe tener 4.000 caracteres o menos."),
        ("cuerpo", "a\x00b", "Quita de «Mensaje» los caracteres que no se pueden leer"),
        ("asunto", "", "Escribe el asunto"),
        ("asunto", "Hola {folio}", "El asunto debe comenzar con {folio}."),
        ("asunto", "{folio}" + "a" * 150, "El asunto debe tener 150 caracteres o menos."),
    ],
)
def test_lo_que_no_se_puede_grabar_se_dice_y_se_conserva(
    client: Client, sonia: Usuario, campo: str, escrito: str, dice: str
) -> None:
    respuesta = grabar(client, ACUSE, **{campo: escrito})
    assert errores(respuesta)[campo] == dice
    assert respuesta.context["form"][campo].value() == escrito
    for ruta in ("vista-previa", "prueba"):
        assert errores(grabar(client, ACUSE.replace("?", f"{ruta}/?"), **{campo: escrito}))[campo] == dice
    assert not VersionDeMensaje.objects.exists() and not Aviso.objects.exists()


def test_cuatro_mil_caracteres_con_saltos_de_linea_caben(client: Client, sonia: Usuario) -> None:
    assert grabar(client, ACUSE, cuerpo="\r\n".join(["x" * 9] * 400)).status_code == 302  # 3,999 for whoever types


def test_la_vista_previa_no_graba(client: Client, sonia: Usuario) -> None:
    ruta = ACUSE.replace("?", "vista-previa/?")
    entera = grabar(client, ruta)
    assert entera.status_code == 200 and "llegó tu Solicitud de Información" in entera.content.decode()
    assert entera.context["form"]["cuerpo"].value() == NUEVO["cuerpo"]
    trozo = client.post(ruta, {**NUEVO, "cuerpo": "{foolio} <i>"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in trozo and "¿Quisiste escribir {folio}?" in trozo and "{foolio} &lt;i&gt;" in trozo
    assert "llegó tu Solicitud de Conexión" in grabar(client, ruta.replace("informacion", "conexion")).content.decode()
    assert not VersionDeMensaje.objects.exists()


def test_dos_editores_a_la_vez(client: Client, sonia: Usuario) -> None:
    otra = crear(FABIAN)
    Usuario.objects.filter(pk=otra.pk).update(rol="administrador")
    otra.refresh_from_db()
    actions.grabar(actor=otra, clave="acuse", tramite="informacion", desde=0, asunto="{folio}: otro", cuerpo="El otro")
    choque = grabar(client, ACUSE)
    pagina = choque.content.decode()
    assert choque.status_code == 409 and otra.nombre in pagina and "El otro" in pagina and "La recibimos." in pagina
    assert MensajePredefinido.objects.get(clave="acuse", tramite="informacion").cuerpo == "El otro"
    assert client.post(ACUSE.replace("?", "original/?"), {"version": 0}).status_code == 409
    assert grabar(client, ACUSE, version=choque.context["form"]["version"].value()).status_code == 302
    cuerpos = [v.cuerpo for v in consultas.versiones("acuse", "informacion")]
    assert len(cuerpos) == 3 and cuerpos[1] == "El otro"


def test_las_versiones_se_conservan_y_vuelven(client: Client, sonia: Usuario) -> None:
    inicial = MensajePredefinido.objects.get(clave="pago_validado", tramite="").cuerpo
    assert "Nadie ha cambiado" in client.get(f"{GENERAL}versiones/").content.decode()
    assert client.get(f"{GENERAL}original/").status_code == 409
    grabar(client, GENERAL)
    assert grabar(client, GENERAL, version=1).status_code == 302  # the same text: nothing new
    grabar(client, GENERAL, cuerpo="Segundo", version=1)
    assert client.get(f"{GENERAL}?version=0").context["form"]["cuerpo"].value() == inicial
    assert client.get(f"{GENERAL}?version=1").context["form"]["version"].value() == 2
    for rara in ("9", "x", "-1", "%00"):
        assert client.get(f"{GENERAL}?version={rara}").context["form"]["cuerpo"].value() == "Segundo"
    assert inicial in client.get(f"{GENERAL}original/").context["original"].cuerpo
    assert client.post(f"{GENERAL}original/", {"version": "²"}).status_code == 409
    assert client.post(f"{GENERAL}original/", {"version": 2}).status_code == 302
    lista = client.get(f"{GENERAL}versiones/").context["versiones"]
    assert [v.numero for v in lista] == [3, 2, 1, 0] and lista[0].cuerpo == lista[3].cuerpo == inicial
    assert Evento.objects.filter(tipo="MENSAJE_RESTAURADO", cadena="catalogo").count() == 1
    assert not client.get(GENERAL).context["mensaje"].modificado


def test_un_formulario_puede_tener_su_propio_texto(client: Client, sonia: Usuario) -> None:
    suyo = f"{GENERAL}?formulario=conexion"
    assert "usa el texto de todos los formularios" in client.get(suyo).content.decode()
    general = client.get(GENERAL).context["mensaje"]
    assert grabar(client, suyo, asunto=general.asunto, cuerpo=general.cuerpo).status_code == 302
    assert not consultas.versiones("pago_validado", "conexion")  # equal to the general one: it stays general
    grabar(client, suyo, cuerpo="Solo conexión")
    assert mensajes.componer("pago_validado", "conexion", {})[1] == "Solo conexión"
    assert mensajes.componer("pago_validado", "informacion", {})[1] != "Solo conexión"
    propio_desde = VersionDeMensaje.objects.get(tramite="conexion").grabada_en
    client.post(suyo.replace("?", "original/?"), {"version": 1})
    assert mensajes.componer("pago_validado", "conexion", {})[1].startswith("Hola")
    assert mensajes.componer("pago_validado", "conexion", {}, al=propio_desde)[1] == "Solo conexión"
    assert "Volvió a usar el texto" in client.get(suyo.replace("?", "versiones/?")).content.decode()


def test_la_prueba_llega_solo_a_quien_edita_y_con_limite(client: Client, sonia: Usuario) -> None:
    ruta = ACUSE.replace("?", "prueba/?")
    primera = grabar(client, ruta, cuerpo="Hola, {nombre}. Ver: {enlace}")
    assert primera.status_code == 200 and primera.context["form"]["cuerpo"].value() == "Hola, {nombre}. Ver: {enlace}"
    (correo,) = llegan_a(sonia.email)
    assert correo.subject == "[Prueba] LA189: llegó tu Solicitud de Información"
    assert "Hola, Persona de Ejemplo." in correo.body and "la solicitud no existe" in correo.body
    assert not VersionDeMensaje.objects.exists()
    for _ in range(PRUEBAS_POR_HORA - 1):
        assert grabar(client, ruta).status_code == 200
    assert grabar(client, ruta).status_code == 429
    assert {aviso.destinatario for aviso in Aviso.objects.all()} == {sonia.email}


def test_fiscalizador_lee_y_no_cambia(client: Client) -> None:
    fabian = crear(FABIAN)
    client.force_login(fabian)
    pagina = client.get(ACUSE).content.decode()
    assert 'id="previa"' in pagina and "Grabar mensaje" not in pagina and "<textarea" not in pagina
    assert grabar(client, ACUSE).status_code == 403
    for quien in (fabian, crear(MARTA)):
        with pytest.raises(NoPermitido):
            actions.grabar(actor=quien, clave="acuse", tramite="informacion", desde=0, asunto="{folio}", cuerpo="a")
        with pytest.raises(NoPermitido):
            actions.probar(actor=quien, clave="acuse", tramite="informacion", asunto="{folio}", cuerpo="a")
    assert not VersionDeMensaje.objects.exists() and not Aviso.objects.exists()
