"""'Administrador › Feriados': the days that are not hábil (reglas.md 3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.cambios.comun import CambioRechazado
from catalogo.cambios.feriados import ya_esta
from catalogo.models import Feriado
from catalogo.plazos import fecha_larga
from fiscalizacion.reglas import actions, previa
from fiscalizacion.reglas.forms import FormularioDeUnFeriado, FormularioFeriado
from fiscalizacion.reglas.pagina import CARPETA, Hecho, cambiar, con_recalculos, de_la_sec
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import administrador
from nucleo.comun.reloj import hoy

LISTA = "fiscalizacion:feriados"
REGIONAL = "Es de una región: queda anotado y no mueve ningún plazo."


@de_la_sec
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    anios = sorted({dia.year for dia in Feriado.objects.values_list("fecha", flat=True)} | {hoy().year})
    pedido = request.GET.get("anio", "")
    anio = int(pedido) if pedido.isdecimal() and int(pedido) in anios else hoy().year
    contexto = {
        "anio": anio,
        "anios": anios,
        "feriados": Feriado.objects.filter(fecha__year=anio).select_related("region").order_by("fecha", "region"),
        "sucesos": historia.de_cadena("catalogo", tipos=actions.DE_FERIADOS)[:10],
    }
    return render(request, f"{CARPETA}/feriados.html", contexto | con_recalculos(request))


@administrador
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    form = FormularioFeriado(request.POST if request.method == "POST" else None)

    def confirmacion() -> dict[str, Any]:
        datos = form.cleaned_data
        if repetido := ya_esta(datos["fecha"], datos["region"]):
            raise CambioRechazado("fecha", repetido)
        resumen = [
            ("Fecha", fecha_larga(datos["fecha"])), ("Nombre", datos["nombre"]),
            ("Región", datos["region"] or "Todo el país"),
        ]  # fmt: skip
        if datos["region"]:
            return {"resumen": resumen, "sin_efecto": REGIONAL}
        return {"resumen": resumen, "previa": previa.de_un_feriado(datos["fecha"], cuenta=True, nombre=datos["nombre"])}

    def hacer(**quien: Any) -> Hecho:
        datos = {campo: form.cleaned_data[campo] for campo in ("fecha", "nombre", "region")}
        trabajo = actions.agregar_feriado(**datos, **quien)
        return f"Agregamos el feriado del {datos['fecha']:%d-%m-%Y}.{_recuento(trabajo)}", trabajo

    contexto = {"titulo": "Nuevo feriado", "sala": "Feriados", "boton": "Agregar el feriado"}
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip


@administrador
@require_http_methods(["GET", "POST"])
def ficha(request: HttpRequest, id: int) -> HttpResponse:
    feriado = get_object_or_404(Feriado.objects.select_related("region"), pk=id)
    inicial = {"nombre": feriado.nombre, "vigente": feriado.vigente}
    form = (
        FormularioDeUnFeriado(request.POST) if request.method == "POST" else FormularioDeUnFeriado(initial=inicial)
    )  # fmt: skip

    def confirmacion() -> dict[str, Any]:
        nombre, vigente = form.cleaned_data["nombre"], form.cleaned_data["vigente"]
        resumen = [
            ("Fecha", fecha_larga(feriado.fecha)), ("Nombre", nombre),
            ("Desde ahora", "Es feriado" if vigente else "No es feriado: se cuenta como cualquier día"),
        ]  # fmt: skip
        if feriado.region:
            return {"resumen": resumen, "sin_efecto": REGIONAL}
        if vigente == feriado.vigente:
            return {"resumen": resumen, "sin_efecto": "Cambia el nombre: ningún plazo se mueve."}
        return {"resumen": resumen, "previa": previa.de_un_feriado(feriado.fecha, cuenta=vigente, nombre=nombre)}

    def hacer(**quien: Any) -> Hecho:
        datos = {campo: form.cleaned_data[campo] for campo in ("nombre", "vigente")}
        hubo, trabajo = actions.cambiar_feriado(feriado_id=id, **datos, **quien)
        return (f"Guardamos el feriado.{_recuento(trabajo)}" if hubo else "No cambiaste ningún dato."), trabajo

    contexto = {
        "titulo": f"Feriado del {feriado.fecha:%d-%m-%Y}", "sala": "Feriados", "boton": "Guardar el feriado",
        "bajada": f"{fecha_larga(feriado.fecha).capitalize()}, {feriado.region or 'todo el país'}",
    }  # fmt: skip
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip


def _recuento(trabajo: object) -> str:
    return " Estamos recalculando los plazos que ya corrían." if trabajo else ""
