"""The notice that a distributor's account changed: whoever did not do it must know before anybody pays (AUT-12)."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import CONTACTO, armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto

CLAVE = "cuenta-de-pago-cambiada"
# What a thief would change; the methods and the instructions are no account.
DE_LA_CUENTA = frozenset({"banco", "tipo_de_cuenta", "numero_de_cuenta", "titular", "rut_del_titular", "correo"})


def cuenta_cambiada(distribuidora_id: int, evento: Evento, campos: Iterable[str]) -> None:
    """Tells every active jefatura of the distributor, its author too, when ``campos`` touch the account."""
    if not DE_LA_CUENTA & set(campos):
        return
    for jefatura in _jefaturas(distribuidora_id):
        encolar(
            clave=CLAVE, evento=evento, destinatario=jefatura.email, usuario=jefatura, contexto={"evento": evento.pk}
        )


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.LEGAL, nombre="Cuenta de pago cambiada")


def _jefaturas(distribuidora_id: int) -> QuerySet[Usuario]:
    suyas = Usuario.objects.filter(perfil=Perfil.DISTRIBUIDORA, rol=Rol.JEFATURA, estado=EstadoCuenta.ACTIVA)
    return suyas.filter(distribuidora=distribuidora_id).order_by("pk")


def _redactar(aviso: Aviso) -> Redactado | None:
    evento = Evento.objects.select_related("actor").get(pk=aviso.contexto["evento"])
    distribuidora_id = int(evento.cadena.partition(":")[2])
    quien = _jefaturas(distribuidora_id).filter(pk=aviso.usuario_id or 0).select_related("distribuidora").first()
    if quien is None or quien.distribuidora is None:
        return None
    autor = evento.actor.nombre if evento.actor else "Sistema"
    cuerpo = (
        f"Hola, {quien.nombre}:\n\n"
        f"{autor} cambió la cuenta a la que se paga a {quien.distribuidora.nombre}, el "
        f"{fecha_hora_texto(evento.ocurrido)}. Quienes deban pagar ya ven los datos nuevos.\n\n"
        f"Ver los datos de pago: {settings.PORTAL_URL.rstrip('/')}/distribuidora/pagos/\n\n"
        f"Si no esperabas este cambio, corrige los datos ahora y escribe a {CONTACTO}."
    )
    return armar(aviso, "La cuenta de pago de tu distribuidora cambió", cuerpo)
