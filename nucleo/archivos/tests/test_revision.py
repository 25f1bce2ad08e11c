"""UP-2 to UP-8, V8: the corpora, through the same function as an upload."""

import io
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from nucleo.archivos import muestras
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.archivos.mensajes import MENSAJES, rechazo
from nucleo.archivos.revision import revisar
from nucleo.archivos.revision.formatos import FORMATOS
from nucleo.archivos.tests import buenos, malos, malos_pdf
from nucleo.archivos.tests.conftest import CONTRATO, TODO
from nucleo.comun.medidas import MB, mostrar_tamano


@pytest.fixture
def probar(tmp_path: Path) -> Callable[..., str]:
    """The refusal's code, or "" when the file is taken."""

    def probar(nombre: str, datos: bytes, limites: Limites = TODO) -> str:
        ruta = tmp_path / uuid.uuid4().hex
        ruta.write_bytes(datos)
        try:
            revision = revisar(ruta, nombre=nombre, limites=limites, nombre_documento="Plano")
        except ArchivoRechazado as error:
            return error.motivo
        assert (revision.tipo, revision.bytes) == (FORMATOS[revision.extension].tipo, len(datos))
        return ""

    return probar


def _distintos(probar: Callable[..., str], casos: Iterable[tuple[str, malos.Caso]]) -> dict[str, tuple[str, str]]:
    lista = list(casos)
    with ThreadPoolExecutor(2) as hilos:
        dichos = hilos.map(lambda caso: probar(*caso[1][:2]), lista)
        dados = {nombre: (dicho, motivo) for (nombre, (_, _, motivo)), dicho in zip(lista, dichos, strict=True)}
    assert len(dados) >= 9
    return {nombre: par for nombre, par in dados.items() if par[0] != par[1]}


@pytest.mark.req("S-10")
def test_up_3_extension_y_contenido_deben_coincidir(probar: Callable[..., str]) -> None:
    assert _distintos(probar, malos.otros().items()) == {}


@pytest.mark.req("S-10")
def test_up_5_docx_malos(probar: Callable[..., str]) -> None:
    assert _distintos(probar, malos.docxs().items()) == {}


@pytest.mark.req("S-10")
@pytest.mark.usefixtures("revision_de_verdad")
def test_up_6_doc_malos(probar: Callable[..., str]) -> None:
    assert _distintos(probar, malos.docs().items()) == {}


@pytest.mark.req("S-10")
def test_up_4_up_7_pdf_malos_y_poliglotas(probar: Callable[..., str]) -> None:
    assert _distintos(probar, malos_pdf.pdfs().items()) == {}


@pytest.mark.req("S-10")
def test_up_4_imagenes_malas(probar: Callable[..., str]) -> None:
    assert _distintos(probar, malos.imagenes().items()) == {}


@pytest.mark.req("S-10")
def test_up_7_los_pdf_corrientes_se_aceptan(probar: Callable[..., str]) -> None:
    pdfs = buenos.pdfs()
    rechazados = _distintos(probar, ((nombre, ("plano.pdf", datos, "")) for nombre, datos in pdfs.items()))
    print(f"\nPDF corrientes: {len(pdfs)}, rechazados: {len(rechazados)}")
    assert len(pdfs) >= 80
    assert rechazados == {}


@pytest.mark.req("S-10")
def test_imagenes_y_documentos_corrientes_se_aceptan(probar: Callable[..., str]) -> None:
    casos = buenos.imagenes() | buenos.words()
    assert {nombre: motivo for nombre, caso in casos.items() if (motivo := probar(*caso))} == {}


@pytest.mark.req("S-10")
@pytest.mark.usefixtures("revision_de_verdad")
def test_el_contrato_es_solo_pdf_y_de_un_mega(probar: Callable[..., str]) -> None:
    assert probar("a.jpg", muestras.jpg(), CONTRATO) == "extension"
    assert probar("a.pdf", pdf_de(1048576), CONTRATO) == ""
    assert probar("a.pdf", pdf_de(1048577), CONTRATO) == "tamano"


def pdf_de(pesa: int) -> bytes:
    """A sound PDF of exactly ``pesa`` bytes."""
    import pikepdf

    largo = pesa - 2000
    while True:
        documento = pikepdf.open(io.BytesIO(muestras.pdf()))
        documento.Root.Relleno = documento.make_stream(bytes(largo))
        salida = io.BytesIO()
        documento.save(salida, compress_streams=False, deterministic_id=True)
        if not (falta := pesa - len(salida.getvalue())):
            return salida.getvalue()
        largo += falta


