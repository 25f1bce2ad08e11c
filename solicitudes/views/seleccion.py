"""What is done with the ticked requests of a list (DISENO 6.9): their documents, their paper and their rows."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_accesos, direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.medidas import mostrar_tamano
from nucleo.comun.reloj import hoy
from solicitudes import actions, listado, paquete
from solicitudes.converters import ConvertidorFolio
from solicitudes.models import Solicitud
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.pagina import contexto
from solicitudes.views.detalle import fuera_de_alcance
from solicitudes.views.exportacion import responder_libro
from solicitudes.views.marcas import A_LA_VEZ, DE_UNA_PAGINA, consulta_de_lista, direccion_de_lista, marcados
from solicitudes.views.zip import en_zip, papeles_de
from solicitudes.vistas import vistas_de

BYTES = 500 * 1024 * 1024
_FOLIO = re.compile(ConvertidorFolio.regex)

Vista = Callable[[HttpRequest, list[Solicitud]], HttpResponseBase]


def con_elegidas(tope: int, para: str) -> Callable[[Vista], Callable[[HttpRequest], HttpResponseBase]]:
    """Gives the view the ticked requests; with none, or more than ``tope``, back to the list, which says so."""

    def decorador(vista: Vista) -> Callable[[HttpRequest], HttpResponseBase]:
        @wraps(vista)
        def envuelta(request: HttpRequest) -> HttpResponseBase:
            folios = marcados(request)
            if 0 < len(folios) <= tope:
                return vista(request, elegidas(request, folios))
            return devolver(request, _problema(len(folios), tope, para))

        return envuelta

    return decorador


def elegidas(request: HttpRequest, folios: list[str]) -> list[Solicitud]:
    """One that is outside the reader's scope refuses them all, as if it did not exist."""
    buscables = [folio for folio in folios if _FOLIO.fullmatch(folio)]
    visibles = Solicitud.objects.visibles_para(cuenta(request)).con_todo()
    halladas = {solicitud.folio: solicitud for solicitud in visibles.filter(folio__in=buscables)}
    for folio in folios:
        if folio not in halladas:
            raise fuera_de_alcance(request, folio)
    return [halladas[folio] for folio in folios]


def _problema(cuantas: int, tope: int, para: str) -> str:
    if not cuantas:
        return "Marca al menos una solicitud de la lista."
    return f"Marcaste {cuantas} solicitudes y puedes {para} hasta {tope} a la vez. Desmarca algunas."


def devolver(request: HttpRequest, problema: str) -> HttpResponse:
    messages.error(request, problema)
    return redirect(direccion_de_lista(request))


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_safe
@con_elegidas(A_LA_VEZ, "descargar")
def documentos(request: HttpRequest, solicitudes: list[Solicitud]) -> HttpResponseBase:
    """One ZIP, a folder per folio."""
    entradas = [
        entrada for una in solicitudes for entrada in paquete.nombrados(papeles_de(request, una), carpeta=una.folio)
    ]
    pesan = sum(papel.archivo.bytes for _, papel in entradas)
    if pesan > BYTES:
        limite = mostrar_tamano(BYTES)
        problema = f"Sus documentos pesan {mostrar_tamano(pesan)} y puedes descargar hasta {limite} a la vez."
        return devolver(request, f"{problema} Desmarca algunas.")
    return en_zip(request, entradas, f"documentos-{hoy():%Y-%m-%d}-{len(solicitudes)}-solicitudes.zip")


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_safe
@con_elegidas(DE_UNA_PAGINA, "exportar")
def exportacion(request: HttpRequest, solicitudes: list[Solicitud]) -> HttpResponseBase:
    """An Excel of them alone, in the order of the list."""
    user = cuenta(request)
    orden = listado.Filtros.de(consulta_de_lista(request), vistas=vistas_de(user)).orden
    visibles = Solicitud.objects.visibles_para(user).con_todo()
    filas = listado.ordenar(visibles.filter(pk__in=[una.pk for una in solicitudes]), orden)
    return responder_libro(request, filas, len(solicitudes))


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_safe
@con_elegidas(A_LA_VEZ, "imprimir")
def impresion(request: HttpRequest, solicitudes: list[Solicitud]) -> HttpResponseBase:
    """The page of each, one under another: on paper every one begins a sheet."""
    leidas = [f"solicitud:{una.pk}" for una in solicitudes]
    anotar_accesos(request=request, accion="solicitud.ver", objetos=leidas, permitido=True)
    datos = {
        "hojas": [_hoja(request, una, numero) for numero, una in enumerate(solicitudes, start=1)],
        "para_imprimir": True,
        "volver": direccion_de_lista(request),
    }
    return render(request, "solicitudes/impresion.html", datos)


def _hoja(request: HttpRequest, solicitud: Solicitud, numero: int) -> str:
    """Reading it on paper is reading it: it is opened as by its own page."""
    user = cuenta(request)
    actions.abrir(actor=user, solicitud=solicitud, direccion=direccion_de(request))
    # Nothing is done from paper; ``sufijo`` tells apart the ids of one sheet and another.
    sin_botones: dict[str, Any] = {"otros_botones": [], "en_su_lugar": {}, "sufijo": f"-{numero}"}
    return render_to_string("solicitudes/_hoja.html", contexto(Legajo(solicitud, user)) | sin_botones, request)
