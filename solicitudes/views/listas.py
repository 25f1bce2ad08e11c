"""What every list of requests shares: its context, its fragment and how many rows its reader likes."""

from zlib import crc32

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from catalogo.models import Distribuidora
from catalogo.semaforo import Semaforo
from cuentas.models import Usuario
from cuentas.sesion import cuenta
from nucleo.comun import parametros
from solicitudes import listado, por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.fila import lugares
from solicitudes.models import Solicitud
from solicitudes.novedades import desde_ahora
from solicitudes.paginas import Lista
from solicitudes.presentacion import con_semaforo
from solicitudes.presentacion.fichas import fichas, limpiar
from solicitudes.presentacion.filtros_propios import sobre_la_lista
from solicitudes.presentacion.pestanas import pestanas
from solicitudes.presentacion.reloj import Reloj, relojes
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.situaciones import situaciones_de
from solicitudes.views.marcas import contexto_de_marcas
from solicitudes.vistas import POR_RESPONDER, vistas_de

FILTROS, CONTAR = "filtros", "contar"  # ids of the form, and of the link that counts all
GALLETA = "filas"
UN_ANO = 365 * 24 * 60 * 60


def filtros_de(request: HttpRequest) -> listado.Filtros:
    """What the address asks, among the views that its reader has."""
    user = cuenta(request)
    return listado.Filtros.de(request.GET, _recordadas(request, user), vistas_de(user), situaciones_de(user))


def alcance(user: Usuario, filtros: listado.Filtros) -> SolicitudQuerySet:
    """The rows that exist for the reader, in the view asked for."""
    visibles = Solicitud.objects.visibles_para(user)
    return visibles.filter(vistas_de(user)[filtros.vista].condicion(user)) if filtros.vista else visibles


def contexto_de_lista(request: HttpRequest, empresas: list[Distribuidora] | None = None) -> dict[str, object]:
    """What ``solicitudes/_resultados.html`` and the filter bar need, for any of the three profiles.

    ``empresas``: the distributors to choose from, where the caller has read them.
    """
    user, filtros = cuenta(request), filtros_de(request)
    novedades = desde_ahora(request.GET) if user.es_distribuidora else ""
    lista = Lista(user, filtros)
    vistas = lista.vistas
    cuentas = lista.contar([filtros.vista] if user.es_solicitante else ["", *vistas], todo=_cuenta_todo(request))
    la_cuenta = es_la_cuenta(request)
    pagina = lista.sin_filas(cuentas.total(filtros.vista)) if la_cuenta else lista.pagina(cuentas)
    if empresas is None:
        empresas = _empresas(user)
    sin_pestana = vistas[filtros.vista].etiqueta if user.es_solicitante and filtros.vista else ""
    todas = [] if user.es_solicitante else pestanas(request.GET, vistas, filtros.vista, cuentas)
    consulta = _consulta(request.GET)
    return {
        "filtros": filtros,
        "es_solicitante": user.es_solicitante,  # each row asks, and ``user`` is resolved anew each time
        "es_distribuidora": user.es_distribuidora,
        "es_sec": user.es_sec,
        "pagina": pagina,
        "filas": _filas(pagina, user, con_lugar=filtros.vista == POR_RESPONDER),
        "vista": vistas.get(filtros.vista),
        **sobre_la_lista(todas, user, filtros),
        "novedades": novedades,
        "tipos": Tipo,
        "estados": Estado,
        "plazos": por_luz.NOMBRES,
        "situaciones": situaciones_de(user),
        "distribuidoras": empresas,
        "fichas": fichas(filtros, request.GET, empresas, sin_pestana),
        "url_limpiar": limpiar(request.GET, conserva_vista=not sin_pestana),
        "consulta": consulta,
        "falta_contar": not cuentas.completas,
        # A late count finds only the page that it counted.
        "huella": f"{crc32(f'{consulta} {pagina.number} {filtros.por}'.encode()):x}",
        "lista_viva": "#resultados",
        **contexto_de_marcas(request),
    }


def _filas(
    pagina: Page, user: Usuario, *, con_lugar: bool
) -> list[tuple[Solicitud, Semaforo, int | None, Reloj | None]]:
    """Each request of the page with its light; where the queue matters, its place in it; for SEC, its clock."""
    solicitudes = list(pagina.object_list)
    en_fila = lugares(solicitudes) if con_lugar else {}
    reloj = relojes(solicitudes) if user.es_sec and solicitudes else {}
    return [(s, luz, en_fila.get(s.pk), reloj.get(s.pk)) for s, luz in con_semaforo(solicitudes, user)]


def _cuenta_todo(request: HttpRequest) -> bool:
    """By its link, which without JavaScript asks for the whole page and with it for the counts alone."""
    return request.GET.get("contar") == "todo" or es_la_cuenta(request)


def es_la_cuenta(request: HttpRequest) -> bool:
    return es_fragmento(request) and request.headers.get("HX-Trigger") == CONTAR


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
    if contexto["es_fragmento"]:
        plantilla = "solicitudes/_contadas.html" if es_la_cuenta(request) else "solicitudes/_resultados.html"
    respuesta = render(request, plantilla, contexto)
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
    return parametros.sin(consulta, "page", "contar").urlencode()


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
