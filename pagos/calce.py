"""What each line of a statement is against the payments of today: asked anew each time, since they change meanwhile."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.db.models.fields import CharField

from pagos.models import Comprobante, EstadoComprobante, LineaCartola
from solicitudes.estados import SIN_EFECTO, Estado

_E = EstadoComprobante


class Situacion(TextChoices):
    """``CALZA`` alone may be confirmed: what the table of transitions does not allow is told, never forced."""

    CALZA = "calza", "Referencia y monto coinciden"
    MONTO = "monto", "El monto no es el que pediste"
    FALTA_COMPROBANTE = "falta-comprobante", "Falta el comprobante: el solicitante debe adjuntarlo en el portal"
    YA_VALIDADO = "ya-validado", "El pago ya estaba validado"
    DOS_LINEAS = "dos-lineas", "Hay otro abono con la misma referencia"
    VARIAS = "varias", "El texto menciona más de una referencia"
    RETIRADO = "retirado", "Retiraste este cobro"
    CERRADA = "cerrada", "La solicitud ya no espera este pago"
    SIN_REFERENCIA = "sin-referencia", "Sin referencia de un cobro tuyo"
    APLICADA = "aplicada", "Pago validado con esta línea"


DIFERENCIAS = (
    Situacion.MONTO, Situacion.FALTA_COMPROBANTE, Situacion.YA_VALIDADO, Situacion.DOS_LINEAS, Situacion.VARIAS,
    Situacion.RETIRADO, Situacion.CERRADA,
)  # fmt: skip


def con_situacion(lineas: QuerySet[LineaCartola]) -> QuerySet[Any]:
    """``lineas`` with ``situacion``, decided by PostgreSQL in the order in which a person would ask."""
    otra = LineaCartola.objects.filter(cobro=OuterRef("cobro")).exclude(pk=OuterRef("pk"))
    casos = [
        When(aplicada_en__isnull=False, then=Value(Situacion.APLICADA)),
        When(varias=True, then=Value(Situacion.VARIAS)),
        When(cobro=None, then=Value(Situacion.SIN_REFERENCIA)),
        When(_con_comprobante(_E.VALIDADO), then=Value(Situacion.YA_VALIDADO)),
        When(cobro__retirado_en__isnull=False, then=Value(Situacion.RETIRADO)),
        When(cobro__solicitud__estado__in=SIN_EFECTO, then=Value(Situacion.CERRADA)),
        When(Exists(otra), then=Value(Situacion.DOS_LINEAS)),
        When(~Q(cobro__monto=F("monto")), then=Value(Situacion.MONTO)),
        When(_se_puede_validar(), then=Value(Situacion.CALZA)),
        When(
            cobro__solicitud__estado__in=(Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO),
            then=Value(Situacion.FALTA_COMPROBANTE),
        ),
    ]
    return lineas.annotate(
        situacion=Case(*casos, default=Value(Situacion.CERRADA), output_field=CharField(max_length=20))
    )


def _con_comprobante(*estados: EstadoComprobante) -> Exists:
    return Exists(Comprobante.objects.filter(cobro=OuterRef("cobro"), estado__in=estados))


def _se_puede_validar() -> Q:
    """A proof that waits for a person, or one that the system accepted and nobody has confirmed (P-06)."""
    por_validar = Q(cobro__solicitud__estado=Estado.PENDIENTE_VALIDACION) & Q(_con_comprobante(_E.INFORMADO))
    sin_revisar = Q(cobro__solicitud__pago_sin_revisar=True) & Q(_con_comprobante(_E.ACEPTADO))
    return por_validar | sin_revisar
