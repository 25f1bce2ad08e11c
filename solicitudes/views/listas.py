"""What every list of requests shares: its context, its fragment and how many rows its reader likes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from cuentas.sesion import cuenta
from nucleo.comun import parametros
from solicitudes import listado, por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.presentacion import con_semaforo
from solicitudes.presentacion.fichas import fichas, limpiar
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.sin_descargar import sin_descargar
from solicitudes.views.marcas import contexto_de_marcas

FILTROS = "filtros"  # id of the form
GALLETA = "filas"
UN_ANO = 365 * 24 * 60 * 60


def alcance(user: Usuario, filtros: listado.Filtros) -> SolicitudQuerySet:
    """The rows that exist for the reader, in the view asked for. The views here are the applicant's."""
    visibles = Solicitud.objects.visibles_para(user)
    if filtros.vista == listado.SIN_DESCARGAR and user.es_solicitante:
        return sin_descargar(visibles, user)
    return visibles


def contexto_de_lista(request: HttpRequest, empresas: list[Distribuidora] | None = None) -> dict[str, object]:
    """What ``solicitudes/_resultados.html`` and the filter bar need, for any of the three profiles.

    ``empresas``: the distributors to choose from, where the caller has read them.
    """
    user = cuenta(request)
    filtros = listado.Filtros.de(request.GET, _recordadas(request, user))
    pagina = listado.pagina(alcance(user, filtros), filtros)
    if empresas is None:
        empresas = _empresas(user)
    return {
        "filtros": filtros,
        "pagina": pagina,
        "filas": con_semaforo(pagina.object_list, user),
        "tipos": Tipo,
        "estados": Estado,
        "plazos": por_luz.NOMBRES,
        "distribuidoras": empresas,
        "fichas": fichas(filtros, request.GET, empresas),
        "url_limpiar": limpiar(request.GET),
        "consulta": _consulta(request.GET),
        "lista_viva": "#resultados",
        **contexto_de_marcas(request),
    }


def _empresas(user: Usuario) -> list[Distribuidora]:
    """The distributors that the filter offers: of an applicant those of the own requests, of staff none."""
    if user.es_distribuidora:
        return []
    if user.es_sec:
        return list(Distribuidora.objects.all())
    return list(Distribuidora.objects.filter(pk__in=user.solicitudes.values("distribuidora")))


def responder_lista(request: HttpRequest, plantilla: str, contexto: dict[str, object]) -> HttpResponse:
    """The whole page, or its rows alone when htmx asks for them: the same template file (DISENO 9)."""
    contexto["es_fragmento"] = es_fragmento(request)
    respuesta = render(request, "solicitudes/_resultados.html" if contexto["es_fragmento"] else plantilla, contexto)
    respuesta["Vary"] = "HX-Request"
    if contexto["es_fragmento"] and request.headers.get("HX-Trigger") == FILTROS:
        # An address that may be shared: without the fields that were left empty.
        consulta = contexto["consulta"]
        respuesta["HX-Replace-Url"] = f"{request.path}?{consulta}" if consulta else request.path
    if listado.pide_cuantas(request.GET):
        _recordar(respuesta, cuenta(request), parametros.por_pagina(request.GET))
    return respuesta


def es_fragmento(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _consulta(consulta: QueryDict) -> str:
    """The address without its page and without empty fields."""
    limpia = QueryDict(mutable=True)
    for clave, valor in consulta.items():
        if valor and clave != "page":
            limpia[clave] = str(valor)
    return limpia.urlencode()


def _recordadas(request: HttpRequest, user: Usuario) -> int:
    """How many rows this account chose in this browser; another account's choice is not its own."""
    quien, _, cuantas = request.COOKIES.get(GALLETA, "").partition(".")
    tamanos = {str(tamano): tamano for tamano in parametros.TAMANOS}
    return tamanos.get(cuantas, parametros.TAMANOS[0]) if quien == str(user.pk) else parametros.TAMANOS[0]


def _recordar(respuesta: HttpResponse, user: Usuario, cuantas: int) -> None:
    """In the browser and not in the account's row: a GET changes nothing in the database."""
    respuesta.set_cookie(
        GALLETA, f"{user.pk}.{cuantas}", max_age=UN_ANO, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
