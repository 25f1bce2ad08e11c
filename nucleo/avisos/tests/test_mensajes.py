"""F-05 and V5: a closed list of placeholders, replaced once, never evaluated."""

from typing import Any

import pytest

from nucleo.avisos import catalogo_mensajes, mensajes
from nucleo.avisos.catalogo_mensajes import CLAVES, ORIGINALES, cargar
from nucleo.avisos.models import MensajePredefinido
from nucleo.avisos.textos import SOLICITANTE

TRAMITES = ("informacion", "conexion", "manifestacion", "notificacion")
PAYLOADS = [
    "{x.__class__}", "{folio.__class__}", "{folio.__init__.__globals__}", "{0}", "{}", "{0.__class__}", "{folio!r}",
    "{folio:>10}", "{folio[0]}", "{{7*7}}", "{{folio}}", "{{ config }}", "{{event.__init__.__code__.co_consts}}",
    "{% debug %}", "{% load static %}", "{% include '/etc/passwd' %}", "{# nota #}", "{%raw%}", "%(a)s", "%(folio)s",
    "%(folio)d", "${7*7}", "${folio}", "#{7*7}", "<%= 7*7 %>", "<% import os %>", "[[7*7]]", "`id`", "$(id)",
    "{self}", "{request}", "{settings.SECRET_KEY}", "{nombre.email}", "{ folio }", "{FOLIO}", "{folio", "folio}",
    "{\n}", "{'a':1}", "{{{folio}}}",
]  # fmt: skip


@pytest.mark.req("F-05")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_v5_se_rechaza_al_grabar(payload: str) -> None:
    assert mensajes.revisar_mensaje("acuse", "{folio}: hola", f"Hola {payload} chao").get("cuerpo")
    assert mensajes.revisar_mensaje("acuse", f"{{folio}}: {payload}", "Hola").get("asunto")


@pytest.mark.django_db
@pytest.mark.parametrize("payload", PAYLOADS)
def test_v5_se_muestra_tal_cual_si_ya_estaba_grabado(payload: str) -> None:
    MensajePredefinido.objects.filter(clave="acuse", tramite="informacion").update(cuerpo=f"Hola {payload} chao")
    _, cuerpo = mensajes.componer("acuse", "informacion", {"folio": "LA189", "nombre": "Ana"})
    assert cuerpo == f"Hola {payload} chao"


@pytest.mark.django_db
def test_un_valor_no_se_vuelve_a_leer() -> None:
    MensajePredefinido.objects.filter(clave="acuse", tramite="informacion").update(
        asunto="{folio}: {nombre}", cuerpo="{nombre} {motivo} {folio}"
    )
    datos = {"folio": "LA{motivo}", "nombre": "{folio} {{7*7}}", "motivo": "{nombre} {% debug %} %(a)s"}
    asunto, cuerpo = mensajes.componer("acuse", "informacion", datos)
    assert asunto == "LA{motivo}: {folio} {{7*7}}"
    assert cuerpo == "{folio} {{7*7}} {nombre} {% debug %} %(a)s LA{motivo}"


@pytest.mark.req("F-05")
def test_un_dato_desconocido_propone_el_parecido() -> None:
    assert mensajes.revisar("Hola {foolio}", "acuse") == ["No existe el dato {foolio}. ¿Quisiste escribir {folio}?"]
    assert mensajes.revisar("{numero_de_cliente}", "acuse") == [
        "No existe el dato {numero_de_cliente}. ¿Quisiste escribir {numero_cliente}?"
    ]
    assert mensajes.revisar("{zzz}", "acuse") == ["No existe el dato {zzz}. Elige uno de la lista."]


def test_el_adicional_no_puede_usar_mas_que_lo_minimo() -> None:
    assert mensajes.revisar("{nombre}", "adicional") == ["El dato {nombre} no se puede usar en este mensaje."]
    assert mensajes.rellenar(
        "{folio} {nombre}", {"folio": "LA1", "nombre": "Ana"}, mensajes.campos_de("adicional")
    ) == ("LA1 {nombre}")


