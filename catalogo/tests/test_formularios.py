"""The four blank forms: drawn here, taken by anybody, replaced by SEC (S-18)."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from catalogo import formularios
from catalogo.datos_blancos import BLANCOS
from catalogo.models import FormularioEnBlanco
from nucleo.archivos.muestras import pdf
from nucleo.archivos.recepcion import recibir
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import NoPermitido
from tests.personas import ELENA, FABIAN, MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("S-18")]


def _oficial(actor: Any, uso: str = formularios.USO) -> Any:
    subido = SimpleUploadedFile("oficial.pdf", pdf("Formulario oficial"))
    return recibir(subido, uso=uso, limites=formularios.LIMITES, nombre_documento="Formulario", actor=actor)


def _bajado(tramite: str) -> bytes:
    respuesta = Client().get(f"/formularios/{tramite}/")
    assert respuesta.status_code == 200
    assert respuesta["Content-Disposition"].startswith("attachment")
    return b"".join(respuesta.streaming_content)


def test_las_carga_el_catalogo_una_sola_vez() -> None:
    call_command("cargar_catalogo", stdout=StringIO())
    antes = list(FormularioEnBlanco.objects.order_by("tramite").values_list())
    assert {fila[1] for fila in antes} == set(BLANCOS)
    assert formularios.cargar() == 0
    assert list(FormularioEnBlanco.objects.order_by("tramite").values_list()) == antes


@pytest.mark.parametrize("tramite", BLANCOS)
def test_cualquiera_baja_una_hoja_a4_que_dice_ser_un_ejemplo(tramite: str) -> None:
    formularios.cargar()
    contenido = _bajado(tramite)
    with pikepdf.open(BytesIO(contenido)) as hoja:
        assert len(hoja.pages) == 1
        ancho, alto = (round(float(medida) / 72 * 25.4) for medida in hoja.pages[0].mediabox[2:])
        assert (ancho, alto) == (210, 297)
        assert BLANCOS[tramite].titulo in str(hoja.docinfo["/Title"])
    texto = _texto(contenido)
    assert "EJEMPLO" in texto
    for campo in [campo for seccion in BLANCOS[tramite].secciones for campo in (*seccion.campos, *seccion.opciones)]:
        assert campo in texto, campo


def _texto(contenido: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(contenido) as documento:
        return str(documento[0].get_textpage().get_text_range())


def test_el_mismo_dibujo_tiene_los_mismos_bytes(tmp_path: Path) -> None:
    una, otra = tmp_path / "una", tmp_path / "otra"
    for carpeta in (una, otra):
        carpeta.mkdir()
        call_command("formularios_en_blanco", salida=carpeta, stdout=StringIO())
    nombres = {blanco.archivo for blanco in BLANCOS.values()}
    assert {ruta.name for ruta in una.iterdir()} == nombres
    assert all((una / nombre).read_bytes() == (otra / nombre).read_bytes() for nombre in nombres)


def test_la_sec_pone_el_oficial_y_queda_el_evento() -> None:
    formularios.cargar()
    sonia = crear(SONIA)
    anterior = FormularioEnBlanco.objects.get(tramite="conexion").archivo
    nuevo = _oficial(sonia)
    cambiado = formularios.reemplazar_formulario(actor=sonia, tramite="conexion", archivo=nuevo)
    assert (cambiado.archivo_id, cambiado.es_ejemplo) == (nuevo.pk, False)
    assert _bajado("conexion") == pdf("Formulario oficial")
    evento = Evento.objects.get(cadena="catalogo", tipo="DOCUMENTO_CAMBIADO")
    assert (evento.actor, evento.datos["tramite"]) == (sonia, "conexion")
    assert (evento.datos["antes"], evento.datos["despues"]) == (anterior.sha256_recibido, nuevo.sha256_recibido)
    assert formularios.cargar() == 0, "the next start would bring ours back"
    # The former one: nobody's any more but SEC's.
    assert formularios.puede_ver(sonia, anterior)
    assert not formularios.puede_ver(crear(ELENA), anterior)


@pytest.mark.parametrize("persona", [ELENA, MARTA, FABIAN])
def test_nadie_mas_los_cambia(persona: Any) -> None:
    formularios.cargar()
    sonia = crear(SONIA)
    archivo = _oficial(sonia)
    with pytest.raises(NoPermitido):
        formularios.reemplazar_formulario(actor=crear(persona), tramite="conexion", archivo=archivo)
    assert FormularioEnBlanco.objects.get(tramite="conexion").es_ejemplo


def test_un_archivo_de_otro_uso_no_se_publica() -> None:
    formularios.cargar()
    sonia = crear(SONIA)
    with pytest.raises(ValueError, match="documento"):
        formularios.reemplazar_formulario(actor=sonia, tramite="conexion", archivo=_oficial(sonia, "documento"))
