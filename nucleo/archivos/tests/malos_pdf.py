"""PDF files that must be refused, each made by code: name → (file name, bytes, code of the refusal)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Dictionary, Name, String

from nucleo.archivos import muestras
from nucleo.archivos.tests.malos import Caso


def _pdf_con(cambiar: Callable[[pikepdf.Pdf], None], **guardar: object) -> bytes:
    documento = pikepdf.open(io.BytesIO(muestras.pdf()))
    cambiar(documento)
    salida = io.BytesIO()
    documento.save(salida, **guardar)  # type: ignore[arg-type]
    return salida.getvalue()


def _accion(**claves: object) -> Callable[[pikepdf.Pdf], None]:
    def cambiar(documento: pikepdf.Pdf) -> None:
        documento.Root.OpenAction = documento.make_indirect(Dictionary(**claves))

    return cambiar


_js = _accion(S=Name.JavaScript, JS=String("app.alert(1)"))


def _formulario(**claves: object) -> Callable[[pikepdf.Pdf], None]:
    def cambiar(documento: pikepdf.Pdf) -> None:
        documento.Root.AcroForm = Dictionary(Fields=pikepdf.Array(), **claves)

    return cambiar


def _adjunto(documento: pikepdf.Pdf) -> None:
    documento.attachments["nota.txt"] = pikepdf.AttachedFileSpec(documento, b"hola", filename="nota.txt")


def _flujo(datos: bytes, **claves: object) -> Callable[[pikepdf.Pdf], None]:
    def cambiar(documento: pikepdf.Pdf) -> None:
        flujo = documento.make_stream(b"")
        flujo.write(datos, **claves)  # type: ignore[arg-type]
        documento.pages[0].obj.Contents = flujo

    return cambiar


def _externo(destino: object) -> Callable[[pikepdf.Pdf], None]:
    def cambiar(documento: pikepdf.Pdf) -> None:
        documento.pages[0].obj.PieceInfo = Dictionary(A=Dictionary(Type=Name.Filespec, F=destino))

    return cambiar


def _flujo_en_otro_archivo(documento: pikepdf.Pdf) -> None:
    flujo = documento.make_stream(b"x")
    flujo.F = String("otro.bin")
    documento.pages[0].obj.Contents = flujo


def _ofuscado() -> bytes:
    return _pdf_con(_js).replace(b"/JavaScript", b"/J#61vaScri#70t").replace(b"/JS ", b"/#4a#53 ")


def _indirecto() -> bytes:
    def cambiar(documento: pikepdf.Pdf) -> None:
        clase = documento.make_indirect(Name.JavaScript)
        dentro = documento.make_indirect(Dictionary(S=clase))
        documento.Root.OpenAction = Dictionary(S=Name.GoTo, D=pikepdf.Array([]), Next=pikepdf.Array([dentro]))

    return _pdf_con(cambiar)


def _huerfano() -> bytes:
    """An action in the file that nothing refers to, added by hand as an incremental update would."""
    base = muestras.pdf()
    inicio = len(base)
    previo = int(base.rsplit(b"startxref", 1)[1].split()[0])
    objeto = b"90 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n"
    tabla = b"xref\n90 1\n%010d 00000 n \ntrailer\n<</Size 91/Root 1 0 R/Prev %d>>\n" % (inicio, previo)
    return base + objeto + tabla + b"startxref\n%d\n%%%%EOF\n" % (inicio + len(objeto))


def bomba_flate(megas: int = 600) -> bytes:
    motor = zlib.compressobj(9)
    bloque = bytes(1 << 20)
    return b"".join([motor.compress(bloque) for _ in range(megas)] + [motor.flush()])


def _bomba_de_objetos() -> bytes:
    """The bomb is the object stream itself: opening the file inflates it."""
    limpio = muestras.pdf()
    bomba = bomba_flate(600)
    inicio = len(limpio)
    previo = int(limpio.rsplit(b"startxref", 1)[1].split()[0])
    objeto = b"91 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(bomba)
    objeto += bomba + b"\nendstream\nendobj\n"
    posicion = inicio + len(objeto)
    entradas = struct.pack(">BIH", 1, inicio, 0) + struct.pack(">BIH", 1, posicion, 0) + struct.pack(">BIH", 2, 91, 0)
    referencia = (
        b"92 0 obj\n<</Type/XRef/W[1 4 2]/Index[91 3]/Size 94/Root 1 0 R/Prev %d/Length %d>>stream\n"
        % (previo, len(entradas)) + entradas + b"\nendstream\nendobj\n"
    )  # fmt: skip
    return limpio + objeto + referencia + b"startxref\n%d\n%%%%EOF\n" % posicion


@cache
def pdfs() -> dict[str, Caso]:
    bueno = muestras.pdf()
    cifrado = io.BytesIO()
    with pikepdf.open(io.BytesIO(bueno)) as documento:
        documento.save(cifrado, encryption=pikepdf.Encryption(user="secreta", owner="duena"))
    activos: dict[str, bytes] = {
        "javascript": _pdf_con(_js),
        "javascript-en-flujo-de-objetos": _pdf_con(_js, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "javascript-linealizado": _pdf_con(_js, linearize=True),
        "javascript-cifrado-sin-clave": _pdf_con(_js, encryption=pikepdf.Encryption(user="", owner="duena")),
        "javascript-ofuscado": _ofuscado(),
        "javascript-indirecto": _indirecto(),
        "javascript-sin-referencia": _huerfano(),
        "launch": _pdf_con(_accion(S=Name.Launch, F=String("cmd.exe"))),
        "submit": _pdf_con(_accion(S=Name.SubmitForm, F=String("http://ejemplo.invalid/"))),
        "importdata": _pdf_con(_accion(S=Name.ImportData, F=String("datos.fdf"))),
        "gotoe": _pdf_con(_accion(S=Name.GoToE, T=Dictionary(R=Name.C))),
        "gotor-unc": _pdf_con(_accion(S=Name.GoToR, F=String("\\\\\\\\servidor\\\\x"))),
        "adjunto": _pdf_con(_adjunto),
        "adjunto-en-flujo-de-objetos": _pdf_con(_adjunto, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "richmedia": _pdf_con(lambda d: setattr(d.pages[0].obj, "Annots", pikepdf.Array(
            [d.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9]))]))),
        "xfa": _pdf_con(_formulario(XFA=String("<xdp/>"))),
        "archivo-por-url": _pdf_con(_externo(String("http://ejemplo.invalid/x"))),
        "archivo-por-unc": _pdf_con(_externo(String("\\\\servidor\\recurso"))),
        "archivo-por-fs-url": _pdf_con(lambda d: setattr(d.Root, "X", Dictionary(FS=Name.URL, F=String("x")))),
        "flujo-en-otro-archivo": _pdf_con(_flujo_en_otro_archivo),
    }  # fmt: skip
    casos = {nombre: (f"{nombre}.pdf", datos, "activo-pdf") for nombre, datos in activos.items()}
    zip_suelto = io.BytesIO()
    with zipfile.ZipFile(zip_suelto, "w") as paquete:
        paquete.writestr("a.html", "<script>alert(1)</script>" * 90)
    doble = bomba_flate(2)
    return casos | {
        "con-clave": ("clave.pdf", cifrado.getvalue(), "clave"),
        "no-empieza-en-cero": ("a.pdf", b"GIF89a\n" + bueno, "contenido"),
        "html-delante": ("a.pdf", b"<html><script>alert(1)</script>" + bueno, "contenido"),
        "zip-detras": ("a.pdf", bueno + zip_suelto.getvalue(), "contenido"),
        "html-corto-detras": ("a.pdf", bueno + b"<script>alert(1)</script>", "contenido"),
        "mil-bytes-detras": ("a.pdf", bueno + b"A" * 1100, "contenido"),
        "zip-que-abraza": ("a.pdf", bueno[:-6] + zip_suelto.getvalue()[:-2] + b"\x06\x00%%EOF\n", "contenido"),
        "cortado": ("a.pdf", bueno[: len(bueno) // 2], "danado"),
        "solo-cabecera": ("a.pdf", b"%PDF-1.7\n", "danado"),
        "cabecera-y-final": ("a.pdf", b"%PDF-1.7\nbasura\n%%EOF", "danado"),
        "bomba-flate": ("a.pdf", _pdf_con(_flujo(bomba_flate(), filter=Name.FlateDecode)), "complejo"),
        "bomba-doble": (
            "a.pdf",
            _pdf_con(
                _flujo(zlib.compress(doble), filter=pikepdf.Array([Name.FlateDecode, Name.FlateDecode])),
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                compress_streams=False,
            ),
            "complejo",
        ),
    }


def bomba_de_objetos() -> Caso:
    return ("a.pdf", _bomba_de_objetos(), "")
