"""What the pages of the rules share: who enters, form, confirm page, done. Nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogo.cambios.comun import CambioRechazado
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from fiscalizacion.reglas import recalculo
from fiscalizacion.reglas.forms import ConMotivo
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.trabajos.models import Trabajo

de_la_sec = solo(Perfil.SEC)
CARPETA = "fiscalizacion/reglas"
# What the confirm page says and shows, and what is done after it: the sentence of success, the new count if any.
Confirmacion = Callable[[], dict[str, Any]]
Hecho = tuple[str, Trabajo | None]
SALAS = {
    "Feriados": "fiscalizacion:feriados", "Plazos": "fiscalizacion:plazos", "Documentos": "fiscalizacion:documentos",
    "Reglas automáticas": "fiscalizacion:parametros", "Muy baja densidad": "fiscalizacion:densidades",
}  # fmt: skip


def cambiar(
    request: HttpRequest, form: ConMotivo, *, contexto: dict[str, Any], confirmacion: Confirmacion,
    hacer: Callable[..., Hecho], volver: str,
) -> HttpResponse:  # fmt: skip
    """The whole of one change. ``hacer`` gets actor, motivo and direccion; ``volver``: where it leads back to.

    ``contexto``: titulo, sala (one of ``SALAS``), boton, and bajada, nota and peligro (it takes away), if any.
    """
    contexto = {"form": form, "volver": volver, "lista_de_la_sala": SALAS[contexto["sala"]], **contexto}
    if request.method == "POST" and form.is_valid() and "editar" not in request.POST:
        try:
            if "confirmado" not in request.POST:
                return render(request, f"{CARPETA}/confirmar.html", contexto | confirmacion())
            motivo = form.cleaned_data["motivo"]
            frase, trabajo = hacer(actor=cuenta(request), motivo=motivo, direccion=direccion_de(request))
        except CambioRechazado as rechazo:
            form.add_error(rechazo.campo if rechazo.campo in form.fields else None, rechazo.mensaje)
        else:
            messages.success(request, frase)
            return redirect(reverse("trabajos:seguimiento", args=[trabajo.pk]) if trabajo else volver)
    return render(request, f"{CARPETA}/cambio.html", contexto, status=422 if form.errors else 200)


def con_recalculos(request: HttpRequest) -> dict[str, Any]:
    """What every list shows of the counts: those of the last days, and whether the reader may change the rules."""
    recientes = list(recalculo.recientes())
    return {
        "recientes": [(trabajo, recalculo.en_palabras(trabajo)) for trabajo in recientes],
        "fallidos": [trabajo for trabajo in recientes if trabajo.estado == "fallo"],
        "puede": cuenta(request).es_administrador,
    }
