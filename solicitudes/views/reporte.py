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
from nucleo.trabajos.models import Trabajo
from solicitudes import reporte as hoja
from solicitudes.forms.reporte import FormularioReporte

RECIENTES = 10


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def reporte(request: HttpRequest) -> HttpResponse:
    """GET shows the rows of the period; POST orders their file, which is followed on its own page."""
    user = cuenta(request)
    formulario = FormularioReporte(request.POST if request.method == "POST" else request.GET)
    if not formulario.is_valid():
        return render(request, "solicitudes/reporte.html", _contexto(user, formulario), status=422)
    periodo = {clave: formulario.cleaned_data[clave] for clave in ("desde", "hasta")}
    solicitudes = hoja.solicitudes_de(user, **periodo)
    if request.method == "POST" and "ver" in request.POST:
        # By POST and back, so that the token of the form never stands in an address.
        escrito = urlencode({clave: dia.isoformat() for clave, dia in periodo.items() if dia})
        return redirect(f"{request.path}?{escrito}" if escrito else request.path)
    if request.method == "POST":
        trabajo = hoja.pedir_reporte(actor=user, **periodo)
        anotar_acceso(
            request=request,
            accion="reporte.pedir",
            objeto=f"distribuidora:{user.distribuidora_id}",
            permitido=True,
            motivo=f"trabajo {trabajo.pk}",
        )
        return redirect("trabajos:seguimiento", trabajo.pk)
    por = parametros.por_pagina(request.GET)
    pagina = Paginator(hoja.valores(solicitudes), por).get_page(parametros.pagina(request.GET))
    contexto = {"pagina": pagina, "filas": [hoja.fila(datos) for datos in pagina.object_list], "por": por}
    return render(request, "solicitudes/reporte.html", _contexto(user, formulario) | contexto)


def _contexto(user: Usuario, formulario: FormularioReporte) -> dict[str, object]:
    propios = Trabajo.objects.filter(tipo=hoja.TIPO_DE_TRABAJO, usuario=user)
    return {
        "form": formulario,
        "columnas": hoja.COLUMNAS,
        "recientes": propios.order_by("-creado_en")[:RECIENTES],
    }
