"""Pages that belong to no room: public start, help, statements, search by folio, reports of the browser."""

import json
import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nucleo.comun.acceso import con_sesion, publica
from nucleo.comun.texto import folio
from portal import ayuda as textos

bitacora = logging.getLogger("portal.csp")
INFORME_MAXIMO = 16 * 1024  # bytes; a real report is under 4 kB
CLAVES_DEL_INFORME = (
    "document-uri",
    "effective-directive",
    "violated-directive",
    "blocked-uri",
    "source-file",
    "line-number",
    "documentURL",
    "effectiveDirective",
    "blockedURL",
    "sourceFile",
    "lineNumber",
)
PRIVACIDAD = {"version": "1", "desde": "22-11-2026"}


@publica
@require_safe
def portada(request: HttpRequest) -> HttpResponse:
    return render(request, "publicas/portada.html", {"pasos": textos.PASOS})


@publica
@require_safe
def ayuda(request: HttpRequest) -> HttpResponse:
    """The user guide: read, printed or saved as PDF without signing in (A-21)."""
    contexto = {"pasos": textos.PASOS, "estados": textos.estados(), "plazos": textos.plazos()}
    return render(request, "publicas/ayuda.html", contexto)


@publica
@require_safe
def accesibilidad(request: HttpRequest) -> HttpResponse:
    return render(request, "publicas/accesibilidad.html")


@publica
@require_safe
def privacidad(request: HttpRequest) -> HttpResponse:
    return render(request, "publicas/privacidad.html", PRIVACIDAD)


@con_sesion
@require_safe
def buscar(request: HttpRequest) -> HttpResponse:
    """The search of the 404 page: to the request of that folio, whose own page decides who may see it."""
    try:
        return redirect(reverse("solicitudes:detalle", args=[folio(request.GET.get("folio", "")[:40])]))
    except (NoReverseMatch, ValueError) as error:
        raise Http404 from error


@publica
@csrf_exempt
@require_POST
def informe_csp(request: HttpRequest) -> HttpResponse:
    """What a browser refused to load or run. Anyone may post: little is read, and only known keys are logged."""
    if _declarado(request) <= INFORME_MAXIMO:
        for informe in _informes(request.read(INFORME_MAXIMO)):
            bitacora.warning("CSP: %s", json.dumps(informe, ensure_ascii=False))
    return HttpResponse(status=204)


def _declarado(request: HttpRequest) -> int:
    largo = str(request.META.get("CONTENT_LENGTH") or 0)
    return int(largo) if largo.isdigit() else INFORME_MAXIMO + 1


def _informes(cuerpo: bytes) -> list[dict[str, str]]:
    """Both shapes: ``{"csp-report": {…}}`` and the list of the Reporting API."""
    try:
        datos: Any = json.loads(cuerpo)
    except (ValueError, RecursionError):
        return []
    crudos = [datos.get("csp-report")] if isinstance(datos, dict) else datos if isinstance(datos, list) else []
    crudos = [crudo.get("body", crudo) if isinstance(crudo, dict) else None for crudo in crudos[:5]]
    limpios = [
        {clave: str(crudo[clave])[:200] for clave in CLAVES_DEL_INFORME if clave in crudo}
        for crudo in crudos
        if isinstance(crudo, dict)
    ]
    return [limpio for limpio in limpios if limpio]
