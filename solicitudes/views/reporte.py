"""'Reporte': the period, its rows as the file will have them, and the file (D-07)."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil, Usuario
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.periodo import FormularioPeriodo, en_palabras
from nucleo.trabajos.models import Trabajo
from solicitudes import reporte as hoja

RECIENTES = 10


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def reporte(request: HttpRequest) -> HttpResponse:
    """GET shows the rows of the period; POST orders their file, which is followed on its own page."""
    user = cuenta(request)
    formulario = FormularioPeriodo(request.POST if request.method == "POST" else request.GET)
    if not formulario.is_valid():
        return render(request, "solicitudes/reporte.html", _contexto(user, formulario), status=422)
    if request.method == "POST":
        return _pedir(request, user, formulario.periodo())
    return render(request, "solicitudes/reporte.html", _contexto(user, formulario) | _filas(request, user, formulario))


def _pedir(request: HttpRequest, user: Usuario, periodo: dict[str, str]) -> HttpResponse:
    if "ver" in request.POST:
        # By POST and back, so that the token of the form never stands in an address.
        escrito = urlencode({fin: dia for fin, dia in periodo.items() if dia})
        return redirect(f"{request.path}?{escrito}" if escrito else request.path)
    trabajo = hoja.pedir_reporte(actor=user, **periodo)
    anotar_acceso(
        request=request,
        accion="reporte.pedir",
        objeto=f"distribuidora:{user.distribuidora_id}",
        permitido=True,
        motivo=f"trabajo {trabajo.pk}",
    )
    return redirect("trabajos:seguimiento", trabajo.pk)


def _contexto(user: Usuario, formulario: FormularioPeriodo) -> dict[str, object]:
    propios = Trabajo.objects.filter(
        tipo=hoja.TIPO_DE_TRABAJO, usuario=user, filtros__distribuidora=user.distribuidora_id
    )
    return {
        "form": formulario,
        "columnas": hoja.COLUMNAS,
        "recientes": [
            (trabajo, en_palabras(trabajo.filtros["desde"], trabajo.filtros["hasta"]))
            for trabajo in propios.order_by("-creado_en")[:RECIENTES]
        ],
    }


def _filas(request: HttpRequest, user: Usuario, formulario: FormularioPeriodo) -> dict[str, object]:
    datos = formulario.cleaned_data
    solicitudes = hoja.solicitudes_de(user, datos["desde"], datos["hasta"])
    por = parametros.por_pagina(request.GET)
    pagina = Paginator(hoja.filas(solicitudes), por).get_page(parametros.pagina(request.GET))
    return {"pagina": pagina, "filas": list(pagina.object_list), "por": por}
