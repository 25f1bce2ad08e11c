"""The homes: the applicant's start page with the own projects and file, and the distributor's inbox."""

from collections import Counter
from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo.models import Distribuidora
from cuentas.documento import consultas
from cuentas.documento.models import EstadoDocumento
from cuentas.models import Perfil, Usuario
from cuentas.sesion import cuenta
from nucleo.comun import parametros, pendientes
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from solicitudes.models import Solicitud
from solicitudes.presentacion import conexiones
from solicitudes.presentacion.atencion import atencion
from solicitudes.totales.consultas import Alcance, cumplimiento
from solicitudes.tramites import TRAMITES
from solicitudes.views.listas import contexto_de_lista, es_fragmento, responder_lista

__all__ = ["bandeja", "contexto_de_lista", "expedientes", "inicio", "responder_lista"]

RECIENTE = timedelta(days=90)


@solo(Perfil.SOLICITANTE)
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    if es_fragmento(request):
        return responder_lista(request, "", contexto_de_lista(request))
    por_estado, empresas = _resumen(cuenta(request))
    contexto = contexto_de_lista(request, empresas) | _cabecera(cuenta(request), por_estado)
    return responder_lista(request, "solicitudes/inicio.html", contexto)


def _resumen(user: Usuario) -> tuple[Counter[str], list[Distribuidora]]:
    """How many own requests are in each state, and at whom: one query for both."""
    por_estado: Counter[str] = Counter()
    empresas: dict[str, Distribuidora] = {}
    cuentas = Solicitud.objects.visibles_para(user).order_by("distribuidora__orden").values_list(
        "estado", "distribuidora__prefijo", "distribuidora__nombre"
    )  # fmt: skip
    for estado, prefijo, nombre, cuantas in cuentas.annotate(Count("id")):
        por_estado[estado] += cuantas
        empresas.setdefault(prefijo, Distribuidora(prefijo=prefijo, nombre=nombre))
    return por_estado, list(empresas.values())


def _cabecera(user: Usuario, por_estado: Counter[str]) -> dict[str, object]:
    """What stands above the list."""
    # One more than fits says whether there are others without counting them.
    lugares = list(conexiones.de(user)[: conexiones.EN_EL_INICIO + 1]) if por_estado else []
    documento = consultas.vigente(user)
    return {
        "atencion": atencion(user, por_estado, documento),
        "conexiones": conexiones.tarjetas(lugares[: conexiones.EN_EL_INICIO], user),
        "hay_mas_conexiones": len(lugares) > conexiones.EN_EL_INICIO,
        "tramites": TRAMITES,
        "tiene_solicitudes": bool(por_estado),
        # Already known: the band of every page need not ask again.
        "documento_no_legible": documento is not None and documento.estado == EstadoDocumento.NO_LEGIBLE,
    }


@solo(Perfil.SOLICITANTE)
@require_safe
def expedientes(request: HttpRequest) -> HttpResponse:
    """All the own projects, the newest first."""
    user = cuenta(request)
    pagina = Paginator(conexiones.de(user), parametros.TAMANOS[0]).get_page(parametros.pagina(request.GET))
    contexto = {"pagina": pagina, "conexiones": conexiones.tarjetas(list(pagina.object_list), user)}
    return render(request, "solicitudes/expedientes.html", contexto)


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def bandeja(request: HttpRequest) -> HttpResponse:
    contexto = contexto_de_lista(request)
    if not es_fragmento(request):
        contexto["en_plazo"] = _en_plazo(cuenta(request))
        contexto["pendientes"] = pendientes.de(cuenta(request))
    return responder_lista(request, "solicitudes/bandeja.html", contexto)


def _en_plazo(user: Usuario) -> int | None:
    """The share in whole per cent of the answers of ``RECIENTE`` that were in time: 100 only if all were."""
    desde = hoy() - RECIENTE
    porcentaje = cumplimiento(Alcance(desde, hoy(), user.distribuidora_id)).porcentaje
    return None if porcentaje is None else int(porcentaje)
