"""Tying PDFs to the invoices that their names say."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import registrar
from nucleo.comun.texto import compacto
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos import actions as trabajos
from nucleo.trabajos.models import Trabajo
from suministros.carga.permissions import exigir_personal
from suministros.models import Factura

TIPO = "facturas-pdf"
_NINGUNA = "Ninguna factura tiene ese número. Nombra el archivo con el N° de la factura, por ejemplo F-1001.pdf."
_VARIAS = "Varios suministros tienen una factura con ese número. Antepón el suyo: 2000111222_F-1001.pdf."


@dataclass(frozen=True)
class Hallada:
    """``factura`` None: ``que_hacer`` says why."""

    factura: Factura | None
    que_hacer: str = ""


@en_transaccion
def pedir_adjuntos(*, actor: Usuario, archivo: Archivo) -> Trabajo:
    """Puts a ZIP, or one PDF, in line. Raises ``NoPermitido``."""
    cuenta = exigir_personal(actor)
    nombre = f"pdf-de-facturas-{archivo.creado_en:%Y-%m-%d}.xlsx"
    return trabajos.pedir(tipo=TIPO, usuario=cuenta, filtros={"archivo": str(archivo.pk)}, nombre=nombre)


def factura_de(distribuidora_id: int, nombre: str) -> Hallada:
    """The invoice that a file's name says: its number, or supply and number with ``_`` between them."""
    escrito = PurePosixPath(nombre).stem
    suyas = Factura.objects.select_related("suministro").filter(suministro__distribuidora=distribuidora_id)
    halladas = list(suyas.filter(numero=escrito)[:2])
    if not halladas and "_" in escrito:
        suministro, _, numero = escrito.partition("_")
        halladas = list(suyas.filter(suministro__numero_compacto=compacto(suministro), numero=numero)[:2])
    if len(halladas) == 1:
        return Hallada(halladas[0])
    return Hallada(None, _VARIAS if halladas else _NINGUNA)


@en_transaccion
def adjuntar(*, actor: Usuario, factura_id: int, archivo: Archivo) -> bool:
    """Makes ``archivo`` the PDF of the invoice; False when it had the same one. The one before goes as an orphan."""
    cuenta = exigir_personal(actor)
    suyas = Factura.objects.select_for_update(of=("self",)).select_related("archivo", "suministro")
    factura = suyas.get(pk=factura_id, suministro__distribuidora=cuenta.distribuidora_id)
    if factura.archivo and factura.archivo.sha256_recibido == archivo.sha256_recibido:
        return False
    factura.archivo = archivo
    factura.save(update_fields=["archivo"])
    return True


@en_transaccion
def anotar(*, actor: Usuario, huella: str, adjuntadas: int, rechazadas: int) -> None:
    registrar(
        cadena=f"distribuidora:{actor.distribuidora_id}",
        tipo="FACTURAS_ADJUNTADAS",
        actor=actor,
        datos={"huella": huella, "adjuntadas": adjuntadas, "rechazadas": rechazadas},
    )
