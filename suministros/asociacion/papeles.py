"""The file fields of a link: the photo of the identity document and the power of attorney (U-04)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalogo import documentos as catalogo
from catalogo.models import TipoDocumento
from cuentas.documento import consultas
from cuentas.documento.permisos import USO as USO_IDENTIDAD
from cuentas.models import Usuario
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.resguardo import CamposGuardados
from nucleo.comun.errores import EstadoCambio
from suministros.actions.vinculos import FALTA_IDENTIDAD, FALTA_PODER
from suministros.models import Vinculo
from suministros.permissions import USO_PODER

IDENTIDAD = "identidad"
PODER = "poder_suministro"


def campos_para(vinculo: Vinculo, url: str) -> CamposGuardados:
    """What is missing to make ``vinculo``, which is not saved yet. ``url``: of the page that takes each file."""
    campos = []
    if falta_identidad(vinculo.usuario):
        campos.append(campo_de_identidad(url))
    if not vinculo.es_titular:
        campos.append(campo_de_poder(url))
    para = f"asociacion:{vinculo.suministro_id}"
    return CamposGuardados(campos, uso=USO_IDENTIDAD, para=para, actor=vinculo.usuario)


def falta_identidad(usuario: Usuario) -> bool:
    """Whether the account has no document that counts: none, or one that was not accepted."""
    actual = consultas.vigente(usuario)
    return actual is None or actual.niega


def campo_de_identidad(url: str) -> CampoArchivo:
    return _campo(IDENTIDAD, USO_IDENTIDAD, FALTA_IDENTIDAD, url)


def campo_de_poder(url: str) -> CampoArchivo:
    return _campo(PODER, USO_PODER, FALTA_PODER, url)


def _campo(codigo: str, uso: str, falta: str, url: str) -> CampoArchivo:
    try:
        tipo = catalogo.uno("suministro", codigo)
    except TipoDocumento.DoesNotExist:
        # SEC took it out of use, so nothing of the kind is received.
        raise EstadoCambio("Por ahora el portal no recibe este documento.") from None
    return CampoArchivo(
        campo=codigo,
        etiqueta=tipo.nombre,
        limites=catalogo.limites(tipo),
        ayuda=tipo.ayuda,
        falta=falta,
        uso=uso,
        url_subida=url,
    )


def poner_ver(campos: CamposGuardados) -> None:
    """'Ver' beside each file, although nothing refers to it yet: its owner may see it (``permissions``)."""
    for campo in campos:
        if campo.archivo is not None:
            campo.url_ver = reverse("archivos:vista", args=[campo.archivo.pk])


def es_fragmento(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def fragmento(request: HttpRequest, campos: CamposGuardados) -> HttpResponse:
    """One field, as the script that sent its file puts it back."""
    campo = campos.pedido(request) or campos.campos[0]
    if not campo.presente and not campo.error and request.POST.get("quitar") != campo.campo:
        campo.error = campo.mensaje_de_falta
    poner_ver(campos)
    return render(request, "componentes/archivo.html", {"campo": campo}, status=422 if campo.error else 200)
