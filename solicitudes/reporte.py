"""The distributor's report (D-07): eight columns, the same rows on the page and in the file."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import NoPermitido
from nucleo.comun.expresiones import etiqueta, hora_de_chile
from nucleo.comun.hojas import FECHA_HORA, Columna, Hoja, escribir
from nucleo.comun.periodo import dia, entre
from nucleo.comun.reloj import hoy
from nucleo.comun.transacciones import foto
from nucleo.trabajos import permissions
from nucleo.trabajos.actions import pedir
from nucleo.trabajos.constructores import Avance, contando
from nucleo.trabajos.models import Trabajo
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet

TIPO_DE_TRABAJO = "reporte"
LOTE = 5_000  # rows of one trip to PostgreSQL
SIN_NUMERO = "Sin asignar"
COLUMNAS = (
    Columna("N° Folio", "El número nacional de la solicitud."),
    Columna("N° Cliente", "El número de cliente o de factibilidad."),
    Columna("N° Solicitud", "El número que le dio la distribuidora."),
    Columna("Tipo de Solicitud", "Cuál de los cuatro formularios.", ancho=34.0),
    Columna("Empresa Dx", "A quién se envió.", ancho=28.0),
    Columna("Estado", "En qué está al preparar el archivo.", ancho=36.0),
    Columna("Fecha solicitud", "Cuándo se envió, hora de Chile.", FECHA_HORA, 18.0),
    Columna("Fecha respuesta", "Cuándo se respondió, hora de Chile.", FECHA_HORA, 18.0),
)


def solicitudes_de(user: Usuario, desde: date | None = None, hasta: date | None = None) -> SolicitudQuerySet:
    """Those of the reader's distributor filed in the period (days of Chile, both included), the newest first."""
    propias = Solicitud.objects.visibles_para(user).filter(distribuidora_id=user.distribuidora_id)
    return propias.filter(**entre("enviada_en", desde, hasta)).order_by("-enviada_en", "-id")


def filas(solicitudes: SolicitudQuerySet) -> QuerySet[Any, Any]:
    """Each row as the page and the file show it, whole from PostgreSQL."""
    return solicitudes.values_list(
        "folio",
        "numero_cliente",
        Coalesce(NullIf(F("numero_solicitud"), Value("")), Value(SIN_NUMERO)),
        etiqueta("tipo", Tipo),
        "distribuidora__nombre",
        etiqueta("estado", Estado),
        hora_de_chile("enviada_en"),
        hora_de_chile("respondida_en"),
    )


def pedir_reporte(*, actor: Usuario, desde: str, hasta: str) -> Trabajo:
    """Orders the file of a period (``2026-12-31``, or empty for no limit); equal orders of the last five minutes
    share one. Raises ``NoPermitido``."""
    if not actor.es_distribuidora:
        raise NoPermitido("Solo el personal de una distribuidora descarga su reporte.")
    filtros = {"distribuidora": actor.distribuidora_id, "desde": desde, "hasta": hasta}
    return pedir(tipo=TIPO_DE_TRABAJO, usuario=actor, filtros=filtros, nombre=f"reporte-{hoy():%Y-%m-%d}.xlsx")


def construir(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    """The builder that ``trabajos`` calls in the worker. Raises ``NoPermitido`` when the account has since lost
    the distributor whose rows it ordered."""
    user = Usuario.objects.get(pk=trabajo.usuario_id)
    if not _sigue_en_ella(user, trabajo):
        raise NoPermitido("La cuenta ya no es de esa distribuidora.")
    pedidas = solicitudes_de(user, dia(trabajo.filtros["desde"]), dia(trabajo.filtros["hasta"]))
    with foto():
        total = pedidas.count()
        leidas = contando(filas(pedidas).iterator(LOTE), total, avance)
        escribir(ruta, [Hoja("Reporte", COLUMNAS, leidas, total)])
    avance(total, total)


def puede_descargar(usuario: Any, archivo: Archivo) -> bool:
    """Who ordered it, while of the same distributor: whoever moved to another takes nothing along (V3)."""
    if not permissions.puede_descargar(usuario, archivo):
        return False
    return _sigue_en_ella(usuario, Trabajo.objects.get(archivo=archivo))


def _sigue_en_ella(user: Usuario, trabajo: Trabajo) -> bool:
    return user.is_active and user.es_distribuidora and user.distribuidora_id == trabajo.filtros["distribuidora"]
