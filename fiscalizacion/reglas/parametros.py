"""'Administrador › Reglas automáticas': what the system does alone when a term lapses (reglas.md 2; P-06)."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogo import reglas
from catalogo.models import ReglaAutomatica
from cuentas.sesion import cuenta
from fiscalizacion.reglas import actions, recalculo
from fiscalizacion.reglas.forms import FormularioAutomatica
from fiscalizacion.reglas.pagina import CARPETA, Hecho, cambiar, con_recalculos, de_la_sec
from fiscalizacion.reglas.plazos import en_palabras
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import administrador
from nucleo.comun.reloj import hoy
from nucleo.trabajos.models import Trabajo
from solicitudes.estados import Estado
from solicitudes.models import Solicitud

LISTA = "fiscalizacion:parametros"
# The state in which a request waits for each lapse.
ESPERAN = {reglas.PAGO_VALIDACION: Estado.PENDIENTE_VALIDACION, reglas.MC_OBJECION: Estado.ENVIADO}


@de_la_sec
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    contexto = {
        "filas": [(regla, _plazo(regla.codigo)) for regla in ReglaAutomatica.objects.order_by("-codigo")],
        "sucesos": historia.de_cadena("catalogo", tipos=(actions.AUTOMATICA,))[:10],
    }
    return render(request, f"{CARPETA}/parametros.html", contexto | con_recalculos(request))


@administrador
@require_http_methods(["GET", "POST"])
def automatica(request: HttpRequest, automatica: str) -> HttpResponse:
    regla = get_object_or_404(ReglaAutomatica, codigo=automatica)
    inicial = FormularioAutomatica.inicial(regla)
    form = FormularioAutomatica(request.POST) if request.method == "POST" else FormularioAutomatica(initial=inicial)

    def confirmacion() -> dict[str, Any]:
        activa = form.cleaned_data["activa"] == "si"
        resumen = [
            ("Regla", regla.descripcion), ("Plazo", _plazo(automatica)),
            ("Desde ahora", "La aplica el sistema" if activa else "Apagada: espera a que decida una persona"),
        ]  # fmt: skip
        return {"resumen": resumen, "sin_efecto": _consecuencia(automatica, activa)}

    def hacer(**quien: Any) -> Hecho:
        activa = form.cleaned_data["activa"] == "si"
        _, hubo = actions.cambiar_automatica(codigo=automatica, activa=activa, **quien)
        return ("Guardamos la regla." if hubo else "No cambiaste ningún dato."), None

    contexto = {
        "titulo": "Cambia la regla", "sala": "Reglas automáticas", "boton": "Guardar la regla",
        "bajada": regla.descripcion,
    }  # fmt: skip
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip


@administrador
@require_POST
def repeticion(request: HttpRequest, id: Any) -> HttpResponse:
    """A count that failed, once more; a colleague may finish it."""
    get_object_or_404(Trabajo, pk=id, tipo=recalculo.TIPO_DE_TRABAJO)
    trabajo = recalculo.repetir(actor=cuenta(request), trabajo_id=id)
    return redirect("trabajos:seguimiento", trabajo.pk)


def _plazo(codigo: str) -> str:
    try:
        return en_palabras(reglas.vigente(codigo, hoy()))
    except reglas.SinRegla:
        return "sin plazo vigente"


def _consecuencia(codigo: str, activa: bool) -> str:
    """Of those that wait for the lapse: how many, and how many are over it already."""
    vencidas = Q(estado=ESPERAN[codigo], vence_el__lt=hoy())
    cuantas, tarde = (
        Solicitud.objects.filter(condicion).count() for condicion in (Q(estado=ESPERAN[codigo]), vencidas)
    )  # fmt: skip
    if not activa:
        return f"Hoy esperan {cuantas}. Cuando venza su plazo quedarán como están, hasta que alguien decida."
    return f"Hoy esperan {cuantas}; a {tarde} ya les venció el plazo y el sistema actuará en el próximo minuto."
