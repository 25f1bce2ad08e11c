"""PDFs of invoices, sent as one file or as a ZIP of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.limites import Limites
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.archivos.subida import con_tope
from nucleo.comun.acceso import solo
from suministros.carga.pdfs import actions
from suministros.carga.pdfs.paquete import ENTRADAS, MB
from suministros.carga.permissions import USO_PAQUETE

LIMITES = Limites(("zip", "pdf"), 60 * MB)


@con_tope(LIMITES.maximo)
@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def facturas(request: HttpRequest) -> HttpResponse:
    campo = CampoArchivo("pdfs", "PDF o ZIP", LIMITES, falta="Elige el PDF, o el ZIP con los PDF")
    campos = CamposGuardados([campo], uso=USO_PAQUETE, para="adjuntar", actor=cuenta(request))
    if request.method == "POST":
        campos.recibir(request)
        if not solo_archivos(request) and campos.completos():
            trabajo = actions.pedir_adjuntos(actor=cuenta(request), archivo=campos.archivos["pdfs"])
            return redirect("trabajos:seguimiento", trabajo.pk)
    contexto = {"campo": campo, "maximo": ENTRADAS, "errores_de_pagina": campos.errores}
    return render(request, "suministros/carga/pdfs.html", contexto, status=422 if campos.errores else 200)
