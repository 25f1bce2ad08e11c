"""'Administrador › Enlaces de interés' (A-20)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogo.enlaces import LIMITES, USO
from catalogo.models import Enlace
from cuentas.sesion import cuenta
from fiscalizacion.enlaces import actions
from fiscalizacion.enlaces.forms import FormularioEnlace
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import CARPETA, administrador
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import recibir
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import lugares


@administrador
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    contexto = {
        "enlaces": Enlace.objects.select_related("archivo"),
        "sucesos": historia.de_cadena("catalogo", tipos=tuple(actions.FRASES))[:10],
    }
    return render(request, f"{CARPETA}/enlaces.html", contexto)


@administrador
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _pagina(request, FormularioEnlace())
    formulario = FormularioEnlace(request.POST, request.FILES)
    if formulario.is_valid():
        archivo = _archivo(request, formulario)
        if not formulario.errors:
            enlace = actions.crear(
                actor=cuenta(request), datos=formulario.cleaned_data, archivo=archivo, direccion=direccion_de(request)
            )
            messages.success(request, f"Agregamos «{enlace.titulo}».")
            return redirect("fiscalizacion:enlaces")
    return _pagina(request, formulario)


@administrador
@require_http_methods(["GET", "POST"])
def ficha(request: HttpRequest, id: int) -> HttpResponse:
    enlace = get_object_or_404(Enlace.objects.select_related("archivo"), pk=id)
    if request.method == "GET":
        return _pagina(request, FormularioEnlace(initial=FormularioEnlace.inicial(enlace), enlace=enlace))
    formulario = FormularioEnlace(request.POST, request.FILES, enlace=enlace)
    if formulario.is_valid():
        archivo = _archivo(request, formulario)
        if not formulario.errors:
            hubo = actions.cambiar(
                actor=cuenta(request), enlace_id=id, datos=formulario.cleaned_data, archivo=archivo,
                direccion=direccion_de(request),
            )  # fmt: skip
            messages.success(request, "Guardamos el enlace." if hubo else "No cambiaste ningún dato.")
            return redirect("fiscalizacion:enlaces")
    return _pagina(request, formulario)


@administrador
@require_POST
def orden(request: HttpRequest, id: int) -> HttpResponse:
    hacia = lugares.sentido(request)
    enlace = actions.mover(actor=cuenta(request), enlace_id=id, hacia=hacia, direccion=direccion_de(request))
    messages.success(request, f"Movimos «{enlace.titulo}».")
    return redirect("fiscalizacion:enlaces")


def _archivo(request: HttpRequest, formulario: FormularioEnlace) -> Archivo | None:
    """Checked and stored before the transaction that links it; a refusal is shown at the field."""
    subido = formulario.cleaned_data.get("archivo")
    if formulario.cleaned_data["destino"] != "archivo" or not subido:
        return None
    try:
        return recibir(subido, uso=USO, limites=LIMITES, nombre_documento="El archivo", actor=cuenta(request))
    except ArchivoRechazado as rechazo:
        formulario.add_error("archivo", rechazo.mensaje)
        return None


def _pagina(request: HttpRequest, formulario: FormularioEnlace) -> HttpResponse:
    contexto = {"form": formulario, "enlace": formulario.enlace}
    return render(request, f"{CARPETA}/enlace.html", contexto, status=422 if formulario.errors else 200)
