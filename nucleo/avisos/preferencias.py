"""What an account switched off: reminders, and SMS that carry no code. Legal notices by e-mail always leave."""

from collections.abc import Iterable

from nucleo.avisos import clases
from nucleo.avisos.clases import Clase
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso, Preferencia


def de(usuario_id: int) -> Preferencia:
    """What the account chose; nobody chose anything: all is on. Unsaved then."""
    return Preferencia.objects.filter(usuario_id=usuario_id).first() or Preferencia(usuario_id=usuario_id)


def apagar(avisos: Iterable[Aviso]) -> None:
    """Marks, before they enter the outbox, those that their account does not want: kept, and never sent.

    No query unless one of them may be switched off.
    """
    dudosos = [aviso for aviso in avisos if _apagable(aviso)]
    if not dudosos:
        return
    elegidas = Preferencia.objects.in_bulk({aviso.usuario_id for aviso in dudosos})
    for aviso in dudosos:
        if _no_quiere(aviso, elegidas.get(aviso.usuario_id)):
            aviso.estado, aviso.causa = EstadoAviso.DESCARTADO, Causa.PREFERENCIA


def apagado(aviso: Aviso) -> bool:
    """Whether its account switched it off since it was queued."""
    return _apagable(aviso) and _no_quiere(aviso, Preferencia.objects.filter(pk=aviso.usuario_id).first())


def _apagable(aviso: Aviso) -> bool:
    clase = clases.de(aviso.clave)
    posible = clase == Clase.PRESCINDIBLE or (aviso.canal == Canal.SMS and clase != Clase.CODIGO)
    return posible and aviso.usuario_id is not None


def _no_quiere(aviso: Aviso, elegida: Preferencia | None) -> bool:
    if elegida is None:
        return False
    sin_sms = aviso.canal == Canal.SMS and not elegida.sms
    return sin_sms or (clases.de(aviso.clave) == Clase.PRESCINDIBLE and not elegida.recordatorios)
