"""The plans of their reader, one of them, and its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun.acceso import con_sesion, solo
from nucleo.comun.reloj import hoy
from suministros.models import EstadoFactura, Plan
from suministros.paginas import Pagina, Vista, lista, obtener
from suministros.pasos import acciones_posibles, exigir
from suministros.planes import actions
from suministros.planes.estados import AccionPlan, EstadoPlan
from suministros.planes.forms import FormularioMotivo, FormularioToken
from suministros.planes.oficio import PLANES
from suministros.presentacion import historia, recuadro

_E = EstadoPlan
VISTAS = {
    "por-responder": Vista("Por responder", Q(estado=_E.SOLICITADO), antiguas=True, tono="aviso"),
    "aceptados": Vista("Aceptados", Q(estado=_E.ACEPTADO)),
    "cerrados": Vista("Cerrados", Q(estado__in=[_E.RECHAZADO, _E.RETIRADO, _E.TERMINADO])),
    "todos": Vista("Todos", Q()),
}


@con_sesion
@require_safe
def planes(request: HttpRequest) -> HttpResponse:
    """The applicant's own, the distributor's queue, everything for SEC."""
    return render(request, "suministros/planes/lista.html", lista(request, Plan, VISTAS))


@con_sesion
@require_safe
def plan(request: HttpRequest, id: int) -> HttpResponse:
    """``?imprimir=1`` opens the print dialog."""
    visto = obtener(request, Plan, "plan", id)
    anotar_acceso(request=request, accion="plan.ver", objeto=f"plan:{visto.pk}", permitido=True)
    posibles = acciones_posibles(PLANES, cuenta(request), visto)
    contexto = {
        "plan": visto,
        **recuadro(visto.vinculo, cuenta(request)),
        "pasos": [PASOS[accion] for accion in AccionPlan if accion in posibles],
        "cuotas": list(visto.cuotas.all()),
        "facturas": _facturas(visto),
        "historia": historia(PLANES, visto),
        "vencido": visto.estado == _E.SOLICITADO and hoy() > visto.primera_fecha,
        "para_imprimir": "imprimir" in request.GET,
    }
    return render(request, "suministros/planes/plan.html", contexto)


def _facturas(visto: Plan) -> list[tuple[Any, str]]:
    """Each invoice of the plan, and what a later load says of it: the plan stays as it was agreed."""
    filas = list(visto.facturas.select_related("factura"))
    return [(fila, _despues(fila)) for fila in filas]


def _despues(fila: Any) -> str:
    if fila.factura.estado != EstadoFactura.PENDIENTE:
        return str(fila.factura.get_estado_display())
    return "Cambió de monto" if fila.factura.monto != fila.monto else ""


@dataclass(frozen=True)
class PasoDePlan:
    """One step's page: its words, and what it does."""

    url: str
    boton: str
    titulo: str
    texto: str
    hecho: str
    accion: Callable[..., str]
    form: Any = FormularioToken
    estilo: str = "btn-secundario"
    peligro: bool = False


PASOS = {
    AccionPlan.ACEPTAR: PasoDePlan(
        "planes:aceptacion", "Aceptar el plan", "Acepta el plan de pago",
        "La tabla de cuotas queda acordada como está. Las facturas del plan no podrán entrar en otro.",
        "Aceptaste el plan.", actions.aceptar, estilo="btn-primary",
    ),
    AccionPlan.RECHAZAR: PasoDePlan(
        "planes:rechazo", "Rechazar", "Rechaza el plan de pago",
        "Escribe el motivo: lo leerá quien pidió el plan, y podrá pedir otro.",
        "Rechazaste el plan.", actions.rechazar, FormularioMotivo, estilo="btn-peligro", peligro=True,
    ),
    AccionPlan.RETIRAR: PasoDePlan(
        "planes:retiro", "Retirar el plan", "Retira tu plan de pago",
        "La distribuidora ya no lo responderá. Después puedes pedir otro con las mismas facturas.",
        "Retiraste el plan.", actions.retirar, estilo="btn-peligro", peligro=True,
    ),
    AccionPlan.TERMINAR: PasoDePlan(
        "planes:termino", "Dar por terminado", "Da por terminado el plan",
        "Di si se pagó o por qué termina antes: lo leerá quien lo pidió. Las facturas que sigan pendientes podrán "
        "entrar en otro plan.",
        "Diste el plan por terminado.", actions.terminar, FormularioMotivo, estilo="btn-peligro", peligro=True,
    ),
}  # fmt: skip


def _paso(accion: AccionPlan, perfil: Perfil) -> Callable[[HttpRequest, int], HttpResponse]:
    @solo(perfil)
    @require_http_methods(["GET", "POST"])
    def vista(request: HttpRequest, id: int) -> HttpResponse:
        visto, paso = obtener(request, Plan, "plan", id), PASOS[accion]
        if request.method == "GET":
            exigir(PLANES, cuenta(request), accion, visto)
        pagina, lado = Pagina(request, paso.form), recuadro(visto.vinculo, cuenta(request))
        comun = {"actor": cuenta(request), "plan_id": visto.pk, "direccion": direccion_de(request)}
        if destino := pagina.grabar(lambda: paso.accion(**comun, **pagina.form.cleaned_data)):
            messages.success(request, f"{paso.hecho} {_avisamos(visto, accion)}")
            return redirect(destino)
        return pagina.mostrar("suministros/planes/paso.html", plan=visto, paso=paso, **lado)

    return vista


def _avisamos(visto: Plan, accion: AccionPlan) -> str:
    if accion != AccionPlan.RETIRAR:
        return f"Avisamos a {visto.solicitante.nombre} por correo."
    if visto.distribuidora.correo_avisos:
        return f"Avisamos a {visto.distribuidora} por correo."
    return f"{visto.distribuidora} lo verá en el portal."


aceptacion = _paso(AccionPlan.ACEPTAR, Perfil.DISTRIBUIDORA)
rechazo = _paso(AccionPlan.RECHAZAR, Perfil.DISTRIBUIDORA)
termino = _paso(AccionPlan.TERMINAR, Perfil.DISTRIBUIDORA)
retiro = _paso(AccionPlan.RETIRAR, Perfil.SOLICITANTE)
