"""The answer page. It lives here because an answer may ask for a payment (arquitectura.md 2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from catalogo.documentos import uno
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.recepcion import recibir
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.templatetags.componentes import errores_de
from solicitudes import actions
from solicitudes.actions.aplicar import exigir
from solicitudes.estados import Accion
from solicitudes.forms import FormularioRespuesta
from solicitudes.models import Solicitud
from solicitudes.views.detalle import obtener
from solicitudes.views.pasos.campos import de_tipo


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def respuesta(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    campo = de_tipo(uno("respuesta", "respuesta"), opcional=False)
    if request.method != "POST":
        exigir(cuenta(request), Accion.RESPONDER, solicitud)
        inicial = {"numero_solicitud": solicitud.numero_solicitud}
        return _pagina(request, solicitud, FormularioRespuesta(initial=inicial), campo)
    formulario = FormularioRespuesta(request.POST)
    if formulario.is_valid() and _responder(request, solicitud, formulario, campo):
        messages.success(
            request,
            f"Respuesta enviada. Avisamos a {solicitud.solicitante.nombre} por correo.",
        )
        return redirect(solicitud)
    # Nobody is asked to mend a form that the state would refuse; a repeated token was answered above.
    exigir(cuenta(request), Accion.RESPONDER, solicitud)
    return _pagina(request, solicitud, formulario, campo, status=422)


def _responder(
    request: HttpRequest,
    solicitud: Solicitud,
    formulario: FormularioRespuesta,
    campo: CampoArchivo,
) -> bool:
    """Whether the answer was stored; if not, ``campo`` says what is wrong with its file."""
    subido = request.FILES.get(campo.campo)
    if subido is None:
        campo.error = "Adjunta la respuesta"
        return False
    try:
        archivo = recibir(
            subido,
            uso="respuesta",
            limites=campo.limites,
            nombre_documento=campo.etiqueta,
            actor=cuenta(request),
        )
    except ArchivoRechazado as error:
        campo.error = error.mensaje
        return False
    actions.responder(
        actor=cuenta(request),
        solicitud_id=solicitud.pk,
        archivo=archivo,
        direccion=direccion_de(request),
        **formulario.cleaned_data,
    )
    return True


def _pagina(
    request: HttpRequest,
    solicitud: Solicitud,
    formulario: FormularioRespuesta,
    campo: CampoArchivo,
    status: int = 200,
) -> HttpResponse:
    errores = errores_de(formulario)
    if campo.error:
        errores.append((campo.error, f"id_{campo.campo}"))
    contexto = {
        "solicitud": solicitud,
        "form": formulario,
        "campo": campo,
        "errores_de_pagina": errores,
    }
    return render(request, "pagos/respuesta.html", contexto, status=status)
