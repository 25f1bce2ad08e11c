"""PDFs of invoices, in a ZIP or alone: tied to the invoice that their name says, refused by name (U-10)."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from nucleo.archivos import almacen, puertas
from nucleo.archivos.muestras import pdf
from nucleo.bitacora.models import Evento
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Trabajo
from portal.demostracion import suministros as demostracion
from suministros.models import Factura
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, IGNACIO, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
PAGINA = "/distribuidora/suministros/facturas-pdf/"


def paquete(**entradas: bytes) -> bytes:
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED) as salida:
        for nombre, contenido in entradas.items():
            salida.writestr(nombre, contenido)
    return destino.getvalue()


def enviar(cliente, nombre: str, contenido: bytes):
    return cliente.post(PAGINA, {"pdfs": SimpleUploadedFile(nombre, contenido)})


def resultado() -> dict[str, tuple[str, str]]:
    ejecucion.ejecutar_pendientes()
    archivo = Trabajo.objects.latest("creado_en").archivo
    with almacen.ruta(archivo.sha256_guardado).open("rb") as libro:
        filas = [*load_workbook(libro).active.iter_rows(values_only=True)][1:]
    return {nombre: (que, como or "") for nombre, que, como in filas}


@pytest.mark.req("U-10", "U-08")
def test_un_zip_adjunta_lo_bueno_y_nombra_lo_malo():
    elena = crear(ELENA)
    vinculo = demostracion.vinculo(elena)
    otro = demostracion.suministro(elena, "7-1")
    suya, doble = vinculo.suministro.facturas.order_by("-periodo")[:2]
    Factura.objects.filter(pk=otro.facturas.order_by("-periodo")[1].pk).update(numero=doble.numero)
    marta = entrar(crear(MARTA))
    respuesta = enviar(
        marta,
        "facturas.zip",
        paquete(**{
            f"2026/{suya.numero}.pdf": pdf(), f"{doble.numero}.pdf": pdf(), f"2000111222_{doble.numero}.pdf": pdf(),
            "nadie.pdf": pdf(), f"{suya.numero}.PDF": b"no es", "__MACOSX/x.pdf": b"",
        }),
    )  # fmt: skip
    assert respuesta["Location"].startswith("/trabajos/")
    que = resultado()
    assert que[f"{suya.numero}.pdf"][0] == que[f"2000111222_{doble.numero}.pdf"][0] == "Adjuntado"
    assert "Varios suministros" in que[f"{doble.numero}.pdf"][1] and "Ninguna factura" in que["nadie.pdf"][1]
    assert "no corresponde a su extensión" in que[f"{suya.numero}.PDF"][1] and len(que) == 5
    archivo = Factura.objects.get(pk=suya.pk).archivo
    quienes = [crear(persona) for persona in (ELENA, MARTA, JORGE, FRIDA, OLGA, IGNACIO)]
    assert [puertas.puede_ver(quien, archivo) for quien in quienes] == [True, True, True, False, False, False]
    assert Evento.objects.get(tipo="FACTURAS_ADJUNTADAS").datos["adjuntadas"] == 2
    enviar(marta, f"{suya.numero}.pdf", pdf())
    assert resultado() == {f"{suya.numero}.pdf": ("Ya estaba", "")}


@pytest.mark.req("U-10")
def test_una_entrada_danada_no_se_lleva_a_las_demas():
    suya, otra = demostracion.vinculo(crear(ELENA)).suministro.facturas.order_by("-periodo")[:2]
    contenido = bytearray(paquete(**{f"{otra.numero}.pdf": pdf(), f"{suya.numero}.pdf": pdf()}))
    datos = contenido.index(otra.numero.encode()) + len(f"{otra.numero}.pdf")
    contenido[datos : datos + 20] = b"\xff" * 20
    enviar(entrar(crear(MARTA)), "facturas.zip", bytes(contenido))
    que = resultado()
    assert que[f"{suya.numero}.pdf"][0] == "Adjuntado" and que[f"{otra.numero}.pdf"][0] == "Rechazado"


@pytest.mark.req("U-10")
def test_lo_que_no_es_un_zip_de_facturas_no_entra():
    olga = entrar(crear(OLGA))
    casos = {"x.zip": (b"PK\x03\x04 no", 422), "y.rar": (b"x", 422), "bomba.zip": (paquete(a=b"\0" * 30_000_000), 422)}
    for nombre, (contenido, codigo) in casos.items():
        assert enviar(olga, nombre, contenido).status_code == codigo, nombre
    suya = demostracion.suministro(crear(ELENA)).facturas.first()
    enviar(olga, f"{suya.numero}.pdf", pdf())
    assert resultado()[f"{suya.numero}.pdf"][0] == "Rechazado", "another distributor's invoice is none"
