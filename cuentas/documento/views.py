"""'Documento de identidad' of 'Mi perfil': what was sent, its state, and another one in its place (A-17)."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from catalogo import documentos as catalogo
from catalogo.models import TipoDocumento
from cuentas.documento import consultas
from cuentas.documento.actions import enviar_documento
from cuentas.documento.models import DocumentoIdentidad
from cuentas.documento.permisos import USO
from cuentas.ingreso import es_nuestra
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos import almacen, vistas_previas
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.recepcion import recibir
from nucleo.archivos.vistas_previas import Vista
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo

CAMPO = "documento"
FALTA = "Adjunta la foto de tu documento de identidad"


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def documento(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _pagina(request)
    tipo = _tipo()
    if tipo is None:
        raise Http404
    subido = request.FILES.get(CAMPO)
    if not isinstance(subido, UploadedFile):
        return _pagina(request, FALTA, 422)
    try:
        archivo = recibir(
            subido, uso=USO, limites=catalogo.limites(tipo), nombre_documento=tipo.nombre, actor=cuenta(request)
        )
    except ArchivoRechazado as error:
        return _pagina(request, error.mensaje, error.codigo if error.codigo != 400 else 422)
    enviar_documento(actor=cuenta(request), archivo=archivo, direccion=direccion_de(request))
    messages.success(request, "Recibimos tu documento de identidad. Te avisaremos por correo cuando lo revisen.")
    return redirect("perfil:documento")


def _pagina(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    usuario = cuenta(request)
    actual = consultas.vigente(usuario)
    siguiente = request.GET.get("next", "")
    contexto = {
        "documento": actual,
        "vista": vista_de(actual) if actual else None,
        # Where the sign-in was going when it led here instead (U-07).
        "siguiente": siguiente if es_nuestra(request, siguiente) else "",
        "anteriores": consultas.anteriores(usuario),
        "campo": _campo("Otra foto o PDF" if actual else "", error),
        "errores_de_pagina": [(error, f"id_{CAMPO}")] if error else [],
    }
    return render(request, "cuentas/documento/documento.html", contexto, status=status)


def vista_de(documento: DocumentoIdentidad) -> Vista | None:
    """The pictures of the own copy; None once it was erased."""
    archivo = documento.archivo
    if archivo.borrado_en or not almacen.ruta(archivo.sha256_guardado).is_file():
        return None
    return vistas_previas.de(archivo)


def _campo(etiqueta: str, error: str) -> CampoArchivo | None:
    tipo = _tipo()
    if tipo is None:
        return None
    return CampoArchivo(
        campo=CAMPO,
        etiqueta=etiqueta or tipo.nombre,
        limites=catalogo.limites(tipo),
        ayuda=tipo.ayuda,
        error=error,
    )


def _tipo() -> TipoDocumento | None:
    """The row of the catalogue; None while SEC has it out of use, and then nothing is received."""
    return next((tipo for tipo in catalogo.de("suministro") if tipo.codigo == "identidad"), None)
