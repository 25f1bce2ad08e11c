"""The shape of the four forms without a browser: what each asks, refuses and hands to ``actions.enviar``."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict

from catalogo.models import MEGA, Distribuidora, TipoDocumento
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from nucleo.archivos import muestras
from nucleo.comun.reloj import ahora
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.documentos import faltantes, pedidos
from solicitudes.estados import Tipo
from solicitudes.forms import FORMULARIOS, FormularioDocumentos, FormularioEnvio
from solicitudes.forms.campos import mostrar_kw
from solicitudes.models import Borrador, Solicitud
from solicitudes.paso_final import que_pasa_ahora
from solicitudes.views.archivos import CamposDeArchivo
from tests.personas import ELENA, MARTA, crear

pytestmark = pytest.mark.django_db


def _datos(tipo: Tipo, **cambios: str) -> Any:
    distribuidora = str(Distribuidora.objects.get(prefijo="YN").pk)
    return FORMULARIOS[tipo](
        {"distribuidora": distribuidora, "numero_cliente": "3306118-2", "comuna": "13120", **cambios}
    )


def _errores(formulario: Any) -> dict[str, str]:
    assert not formulario.is_valid()
    return {campo: lista[0] for campo, lista in formulario.errors.items()}


# --- Step 1 --------------------------------------------------------------------------------------------------


@pytest.mark.req("S-03")
@pytest.mark.parametrize("tipo", [Tipo.INFORMACION, Tipo.CONEXION, Tipo.NOTIFICACION])
def test_lo_que_todos_preguntan(tipo: Tipo) -> None:
    formulario = FORMULARIOS[tipo]({})
    assert set(_errores(formulario)) == {"distribuidora", "numero_cliente", "comuna"}
    grupos = [grupo for grupo, _ in formulario.fields["comuna"].widget.choices][1:]
    assert len(grupos) == 16
    assert _datos(tipo, correo_adicional="otra@ejemplo.cl").is_valid()
    assert _errores(_datos(tipo, correo_adicional="otra@")) == {
        "correo_adicional": "Escribe un correo como nombre@ejemplo.cl"
    }


@pytest.mark.req("S-06")
@pytest.mark.parametrize("tipo", [Tipo.CONEXION, Tipo.NOTIFICACION])
def test_uno_de_los_dos_numeros(tipo: Tipo) -> None:
    con_caja = _datos(tipo, sin_numero_cliente="on", numero_factibilidad="F 77")
    assert con_caja.is_valid()
    assert (con_caja.para_enviar()["numero_cliente"], con_caja.para_enviar()["es_factibilidad"]) == ("F 77", True)
    sin_caja = _datos(tipo, numero_factibilidad="F 77")
    assert sin_caja.is_valid()
    assert (sin_caja.para_enviar()["numero_cliente"], sin_caja.para_enviar()["es_factibilidad"]) == ("3306118-2", False)
    assert _errores(_datos(tipo, sin_numero_cliente="on")) == {
        "numero_factibilidad": "Escribe el número de factibilidad"
    }
    assert _errores(_datos(tipo, numero_cliente="", numero_factibilidad="F 77")) == {
        "numero_cliente": "Escribe tu N° de cliente"
    }
    assert _errores(_datos(tipo, sin_numero_cliente="on", numero_factibilidad="---")) == {
        "numero_factibilidad": "Escribe el número de factibilidad como te lo dio la distribuidora"
    }


@pytest.mark.req("S-06")
@pytest.mark.parametrize("tipo", [Tipo.INFORMACION, Tipo.MANIFESTACION])
def test_las_otras_dos_no_tienen_la_caja(tipo: Tipo) -> None:
    assert "sin_numero_cliente" not in FORMULARIOS[tipo].base_fields


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("", None),
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        (" 10 ", "10"),
        ("0,001", "0.001"),
        ("99999", "99999"),
        ("12 kW", "12"),
    ],
)
def test_los_kilowatts_como_la_gente_los_escribe(escrito: str, leido: str | None) -> None:
    formulario = _datos(Tipo.CONEXION, capacidad_instalar=escrito)
    assert formulario.is_valid(), formulario.errors
    assert formulario.para_enviar()["capacidad_instalar"] == (Decimal(leido) if leido else None)


@pytest.mark.parametrize(
    "escrito",
    ["0", "0,000", "-3", "1.500", "4,5678", "1e3", "NaN", "Infinity", "diez", "100000", "1,2,3", "٣", "9" * 400],
)
def test_los_kilowatts_que_no_se_entienden(escrito: str) -> None:
    assert set(_errores(_datos(Tipo.CONEXION, capacidad_inyectar=escrito))) == {"capacidad_inyectar"}


@pytest.mark.req("S-05")
def test_no_se_inyecta_mas_de_lo_que_se_instala() -> None:
    assert _datos(Tipo.CONEXION, capacidad_instalar="4,5", capacidad_inyectar="4,5").is_valid()
    errores = _errores(_datos(Tipo.CONEXION, capacidad_instalar="4,5", capacidad_inyectar="4,501"))
    assert "igual o menor que la que quieres instalar" in str(errores["capacidad_inyectar"])


def test_los_kilowatts_de_mas_dicen_el_maximo() -> None:
    errores = _errores(_datos(Tipo.CONEXION, capacidad_inyectar="100000"))
    assert errores["capacidad_inyectar"] == "Escribe una capacidad de 99999 kW o menos"  # as the field takes it


def test_los_kilowatts_se_muestran_como_en_chile() -> None:
    assert [mostrar_kw(Decimal(k)) for k in ("4.500", "10.000", "1500", "0.001")] == [
        "4,5\u00a0kW",
        "10\u00a0kW",
        "1.500\u00a0kW",
        "0,001\u00a0kW",
    ]


@pytest.mark.req("S-07")
@pytest.mark.parametrize(
    ("cambios", "propios"),
    [
        ({"clase_documento": "otro", "nombre_documento": " Carta  de apoyo "}, ("otro", "Carta de apoyo", "", None)),
        ({"clase_documento": "manifestacion", "cambio_capacidad": "mantiene", "capacidad_nueva": "x"},
         ("manifestacion", "", "mantiene", None)),
        ({"clase_documento": "manifestacion", "cambio_capacidad": "baja", "capacidad_nueva": "2,5"},
         ("manifestacion", "", "baja", Decimal("2.5"))),
        ({"clase_documento": "manifestacion", "cambio_capacidad": "sube", "capacidad_nueva": "9"},
         ("manifestacion", "", "sube", Decimal(9))),
    ],
)  # fmt: skip
def test_la_manifestacion_dice_que_documento_es(cambios: dict[str, str], propios: tuple[Any, ...]) -> None:
    formulario = _datos(Tipo.MANIFESTACION, **cambios)
    assert formulario.is_valid(), formulario.errors
    enviar = formulario.para_enviar()
    campos = ("clase_documento", "nombre_documento", "cambio_capacidad", "capacidad_nueva")
    assert tuple(enviar[campo] for campo in campos) == propios


@pytest.mark.req("S-07")
@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({}, "clase_documento"),
        ({"clase_documento": "carta"}, "clase_documento"),
        ({"clase_documento": "otro"}, "nombre_documento"),
        ({"clase_documento": "otro", "nombre_documento": "\u200b"}, "nombre_documento"),
        ({"clase_documento": "otro", "nombre_documento": "x" * 121}, "nombre_documento"),
        ({"clase_documento": "manifestacion"}, "cambio_capacidad"),
        ({"clase_documento": "manifestacion", "cambio_capacidad": "sube"}, "capacidad_nueva"),
        ({"clase_documento": "manifestacion", "cambio_capacidad": "baja", "capacidad_nueva": "0"}, "capacidad_nueva"),
    ],
)
def test_a_la_manifestacion_no_le_falta_nada(cambios: dict[str, str], campo: str) -> None:
    assert set(_errores(_datos(Tipo.MANIFESTACION, **cambios))) == {campo}


def test_el_que_cambio_la_revision_no_se_cree() -> None:
    token = "a3bb189e-8bf9-3888-9912-ace4e6543002"
    assert FormularioEnvio({"token": token}).is_valid()
    for malo in ("ayer", "2026-11-22", "2026-11-22T10:00:00", "x" * 5000):
        assert not FormularioEnvio({"token": token, "tocado_en": malo}).is_valid()


# --- Step 2 --------------------------------------------------------------------------------------------------

POR_OTRO = {"es_titular": "no"}


def _exigidos(tipo: Tipo, **datos: str) -> list[str]:
    return [documento.codigo for documento in faltantes(tipo, datos, set())]


@pytest.mark.req("S-04", "S-05", "S-17")
@pytest.mark.parametrize("tipo", [Tipo.INFORMACION, Tipo.CONEXION])
def test_lo_que_exige_si_y_sc(tipo: Tipo) -> None:
    assert _exigidos(tipo, es_titular="si") == ["formulario", "cedula"]
    assert _exigidos(tipo, es_titular="no") == ["formulario", "cedula", "poder", "cedula_mandante"]
    assert _exigidos(tipo, es_titular="no", cedula_en_poder="on") == ["formulario", "cedula", "poder"]


@pytest.mark.req("S-07")
def test_lo_que_exige_mc() -> None:
    assert _exigidos(Tipo.MANIFESTACION) == ["manifestacion"]
    assert [p.tipo.codigo for p in pedidos(Tipo.MANIFESTACION, {})] == ["manifestacion", "otros"]


@pytest.mark.req("S-08", "S-09", "S-17")
def test_lo_que_exige_nc() -> None:
    siempre = ["formulario", "instalador", "te4", "contrato", "dominio"]
    assert _exigidos(Tipo.NOTIFICACION, es_titular="si") == siempre
    assert _exigidos(Tipo.NOTIFICACION, **POR_OTRO) == [*siempre, "poder", "cedula_mandante"]
    assert _exigidos(Tipo.NOTIFICACION, aporta_medidor="on") == [*siempre, "medidor_exactitud", "medidor_autorizacion"]
    TipoDocumento.objects.filter(tramite="notificacion", codigo="dominio").update(exigencia="nunca")
    assert _exigidos(Tipo.NOTIFICACION, es_titular="si") == siempre[:-1], "SEC may make it optional"


@pytest.mark.req("S-04")
def test_un_documento_validado_ahorra_la_cedula_tambien_al_enviar() -> None:
    elena, marta = crear(ELENA), crear(MARTA)
    foto = fabricas.archivo(elena, uso="documento", nombre="foto.jpg")
    DocumentoIdentidad.objects.create(
        usuario=elena, archivo=foto, estado=EstadoDocumento.VALIDADO, enviado_en=ahora(), decidido_en=ahora(),
        decidido_por=marta,
    )  # fmt: skip
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    assert [d.codigo for d in faltantes(borrador.tipo, {}, set(), elena)] == ["formulario"]
    campos = CamposDeArchivo(borrador)
    assert campos.uno("cedula").opcional, "still taken"
    papel = fabricas.archivo(elena)
    actions.adjuntar_a_borrador(actor=elena, borrador_id=borrador.pk, codigo="formulario", archivo=papel)
    token = "a3bb189e-8bf9-3888-9912-ace4e6543002"
    folio = actions.enviar(actor=elena, borrador_id=borrador.pk, token=token, datos=fabricas.datos())  # type: ignore[arg-type]
    assert list(Solicitud.objects.get(folio=folio).adjuntos.values_list("codigo", flat=True)) == ["formulario"]


@pytest.mark.req("S-09")
def test_lo_que_quedo_de_otra_respuesta_no_se_envia() -> None:
    """The meter's papers were attached and the box was cleared again: they stay behind."""
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena, Tipo.NOTIFICACION, es_titular=False, aporta_medidor=True)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos={"aporta_medidor": "", "es_titular": "si"})
    token = "a3bb189e-8bf9-3888-9912-ace4e6543002"
    folio = actions.enviar(  # type: ignore[arg-type]
        actor=elena, borrador_id=borrador.pk, token=token, datos=fabricas.datos(tipo=Tipo.NOTIFICACION)
    )
    codigos = set(Solicitud.objects.get(folio=folio).adjuntos.values_list("codigo", flat=True))
    assert codigos == {"formulario", "instalador", "te4", "contrato", "dominio"}


