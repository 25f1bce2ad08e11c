"""Several requests of the inbox given to one colleague of the same distributor, or to nobody."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.texto import enumerar
from solicitudes.asignacion import Resultado, asignar_varias
from solicitudes.forms.pasos.gestion import FormularioAsignacionDeVarias
from solicitudes.models import Solicitud
from solicitudes.views.marcas import DE_UNA_PAGINA, consulta_de_lista, direccion_de_lista
from solicitudes.views.pasos.gestion import equipo_de
from solicitudes.views.seleccion import con_elegidas

NOMBRADOS = 10  # folios in one sentence


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
@con_elegidas(DE_UNA_PAGINA, "asignar")
def asignacion(request: HttpRequest, solicitudes: list[Solicitud]) -> HttpResponseBase:
    equipo = equipo_de(solicitudes[0].distribuidora_id)
    formulario = FormularioAsignacionDeVarias(request.POST if request.method == "POST" else None, equipo=equipo)
    if formulario.is_valid():
        resultado = asignar_varias(
            actor=cuenta(request), solicitudes=solicitudes, direccion=direccion_de(request), **formulario.cleaned_data
        )
        _contar(request, resultado, dict(equipo).get(formulario.cleaned_data["a"], ""))
        return redirect(direccion_de_lista(request, con_marcas=False))
    datos = {
        "form": formulario,
        "solicitudes": solicitudes,
        "consulta": consulta_de_lista(request).urlencode(),
        "volver": direccion_de_lista(request),
    }
    return render(request, "solicitudes/asignacion.html", datos, status=422 if formulario.errors else 200)


def _contar(request: HttpRequest, resultado: Resultado, quien: str) -> None:
    """What was done and what was not, each with its folios. ``quien``: empty for nobody."""
    if resultado.hechas:
        hecho = f"Asignaste a {quien}" if quien else "Dejaste sin responsable"
        messages.success(request, f"{hecho}: {_folios(resultado.hechas)}. No avisamos a nadie.")
    if resultado.ya_estaban:
        estaban = f"Ya estaban asignadas a {quien}" if quien else "Ya estaban sin responsable"
        messages.info(request, f"{estaban}: {_folios(resultado.ya_estaban)}.")
    for motivo, folios in resultado.negadas.items():
        messages.warning(request, f"No cambiamos {_folios(folios)}. {motivo}")


def _folios(folios: list[str]) -> str:
    """``"3 solicitudes (YN1, YN2 y YN3)"``; of many, the first ten."""
    sobran = len(folios) - NOMBRADOS
    nombrados = [*folios[:NOMBRADOS], f"{sobran} más"] if sobran > 0 else folios
    return f"{len(folios)} solicitud{'es' if len(folios) > 1 else ''} ({enumerar(nombrados)})"
