"""The limits of the payment plans of a distributor, written by its jefatura."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil, Rol
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from suministros.models import LimitesDePlan
from suministros.models.planes import vigentes_el
from suministros.paginas import Pagina
from suministros.planes.forms import FormularioLimites
from suministros.planes.limites import fijar

A_LA_VISTA = 20  # rows of the history


@solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])
@require_http_methods(["GET", "POST"])
def limites(request: HttpRequest) -> HttpResponse:
    suya = cuenta(request).distribuidora_id or 0
    rigen = vigentes_el(suya, hoy())
    pagina = Pagina(request, FormularioLimites, inicial=FormularioLimites.inicial(rigen))

    def grabar() -> str:
        escrito = dict(pagina.form.cleaned_data)
        desde = escrito.pop("desde")
        hubo = fijar(actor=cuenta(request), desde=desde, datos=escrito, direccion=direccion_de(request))
        messages.success(request, f"Los límites rigen desde el {desde:%d-%m-%Y}." if hubo else "No cambiaste nada.")
        return request.path

    if destino := pagina.grabar(grabar):
        return redirect(destino)
    filas = LimitesDePlan.objects.filter(distribuidora=suya).select_related("cambiado_por")[:A_LA_VISTA]
    return pagina.mostrar("suministros/planes/limites.html", rigen=rigen, filas=filas, hoy=hoy())
