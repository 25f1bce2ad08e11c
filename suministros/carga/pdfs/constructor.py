"""The worker's part: each PDF received, tied to its invoice, or named with what is wrong with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from nucleo.archivos import almacen
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import recibir
from nucleo.comun.hojas import Columna, Hoja, escribir
from nucleo.trabajos import constructores
from nucleo.trabajos.constructores import Avance, Ficha, Palabras
from suministros.carga.pdfs import paquete
from suministros.carga.pdfs.actions import TIPO, adjuntar, anotar, factura_de
from suministros.carga.permissions import exigir_personal
from suministros.permissions import USO_FACTURA

if TYPE_CHECKING:
    from cuentas.models import Usuario
    from nucleo.trabajos.models import Trabajo

_COLUMNAS = (Columna("Archivo", "", ancho=30), Columna("Resultado", "", ancho=14), Columna("Qué hacer", "", ancho=70))
_PALABRAS = Palabras(
    titulo="PDF de facturas", preparando="Adjuntando los PDF", listo="Los PDF están revisados",
    fallo="No pudimos adjuntar los PDF", consejo="Lo intentamos tres veces. Los que ya se adjuntaron quedan.",
    mientras="Puedes cerrar esta página y volver después: el resultado queda guardado siete días.", se_cuentan="PDF",
)  # fmt: skip


def registrar() -> None:
    ficha = Ficha(sala=("Suministros", "/distribuidora/suministros/"), palabras=_PALABRAS)
    constructores.registrar(TIPO, construir, ficha)


def construir(trabajo: "Trabajo", ruta: Path, avance: Avance) -> None:
    """Run again, it ties what is missing: each invoice is changed on its own."""
    actor = exigir_personal(trabajo.usuario)
    archivo = Archivo.objects.get(pk=trabajo.filtros["archivo"])
    origen = almacen.ruta(archivo.sha256_guardado)
    total, filas = paquete.cuantos(origen, archivo.nombre), []
    for hechas, subido in enumerate(paquete.sueltos(origen, archivo.nombre)):
        avance(hechas, total)
        filas.append((subido.name or "", *_uno(actor, subido)))
    if total > paquete.ENTRADAS:
        filas.append((f"{total - paquete.ENTRADAS} más", "Rechazado", f"Sube {paquete.ENTRADAS} PDF por vez."))
    rechazadas = sum(resultado == "Rechazado" for _, resultado, _ in filas)
    anotar(actor=actor, huella=archivo.sha256_recibido, adjuntadas=len(filas) - rechazadas, rechazadas=rechazadas)
    escribir(ruta, [Hoja("PDF de facturas", _COLUMNAS, filas, len(filas))])


def _uno(actor: "Usuario", subido: UploadedFile) -> tuple[str, str]:
    hallada = factura_de(actor.distribuidora_id or 0, subido.name or "")
    if hallada.factura is None:
        return "Rechazado", hallada.que_hacer
    try:
        archivo = recibir(
            subido, uso=USO_FACTURA, limites=Limites(("pdf",), paquete.MAXIMO_PDF), nombre_documento="El PDF",
            actor=actor,
        )  # fmt: skip
    except ArchivoRechazado as error:
        return "Rechazado", error.mensaje
    nueva = adjuntar(actor=actor, factura_id=hallada.factura.pk, archivo=archivo)
    return "Adjuntado" if nueva else "Ya estaba", ""
