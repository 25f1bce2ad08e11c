"""Which expediente a request may be joined to by hand, and the form that asks it (reglas.md 6)."""

from typing import Any

from django import forms

from nucleo.comun.formularios import FormularioPortal
from solicitudes.models import Expediente, Solicitud


def destinos(solicitud: Solicitud) -> list[Expediente]:
    """The other expedientes of the same applicant and distributor, the newest first; never those of another account."""
    otros = Expediente.objects.filter(
        solicitante=solicitud.solicitante_id, distribuidora=solicitud.distribuidora_id, solicitudes__isnull=False
    )
    otros = otros.exclude(pk=solicitud.expediente_id).distinct().order_by("-id")
    return list(otros.select_related("comuna").prefetch_related("solicitudes"))


def en_palabras(expediente: Expediente) -> str:
    """``N° 3306118-2, Ñuñoa: LA170 Solicitud de Información, LA189 Solicitud de Conexión``."""
    solicitudes = sorted(expediente.solicitudes.all(), key=lambda s: s.pk)
    folios = ", ".join(f"{solicitud.folio} {solicitud.get_tipo_display()}" for solicitud in solicitudes)
    numero = solicitudes[0].numero_cliente if solicitudes else expediente.numero
    return f"N° {numero}, {expediente.comuna.nombre}: {folios}"


class FormularioUnion(FormularioPortal):
    """The choices are those of one request; anything else that is sent is not among them."""

    expediente = forms.TypedChoiceField(
        label="¿A qué expediente la unes?",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": "Elige un expediente",
            "invalid_choice": "Elige un expediente de la lista",
        },
    )

    def __init__(self, *args: Any, expedientes: list[Expediente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expediente"].choices = [  # type: ignore[attr-defined]
            (expediente.pk, en_palabras(expediente)) for expediente in expedientes
        ]
