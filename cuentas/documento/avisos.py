"""What the owner is told of the decision on the own identity document: one e-mail, and one SMS (U-06)."""

from django.conf import settings
from django.urls import reverse

from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.por_ambos import avisar
from nucleo.avisos import redactores
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento

CLAVE = "identidad-decidida"
# Subject, body, SMS.
_TEXTOS = {
    EstadoDocumento.VALIDADO: (
        "Tu documento de identidad fue validado",
        "{quien} validó tu documento de identidad. Vale para todas las distribuidoras: no tendrás que adjuntar la "
        "cédula en tus formularios.",
        "{quien} validó tu documento de identidad. No tendrás que adjuntar la cédula en tus formularios.",
    ),
    EstadoDocumento.NO_LEGIBLE: (
        "Tu documento de identidad no se lee bien",
        "{quien} no pudo leer tu documento de identidad. Motivo: {motivo}\n\nSube otra foto, nítida y completa.",
        "{quien} no pudo leer tu documento de identidad. Entra al portal y sube otra foto en Mi perfil.",
    ),
    EstadoDocumento.RECHAZADO: (
        "Tu documento de identidad fue rechazado",
        "{quien} rechazó tu documento de identidad. Motivo: {motivo}\n\nPuedes enviar otro.",
        "{quien} rechazó tu documento de identidad. Entra al portal para ver el motivo y enviar otro.",
    ),
}


def decidido(documento: DocumentoIdentidad, evento: Evento) -> None:
    avisar(clave=CLAVE, usuario=documento.usuario, evento=evento, contexto={"documento": documento.pk})


def _redactar(aviso: Aviso) -> Redactado | None:
    """None once another photo took its place: the word would be about a paper that no longer counts."""
    documentos = DocumentoIdentidad.objects.select_related("usuario", "decidido_por__distribuidora")
    documento = documentos.filter(pk=aviso.contexto["documento"], reemplazado_en=None).first()
    if documento is None or documento.decidido_por is None or not documento.usuario.is_active:
        return None
    asunto, cuerpo, sms = _TEXTOS[EstadoDocumento(documento.estado)]
    if aviso.canal == Canal.SMS:
        return Redactado("", sms.format(quien=documento.decidido_por.distribuidora))
    cuerpo = cuerpo.format(quien=documento.decidido_por.distribuidora, motivo=documento.motivo)
    enlace = settings.PORTAL_URL.rstrip("/") + reverse("perfil:documento")
    return armar(aviso, asunto, f"Hola, {documento.usuario.nombre}:\n\n{cuerpo}\n\nVer mi documento: {enlace}")


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.LEGAL, nombre="Revisión de tu documento de identidad")
