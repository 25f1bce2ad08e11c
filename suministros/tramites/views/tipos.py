"""The list of procedures of a distributor: its jefatura writes it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuentas.models import Perfil, Rol
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import lugares
from nucleo.comun.acceso import solo
from suministros.models import TipoDeTramite
from suministros.paginas import Pagina
from suministros.tramites import tipos
from suministros.tramites.forms import FormularioTipo

jefatura = solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])
LISTA = "tramites:tipos"


@jefatura
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    suyos = TipoDeTramite.objects.filter(distribuidora=cuenta(request).distribuidora_id)
    return render(request, "suministros/tramites/tipos.html", {"tipos": suyos})


@jefatura
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    return _ficha(request, None)


@jefatura
@require_http_methods(["GET", "POST"])
def tipo(request: HttpRequest, id: int) -> HttpResponse:
    return _ficha(request, _propio(request, id))


@jefatura
@require_POST
def orden(request: HttpRequest, id: int) -> HttpResponse:
    _propio(request, id)
    hacia = lugares.sentido(request)
    nombre = tipos.mover(actor=cuenta(request), tipo_id=id, hacia=hacia, direccion=direccion_de(request))
    messages.success(request, f"Movimos «{nombre}».")
    return redirect(LISTA)


def _propio(request: HttpRequest, id: int) -> TipoDeTramite:
    return get_object_or_404(TipoDeTramite, pk=id, distribuidora=cuenta(request).distribuidora_id)


def _ficha(request: HttpRequest, guardado: TipoDeTramite | None) -> HttpResponse:
    pagina = Pagina(request, FormularioTipo, inicial=FormularioTipo.inicial(guardado))

    def grabar() -> str:
        hubo = tipos.guardar(
            actor=cuenta(request),
            datos=pagina.form.cleaned_data,
            tipo_id=guardado.pk if guardado else None,
            direccion=direccion_de(request),
        )
        messages.success(request, "Guardamos el trámite." if hubo else "No cambiaste nada.")
        return reverse(LISTA)

    if destino := pagina.grabar(grabar):
        return redirect(destino)
    return pagina.mostrar("suministros/tramites/tipo.html", guardado=guardado)
