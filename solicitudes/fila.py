"""The queue: SC and NC are answered in strict order of arrival per distributor and form (DS 57 arts. 23 and 29)."""

from collections.abc import Iterable

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from solicitudes.estados import ESPERAN_RESPUESTA, Tipo
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet

CON_ORDEN = (Tipo.CONEXION, Tipo.NOTIFICACION)
SIN_RESPONDER = Q(estado__in=ESPERAN_RESPUESTA, respondida_en=None)


def anteriores(solicitud: Solicitud) -> SolicitudQuerySet:
    """Those that wait for the same distributor with the same form, unanswered, and arrived before."""
    antes = Q(enviada_en__lt=solicitud.enviada_en) | Q(
        enviada_en=solicitud.enviada_en, folio_numero__lt=solicitud.folio_numero
    )
    return Solicitud.objects.filter(
        SIN_RESPONDER,
        antes,
        distribuidora_id=solicitud.distribuidora_id,
        tipo=solicitud.tipo,
    )


def espera(solicitud: Solicitud) -> bool:
    return solicitud.tipo in CON_ORDEN and solicitud.estado in ESPERAN_RESPUESTA and solicitud.respondida_en is None


def lugar(solicitud: Solicitud) -> int | None:
    """The place in the queue, from 1; None for a form without one or a request that does not wait."""
    return anteriores(solicitud).count() + 1 if espera(solicitud) else None


def adelantadas(solicitud: Solicitud) -> int:
    """How many earlier ones an answer given now would overtake."""
    return anteriores(solicitud).count() if solicitud.tipo in CON_ORDEN else 0


def lugares(solicitudes: Iterable[Solicitud]) -> dict[int, int]:
    """The places of those that wait, by id: one query for all the rows of a page."""
    esperan = [solicitud for solicitud in solicitudes if espera(solicitud)]
    if not esperan:
        return {}
    colas = Solicitud.objects.filter(
        SIN_RESPONDER,
        distribuidora_id__in={solicitud.distribuidora_id for solicitud in esperan},
        tipo__in={solicitud.tipo for solicitud in esperan},
    )
    contadas = colas.annotate(
        lugar=Window(
            RowNumber(),
            partition_by=["distribuidora_id", "tipo"],
            order_by=["enviada_en", "folio_numero"],
        )
    )
    # Joined by an OR to the place itself, or Django would choose the rows before it numbers them.
    de_la_pagina = Q(pk__in=[solicitud.pk for solicitud in esperan]) | Q(lugar__lt=1)
    return dict(contadas.filter(de_la_pagina).values_list("pk", "lugar"))
