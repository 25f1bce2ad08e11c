"""The distributor's report (D-07): eight columns, the same rows on the page and in the file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, Expression, F, Func, QuerySet

from cuentas.models import Usuario
from nucleo.comun.errores import NoPermitido
from nucleo.comun.hojas import FECHA_HORA, Columna, Hoja, escribir
from nucleo.comun.reloj import CHILE, hoy
from nucleo.trabajos.actions import pedir
from nucleo.trabajos.constructores import Avance
from nucleo.trabajos.models import Trabajo
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet

TIPO_DE_TRABAJO = "reporte"
LOTE = 5_000
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
Fila = tuple[str, str, str, str, str, str, datetime, datetime | None]


def _en_chile(campo: str) -> Expression:
    """Chilean wall time without a zone, which Excel does not know; PostgreSQL does it faster than we would."""
    return Func(F(campo), template="%(expressions)s AT TIME ZONE 'America/Santiago'", output_field=DateTimeField())


def solicitudes_de(user: Usuario, desde: date | None = None, hasta: date | None = None) -> SolicitudQuerySet:
    """Those of the reader's distributor filed in the period (days of Chile, both included), the newest first."""
    propias = Solicitud.objects.visibles_para(user).filter(distribuidora_id=user.distribuidora_id)
    if desde:
        propias = propias.filter(enviada_en__gte=datetime.combine(desde, time(), CHILE))
    if hasta:
        propias = propias.filter(enviada_en__lt=datetime.combine(hasta + timedelta(days=1), time(), CHILE))
    return propias.order_by("-enviada_en", "-id")


def valores(solicitudes: SolicitudQuerySet) -> QuerySet[Any, Any]:
    """The eight values of each row as PostgreSQL gives them, for ``fila``."""
    return solicitudes.values_list(
        "folio", "numero_cliente", "numero_solicitud", "tipo", "distribuidora__nombre", "estado",
        _en_chile("enviada_en"), _en_chile("respondida_en"),
    )  # fmt: skip


_TIPOS, _ESTADOS = dict(Tipo.choices), dict(Estado.choices)


def fila(datos: tuple[Any, ...]) -> Fila:
    """One row, in the words of the page and of the file."""
    folio, cliente, numero, tipo, empresa, estado, enviada, respondida = datos
    return (
        folio,
        cliente,
        numero or SIN_NUMERO,
        str(_TIPOS[tipo]),
        empresa,
        str(_ESTADOS[estado]),
        enviada.replace(tzinfo=None, microsecond=0),
        respondida.replace(tzinfo=None, microsecond=0) if respondida else None,
    )


def pedir_reporte(*, actor: Usuario, desde: date | None, hasta: date | None) -> Trabajo:
    """Orders the file; equal orders of the last five minutes share one. Raises ``NoPermitido``."""
    if not actor.es_distribuidora:
        raise NoPermitido("Solo el personal de una distribuidora descarga su reporte.")
    filtros = {
        "distribuidora": actor.distribuidora_id,
        "desde": desde.isoformat() if desde else "",
        "hasta": hasta.isoformat() if hasta else "",
    }
    return pedir(tipo=TIPO_DE_TRABAJO, usuario=actor, filtros=filtros, nombre=f"reporte-{hoy():%Y-%m-%d}.xlsx")


def construir(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    """The builder that ``trabajos`` calls in the worker. Raises ``NoPermitido`` when the account has since lost
    the distributor whose rows it ordered."""
    user = Usuario.objects.get(pk=trabajo.usuario_id)
    if not (user.is_active and user.es_distribuidora and user.distribuidora_id == trabajo.filtros["distribuidora"]):
        raise NoPermitido("La cuenta ya no es de esa distribuidora.")
    solicitudes = solicitudes_de(user, _dia(trabajo.filtros["desde"]), _dia(trabajo.filtros["hasta"]))
    with transaction.atomic():
        total = solicitudes.count()
        contadas = _Contadas(solicitudes, total, avance)
        escribir(ruta, [Hoja("Reporte", COLUMNAS, contadas.filas(), total)])
    avance(contadas.hechas, contadas.hechas)


def _dia(escrito: str) -> date | None:
    return date.fromisoformat(escrito) if escrito else None


class _Contadas:
    """The rows of the file, counted as they are written: what arrives meanwhile must not make the figure untrue."""

    def __init__(self, solicitudes: SolicitudQuerySet, total: int, avance: Avance) -> None:
        self.solicitudes, self.total, self.avance, self.hechas = solicitudes, total, avance, 0

    def filas(self) -> Iterator[Fila]:
        for datos in valores(self.solicitudes).iterator(LOTE):
            self.hechas += 1
            if self.hechas % LOTE == 0:
                self.avance(self.hechas, max(self.hechas, self.total))
            yield fila(datos)
