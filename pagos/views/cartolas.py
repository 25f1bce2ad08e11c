"""Bank statements: imported, looked at line by line, and confirmed by a person."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio
from pagos import actions
from pagos.calce import DIFERENCIAS, Situacion, con_situacion
from pagos.models import Cartola, LineaCartola
from pagos.views.importacion import Importacion
from pagos.views.resultado import contar

POR_PAGINA = 50
RECIENTES = ("-subida_en", "-id")
# Name, the situations that it lists.
VISTAS: dict[str, tuple[str, tuple[Situacion, ...]]] = {
    "calzan": ("Calzan", (Situacion.CALZA,)),
    "diferencias": ("Con diferencias", DIFERENCIAS),
    "sin-referencia": ("Sin referencia", (Situacion.SIN_REFERENCIA,)),
    "validadas": ("Validadas", (Situacion.APLICADA,)),
}


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def cartolas(request: HttpRequest) -> HttpResponse:
    """What was imported, and the form that imports; once the header is known, in one step."""
    importacion = Importacion(request)
    if importacion.importada:
        cartola, nueva = importacion.importada.cartola, importacion.importada.nueva
        if nueva:
            messages.success(request, "Importamos la cartola. Nada se valida hasta que lo confirmes.")
        else:
            messages.info(request, "Esta cartola ya estaba importada: no cambió nada.")
        return redirect("pagos:cartola", cartola.pk)
    suyas = Cartola.objects.filter(distribuidora=cuenta(request).distribuidora).order_by(*RECIENTES)
    con_abonos = suyas.select_related("subida_por").annotate(abonos=Count("lineas"))
    contexto = {
        "importacion": importacion,
        "pagina": Paginator(con_abonos, POR_PAGINA).get_page(parametros.pagina(request.GET)),
        "errores_de_pagina": importacion.errores,
    }
    return render(request, "pagos/cartolas.html", contexto, status=422 if importacion.errores else 200)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def cartola(request: HttpRequest, id: int) -> HttpResponse:
    """The lines of one statement. A POST validates the chosen ones, each on its own."""
    suya = _obtener(request, id)
    if request.method == "POST":
        if "todas" in request.POST:
            return _por_confirmar(request, suya)
        _aplicar_elegidas(request, suya)
        return redirect("pagos:cartola", suya.pk)
    elegida = parametros.elegido(request.GET, "vista", VISTAS) or "calzan"
    lineas = con_situacion(suya.lineas.all())
    de_la_vista = lineas.filter(situacion__in=VISTAS[elegida][1]).select_related("cobro__solicitud", "aplicada_por")
    pagina = Paginator(de_la_vista, POR_PAGINA).get_page(parametros.pagina(request.GET))
    contexto = {
        "cartola": suya,
        "elegida": elegida,
        "vistas": (vistas := _vistas(lineas, elegida)),
        "se_puede_descartar": not vistas[-1]["numero"],
        "pagina": pagina,
        "filas": [(linea, Situacion(linea.situacion).label) for linea in pagina],
    }
    anotar_acceso(request=request, accion="cartola.ver", objeto=f"cartola:{suya.pk}", permitido=True)
    return render(request, "pagos/cartola.html", contexto)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def descarte(request: HttpRequest, id: int) -> HttpResponse:
    suya = _obtener(request, id)
    if request.method != "POST":
        return render(request, "pagos/cartola_descarte.html", {"cartola": suya})
    actions.descartar_cartola(actor=cuenta(request), cartola_id=suya.pk, direccion=direccion_de(request))
    messages.success(request, f"Descartaste la cartola {suya.nombre}. Puedes volver a importarla.")
    return redirect("pagos:cartolas")


@solo(Perfil.DISTRIBUIDORA)
@require_POST
def columnas(request: HttpRequest) -> HttpResponse:
    hubo = actions.olvidar_columnas(actor=cuenta(request), direccion=direccion_de(request))
    preguntaremos = "Te preguntaremos cuál es cada columna en la próxima cartola."
    messages.success(request, preguntaremos if hubo else "No había columnas guardadas.")
    return redirect("pagos:cartolas")


def _obtener(request: HttpRequest, id: int) -> Cartola:
    """Another distributor's is one that does not exist."""
    suyas = Cartola.objects.select_related("subida_por").filter(distribuidora=cuenta(request).distribuidora)
    if hallada := suyas.filter(pk=id).first():
        return hallada
    raise Http404


def _vistas(lineas: QuerySet[Any], elegida: str) -> list[dict[str, object]]:
    cuantas = dict(lineas.order_by().values_list("situacion").annotate(Count("pk")))
    return [
        {
            "etiqueta": etiqueta,
            "url": f"?vista={clave}",
            "actual": clave == elegida,
            "numero": sum(cuantas.get(una, 0) for una in situaciones),
        }
        for clave, (etiqueta, situaciones) in VISTAS.items()
    ]


def _por_confirmar(request: HttpRequest, suya: Cartola) -> HttpResponse:
    """What one press would validate, before it does: the lines that the page showed."""
    lineas = list(_nombradas(request, suya, "en_pagina").select_related("cobro__solicitud"))
    if not lineas:
        contar(request, [], [])
        return redirect("pagos:cartola", suya.pk)
    contexto = {"cartola": suya, "lineas": lineas, "total": sum(linea.monto for linea in lineas)}
    return render(request, "pagos/cartola_confirmar.html", contexto)


def _nombradas(request: HttpRequest, suya: Cartola, campo: str) -> QuerySet[LineaCartola]:
    """Of the statement, those that the form names, in its order; at most a page of them."""
    leidas = (parametros.entero(escrita, 18) for escrita in request.POST.getlist(campo))
    escritas = {una for una in leidas if una is not None}
    return suya.lineas.filter(pk__in=list(escritas)[:POR_PAGINA]).order_by("numero")


def _aplicar_elegidas(request: HttpRequest, suya: Cartola) -> None:
    hechas, fallidas = [], []
    for linea in _nombradas(request, suya, "linea"):
        try:
            folio = actions.aplicar_linea(actor=cuenta(request), linea_id=linea.pk, direccion=direccion_de(request))
            hechas.append(folio)
        except EstadoCambio as error:
            fallidas.append((linea, error))
    contar(request, hechas, fallidas)
