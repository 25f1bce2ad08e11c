"""What the owner of a link is told of the decision on the power of attorney: one e-mail, and one SMS (U-06)."""

from django.conf import settings
from django.urls import reverse

from cuentas.documento.models import EstadoDocumento
from cuentas.por_ambos import avisar
from nucleo.avisos import redactores
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from suministros.models import PoderSuministro

CLAVE = "poder-decidido"
# Subject, body, SMS.
_TEXTOS = {
    EstadoDocumento.VALIDADO: (
        "Tu poder para el suministro {numero} fue validado",
        "{quien} validó el poder que enviaste para el suministro {numero}. No tendrás que adjuntarlo en tus "
        "formularios de ese suministro.",
        "{quien} validó el poder que enviaste para el suministro {numero}.",
    ),
    EstadoDocumento.NO_LEGIBLE: (
        "Tu poder para el suministro {numero} no se lee bien",
        "{quien} no pudo leer el poder que enviaste para el suministro {numero}. Motivo: {motivo}\n\n"
        "Sube otra copia, nítida y completa.",
        "{quien} no pudo leer tu poder para el suministro {numero}. Entra al portal y sube otra copia.",
    ),
    EstadoDocumento.RECHAZADO: (
        "Tu poder para el suministro {numero} fue rechazado",
        "{quien} rechazó el poder que enviaste para el suministro {numero}. Motivo: {motivo}\n\nPuedes enviar otro.",
        "{quien} rechazó tu poder para el suministro {numero}. Entra al portal para ver el motivo y enviar otro.",
    ),
}


def decidido(poder: PoderSuministro, evento: Evento) -> None:
    avisar(clave=CLAVE, usuario=poder.vinculo.usuario, evento=evento, contexto={"poder": poder.pk})


def _redactar(aviso: Aviso) -> Redactado | None:
    """None once another paper took its place or the supply left the account."""
    con_todo = PoderSuministro.objects.select_related(
        "vinculo__usuario", "vinculo__suministro", "decidido_por__distribuidora"
    )
    vigentes = con_todo.filter(reemplazado_en=None, vinculo__retirado_en=None)
    poder = vigentes.filter(pk=aviso.contexto["poder"]).first()
    if poder is None or poder.decidido_por is None or not poder.vinculo.usuario.is_active:
        return None
    datos = {
        "quien": poder.decidido_por.distribuidora,
        "numero": poder.vinculo.suministro.numero,
        "motivo": poder.motivo,
    }
    asunto, cuerpo, sms = (texto.format(**datos) for texto in _TEXTOS[EstadoDocumento(poder.estado)])
    if aviso.canal == Canal.SMS:
        return Redactado("", sms)
    enlace = settings.PORTAL_URL.rstrip("/") + reverse("suministros:detalle", args=[poder.vinculo_id])
    return armar(aviso, asunto, f"Hola, {poder.vinculo.usuario.nombre}:\n\n{cuerpo}\n\nVer el suministro: {enlace}")


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.LEGAL, nombre="Revisión de tu poder")
