"""The queue of the distributor, one procedure with its thread, and its steps."""

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
from suministros.models import Tramite
from suministros.paginas import Pagina, Vista, lista, obtener
from suministros.pasos import acciones_posibles, exigir
from suministros.presentacion import historia, recuadro
from suministros.tramites import actions, papeles
from suministros.tramites.estados import AccionTramite, EstadoTramite
from suministros.tramites.forms import FormularioMensaje, FormularioRechazo, FormularioRespuesta, FormularioToken
from suministros.tramites.oficio import TRAMITES

_ABIERTO = Q(estado=EstadoTramite.RECIBIDO)
VISTAS = {
    "por-responder": Vista("Por responder", _ABIERTO & Q(espera_al_solicitante=False), antiguas=True, tono="aviso"),
    "sin-abrir": Vista("Nuevos", _ABIERTO & Q(abierto_en=None), antiguas=True),
    "esperan": Vista("Esperan al solicitante", _ABIERTO & Q(espera_al_solicitante=True), antiguas=True),
    "cerrados": Vista("Cerrados", ~_ABIERTO),
    "todos": Vista("Todos", Q()),
}


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_safe
def cola(request: HttpRequest) -> HttpResponse:
    return render(request, "suministros/tramites/cola.html", lista(request, Tramite, VISTAS))


@con_sesion
@require_safe
def tramite(request: HttpRequest, id: int) -> HttpResponse:
    """``?imprimir=1`` opens the print dialog."""
    visto = obtener(request, Tramite, "tramite", id)
    actions.abrir(actor=cuenta(request), tramite=visto, direccion=direccion_de(request))
    anotar_acceso(request=request, accion="tramite.ver", objeto=f"tramite:{visto.pk}", permitido=True)
    posibles = acciones_posibles(TRAMITES, cuenta(request), visto)
    contexto = {
        "tramite": visto,
        **recuadro(visto.vinculo, cuenta(request)),
        "pasos": [PASOS[accion] for accion in PASOS if accion in posibles],
        "mensajes": list(visto.mensajes.select_related("autor").prefetch_related("archivos__archivo")),
        "historia": historia(TRAMITES, visto),
        "para_imprimir": "imprimir" in request.GET,
    }
    return render(request, "suministros/tramites/tramite.html", contexto)


@dataclass(frozen=True)
class PasoDeTramite:
    """One step's page: its words, and what it does. ``con_archivo``: it takes one."""

    url: str
    boton: str
    titulo: str
    texto: str
    hecho: str
    accion: Callable[..., str]
    form: Any
    con_archivo: bool = False
    estilo: str = "btn-secundario"
    peligro: bool = False


PASOS = {
    AccionTramite.RESPONDER: PasoDeTramite(
        "tramites:respuesta", "Responder", "Responde el trámite",
        "La respuesta cierra el trámite. Si te falta algo, escribe un mensaje y queda abierto.",
        "Respondiste el trámite.", actions.responder, FormularioRespuesta, con_archivo=True, estilo="btn-primary",
    ),
    AccionTramite.ESCRIBIR: PasoDeTramite(
        "tramites:mensaje", "Escribir un mensaje", "Escribe un mensaje",
        "El mensaje queda en el trámite, a la vista de las dos partes.",
        "Enviaste el mensaje.", actions.escribir, FormularioMensaje, con_archivo=True,
    ),
    AccionTramite.RECHAZAR: PasoDeTramite(
        "tramites:rechazo", "Rechazar", "Rechaza el trámite",
        "Escribe el motivo: lo leerá quien lo pidió. El trámite queda cerrado.",
        "Rechazaste el trámite.", actions.rechazar, FormularioRechazo, estilo="btn-peligro", peligro=True,
    ),
    AccionTramite.RETIRAR: PasoDeTramite(
        "tramites:retiro", "Retirar el trámite", "Retira tu trámite",
        "La distribuidora ya no lo responderá. Si lo necesitas después, pide otro.",
        "Retiraste el trámite.", actions.retirar, FormularioToken, estilo="btn-peligro", peligro=True,
    ),
}  # fmt: skip


def _paso(accion: AccionTramite, *perfiles: Perfil) -> Callable[[HttpRequest, int], HttpResponse]:
    @solo(*perfiles)
    @require_http_methods(["GET", "POST"])
    def vista(request: HttpRequest, id: int) -> HttpResponse:
        visto, paso = obtener(request, Tramite, "tramite", id), PASOS[accion]
        actions.abrir(actor=cuenta(request), tramite=visto, direccion=direccion_de(request))
        if request.method == "GET":
            exigir(TRAMITES, cuenta(request), accion, visto)
        sale = cuenta(request).es_distribuidora
        campos = papeles.del_mensaje(sale=sale) if paso.con_archivo else []
        pagina = Pagina(
            request, paso.form, campos=campos, uso=actions.USO, para=f"{accion}:{visto.pk}",
            propios=papeles.propios(visto),
        )  # fmt: skip
        if destino := pagina.grabar(lambda: _grabar(request, visto, paso, pagina)):
            messages.success(request, f"{paso.hecho} {_avisamos(request, visto)}")
            return redirect(destino)
        lado = recuadro(visto.vinculo, cuenta(request))
        return pagina.mostrar("suministros/tramites/paso.html", tramite=visto, paso=paso, **lado)

    return vista


def _grabar(request: HttpRequest, visto: Tramite, paso: PasoDeTramite, pagina: Pagina) -> str:
    archivos = {"papeles": pagina.papeles, "confirmado": pagina.campos.confirmado} if paso.con_archivo else {}
    return paso.accion(
        actor=cuenta(request),
        tramite_id=visto.pk,
        direccion=direccion_de(request),
        **archivos,
        **pagina.form.cleaned_data,
    )


def _avisamos(request: HttpRequest, visto: Tramite) -> str:
    if cuenta(request).es_distribuidora:
        return f"Avisamos a {visto.solicitante.nombre} por correo."
    if visto.distribuidora.correo_avisos:
        return f"Avisamos a {visto.distribuidora} por correo."
    return f"{visto.distribuidora} lo verá en el portal."


respuesta = _paso(AccionTramite.RESPONDER, Perfil.DISTRIBUIDORA)
mensaje = _paso(AccionTramite.ESCRIBIR, Perfil.DISTRIBUIDORA, Perfil.SOLICITANTE)
rechazo = _paso(AccionTramite.RECHAZAR, Perfil.DISTRIBUIDORA)
retiro = _paso(AccionTramite.RETIRAR, Perfil.SOLICITANTE)
