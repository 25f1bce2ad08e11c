"""'Administrador › Formularios en blanco': what people print and fill, and the official one in its place (S-18)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.datos_blancos import BLANCOS
from catalogo.formularios import LIMITES, USO
from catalogo.models import FormularioEnBlanco
from cuentas.sesion import cuenta
from fiscalizacion.formularios_en_blanco.actions import reemplazar
from fiscalizacion.formularios_en_blanco.forms import FormularioOficial
from fiscalizacion.usuarios.views import CARPETA, administrador
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import recibir
from nucleo.bitacora.actions import direccion_de


@administrador
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    filas = {fila.tramite: fila for fila in FormularioEnBlanco.objects.select_related("archivo")}
    blancos = [(BLANCOS[tramite].titulo, filas[tramite]) for tramite in BLANCOS if tramite in filas]
    return render(request, f"{CARPETA}/formularios.html", {"blancos": blancos})


@administrador
@require_http_methods(["GET", "POST"])
def ficha(request: HttpRequest, tramite: str) -> HttpResponse:
    blanco = get_object_or_404(FormularioEnBlanco.objects.select_related("archivo"), tramite=tramite)
    titulo = BLANCOS[blanco.tramite].titulo
    if request.method == "GET":
        formulario = FormularioOficial()
    else:
        formulario = FormularioOficial(request.POST, request.FILES)
        if formulario.is_valid() and (archivo := _recibido(request, formulario)):
            reemplazar(actor=cuenta(request), tramite=tramite, archivo=archivo, direccion=direccion_de(request))
            messages.success(request, f"Publicamos «{archivo.nombre}» como formulario de {titulo}.")
            return redirect("fiscalizacion:formularios")
    contexto: dict[str, Any] = {"form": formulario, "blanco": blanco, "nombre": titulo}
    return render(request, f"{CARPETA}/formulario.html", contexto, status=422 if formulario.errors else 200)


def _recibido(request: HttpRequest, formulario: FormularioOficial) -> Archivo | None:
    """Checked and stored before the transaction that links it; a refusal is shown at the field."""
    subido = formulario.cleaned_data["archivo"]
    try:
        return recibir(subido, uso=USO, limites=LIMITES, nombre_documento="El formulario", actor=cuenta(request))
    except ArchivoRechazado as rechazo:
        formulario.add_error("archivo", rechazo.mensaje)
        return None
