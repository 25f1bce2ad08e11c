"""The project of one place as four steps, with its legal terms and the step that comes next (L-08; DISENO 1.2)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import fecha
from solicitudes import vigencia
from solicitudes.estados import CERRADOS, Estado, Tipo
from solicitudes.models import Expediente, Solicitud
from solicitudes.tramites import POR_PALABRA

_PALABRA = {tramite.tipo: palabra for palabra, tramite in POR_PALABRA.items()}


@dataclass(frozen=True)
class Etapa:
    """What ``componentes/etapas.html`` draws, and the requests of that form, the newest first."""

    tipo: Tipo
    situacion: str
    info: str
    url: str
    solicitudes: tuple[Solicitud, ...]

    @property
    def nombre(self) -> str:
        return str(self.tipo.label)


@dataclass(frozen=True)
class TerminoMostrado:
    """A term in words. ``vencido``: its last day has passed; nothing is refused by that (reglas.md 3)."""

    titulo: str
    frase: str
    articulo: str
    vencido: bool


@dataclass(frozen=True)
class Paso:
    """The form that comes next and where it starts; ``url`` is empty for whoever may not file it.

    ``titulo``: other words than 'El paso siguiente es…'.
    """

    tipo: Tipo
    motivo: str
    url: str
    titulo: str = ""


class Proyecto:
    """An expediente read once: its requests and what follows from them.

    ``solicitudes``: where the caller already read those of several expedientes, the newest first.
    """

    def __init__(self, expediente: Expediente, solicitudes: list[Solicitud] | None = None) -> None:
        self.expediente = expediente
        if solicitudes is None:
            todas = expediente.solicitudes.select_related("distribuidora", "solicitante")
            solicitudes = list(todas.order_by("-enviada_en", "-pk"))
        self.solicitudes = solicitudes
        conexion = next((s for s in self.vivas(Tipo.CONEXION) if s.disponible_en), None)
        self.conexion = conexion
        self.sin_manifestacion = conexion is not None and vigencia.necesita_manifestacion(conexion) is False

    def vivas(self, tipo: Tipo) -> list[Solicitud]:
        return vigencia.vivas(self.solicitudes, tipo)

    def hecha(self, tipo: Tipo) -> bool:
        """Closed, with what it was filed for; an MC is done once nobody may object to it any more."""
        if tipo == Tipo.MANIFESTACION and self.sin_manifestacion:
            return True
        return any(Estado(s.estado) in CERRADOS for s in self.vivas(tipo))

    def siguiente(self) -> Tipo | None:
        """The first form after the last one done that nobody has filed yet; None while one is under way.

        'Otro documento' is no step: one that waits does not stop the next form (S-07).
        """
        if any(Estado(s.estado) not in CERRADOS for s in self.solicitudes if not s.es_otro_documento):
            return None
        hechas = [tipo for tipo in Tipo if self.hecha(tipo)]
        despues = list(Tipo)[list(Tipo).index(hechas[-1]) + 1 :] if hechas else list(Tipo)
        return despues[0] if despues else None

    def etapas(self) -> list[Etapa]:
        siguiente = self.siguiente()
        return [self._etapa(tipo, siguiente) for tipo in Tipo]

    def _etapa(self, tipo: Tipo, siguiente: Tipo | None) -> Etapa:
        vivas = self.vivas(tipo)
        ultima = vivas[0] if vivas else None
        if ultima is not None:
            estado = Estado(ultima.estado)
            situacion = "lista" if estado in CERRADOS else "actual"
            info = format_html("{} · {} · enviada el {}", ultima.folio, estado.etiqueta, fecha(ultima.enviada_en))
            return Etapa(tipo, situacion, info, ultima.get_absolute_url(), tuple(vivas))
        if self.hecha(tipo):
            return Etapa(tipo, "lista", "No es necesaria", "", ())
        if tipo == siguiente:
            return Etapa(tipo, "actual", "Es el paso siguiente", "", ())
        saltada = any(self.vivas(otro) for otro in list(Tipo)[list(Tipo).index(tipo) + 1 :])
        return Etapa(tipo, "", "No se envió" if saltada else "Todavía no", "", ())


def terminos(proyecto: Proyecto) -> list[TerminoMostrado]:
    """The 20 days for the MC and the validity, while they matter; 'no es necesaria' is one more fact (L-08)."""
    mostrados = []
    conexion, hay_mc = proyecto.conexion, bool(proyecto.vivas(Tipo.MANIFESTACION))
    if conexion is not None and not hay_mc:
        mostrados.append(_de_manifestacion(proyecto, conexion))
    if termino := vigencia.vigencia(proyecto.expediente):
        vencido = termino.vence_el < hoy()
        prorroga = " Ya tiene su prórroga." if termino.prorrogado else " Admite una sola prórroga."
        verbo = "Terminó" if vencido else "Dura hasta"
        frase = f"{verbo} el {termino.vence_el:%d-%m-%Y}, contada desde el {termino.desde:%d-%m-%Y}.{prorroga}"
        mostrados.append(TerminoMostrado("Vigencia", frase, termino.articulo, vencido))
    return mostrados


def _de_manifestacion(proyecto: Proyecto, conexion: Solicitud) -> TerminoMostrado:
    titulo = str(Tipo.MANIFESTACION.label)
    termino = vigencia.plazo_de_manifestacion(conexion)
    if termino is None:
        frase = "No es necesaria: el paso siguiente es la Notificación de Conexión."
        return TerminoMostrado(titulo, frase, "DS 57/2019 arts. 21 y 44", vencido=False)
    vencido = termino.vence_el < hoy()
    verbo = "El plazo para presentarla terminó" if vencido else "Se presenta hasta"
    frase = f"{verbo} el {termino.vence_el:%d-%m-%Y}, contado desde el {termino.desde:%d-%m-%Y}."
    if vencido:
        frase += " Todavía se puede enviar; queda marcada como fuera de vigencia."
    return TerminoMostrado(titulo, frase, termino.articulo, vencido)


def paso_siguiente(proyecto: Proyecto, user: Any) -> Paso | None:
    """The advice of the page. The draft it leads to takes the data of the last request of the place."""
    tipo = proyecto.siguiente()
    if tipo is None or not proyecto.solicitudes:
        return None
    motivo = "La manifestación no es necesaria." if _salta_la_manifestacion(proyecto, tipo) else ""
    return Paso(tipo, motivo, comenzar(tipo, proyecto.solicitudes[0]) if user.es_solicitante else "")


def comenzar(tipo: Tipo, desde: Solicitud) -> str:
    """Where a form starts with the data and the expediente of an earlier request."""
    return f"{reverse('solicitudes:comenzar', args=[_PALABRA[tipo]])}?desde={desde.folio.replace('+', '%2B')}"


def _salta_la_manifestacion(proyecto: Proyecto, tipo: Tipo) -> bool:
    return tipo == Tipo.NOTIFICACION and proyecto.sin_manifestacion and not proyecto.vivas(Tipo.MANIFESTACION)
