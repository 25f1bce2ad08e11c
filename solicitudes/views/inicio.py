"""The homes: the applicant's start page and the distributor's inbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from solicitudes import listado
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Borrador, Solicitud
from solicitudes.presentacion import con_semaforo


def contexto_de_lista(request: HttpRequest) -> dict[str, object]:
    """What ``solicitudes/_resultados.html`` and the filter bar need, for any of the three profiles."""
    filtros = listado.Filtros.de(request.GET)
    pagina = listado.pagina(Solicitud.objects.visibles_para(cuenta(request)), filtros)
    return {
        "filtros": filtros,
        "pagina": pagina,
        "filas": con_semaforo(pagina.object_list, cuenta(request)),
        "tipos": Tipo,
        "estados": Estado,
    }


def responder_lista(request: HttpRequest, plantilla: str, contexto: dict[str, object]) -> HttpResponse:
    """The whole page, or its rows alone when htmx asks for them: the same template file (DISENO 9)."""
    es_fragmento = bool(request.headers.get("HX-Request"))
    respuesta = render(request, "solicitudes/_resultados.html" if es_fragmento else plantilla, contexto)
    respuesta["Vary"] = "HX-Request"
    return respuesta


@solo(Perfil.SOLICITANTE)
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    contexto = contexto_de_lista(request)
    propias = Solicitud.objects.visibles_para(cuenta(request))
    contexto |= {
        "borradores": Borrador.objects.filter(dueno=cuenta(request))[:5],
        "por_descargar": propias.filter(estado=Estado.RESPONDIDO, disponible_en__isnull=False)
        .select_related("distribuidora")
        .order_by("-disponible_en")[:3],
        "tiene_solicitudes": propias.exists(),
    }
    return responder_lista(request, "solicitudes/inicio.html", contexto)


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def bandeja(request: HttpRequest) -> HttpResponse:
    return responder_lista(request, "solicitudes/bandeja.html", contexto_de_lista(request))