def test_los_limites_del_mensaje() -> None:
    assert mensajes.revisar_mensaje("acuse", "{folio}: hola", "Hola") == {}
    assert "comenzar con {folio}" in mensajes.revisar_mensaje("acuse", "Hola {folio}", "Hola")["asunto"][0]
    assert "una sola línea" in mensajes.revisar_mensaje("acuse", "{folio}\nBcc: x", "Hola")["asunto"][0]
    assert "150 caracteres" in mensajes.revisar_mensaje("acuse", "{folio}" + "x" * 150, "Hola")["asunto"][0]
    assert mensajes.revisar_mensaje("acuse", "{folio}: a", " ")["cuerpo"] == ["Escribe el mensaje."]
    assert "4.000" in mensajes.revisar_mensaje("acuse", "{folio}: a", "x" * 4001)["cuerpo"][0]


def test_lo_que_falta_se_dice() -> None:
    assert mensajes.rellenar("{numero_solicitud} {comentario} {monto}", {"monto": None}) == (
        "(sin número) (sin comentarios) (sin dato)"
    )


def test_un_nombre_no_abre_parrafos_y_un_comentario_si() -> None:
    assert mensajes.rellenar("{nombre}", {"nombre": "Ana\r\n\r\nVer: x"}) == "Ana Ver: x"
    assert mensajes.rellenar("{comentario}", {"comentario": "uno\r\n\u202edos"}) == "uno\ndos"


# --- The catalogue -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_cargar_pone_lo_que_falta_y_respeta_lo_editado() -> None:
    MensajePredefinido.objects.filter(clave="pago_validado").delete()
    MensajePredefinido.objects.filter(clave="acuse", tramite="conexion").update(cuerpo="Editado por la SEC")
    assert cargar() == 1
    assert cargar() == 0
    assert MensajePredefinido.objects.count() == len(ORIGINALES)
    assert MensajePredefinido.objects.get(clave="acuse", tramite="conexion").cuerpo == "Editado por la SEC"


@pytest.mark.parametrize("texto", ORIGINALES.values(), ids=lambda t: f"{t.clave}-{t.tramite}")
def test_los_textos_originales_cumplen_sus_reglas(texto: Any) -> None:
    assert mensajes.revisar_mensaje(texto.clave, texto.asunto, texto.cuerpo) == {}
    assert texto.cuerpo.endswith(": {enlace}")
    for palabra in ("por favor", "lo sentimos", "inválid", "usted", "aquí"):
        assert palabra not in texto.cuerpo.lower()
    assert texto.cuerpo.startswith("Hola, {nombre}:") == (texto.para == SOLICITANTE)


@pytest.mark.req("S-14")
@pytest.mark.parametrize("tramite", TRAMITES)
def test_hay_acuse_para_cada_formulario(tramite: str) -> None:
    assert catalogo_mensajes.original("acuse", tramite).tramite == tramite


@pytest.mark.django_db
@pytest.mark.parametrize("tramite", TRAMITES)
@pytest.mark.parametrize("clave", CLAVES)
def test_cada_aviso_se_compone_con_todos_sus_datos(clave: str, tramite: str) -> None:
    if clave == "adicional":
        datos = {c: v for c, v in mensajes.muestra().items() if c in mensajes.CAMPOS_DEL_ADICIONAL}
    else:
        datos = mensajes.muestra()
    asunto, cuerpo = mensajes.componer(clave, tramite, datos)
    assert asunto.startswith("LA189: ") and not {"{", "}"} & set(asunto + cuerpo)
    assert cuerpo.count(datos["enlace"]) == 1


@pytest.mark.django_db
def test_sin_filas_valen_los_originales() -> None:
    MensajePredefinido.objects.all().delete()
    assert mensajes.componer("pago_validado", "conexion", {"folio": "LA189"})[0] == "LA189: tu pago fue validado"
    with pytest.raises(LookupError):
        mensajes.componer("no-existe", "conexion", {})
