"""'Administrador › Distribuidoras › Pagos': whether the answers of a distributor may wait for a payment."""

from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from catalogo.models import Distribuidora
from cuentas.sesion import cuenta
from fiscalizacion.usuarios.views import CARPETA, administrador
from nucleo.bitacora.actions import direccion_de
from pagos.actions import cambiar_traba
from pagos.consultas import puede_trabar
from pagos.forms.formas import FormularioTraba
from solicitudes.models import Solicitud


@administrador
@require_http_methods(["GET", "POST"])
def pagos(request: HttpRequest, id: int) -> HttpResponse:
    distribuidora = get_object_or_404(Distribuidora, pk=id)
    inicial = {"traba": "si" if puede_trabar(id) else "no"}
    form = FormularioTraba(request.POST) if request.method == "POST" else FormularioTraba(initial=inicial)
    if request.method == "POST" and form.is_valid():
        traba, motivo = form.cleaned_data["traba"] == "si", form.cleaned_data["motivo"]
        hubo = cambiar_traba(
            actor=cuenta(request), distribuidora_id=id, traba=traba, motivo=motivo, direccion=direccion_de(request)
        )
        messages.success(request, "Guardamos el cambio. No avisamos a nadie." if hubo else "No cambiaste nada.")
        return redirect("fiscalizacion:distribuidora", id)
    contexto = {"form": form, "distribuidora": distribuidora, "trabadas": _trabadas(id)}
    return render(request, f"{CARPETA}/distribuidora_pagos.html", contexto, status=422 if form.errors else 200)


def _trabadas(distribuidora_id: int) -> dict[str, object]:
    """How many answers wait for a payment now, and since when the oldest does."""
    esperan = Solicitud.objects.filter(
        distribuidora=distribuidora_id, respondida_en__isnull=False, disponible_en=None, cerrada_en=None
    )
    return esperan.aggregate(cuantas=Count("pk"), desde=Min("respondida_en"))