def test_las_preguntas_salen_de_la_tabla() -> None:
    assert set(FormularioDocumentos(condiciones=set()).fields) == set()
    assert set(FormularioDocumentos(condiciones={"aporta-medidor"}).fields) == {"aporta_medidor"}
    formulario = FormularioDocumentos({}, condiciones={"actua-por-otro"}, expedientes=[("7", "El de YN7")])
    assert _errores(formulario) == {"es_titular": "Elige si eres el titular del suministro"}


@pytest.mark.req("S-08", "S-10")
@pytest.mark.parametrize(
    ("nombre", "contenido", "palabras"),
    [
        ("contrato.docx", muestras.docx(), "Contrato firmado por el usuario o cliente final debe ser del tipo PDF"),
        ("contrato.pdf", b"%PDF-1.4\n" + b"0" * MEGA, "debe pesar 1"),
    ],
    ids=["no es PDF", "pesa más de 1 MB"],
)
def test_el_contrato_es_pdf_de_hasta_un_mega(nombre: str, contenido: bytes, palabras: str) -> None:
    elena = crear(ELENA)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.NOTIFICACION)
    cliente = Client()
    cliente.force_login(elena)
    te4 = SimpleUploadedFile("te4.pdf", muestras.pdf())
    enviado = MultiValueDict({"contrato": [SimpleUploadedFile(nombre, contenido)], "te4": [te4]})
    respuesta = cliente.post(
        f"/borradores/{borrador.pk}/documentos/", {"accion": "subir", **{k: v[0] for k, v in enviado.lists()}}
    )
    assert respuesta.status_code == 422
    assert palabras in respuesta.content.decode().replace("\xa0", " ")
    assert list(borrador.archivos.values_list("codigo", flat=True)) == ["te4"], "S-11: the good one stays"


