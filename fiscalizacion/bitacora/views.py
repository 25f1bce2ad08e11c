"""'Administrador › Bitácora': what was done to accounts and configuration, who looked and who was refused."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.sesion import cuenta
from fiscalizacion.bitacora.consulta import pagina
from fiscalizacion.bitacora.exportacion import TIPO, describir
from fiscalizacion.bitacora.forms import ACCESOS, FormularioBitacora
from fiscalizacion.usuarios.views import CARPETA, administrador
from nucleo.bitacora.actions import anotar_acceso
from nucleo.bitacora.models import Ancla, Revision
from nucleo.comun import parametros
from nucleo.comun.reloj import hoy
from nucleo.trabajos.actions import pedir


@administrador
@require_http_methods(["GET", "POST"])
def bitacora(request: HttpRequest) -> HttpResponse:
    """GET shows a page of what was asked for; POST orders all of it as a file."""
    formulario = FormularioBitacora(request.POST if request.method == "POST" else request.GET)
    if not formulario.is_valid():
        return render(request, f"{CARPETA}/bitacora.html", {"form": formulario}, status=422)
    filtros = formulario.filtros()
    if request.method == "POST":
        return _pedir(request, filtros)
    renglones, siguiente = pagina(filtros, parametros.texto(request.GET, "antes"))
    puestos = {clave: valor for clave, valor in filtros.items() if valor}
    contexto = {
        "form": formulario,
        "renglones": renglones,
        "accesos": filtros["ver"] == ACCESOS,
        "filtros": puestos,
        "siguiente": f"?{urlencode({**puestos, 'antes': siguiente})}" if siguiente else "",
        "primera": f"?{urlencode(puestos)}" if "antes" in request.GET else "",
        "hay": len(puestos) > 1,
        "revision": Revision.objects.order_by("-terminada").first(),
        "ancla": Ancla.objects.order_by("-dia").first(),
    }
    return render(request, f"{CARPETA}/bitacora.html", contexto)


def _pedir(request: HttpRequest, filtros: dict[str, str]) -> HttpResponse:
    trabajo = pedir(tipo=TIPO, usuario=cuenta(request), filtros=filtros, nombre=f"bitacora-{hoy():%Y-%m-%d}.xlsx")
    anotar_acceso(
        request=request, accion=f"{TIPO}.pedir", objeto=f"trabajo:{trabajo.pk}", permitido=True,
        motivo=describir(filtros)[:120],
    )  # fmt: skip
    return redirect("trabajos:seguimiento", trabajo.pk)
