"""Which expediente a request may be joined to by hand, and the form that asks it (reglas.md 6)."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import compacto, orden
from nucleo.comun.texto import folio as leer_folio
from solicitudes.models import Expediente, Solicitud

A_LA_VEZ = 20


def destinos(solicitud: Solicitud) -> QuerySet[Expediente]:
    """The other expedientes of the same applicant and distributor, the newest first; never those of another account."""
    con_alguna = Solicitud.objects.filter(
        solicitante=solicitud.solicitante_id, distribuidora=solicitud.distribuidora_id
    ).exclude(expediente=solicitud.expediente_id)
    otros = Expediente.objects.filter(
        pk__in=con_alguna.values("expediente"),
        solicitante=solicitud.solicitante_id,
        distribuidora=solicitud.distribuidora_id,
    )
    return otros.select_related("comuna").prefetch_related("solicitudes").order_by("-id")


def buscar(expedientes: QuerySet[Expediente], escrito: str) -> QuerySet[Expediente]:
    """Those with a request of that folio or N° de cliente, or in a comuna of that name; nothing written: all."""
    if not escrito.strip():
        return expedientes
    con_folio = Solicitud.objects.filter(folio__startswith=leer_folio(escrito))
    por_numero = Q(numero__startswith=compacto(escrito)) if compacto(escrito) else Q()
    por_comuna = Q(comuna__orden__startswith=orden(escrito))
    return expedientes.filter(por_numero | por_comuna | Q(pk__in=con_folio.values("expediente")))


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
