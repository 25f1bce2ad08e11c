"""'Administrador › Muy baja densidad': the comunas where a distributor has more days (reglas.md 3; DS 57 art. 15 c)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogo import reglas
from catalogo.cambios.comun import CambioRechazado
from catalogo.cambios.densidad import ya_esta
from catalogo.models import MuyBajaDensidad
from cuentas.sesion import cuenta
from fiscalizacion.reglas import actions
from fiscalizacion.reglas.forms import ConMotivo, FormularioDensidad
from fiscalizacion.reglas.pagina import CARPETA, Hecho, cambiar, de_la_sec
from fiscalizacion.reglas.plazos import en_palabras
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import administrador
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import miles
from solicitudes.models import Solicitud
from solicitudes.obligaciones import BAJA_DENSIDAD

LISTA = "fiscalizacion:densidades"


@de_la_sec
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    filas = MuyBajaDensidad.objects.select_related("distribuidora", "comuna__region")
    contexto = {
        "filas": filas.order_by("distribuidora__orden", "comuna__orden"),
        "caso": BAJA_DENSIDAD,
        "plazo": _plazo(),
        "sucesos": historia.de_cadena("catalogo", tipos=actions.DE_DENSIDAD)[:10],
        "puede": cuenta(request).es_administrador,
    }
    return render(request, f"{CARPETA}/densidades.html", contexto)


@administrador
@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    form = FormularioDensidad(request.POST if request.method == "POST" else None)

    def datos() -> dict[str, Any]:
        return {campo: form.cleaned_data[campo] for campo in ("distribuidora", "comuna")}

    def confirmacion() -> dict[str, Any]:
        if repetida := ya_esta(**datos()):
            raise CambioRechazado("comuna", repetida)
        efecto = (
            f"Ningún plazo se mueve solo. Desde ahora {datos()['distribuidora']} puede reclasificar ahí, con un "
            f"motivo, sus Solicitudes de Conexión que exceden la capacidad: {_plazo()}."
        )
        resumen = [("Distribuidora", datos()["distribuidora"]), ("Comuna", datos()["comuna"])]
        return {"resumen": resumen, "sin_efecto": efecto}

    def hacer(**quien: Any) -> Hecho:
        fila = actions.agregar_densidad(**datos(), **quien)
        return f"Agregamos {fila.comuna} a la lista de {fila.distribuidora}.", None

    contexto = {
        "titulo": "Nueva comuna de muy baja densidad",
        "sala": "Muy baja densidad",
        "boton": "Agregar la comuna",
    }
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip


@administrador
@require_http_methods(["GET", "POST"])
def retiro(request: HttpRequest, id: int) -> HttpResponse:
    fila = get_object_or_404(MuyBajaDensidad.objects.select_related("distribuidora", "comuna"), pk=id)
    form = ConMotivo(request.POST if request.method == "POST" else None)

    def confirmacion() -> dict[str, Any]:
        suyas = {"distribuidora": fila.distribuidora, "comuna": fila.comuna, "caso": BAJA_DENSIDAD}
        cuantas = Solicitud.objects.filter(**suyas).count()
        las_que_hay = (
            f"Las ya reclasificadas, {miles(cuantas)}, conservan su plazo." if cuantas else "Hoy no hay ninguna."
        )
        efecto = f"Nadie podrá reclasificar ahí a este caso. {las_que_hay}"
        resumen = [("Distribuidora", fila.distribuidora), ("Comuna", fila.comuna)]
        return {"resumen": resumen, "sin_efecto": efecto}

    def hacer(**quien: Any) -> Hecho:
        actions.quitar_densidad(densidad_id=id, **quien)
        return f"Quitamos {fila.comuna} de la lista de {fila.distribuidora}.", None

    contexto: dict[str, Any] = {
        "titulo": "Quita la comuna", "sala": "Muy baja densidad", "boton": "Quitar la comuna", "peligro": True,
        "bajada": f"{fila.comuna}, de {fila.distribuidora}",
    }  # fmt: skip
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip


def _plazo() -> str:
    try:
        return en_palabras(reglas.vigente(BAJA_DENSIDAD, hoy()))
    except reglas.SinRegla:
        return "sin plazo vigente"
