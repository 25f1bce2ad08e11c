"""Real small files of every kind, made by code: for the demonstration data and for all tests.

Each function returns the bytes. The same arguments give the same bytes, so that the store keeps them once.
"""

import io
import textwrap
import zipfile

import pikepdf
from PIL import Image, ImageDraw

from nucleo.archivos import ole

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFICINA = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PALABRA = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def pdf(texto: str = "Documento de prueba", paginas: int = 1) -> bytes:
    """A PDF with ``texto`` on each page, as a printer driver would write it."""
    documento = pikepdf.new()
    letra = documento.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for numero in range(1, paginas + 1):
        documento.add_blank_page(page_size=(612, 792))
        pagina = documento.pages[-1]
        pagina.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(L1=letra))
        renglones = [*textwrap.wrap(texto, 80), "", f"Página {numero} de {paginas}"]
        pagina.obj.Contents = documento.make_stream(_contenido(renglones))
    salida = io.BytesIO()
    documento.save(salida, deterministic_id=True)
    return salida.getvalue()


def _contenido(renglones: list[str]) -> bytes:
    partes = [b"BT /L1 11 Tf 14 TL 72 720 Td"]
    for renglon in renglones:
        limpio = renglon.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        partes.append(b"(" + limpio + b") Tj T*")
    return b"\n".join([*partes, b"ET"])


def _imagen(ancho: int, alto: int, texto: str) -> Image.Image:
    imagen = Image.linear_gradient("L").resize((ancho, alto)).convert("RGB")
    ImageDraw.Draw(imagen).text((10, 10), texto, fill=(120, 20, 20))
    return imagen


def jpg(ancho: int = 320, alto: int = 240, texto: str = "Foto de prueba") -> bytes:
    salida = io.BytesIO()
    _imagen(ancho, alto, texto).save(salida, "JPEG", quality=85)
    return salida.getvalue()


def png(ancho: int = 320, alto: int = 240, texto: str = "Imagen de prueba") -> bytes:
    salida = io.BytesIO()
    _imagen(ancho, alto, texto).save(salida, "PNG")
    return salida.getvalue()


def docx(
    texto: str = "Documento de prueba",
    *,
    principal: str = WORD,
    partes: dict[str, str | bytes] | None = None,
    relaciones: str = "",
    tipos: str = "",
    cuerpo: str = "",
) -> bytes:
    """A Word document. The other arguments add parts, relationships of the main part, content types and XML
    of the body: with them the tests build what must be refused."""
    contenido: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PAQUETE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{principal}"/>{tipos}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PAQUETE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFICINA}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_PALABRA}" '
        f'xmlns:r="{OFICINA}"><w:body><w:p><w:r><w:t>{texto}</w:t></w:r></w:p>{cuerpo}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PAQUETE}/relationships">{relaciones}'
        "</Relationships>",
        **(partes or {}),
    }
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, valor in contenido.items():
            paquete.writestr(zipfile.ZipInfo(nombre), valor, zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def doc(texto: str = "Documento de prueba", otros: dict[str, bytes] | None = None, *, cifrado: bool = False) -> bytes:
    """A Word 97 file: an OLE2 container with a ``WordDocument`` stream; ``otros`` adds streams by path."""
    bandera = 0x0100 if cifrado else 0
    fib = b"\xec\xa5\xc1\x00" + bytes(6) + bandera.to_bytes(2, "little") + bytes(20)
    return ole.escribir({"WordDocument": fib + texto.encode("cp1252", "replace"), "1Table": b"", **(otros or {})})
