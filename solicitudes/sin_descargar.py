"""Answers that their applicant can read and has not downloaded yet: what the start page keeps asking for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from nucleo.bitacora.models import Acceso
from solicitudes.estados import RESPONDIDAS
from solicitudes.models import Respuesta

_NOMBRE_DEL_ARCHIVO = Concat(Value("archivo:"), Cast(OuterRef("archivo_id"), TextField()))


def sin_descargar(user: Any) -> Q:
    """The requests with an open answer, or a complement of it, whose file ``user`` never took.

    The download door notes every file that leaves (one by one or in a ZIP); ``Acceso.objeto`` is indexed, so this
    costs one look-up per answered request. Looking at the preview is not taking it.
    """
    tomado = Acceso.objects.filter(
        objeto=_NOMBRE_DEL_ARCHIVO, usuario=user.pk, accion="archivo.descargar", permitido=True
    )
    abiertas = Respuesta.objects.filter(solicitud=OuterRef("pk"), disponible_en__isnull=False)
    return Q(Exists(abiertas.filter(~Exists(tomado))), estado__in=RESPONDIDAS)
