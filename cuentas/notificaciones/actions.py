"""What an account switches off, or on again, of its own notices."""

from cuentas.models import Usuario
from cuentas.notificaciones.vocabulario import CAMBIO
from nucleo.avisos import preferencias
from nucleo.avisos.models import Preferencia
from nucleo.bitacora.actions import registrar
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion


@en_transaccion
def preferir(*, usuario: Usuario, recordatorios: bool, sms: bool, direccion: str | None = None) -> bool:
    """Stores both switches with their event; whether anything changed. What waits in the outbox obeys too."""
    Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=usuario.pk)
    antes = preferencias.de(usuario.pk)
    if (antes.recordatorios, antes.sms) == (recordatorios, sms):
        return False
    elegido = {"recordatorios": recordatorios, "sms": sms}
    Preferencia.objects.update_or_create(usuario=usuario, defaults={**elegido, "cambiada_en": ahora()})
    registrar(cadena=f"usuario:{usuario.pk}", tipo=CAMBIO, actor=usuario, datos=elegido, direccion=direccion)
    return True
