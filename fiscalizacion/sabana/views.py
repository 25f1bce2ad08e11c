"""'Data': how many rows the file would have, its order, and the files of the last days (F-04)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from fiscalizacion.sabana import columnas, eventos
from fiscalizacion.sabana.actions import TIPO_DE_EVENTOS, TIPO_DE_TRABAJO, pedir_sabana
from fiscalizacion.sabana.consulta import seleccionar
from fiscalizacion.sabana.filtros import en_una_linea
from fiscalizacion.sabana.forms import FormularioSabana
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.acceso import solo
from nucleo.trabajos.models import Trabajo

RECIENTES = 10


@solo(Perfil.SEC)
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """GET says how many rows; POST orders the file, which is prepared in the background and followed on its page."""
    formulario = FormularioSabana(request.POST if request.method == "POST" else request.GET)
    if not formulario.is_valid():
        return render(request, "fiscalizacion/data.html", _contexto(formulario), status=422)
    if request.method == "POST" and "contar" in request.POST:
        # By POST and back, so that the token of the form never stands in an address.
        escrito = urlencode({clave: valor for clave, valor in formulario.pedido().items() if valor})
        return redirect(f"{request.path}?{escrito}" if escrito else request.path)
    if request.method == "POST":
        return _pedir(request, formulario)
    contexto = _contexto(formulario) | {"filas": seleccionar(formulario.filtros()).count()}
    return render(request, "fiscalizacion/data.html", contexto)


def _pedir(request: HttpRequest, formulario: FormularioSabana) -> HttpResponse:
    trabajos = pedir_sabana(
        actor=cuenta(request),
        filtros=formulario.filtros(),
        formato=formulario.cleaned_data["formato"],
        con_eventos=formulario.cleaned_data["eventos"],
    )
    for trabajo in trabajos:
        anotar_acceso(
            request=request, accion=f"{trabajo.tipo}.pedir", objeto=f"trabajo:{trabajo.pk}", permitido=True,
            motivo=en_una_linea(trabajo.filtros)[:120],
        )  # fmt: skip
    return redirect("trabajos:seguimiento", trabajos[0].pk)


def _contexto(formulario: FormularioSabana) -> dict[str, object]:
    """Every order of the SEC is listed, so that its people see who took what; each downloads only the own ones."""
    pedidos = Trabajo.objects.filter(tipo__in=(TIPO_DE_TRABAJO, TIPO_DE_EVENTOS)).select_related("usuario")
    return {
        "form": formulario,
        "recientes": [(uno, _que(uno)) for uno in pedidos.order_by("-creado_en", "tipo")[:RECIENTES]],
        "hojas": [("Solicitudes", columnas.COLUMNAS), ("Eventos", eventos.COLUMNAS)],
    }


def _que(trabajo: Trabajo) -> str:
    cuales = en_una_linea(trabajo.filtros)
    return f"Eventos: {cuales}" if trabajo.tipo == TIPO_DE_EVENTOS else cuales