@pytest.mark.req("S-10")
@pytest.mark.usefixtures("revision_de_verdad")
def test_las_palabras_de_cada_rechazo(tmp_path: Path) -> None:
    def dice(nombre: str, datos: bytes, limites: Limites = TODO) -> str:
        (tmp_path / "x").write_bytes(datos)
        with pytest.raises(ArchivoRechazado) as error:
            revisar(tmp_path / "x", nombre=nombre, limites=limites, nombre_documento="El contrato")
        return error.value.mensaje

    assert dice("a.exe", b"MZ") == "El contrato debe ser del tipo PDF, JPG, PNG, DOC o DOCX"
    assert dice("a.jpg", b"x", CONTRATO) == "El contrato debe ser del tipo PDF"
    assert dice("a.pdf", bytes(MB + 1), CONTRATO) == "El contrato debe pesar 1 MB o menos. Este archivo pesa 1,1 MB."
    assert dice("a.pdf", b"hola") == "El contenido de a.pdf no corresponde a su extensión"
    assert dice("a.pdf", b"") == "a.pdf está vacío"
    assert dice("foto.heic", b"x") == "Guarda la foto como JPG y vuelve a subirla."
    clave, activo = malos_pdf.pdfs()["con-clave"], malos_pdf.pdfs()["javascript"]
    assert dice(*clave[:2]) == "clave.pdf está protegido con contraseña. Quítala y vuelve a subirlo."
    assert dice(*activo[:2]) == (
        "Este PDF tiene contenido activo. Ábrelo, elige Imprimir y Guardar como PDF, y sube esa copia."
    )


@pytest.mark.req("S-10")
def test_una_sola_tabla_de_numeros() -> None:
    assert TODO.describir() == "PDF, JPG, PNG, DOC o DOCX, hasta 5 MB"
    assert CONTRATO.describir() == "PDF, hasta 1 MB"
    assert TODO.accept() == ".pdf,.jpg,.png,.doc,.docx,.jpeg,.jpe"
    assert [mostrar_tamano(n) for n in (1, 812 * 1024, 5 * MB, 5 * MB + 1)] == ["1 KB", "812 KB", "5 MB", "5,1 MB"]


def test_cada_sentencia_se_puede_armar() -> None:
    for motivo in MENSAJES:
        error = rechazo(motivo, nombre="a.pdf", documento="Plano", limites=TODO, pesa=1, cuota="2")
        assert error.motivo == motivo and "{" not in error.mensaje


def _limpiar(tmp_path: Path, nombre: str, datos: bytes) -> Image.Image:
    (tmp_path / "x").write_bytes(datos)
    revision = revisar(tmp_path / "x", nombre=nombre, limites=TODO, nombre_documento="Foto", limpia=tmp_path / "limpia")
    assert revision.reescrita
    return Image.open(tmp_path / "limpia")


def test_up_4_la_foto_se_guarda_derecha_y_sin_datos(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Marca-canario"
    exif.get_ifd(0x8825)[1] = "S"
    for formato, nombre in (("JPEG", "a.jpg"), ("PNG", "a.png")):
        salida = io.BytesIO()
        Image.new("RGB", (300, 200), (200, 30, 30)).save(salida, formato, exif=exif, icc_profile=b"perfil-canario")
        limpia = _limpiar(tmp_path, nombre, salida.getvalue() + b"<script>cola-canario</script>")
        assert limpia.size == (200, 300)
        assert dict(limpia.getexif()) == {}
        crudo = (tmp_path / "limpia").read_bytes()
        assert b"canario" not in crudo and b"Exif" not in crudo and b"eXIf" not in crudo


def test_up_4_las_formas_raras_de_imagen_conservan_el_dibujo(tmp_path: Path) -> None:
    for clave, (nombre, datos) in buenos.imagenes().items():
        limpia = _limpiar(tmp_path, nombre, datos)
        assert limpia.size == Image.open(io.BytesIO(datos)).size, clave
        antes, ahora = (imagen.convert("L").resize((8, 8)) for imagen in (Image.open(io.BytesIO(datos)), limpia))
        if clave != "png-I;16":  # Pillow's own conversion to 8 bits clips these
            assert all(abs(a - b) < 12 for a, b in zip(antes.tobytes(), ahora.tobytes(), strict=True)), clave
