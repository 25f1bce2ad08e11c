"""The project of one place, and joining a request to another one by hand (L-08; reglas.md 6)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import con_sesion, solo
from solicitudes import actions
from solicitudes.actions.aplicar import exigir
from solicitudes.actions.expedientes import TramiteRepetido
from solicitudes.estados import Accion
from solicitudes.listado import LARGO
from solicitudes.models import Expediente
from solicitudes.presentacion import con_semaforo
from solicitudes.presentacion.proyecto import Proyecto, paso_siguiente, terminos
from solicitudes.union import A_LA_VEZ, FormularioUnion, buscar, destinos
from solicitudes.views.detalle import obtener


def visibles_para(user: Any) -> QuerySet[Expediente]:
    """The expedientes that exist for ``user``: own, of the own distributor, or all for SEC."""
    todos = Expediente.objects.select_related("distribuidora", "solicitante", "comuna__region")
    if user.es_sec:
        return todos
    if user.es_distribuidora:
        return todos.filter(distribuidora=user.distribuidora_id)
    return todos.filter(solicitante=user.pk)


@con_sesion
@require_safe
def expediente(request: HttpRequest, expediente_id: int) -> HttpResponse:
    fila = get_object_or_404(visibles_para(cuenta(request)), pk=expediente_id)
    proyecto = Proyecto(fila)
    contexto = {
        "expediente": fila,
        "numero": proyecto.solicitudes[0].numero_cliente if proyecto.solicitudes else fila.numero,
        "es_factibilidad": bool(proyecto.solicitudes) and proyecto.solicitudes[0].es_factibilidad,
        "etapas": proyecto.etapas(),
        "terminos": terminos(proyecto),
        "siguiente": paso_siguiente(proyecto, cuenta(request)),
        "filas": con_semaforo(proyecto.solicitudes, cuenta(request)),
    }
    return render(request, "solicitudes/expediente.html", contexto)


@solo(Perfil.SOLICITANTE, Perfil.SEC)
@require_http_methods(["GET", "POST"])
def union(request: HttpRequest, folio: str) -> HttpResponse:
    """Moves a request to another expediente of the same account and distributor; no term changes."""
    solicitud = obtener(request, folio)
    exigir(cuenta(request), Accion.UNIR_EXPEDIENTE, solicitud)
    posibles, escrito = destinos(solicitud), parametros.texto(request.GET, "buscar", LARGO)
    hallados = buscar(posibles, escrito)
    formulario = FormularioUnion(
        request.POST if request.method == "POST" else None, expedientes=list(hallados[:A_LA_VEZ])
    )
    if formulario.is_valid():
        try:
            actions.unir_expediente(
                actor=cuenta(request), solicitud_id=solicitud.pk, direccion=direccion_de(request),
                expediente_id=formulario.cleaned_data["expediente"],
            )  # fmt: skip
        except TramiteRepetido as error:
            formulario.add_error("expediente", error.mensaje)
        else:
            messages.success(request, f"Unimos {solicitud.folio} al otro expediente. Sus plazos no cambian.")
            return redirect("solicitudes:expediente", formulario.cleaned_data["expediente"])
    cuantos = {"total": posibles.count(), "hallados": hallados.count(), "a_la_vez": A_LA_VEZ}
    contexto = {"solicitud": solicitud, "form": formulario, "escrito": escrito, **cuantos}
    return render(request, "solicitudes/expediente_union.html", contexto, status=422 if formulario.errors else 200)
