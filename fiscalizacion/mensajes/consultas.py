"""The texts of the notices as SEC's pages show them (F-05)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nucleo.avisos.catalogo_mensajes import CLAVES, ORIGINALES, original
from nucleo.avisos.mensajes_nombres import NOMBRES, PARA
from nucleo.avisos.mensajes_vigentes import Texto, texto
from nucleo.avisos.models import MensajePredefinido, VersionDeMensaje
from solicitudes.estados import Tipo

GENERAL = "Todos los formularios"


@dataclass(frozen=True)
class Mensaje:
    """One notice for one form (``tramite`` empty: for all). ``propio``: the form has a text of its own."""

    clave: str
    tramite: str
    asunto: str
    cuerpo: str
    propio: bool
    modificado: bool
    cambiado_en: datetime | None = None
    cambiado_por: str = ""

    @property
    def nombre(self) -> str:
        return NOMBRES[self.clave].nombre

    @property
    def cuando(self) -> str:
        return NOMBRES[self.clave].cuando

    @property
    def para(self) -> str:
        return PARA[original(self.clave, self.tramite).para]

    @property
    def formulario(self) -> str:
        return Tipo(self.tramite).label if self.tramite else GENERAL

    @property
    def consulta(self) -> str:
        """What follows the address of each of its pages."""
        return f"?formulario={self.tramite}" if self.tramite else ""


def inicial(clave: str, tramite: str) -> Texto:
    """What 'Restaurar' brings back; empty where the form has no original of its own and takes the general text."""
    fila = ORIGINALES.get((clave, tramite))
    return Texto(fila.asunto, fila.cuerpo) if fila else Texto("", "")


def formularios(clave: str) -> list[str]:
    """The forms for which the notice has, or may have, a text: ``""`` is the general one."""
    general = [""] if (clave, "") in ORIGINALES else []
    return [*general, *(tipo.value for tipo in Tipo if general or (clave, tipo.value) in ORIGINALES)]


def uno(clave: str, tramite: str | None) -> Mensaje | None:
    """The notice; ``tramite`` None: its first text. None when there is no such notice, or not for that form."""
    if clave not in CLAVES:
        return None
    posibles = formularios(clave)
    tramite = posibles[0] if tramite is None else tramite
    if tramite not in posibles:
        return None
    return _mensaje(clave, tramite, _filas().filter(clave=clave, tramite=tramite).first())


def todos() -> dict[str, list[Mensaje]]:
    """Every text there is, by the name of its form, in the order of the catalogue."""
    filas = {(fila.clave, fila.tramite): fila for fila in _filas()}
    hay = {llave for llave, fila in filas.items() if fila.cuerpo} | set(ORIGINALES)
    grupos = {}
    for tramite in ("", *Tipo.values):
        suyos = [_mensaje(clave, tramite, filas.get((clave, tramite))) for clave in CLAVES if (clave, tramite) in hay]
        if suyos:
            grupos[suyos[0].formulario] = suyos
    return grupos


def versiones(clave: str, tramite: str) -> list[VersionDeMensaje]:
    """The newest first."""
    filas = VersionDeMensaje.objects.filter(clave=clave, tramite=tramite).select_related("grabada_por")
    return list(filas.order_by("-numero"))


def ultima(clave: str, tramite: str) -> int:
    """The number that an editor starts from; 0 when nobody has changed the text."""
    numeros = VersionDeMensaje.objects.filter(clave=clave, tramite=tramite).order_by("-numero")
    return numeros.values_list("numero", flat=True).first() or 0


def _filas() -> QuerySet[MensajePredefinido]:
    return MensajePredefinido.objects.select_related("modificado_por")


def _mensaje(clave: str, tramite: str, fila: MensajePredefinido | None) -> Mensaje:
    propio = bool(fila.cuerpo) if fila else (clave, tramite) in ORIGINALES
    suyo = Texto(fila.asunto, fila.cuerpo) if fila and fila.cuerpo else texto(clave, tramite)
    cambiado = fila is not None and fila.modificado_en is not None
    return Mensaje(
        clave=clave,
        tramite=tramite,
        asunto=suyo.asunto,
        cuerpo=suyo.cuerpo,
        propio=propio,
        modificado=propio and cambiado and suyo != inicial(clave, tramite),
        cambiado_en=fila.modificado_en if fila else None,
        cambiado_por=fila.modificado_por.nombre if fila and fila.modificado_por else "",
    )
