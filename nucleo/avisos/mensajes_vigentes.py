"""Which text a message has, and which one it had: a notice keeps the words of the moment it was queued (F-05)."""

from datetime import datetime
from typing import NamedTuple

from nucleo.avisos.catalogo_mensajes import original
from nucleo.avisos.models import MensajePredefinido, VersionDeMensaje


class Texto(NamedTuple):
    asunto: str
    cuerpo: str


VACIO = Texto("", "")


def texto(clave: str, tramite: str, al: datetime | None = None) -> Texto:
    """The form's own text, else the general one, else the original; now, or as they stood at ``al``.

    Raises LookupError for an unknown key.
    """
    filas = {m.tramite: m for m in MensajePredefinido.objects.filter(clave=clave, tramite__in=[tramite, ""])}
    for cual in (tramite, ""):
        if (fila := filas.get(cual)) and (suyo := _al(fila, al)).cuerpo:
            return suyo
    inicial = original(clave, tramite)
    return Texto(inicial.asunto, inicial.cuerpo)


def _al(fila: MensajePredefinido, al: datetime | None) -> Texto:
    if al is None or fila.modificado_en is None or fila.modificado_en <= al:
        return Texto(fila.asunto, fila.cuerpo)
    versiones = VersionDeMensaje.objects.filter(clave=fila.clave, tramite=fila.tramite)
    anterior = versiones.exclude(grabada_en__gt=al).order_by("-numero").first()
    return Texto(anterior.asunto, anterior.cuerpo) if anterior else VACIO
