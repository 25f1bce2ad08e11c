"""The panel as one page: no script, no fragment, and it prints on one sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo.models import Distribuidora
from cuentas.models import Perfil
from fiscalizacion.panel import figuras, series
from fiscalizacion.panel.forms import FormularioPanel, direccion
from fiscalizacion.radar.listas import TRABADAS, VENCIDAS, Momento
from nucleo.comun.acceso import solo
from solicitudes.estados import Tipo
from solicitudes.totales import consultas


@solo(Perfil.SEC)
@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    """F-02, F-03: what was filed in a period, how each distributor keeps its terms, and what waits today."""
    formulario = FormularioPanel(request.GET)
    contexto = {"form": formulario, **_figuras(formulario)}
    return render(request, "fiscalizacion/panel/panel.html", contexto, status=422 if formulario.errors else 200)


def _figuras(formulario: FormularioPanel) -> dict[str, Any]:
    eleccion, momento = formulario.eleccion(), Momento.ahora()
    nombres = Distribuidora.objects.in_bulk()
    reparto = figuras.reparto(eleccion)
    cuentas = consultas.cumplimiento_por_tipo(eleccion.alcance)
    atrasadas, vencidas = figuras.mas_atrasadas(eleccion, momento)
    trabas = figuras.trabadas(eleccion, momento, nombres)
    return {
        "eleccion": eleccion,
        "nombre_tipo": Tipo(eleccion.alcance.tipo).label if eleccion.alcance.tipo else "",
        "url_imprimir": direccion("fiscalizacion:panel", {**eleccion.consulta, "imprimir": 1}),
        "indicadores": figuras.indicadores(eleccion, reparto.total, consultas.sumar(cuentas.values()), vencidas),
        "serie": series.por_fecha(eleccion),
        "estados": reparto.estados(eleccion),
        "tipos": reparto.tipos(eleccion),
        "tabla": figuras.tabla_de_cumplimiento(cuentas, nombres, eleccion),
        "con_respuesta": figuras.CON_RESPUESTA,
        "url_cumplimiento": eleccion.cumplimiento(),
        "atrasadas": atrasadas,
        "vencidas": vencidas,
        "url_vencidas": eleccion.radar(lista=VENCIDAS),
        "trabas": trabas,
        "trabadas": sum(traba.cuantas for traba in trabas),
        "url_trabadas": eleccion.radar(lista=TRABADAS),
    }
