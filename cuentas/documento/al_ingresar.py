"""What a sign-in tells of the own identity document, and where it leads (U-07)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from cuentas.documento.consultas import vigente
from cuentas.documento.models import EstadoDocumento
from cuentas.models import Usuario

EN_ANALISIS = "Tu documento de identidad está en análisis. Te avisaremos cuando lo revisen."


def desvio(request: HttpRequest, usuario: Usuario, destino: str) -> str:
    """``destino``, or the page where another photo is sent, which knows the way on; 'en análisis' is told once."""
    documento = vigente(usuario) if usuario.es_solicitante else None
    if documento is None:
        return destino
    if documento.estado == EstadoDocumento.EN_ANALISIS:
        messages.info(request, EN_ANALISIS)
    if documento.estado == EstadoDocumento.NO_LEGIBLE:
        return f"{reverse('perfil:documento')}?{urlencode({'next': destino})}"
    return destino
