"""Compliance of all distributors, and of one with its cases; both print as they stand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogo.models import Distribuidora, ReglaPlazo
from cuentas.models import Perfil
from fiscalizacion.cumplimiento import casos
from fiscalizacion.panel.figuras import CON_RESPUESTA, tabla_de_cumplimiento
from fiscalizacion.panel.forms import Eleccion, FormularioPanel
from fiscalizacion.radar.listas import LISTAS, VENCIDAS, Momento, por_distribuidora
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from solicitudes.estados import Tipo
from solicitudes.totales import consultas
from solicitudes.totales.consultas import Cumplimiento


@solo(Perfil.SEC)
@require_safe
def cumplimiento(request: HttpRequest) -> HttpResponse:
    """Every distributor in a period, worst first."""
    formulario = FormularioPanel(request.GET)
    eleccion = formulario.eleccion()
    nombres = Distribuidora.objects.in_bulk([eleccion.distribuidora.pk] if eleccion.distribuidora else None)
    cuentas = consultas.cumplimiento_por_tipo(eleccion.alcance)
    contexto = {
        "form": formulario,
        "eleccion": eleccion,
        "tabla": tabla_de_cumplimiento(cuentas, nombres, eleccion),
        "todas": consultas.sumar(cuentas.values()),
        "vencidas": _vencidas(eleccion, nombres),
        "con_respuesta": CON_RESPUESTA,
        "url_imprimir": eleccion.cumplimiento(imprimir=1),
    }
    return render(request, "fiscalizacion/cumplimiento/todas.html", contexto, status=422 if formulario.errors else 200)


def _vencidas(eleccion: Eleccion, nombres: dict[int, Distribuidora]) -> list[tuple[str, int, str]]:
    """What is late today without an answer: beside the percentage, never in it."""
    cuentas = por_distribuidora(LISTAS[VENCIDAS], Momento.ahora(), **eleccion.alcance.condiciones)
    return [
        (nombres[pk].nombre, cuantas, eleccion.radar(lista=VENCIDAS, distribuidora=nombres[pk].prefijo))
        for pk, cuantas in cuentas.most_common()
        if pk in nombres
    ]


@solo(Perfil.SEC)
@require_safe
def cumplimiento_de(request: HttpRequest, prefijo: str) -> HttpResponse:
    """One distributor: by form and by case of the legal term, with the answers behind each figure."""
    distribuidora = get_object_or_404(Distribuidora, prefijo=prefijo.replace(" ", "+").upper())
    formulario = FormularioPanel(request.GET, de=distribuidora)
    eleccion = formulario.eleccion()
    cuentas = consultas.cumplimiento_por_caso(eleccion.alcance)
    filtro = casos.Filtro.de(request.GET, {caso for _, caso in cuentas})
    nombres = dict(ReglaPlazo.objects.values_list("caso", "descripcion"))
    contexto = {
        "form": formulario,
        "eleccion": eleccion,
        "distribuidora": distribuidora,
        "filas": _filas(cuentas, nombres, eleccion, distribuidora.prefijo),
        "todas": consultas.sumar(cuentas.values()),
        "url_imprimir": eleccion.cumplimiento(distribuidora.prefijo, imprimir=1, **vars(filtro)),
        "filtrado": _en_palabras(filtro, nombres),
        **_casos(request, eleccion, distribuidora, filtro, filtro.cuantas(cuentas)),
    }
    return render(request, "fiscalizacion/cumplimiento/una.html", contexto, status=422 if formulario.errors else 200)


def _casos(
    request: HttpRequest,
    eleccion: Eleccion,
    distribuidora: Distribuidora,
    filtro: casos.Filtro,
    cuantas: int,
) -> dict[str, Any]:
    """The list; on paper all of it at once."""
    por = casos.LIMITE if request.GET.get("imprimir") == "1" else casos.POR_PAGINA
    filas = casos.filas(eleccion, distribuidora, filtro)
    return {
        "pagina": casos.pagina(filas, cuantas, parametros.pagina(request.GET), por=por),
        "cuantas": cuantas,
        "limite": casos.LIMITE,
        "url_sin_filtro": eleccion.cumplimiento(distribuidora.prefijo) + "#casos",
    }


def _en_palabras(filtro: casos.Filtro, nombres: dict[str, str]) -> str:
    partes = (nombres.get(filtro.caso, filtro.caso), casos.RESPUESTAS.get(filtro.respuesta, ""))
    return " · ".join(parte for parte in partes if parte)


def _filas(
    cuentas: dict[casos.Clave, Cumplimiento], nombres: dict[str, str], eleccion: Eleccion, prefijo: str
) -> list[dict[str, Any]]:
    """Each form and, under it, the cases of the legal term that it had."""
    tabla = []
    for tipo in CON_RESPUESTA:
        de_este = {caso: cuenta for (clave, caso), cuenta in cuentas.items() if clave == tipo}
        if de_este:
            tabla.append(_fila(str(Tipo(tipo).label), consultas.sumar(de_este.values()), eleccion, prefijo, tipo=tipo))
        if len(de_este) > 1:
            tabla += [
                _fila(nombres.get(caso, caso), de_este[caso], eleccion, prefijo, tipo=tipo, caso=caso)
                for caso in sorted(de_este)
            ]
    return tabla


def _fila(nombre: str, cuenta: Cumplimiento, eleccion: Eleccion, prefijo: str, **filtro: Any) -> dict[str, Any]:
    def url(respuesta: str = "") -> str:
        return eleccion.cumplimiento(prefijo, **filtro, respuesta=respuesta) + "#casos"

    return {
        "nombre": nombre,
        "de_caso": "caso" in filtro,
        "cuenta": cuenta,
        "url": url(),
        "url_en_plazo": url(casos.EN_PLAZO),
        "url_tarde": url(casos.TARDE),
    }