# --- Leaving, and what follows -------------------------------------------------------------------------------


@pytest.mark.req("S-12")
@pytest.mark.parametrize("tipo", list(Tipo))
def test_cancelar_sale_sin_dejar_rastro(tipo: Tipo) -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena, tipo)
    cuantos = borrador.archivos.count()
    cliente = Client()
    cliente.force_login(elena)
    pagina = cliente.get(f"/borradores/{borrador.pk}/descarte/").content.decode()
    assert f"Se borrarán los datos y {cuantos} archivo" in pagina
    cliente.post(f"/borradores/{borrador.pk}/descarte/")
    assert not Borrador.objects.exists() and not Solicitud.objects.exists()


@pytest.mark.parametrize("tipo", list(Tipo))
def test_la_confirmacion_dice_que_pasa_ahora(tipo: Tipo) -> None:
    solicitud = fabricas.enviada(crear(ELENA), tipo=tipo)
    frases = " ".join(que_pasa_ahora(solicitud))
    assert "Enel Distribución" in frases
    if solicitud.plazo_respuesta_el:
        assert f"{solicitud.plazo_respuesta_el:%d-%m-%Y}" in frases
    else:
        assert "No requiere respuesta" in frases


def test_la_manifestacion_que_sube_dice_hasta_cuando_pueden_objetarla() -> None:
    cambios = {"cambio_capacidad": "sube", "capacidad_nueva": Decimal(9)}
    solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.MANIFESTACION, **cambios)
    assert solicitud.vence_el is not None
    assert "puede objetarla hasta el" in " ".join(que_pasa_ahora(solicitud))
    assert f"{solicitud.vence_el:%d-%m-%Y}" in " ".join(que_pasa_ahora(solicitud))
