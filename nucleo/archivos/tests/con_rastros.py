"""Files that carry one thing each, with the code that tells it, and hostile ones."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from nucleo.archivos import muestras, ole

AJENO = "11.111.111-1"
Caso = tuple[str, bytes, set[str]]


def _parte(cuerpo: str, raiz: str = "comments") -> str:
    espacio = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:{raiz} xmlns:w="{espacio}">{cuerpo}</w:{raiz}>'


def _parrafo(dentro: str) -> str:
    return f"<w:p>{dentro}</w:p>"


def _docx(dentro: str, **opciones: dict[str, str]) -> bytes:
    return muestras.docx(cuerpo=_parrafo(dentro), **opciones)  # type: ignore[arg-type]


def words() -> dict[str, Caso]:
    nota = _parte(f'<w:comment w:id="0" w:author="Ana">{_parrafo("<w:r><w:t>¿Seguro?</w:t></w:r>")}</w:comment>')
    estilos = (
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hijo"><w:basedOn w:val="Base"/></w:style>'
    )
    apagado = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Se ve</w:t></w:r>"
    indice = "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>XE</w:instrText></w:r>"
    partido = f"<w:r><w:t>RUT {AJENO[:5]}</w:t></w:r><w:r><w:t>{AJENO[5:]}</w:t></w:r>"
    return {
        "comentario": ("a.docx", muestras.docx(partes={"word/comments.xml": nota}), {"comentarios"}),
        "sin-comentarios": ("a.docx", muestras.docx(partes={"word/comments.xml": _parte("")}), set()),
        "insertado": ("a.docx", _docx("<w:ins w:id='1'><w:r><w:t>más</w:t></w:r></w:ins>"), {"cambios"}),
        "borrado": ("a.docx", _docx("<w:del w:id='1'><w:r><w:delText>no</w:delText></w:r></w:del>"), {"cambios"}),
        "formato-cambiado": ("a.docx", _docx("<w:pPr><w:pPrChange w:id='1'/></w:pPr>"), {"cambios"}),
        "oculto": ("a.docx", _docx("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no ver</w:t></w:r>"), {"oculto"}),
        "oculto-por-estilo": (
            "a.docx",
            _docx("<w:r><w:rPr><w:rStyle w:val='Hijo'/></w:rPr><w:t>no ver</w:t></w:r>",
                  partes={"word/styles.xml": _parte(estilos, "styles")}),
            {"oculto"},
        ),
        "marca-oculta": ("a.docx", _docx(f"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{apagado}{indice}"), set()),
        "rut-partido": ("a.docx", _docx(partido), {AJENO}),
        "rut-borrado": ("a.docx", _docx(f"<w:del><w:r><w:delText>{AJENO}</w:delText></w:r></w:del>"),
                        {"cambios", AJENO}),
        "numero-cualquiera": ("a.docx", muestras.docx("Fono 22222222-1, folio 12.345.678-9, 987654321"), set()),
        "doc-comentado": ("a.doc", _doc(letras=14), {"comentarios"}),
        "doc-limpio": ("a.doc", _doc(letras=0), set()),
        "doc-rut": ("a.doc", muestras.doc(f"El titular {AJENO} pidió"), {AJENO}),
        "doc-rut-ancho": ("a.doc", muestras.doc(otros={"WordDocument": b"\xec\xa5" + bytes(30)
                                                       + f"RUT {AJENO}.".encode("utf-16-le")}), {AJENO}),
    }  # fmt: skip


def _doc(letras: int) -> bytes:
    """The header of Word 97 with as many letters in its comments."""
    fib = bytearray(b"\xec\xa5\xc1\x00" + bytes(28) + (14).to_bytes(2, "little") + bytes(28))
    fib += (22).to_bytes(2, "little") + bytes(88)
    fib[0x5C:0x60] = letras.to_bytes(4, "little")
    return ole.escribir({"WordDocument": bytes(fib) + b"Texto", "1Table": b""})


def pdfs() -> dict[str, Caso]:
    return {
        "nota": ("a.pdf", _con(lambda pdf: _anotar(pdf, Name.Text)), {"notas"}),
        "resaltado": ("a.pdf", _con(lambda pdf: _anotar(pdf, Name.Highlight)), {"notas"}),
        "enlace": ("a.pdf", _con(lambda pdf: _anotar(pdf, Name.Link)), set()),
        "clip": ("a.pdf", _con(_clip), {"adjuntos"}),
        "archivo-adentro": ("a.pdf", _con(_especificacion), {"adjuntos"}),
        "rut": ("a.pdf", muestras.pdf(f"Conviene hablar con el vecino, RUT {AJENO}."), {AJENO}),
        "rut-en-la-ultima": ("a.pdf", _ultima(), {AJENO}),
    }


def _con(cambiar: Callable[[pikepdf.Pdf], None]) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(muestras.pdf(paginas=2))) as documento:
        cambiar(documento)
        documento.save(salida)
    return salida.getvalue()


def _anotar(documento: pikepdf.Pdf, subtipo: Name, **mas: object) -> None:
    nota = Dictionary(Type=Name.Annot, Subtype=subtipo, Rect=[0, 0, 9, 9], Contents=String("Ojo"), **mas)
    documento.pages[1].obj.Annots = Array([documento.make_indirect(nota)])


def _archivo(documento: pikepdf.Pdf) -> pikepdf.Object:
    return documento.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(
        F=documento.make_stream(b"hola"))))  # fmt: skip


def _clip(documento: pikepdf.Pdf) -> None:
    _anotar(documento, Name.FileAttachment, FS=_archivo(documento))


def _especificacion(documento: pikepdf.Pdf) -> None:
    documento.Root.AF = Array([_archivo(documento)])


def _ultima() -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(muestras.pdf(paginas=300))) as largo, pikepdf.open(
        io.BytesIO(muestras.pdf(f"RUT {AJENO}"))
    ) as ultima:  # fmt: skip
        largo.pages.append(ultima.pages[0])
        largo.save(salida)
    return salida.getvalue()


def hostiles() -> dict[str, tuple[str, bytes]]:
    """What costs the most that the checks let in, and what they do not."""
    return {
        "bomba": ("a.docx", _zip({"word/document.xml": b"<x/>", "word/b.bin": bytes(60 << 20)})),
        "hondo": ("a.docx", _zip({"word/document.xml": b"<w:p>" * 2_000_000}, zipfile.ZIP_STORED)),
        "ancho": ("a.docx", _zip({f"word/a{n}.xml": _ancha() for n in range(6)})),
        "paginas-de-texto": ("a.pdf", _renglones()),
        "roto": ("a.pdf", b"%PDF-1.7\nbasura"),
    }


def _ancha() -> bytes:
    return b"<a>" + b"".join(b'<w:r w:id="%d"/>' % numero for numero in range(400_000)) + b"</a>"


def _zip(partes: dict[str, bytes], modo: int = zipfile.ZIP_DEFLATED) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", modo) as paquete:
        for nombre, valor in partes.items():
            paquete.writestr(nombre, valor)
    return salida.getvalue()


def _renglones() -> bytes:
    """Three hundred pages with one content of a million letters."""
    with pikepdf.open(io.BytesIO(muestras.pdf("x" * 300, 300))) as documento:
        muchas = documento.make_stream(b"BT /L1 1 Tf " + b"(0123456789 ) Tj " * 100_000 + b"ET")
        for pagina in documento.pages:
            pagina.obj.Contents = muchas
        salida = io.BytesIO()
        documento.save(salida)
    return salida.getvalue()
