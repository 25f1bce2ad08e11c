"""Ordinary files that must be taken: what printers, scanners, offices and telephones write."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from nucleo.archivos import muestras


def pdfs() -> dict[str, bytes]:
    modos = {
        "simple": {},
        "linealizado": {"linearize": True},
        "con-flujos-de-objetos": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "sin-comprimir": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all},
        "version-1.3": {"force_version": "1.3"},
        "qdf": {"qdf": True},
        "solo-restricciones": {"encryption": pikepdf.Encryption(user="", owner="duena")},
        "solo-restricciones-rc4": {"encryption": pikepdf.Encryption(user="", owner="duena", R=3, aes=False,
                                                                    metadata=False)},
    }  # fmt: skip
    contenidos = {
        "texto": muestras.pdf("Texto con tildes: ñandú (año 2024)"),
        "treinta-paginas": muestras.pdf("x" * 300, 30),
        "formulario": _con(_formulario),
        "enlaces": _con(_enlaces),
        "firmado": _con(_firma),
        "marcadores": _con(_marcadores),
        "escaneado-jpeg": _escaneado("JPEG"),
        "escaneado-blanco": _escaneado("flate"),
        "escaneado-1-bit": _escaneado("1"),
        "metadatos": _con(_metadatos),
    }
    casos = {
        f"{que}-{como}": guardar(datos, **opciones)
        for que, datos in contenidos.items()
        for como, opciones in modos.items()
        # Three scanned pages without any compression pass 5 MB, and are refused for that.
        if not (que.startswith("escaneado") and como == "sin-comprimir")
    }
    simple = muestras.pdf()
    return casos | {
        "saltos-al-final": simple + b"\r\n\r\n",
        "ceros-al-final": simple + bytes(500),
        "actualizado": _actualizado(simple),
        "con-referencias-rotas": simple.replace(b"startxref\n", b"startxref\n9"),
        "imagenes-de-telefono": _foto_en_pdf(),
    }


def guardar(datos: bytes, **opciones: object) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(datos)) as documento:
        documento.save(salida, **opciones)  # type: ignore[arg-type]
    return salida.getvalue()


def _con(cambiar: object) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(muestras.pdf(paginas=2))) as documento:
        cambiar(documento)  # type: ignore[operator]
        documento.save(salida)
    return salida.getvalue()


def _formulario(documento: pikepdf.Pdf) -> None:
    campo = documento.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nombre"), V=String("Ana"), F=4,
                   Rect=[10, 10, 90, 30])
    )  # fmt: skip
    documento.pages[0].obj.Annots = Array([campo])
    documento.Root.AcroForm = Dictionary(Fields=Array([campo]), NeedAppearances=True)


def _enlaces(documento: pikepdf.Pdf) -> None:
    accion = Dictionary(S=Name.URI, URI=String("https://ejemplo.invalid/"))
    nota = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=accion, F=4)
    documento.pages[0].obj.Annots = Array([documento.make_indirect(nota)])
    documento.Root.OpenAction = Array([documento.pages[0].obj, Name.Fit])


def _firma(documento: pikepdf.Pdf) -> None:
    valor = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
                       ByteRange=[0, 10, 20, 30], Contents=String(b"\x30" * 4000), Name=String("Ana"),
                       M=String("D:20240101120000-03'00'"))  # fmt: skip
    campo = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("firma"), F=132, Rect=[0, 0, 0, 0],
                       V=documento.make_indirect(valor))  # fmt: skip
    campos = Array([documento.make_indirect(campo)])
    documento.pages[0].obj.Annots = campos
    documento.Root.AcroForm = Dictionary(Fields=campos, SigFlags=3)


def _marcadores(documento: pikepdf.Pdf) -> None:
    with documento.open_outline() as indice:
        indice.root.append(pikepdf.OutlineItem("Primera", 0))
    documento.Root.PageMode = Name.UseOutlines


def _metadatos(documento: pikepdf.Pdf) -> None:
    with documento.open_metadata() as metadatos:
        metadatos["dc:title"] = "Plano de la instalación"
    documento.docinfo["/Producer"] = "Impresora"


def _escaneado(como: str) -> bytes:
    """Three A4 pages as a scanner writes them; blank ones inflate a thousand times."""
    documento = pikepdf.new()
    for _ in range(3):
        documento.add_blank_page(page_size=(595, 842))
        imagen = documento.make_stream(b"")
        claves = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1240, Height=1754, BitsPerComponent=8,
                            ColorSpace=Name.DeviceRGB)  # fmt: skip
        for clave, valor in claves.items():
            imagen[clave] = valor
        if como == "JPEG":
            imagen.write(muestras.jpg(1240, 1754), filter=Name.DCTDecode)
        elif como == "1":
            imagen.BitsPerComponent, imagen.ColorSpace = 1, Name.DeviceGray
            imagen.write(bytes(155 * 1754))
        else:
            imagen.write(b"\xff" * (1240 * 1754 * 3))
        pagina = documento.pages[-1].obj
        pagina.Resources = Dictionary(XObject=Dictionary(I1=imagen))
        pagina.Contents = documento.make_stream(b"q 595 0 0 842 0 0 cm /I1 Do Q")
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _foto_en_pdf() -> bytes:
    salida = io.BytesIO()
    Image.open(io.BytesIO(muestras.jpg(1600, 1200))).save(salida, "PDF")
    return salida.getvalue()


def _actualizado(datos: bytes) -> bytes:
    """An incremental update, as signing or annotating adds one."""
    previo = int(datos.rsplit(b"startxref", 1)[1].split()[0])
    objeto = b"50 0 obj\n<</Type/Annot/Subtype/Text/Contents(Nota)/Rect[0 0 9 9]>>\nendobj\n"
    tabla = b"xref\n50 1\n%010d 00000 n \ntrailer\n<</Size 51/Root 1 0 R/Prev %d>>\n" % (len(datos), previo)
    return datos + objeto + tabla + b"startxref\n%d\n%%%%EOF\n" % (len(datos) + len(objeto))


def _guardada(modo: str, formato: str, **opciones: object) -> bytes:
    imagen = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    if modo == "P-transparente":
        imagen = imagen.quantize(16)
        opciones["transparency"] = 0
    elif modo == "I;16":
        imagen = imagen.convert("I").convert("I;16")
    else:
        imagen = imagen.convert(modo)
    salida = io.BytesIO()
    imagen.save(salida, formato, **opciones)  # type: ignore[arg-type]
    return salida.getvalue()


def imagenes() -> dict[str, tuple[str, bytes]]:
    jpg = {
        "normal": _guardada("RGB", "JPEG"),
        "gris": _guardada("L", "JPEG"),
        "cmyk": _guardada("CMYK", "JPEG"),
        "progresiva": _guardada("RGB", "JPEG", progressive=True),
        "con-cola": _guardada("RGB", "JPEG") + b"SEFT" + bytes(300),
    }
    png = {
        **{modo: _guardada(modo, "PNG") for modo in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16", "P-transparente")},
        "entrelazada": muestras.png(),
        "con-cola": muestras.png() + b"cola",
    }
    return {f"jpg-{clave}": ("foto.JPG", datos) for clave, datos in jpg.items()} | {
        f"png-{clave}": ("imagen.png", datos) for clave, datos in png.items()
    }


def words() -> dict[str, tuple[str, bytes]]:
    oficina = muestras.OFICINA
    enlace = (
        f'<Relationship Id="rId5" Type="{oficina}/hyperlink" Target="https://ejemplo.invalid" TargetMode="External"/>'
    )
    imagen = f'<Relationship Id="rId6" Type="{oficina}/image" Target="media/image1.png"/>'
    tabla = "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 4000 + "</w:tbl>"
    hoja = f'<Relationship Id="rId7" Type="{oficina}/package" Target="../embeddings/Hoja.xlsx"/>'
    return {
        "docx": ("a.docx", muestras.docx("Texto con ñ")),
        "docx-enlaces": ("a.docx", muestras.docx(relaciones=enlace)),
        "docx-imagen": ("a.docx", muestras.docx(relaciones=imagen, partes={"word/media/image1.png": muestras.png()})),
        "docx-tabla-larga": ("a.docx", muestras.docx(cuerpo=tabla)),
        "docx-grafico": ("a.DOCX", muestras.docx(relaciones=hoja, partes={"word/embeddings/Hoja.xlsx": b"x"})),
        "doc": ("a.doc", muestras.doc()),
        "doc-con-resumen": ("a.DOC", muestras.doc(otros={"\x05SummaryInformation": b"x", "Data": b"x"})),
    }
