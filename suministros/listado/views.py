"""'Mis suministros', the page of one, and its invoices (U-01, U-08, U-12, U-13)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from suministros import facturas, formas_de_pago, paneles
from suministros.listado.filas import filas, vinculos_de
from suministros.listado.obtener import obtener
from suministros.models import Vinculo
from suministros.titular import visible_para_su_cuenta
from suministros.vinculos import documento_de, poder_de


@solo(Perfil.SOLICITANTE)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    por = parametros.por_pagina(request.GET)
    pagina = Paginator(vinculos_de(cuenta(request)), por).get_page(parametros.pagina(request.GET))
    hechas = filas(list(pagina.object_list), pagina.start_index())
    return render(request, "suministros/lista.html", {"pagina": pagina, "filas": hechas, "por": por})


@solo(Perfil.SOLICITANTE)
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """One linked supply: its data, what its papers say, its invoices, and what other packages add."""
    vinculo = obtener(request, pk)
    anotar_acceso(request=request, accion="suministro.ver", objeto=f"vinculo:{vinculo.pk}", permitido=True)
    contexto = {
        "vinculo": vinculo,
        "suministro": vinculo.suministro,
        "titular": visible_para_su_cuenta(vinculo),
        "documento": documento_de(vinculo),
        "poder": None if vinculo.es_titular else poder_de(vinculo),
        "paneles": list(paneles.de(vinculo)),
    }
    return render(request, "suministros/detalle.html", contexto | _facturas(request, vinculo))


def _facturas(request: HttpRequest, vinculo: Vinculo) -> dict[str, Any]:
    """A page of them and what is owed; nothing where the link does not open them."""
    if not vinculo.abre_facturas:
        return {}
    por = parametros.por_pagina(request.GET)
    pagina = Paginator(facturas.de(vinculo.suministro), por).get_page(parametros.pagina(request.GET))
    planes = facturas.planes_de(pagina.object_list)
    return {
        "pagina": pagina,
        "por": por,
        "facturas": [
            (una, facturas.periodo(una), facturas.situacion(una), planes.get(una.pk)) for una in pagina.object_list
        ],
        "deuda": facturas.deuda(vinculo.suministro),
    }


@solo(Perfil.SOLICITANTE)
@require_safe
def factura(request: HttpRequest, pk: int, id: int) -> HttpResponse:
    """One invoice, to print; an unpaid one with the distributor's ways to pay (U-13). No card data here."""
    vinculo = obtener(request, pk)
    if not vinculo.abre_facturas:
        raise Http404
    hallada = get_object_or_404(facturas.de(vinculo.suministro).select_related("archivo"), pk=id)
    se_debe = facturas.se_debe(hallada)
    contexto = {
        "vinculo": vinculo,
        "suministro": vinculo.suministro,
        "titular": visible_para_su_cuenta(vinculo),
        "factura": hallada,
        "periodo": facturas.periodo(hallada),
        "situacion": facturas.situacion(hallada),
        "plan": facturas.planes_de([hallada]).get(hallada.pk),
        "se_debe": se_debe,
        "formas": formas_de_pago.de(vinculo.suministro.distribuidora) if se_debe else None,
    }
    return render(request, "suministros/factura.html", contexto)
