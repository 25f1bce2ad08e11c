"""What pages and actions ask of payments; nothing here changes anything."""

from django.db.models import Exists, OuterRef, QuerySet

from catalogo.models import Distribuidora
from pagos.models import Cobro, Comprobante, EstadoComprobante, FormasDePago
from solicitudes import textos
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet


def formas_de(distribuidora_id: int) -> FormasDePago:
    """The distributor's methods and bank data; the defaults, unsaved, while it has written none."""
    return FormasDePago.objects.filter(distribuidora=distribuidora_id).first() or FormasDePago(
        distribuidora_id=distribuidora_id
    )


def puede_trabar(distribuidora_id: int) -> bool:
    """Whether its answers may wait for a payment (reglas.md 7)."""
    return formas_de(distribuidora_id).traba_respuesta


def cobro_en_vigor(solicitud: Solicitud) -> Cobro:
    """The payment asked for and not withdrawn; a request that waits for one always has it."""
    return Cobro.objects.get(solicitud=solicitud, retirado_en=None)


def de_aviso(solicitud: Solicitud) -> tuple[int, str] | None:
    """The amount and the explanation of the payment in force, as its messages tell them."""
    cobro = Cobro.objects.filter(solicitud=solicitud, retirado_en=None).first()
    return (cobro.monto, cobro.explicacion) if cobro else None


def comprobante_por_validar(solicitud: Solicitud) -> Comprobante:
    return Comprobante.objects.select_related("cobro").get(
        cobro__solicitud=solicitud, cobro__retirado_en=None, estado=EstadoComprobante.INFORMADO
    )


def comprobante_aceptado(solicitud: Solicitud) -> Comprobante:
    """The proof that the system accepted because nobody reviewed it, and that nobody has confirmed yet."""
    return Comprobante.objects.select_related("cobro").get(
        cobro__solicitud=solicitud, cobro__retirado_en=None, estado=EstadoComprobante.ACEPTADO
    )


def retenida_por_otra() -> Exists:
    """Of the requests of a list: their account has another acceptance that nobody has confirmed (P-06)."""
    otras = Solicitud.objects.aceptadas_sin_confirmar().filter(solicitante=OuterRef("solicitante"))
    return Exists(otras.exclude(pk=OuterRef("pk")))


def ultimo_cobro(solicitud: Solicitud) -> Cobro | None:
    """The newest payment asked for, in force or not: what a page shows."""
    return Cobro.objects.filter(solicitud=solicitud).select_related("cupon").order_by("-pk").first()


def ultimo_comprobante(solicitud: Solicitud) -> Comprobante | None:
    """The newest proof, whatever was decided on it."""
    con_todo = Comprobante.objects.select_related("cobro", "archivo", "informado_por")
    return con_todo.filter(cobro__solicitud=solicitud).order_by("-pk").first()


def motivo_del_rechazo(solicitud: Solicitud) -> str:
    """Why the newest proof was rejected, while the applicant owes another one."""
    if solicitud.estado != Estado.PAGO_RECHAZADO:
        return ""
    return textos.ultimo(solicitud, TipoEvento.PAGO_RECHAZADO, TipoEvento.ACEPTACION_REVERTIDA)


def por_validar(solicitudes: SolicitudQuerySet) -> QuerySet[Comprobante]:
    """The proofs of ``solicitudes`` that wait for a decision, the oldest first. A withdrawn request waits no more."""
    return _con_solicitud(solicitudes.filter(estado=Estado.PENDIENTE_VALIDACION), EstadoComprobante.INFORMADO)


def sin_revisar(solicitudes: SolicitudQuerySet) -> QuerySet[Comprobante]:
    """The proofs that the system accepted and nobody has confirmed or undone, the oldest first."""
    return _con_solicitud(solicitudes.filter(pago_sin_revisar=True), EstadoComprobante.ACEPTADO)


def _con_solicitud(solicitudes: SolicitudQuerySet, estado: EstadoComprobante) -> QuerySet[Comprobante]:
    de_ellas = Comprobante.objects.filter(estado=estado, cobro__retirado_en=None, cobro__solicitud__in=solicitudes)
    return de_ellas.select_related("cobro__solicitud__solicitante", "archivo").order_by("informado_en", "pk")


def formas_publicas() -> list[tuple[Distribuidora, FormasDePago]]:
    """Every active distributor with its ways of payment, in the order of their names."""
    activas = Distribuidora.objects.filter(activa=True).select_related("formas_de_pago").order_by("orden")
    return [(una, getattr(una, "formas_de_pago", None) or FormasDePago(distribuidora=una)) for una in activas]


def motivos(solicitud: Solicitud) -> dict[tuple[str, int], str]:
    """What was written of each payment, by ``("comprobante", id)`` and ``("cobro", id)`` (a withdrawal)."""
    de_que = {
        TipoEvento.PAGO_RECHAZADO: "comprobante",
        TipoEvento.ACEPTACION_REVERTIDA: "comprobante",
        TipoEvento.COBRO_RETIRADO: "cobro",
    }
    escritos = solicitud.textos.filter(evento__tipo__in=de_que).select_related("evento")
    return {
        (de_que[TipoEvento(uno.evento.tipo)], uno.evento.datos[de_que[TipoEvento(uno.evento.tipo)]]): uno.texto
        for uno in escritos
    }
