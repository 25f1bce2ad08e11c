"""The clock of a paper that waits: ``HORAS_DE_REVISION`` business hours from when it was sent (U-06)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from catalogo import horario
from catalogo.plazos import Calendario
from catalogo.semaforo import Semaforo
from nucleo.comun.reloj import CHILE, ahora

_HORA = 3600


def plazo_en_palabras() -> str:
    """``24 horas hábiles``: what a person is told that the review takes."""
    horas = settings.HORAS_DE_REVISION
    return "una hora hábil" if horas == 1 else f"{horas} horas hábiles"


def vence(enviado_en: datetime, calendario: Calendario) -> datetime:
    return horario.horas_habiles(enviado_en, settings.HORAS_DE_REVISION, calendario)


def corte(calendario: Calendario) -> datetime:
    """What was sent before this instant is late now."""
    return horario.corte(ahora(), settings.HORAS_DE_REVISION, calendario)


@dataclass(frozen=True)
class Reloj:
    """The light of one paper: in time, due today, or late. ``vence`` in UTC."""

    vence: datetime
    luz: Semaforo

    @property
    def atrasado(self) -> bool:
        return self.luz.tipo == "vencida"


def reloj(enviado_en: datetime, calendario: Calendario) -> Reloj:
    instante, limite = ahora(), vence(enviado_en, calendario)
    local, hoy = limite.astimezone(CHILE), instante.astimezone(CHILE).date()
    if limite < instante:
        atraso = _horas(horario.transcurridas(limite, instante, calendario).total_seconds())
        primera = f"Vencida hace {atraso}" if atraso else "Vencida"
        return Reloj(limite, Semaforo("vencida", primera, f"venció el {local:%d-%m-%Y, %H:%M}", local.date()))
    if local.date() == hoy:
        return Reloj(limite, Semaforo("hoy", "Vence hoy", f"a las {local:%H:%M}", local.date()))
    quedan = _horas(horario.transcurridas(instante, limite, calendario).total_seconds()) or "menos de 1 hora hábil"
    return Reloj(limite, Semaforo("en-plazo", f"Vence en {quedan}", f"{local:%d-%m-%Y, %H:%M}", local.date()))


def _horas(segundos: float) -> str:
    """Whole hours, never more than there are; nothing for less than one."""
    enteras = int(segundos // _HORA)
    return f"{enteras} {'hora hábil' if enteras == 1 else 'horas hábiles'}" if enteras else ""
