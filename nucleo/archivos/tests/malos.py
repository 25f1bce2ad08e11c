"""Files that must be refused, each made by code: name → (file name, bytes, code of the refusal). PDF: ``malos_pdf``."""

import io
import stat
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image

from nucleo.archivos import muestras, ole

Caso = tuple[str, bytes, str]
# The test string of the antivirus makers, cut in two so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


def _zip(entradas: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    salida = io.BytesIO(muestras.docx())
    with zipfile.ZipFile(salida, "a", zipfile.ZIP_DEFLATED) as paquete:
        for entrada, datos in entradas:
            paquete.writestr(entrada, datos)
    return salida.getvalue()


def _enlace_simbolico() -> bytes:
    entrada = zipfile.ZipInfo("word/enlace.xml")
    entrada.create_system = 3
    entrada.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip([(entrada, b"/etc/passwd")])


def _entrada_cifrada() -> bytes:
    """Sets the 'encrypted' bit of the last entry, in the local header and in the directory."""
    datos = bytearray(_zip([("word/x.xml", b"<x/>")]))
    for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        datos[datos.rfind(firma) + lugar] |= 1
    return bytes(datos)


def _relacion(clase: str, destino: str, externa: bool = False) -> str:
    modo = ' TargetMode="External"' if externa else ""
    return f'<Relationship Id="rId9" Type="{muestras.OFICINA}/{clase}" Target="{destino}"{modo}/>'


def xlsx() -> bytes:
    import openpyxl

    salida = io.BytesIO()
    openpyxl.Workbook().save(salida)
    return salida.getvalue()


def cuarenta_y_dos() -> bytes:
    """A ZIP of ZIPs of zeros, as 42.zip."""
    dentro = bytes(1 << 24)
    for nivel in range(3):
        salida = io.BytesIO()
        with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as paquete:
            for numero in range(16):
                paquete.writestr(f"{nivel}-{numero}.zip", dentro)
        dentro = salida.getvalue()
    return dentro


@cache
def docxs() -> dict[str, Caso]:
    docx = muestras.docx
    mil = [(f"word/x{numero}.xml", b"<x/>") for numero in range(1000)]
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    activos = {
        "vba": docx(partes={"word/vbaProject.bin": b"x"}),
        "vba-renombrado": docx(partes={"word/a.bin": b"x"}, relaciones=_relacion("vbaProject", "a.bin")),
        "docm-renombrado": docx(principal=macro),
        "activex": docx(partes={"word/activeX/activeX1.xml": "<x/>"}),
        "objeto-ole": docx(partes={"word/embeddings/oleObject1.bin": b"x"}),
        "objeto-ole-renombrado": docx(relaciones=_relacion("oleObject", "dibujo.bin")),
        "altchunk": docx(cuerpo='<w:altChunk r:id="rId9"/>'),
        "altchunk-por-relacion": docx(relaciones=_relacion("aFChunk", "trozo.html")),
        "plantilla-remota": docx(
            partes={
                "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships">{_relacion("attachedTemplate", "http://ejemplo.invalid/t.dotm", True)}</Relationships>'
            }
        ),
        "imagen-remota": docx(relaciones=_relacion("image", "http://ejemplo.invalid/i.png", True)),
        "marco-remoto": docx(relaciones=_relacion("frame", "\\\\servidor\\x", True)),
    }
    casos = {nombre: (f"{nombre}.docx", datos, "activo-word") for nombre, datos in activos.items()}
    entidad = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    bomba_xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    return casos | {
        "entrada-cifrada": ("a.docx", _entrada_cifrada(), "clave"),
        "con-clave": ("a.docx", ole.escribir({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "clave"),
        "sube": ("a.docx", _zip([("../../etc/x.xml", b"<x/>")]), "contenido"),
        "absoluta": ("a.docx", _zip([("/etc/x.xml", b"<x/>")]), "contenido"),
        "invertida": ("a.docx", _zip([("word\\x.xml", b"<x/>")]), "contenido"),
        "con-unidad": ("a.docx", _zip([("C:x.xml", b"<x/>")]), "contenido"),
        "enlace-simbolico": ("a.docx", _enlace_simbolico(), "contenido"),
        "repetida": ("a.docx", _zip([("word/Document.xml", b"<x/>")]), "contenido"),
        "mil-y-una": ("a.docx", _zip(mil), "complejo"),
        "razon": ("a.docx", _zip([("word/media/x.bin", bytes(5 << 20))]), "complejo"),
        "inflado": ("a.docx", _zip([(f"word/m{n}.bin", bytes(1 << 20)) for n in range(60)]), "complejo"),
        "xlsx": ("a.docx", xlsx(), "contenido"),
        "zip-cualquiera": ("a.docx", cuarenta_y_dos(), "contenido"),
        "ole": ("a.docx", muestras.doc(), "contenido"),
        "con-algo-delante": ("a.docx", b"PK\x03\x04basura" + docx(), "contenido"),
        "entidad": ("a.docx", docx(partes={"word/styles.xml": entidad}), "contenido"),
        "entidades": ("a.docx", docx(partes={"word/document.xml": bomba_xml}), "contenido"),
        "utf16": ("a.docx", docx(partes={"word/styles.xml": entidad.encode("utf-16")}), "contenido"),
        "xml-roto": ("a.docx", docx(partes={"word/document.xml": "<w:document"}), "danado"),
        "cortado": ("a.docx", docx()[:-300], "danado"),
        "byte-cambiado": ("a.docx", _alterado(docx()), "danado"),
    }


def _alterado(datos: bytes) -> bytes:
    """One bit of a compressed entry turned: its checksum tells."""
    donde = datos.find(b"word/document.xml") + 60
    return datos[:donde] + bytes([datos[donde] ^ 0x10]) + datos[donde + 1 :]


def docs() -> dict[str, Caso]:
    doc = muestras.doc
    return {
        "vba": ("a.doc", doc(otros={"Macros/VBA/dir": b"x"}), "activo-word"),
        "vba-en-raiz": ("a.doc", doc(otros={"_VBA_PROJECT_CUR/VBA/dir": b"x"}), "activo-word"),
        "paquete-incrustado": ("a.doc", doc(otros={"ObjectPool/_1/\x01Ole10Native": b"x"}), "activo-word"),
        "paquete-cifrado": ("a.doc", ole.escribir({"EncryptedPackage": b"x"}), "clave"),
        "fib-cifrado": ("a.doc", doc(cifrado=True), "clave"),
        "excel": ("a.doc", ole.escribir({"Workbook": b"x"}), "contenido"),
        "sin-fib": ("a.doc", ole.escribir({"WordDocument": b"x"}), "contenido"),
        "cortado": ("a.doc", doc()[:2000], "danado"),
        "docx": ("a.doc", muestras.docx(), "contenido"),
        "rtf": ("a.doc", rb"{\rtf1\ansi hola}", "contenido"),
    }


def imagenes() -> dict[str, Caso]:
    gif = io.BytesIO()
    Image.new("P", (8, 8)).save(gif, "GIF")
    return {
        "gif": ("a.jpg", gif.getvalue(), "contenido"),
        "png-como-jpg": ("a.jpg", muestras.png(), "contenido"),
        "jpg-como-png": ("a.png", muestras.jpg(), "contenido"),
        "jpg-cortado": ("a.jpg", muestras.jpg(1200, 900)[:9000], "danado"),
        "png-cortado": ("a.png", muestras.png(1200, 900)[:3000], "danado"),
        "solo-firma": ("a.png", b"\x89PNG\r\n\x1a\n", "danado"),
        "heic": ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(64), "heic"),
        "heic-como-jpg": ("a.jpg", b"\x00\x00\x00\x18ftypmif1" + bytes(64), "heic"),
        "jpg-de-mil-pasadas": ("a.jpg", _jpg_de_pasadas(1000), "complejo"),
    }


def _jpg_de_pasadas(cuantas: int) -> bytes:
    """The last scan of a progressive JPEG, repeated."""
    salida = io.BytesIO()
    Image.new("RGB", (64, 64), (200, 30, 30)).save(salida, "JPEG", progressive=True)
    datos = salida.getvalue()
    ultima = datos[datos.rfind(b"\xff\xda") : -2]
    return datos[:-2] + ultima * cuantas + b"\xff\xd9"


def otros() -> dict[str, Caso]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    casos: dict[str, Caso] = {}
    for extension in ("pdf", "jpg", "png", "doc", "docx"):
        for nombre, datos in {"mz": b"MZ\x90\x00" + bytes(200), "svg": svg, "html": b"<!doctype html><script>",
                              "texto": b"hola", "eicar": EICAR, "un-byte": b"x"}.items():  # fmt: skip
            casos[f"{nombre}-como-{extension}"] = (f"a.{extension}", datos, "contenido")
        casos[f"vacio-{extension}"] = (f"a.{extension}", b"", "vacio")
    bueno = muestras.pdf()
    for nombre in ("a.pdf.exe", "a", "a.", ".htaccess", "a.html", "a.svg", "a.docm", "pdf", ".pdf"):
        casos[f"nombre-{nombre}"] = (nombre, bueno, "extension")
    return casos


def png_gigante(lado: int) -> bytes:
    """A PNG of ``lado`` × ``lado`` pixels in a few kilobytes, made without ever holding them."""

    def trozo(clase: bytes, datos: bytes) -> bytes:
        return struct.pack(">I", len(datos)) + clase + datos + struct.pack(">I", zlib.crc32(clase + datos))

    motor = zlib.compressobj(9)
    fila = bytes(1 + (lado + 7) // 8)
    imagen = b"".join([motor.compress(fila) for _ in range(lado)] + [motor.flush()])
    cabecera = struct.pack(">IIBBBBB", lado, lado, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabecera) + trozo(b"IDAT", imagen) + trozo(b"IEND", b"")
