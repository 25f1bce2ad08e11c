"""Everything of one request, read once: the page asks the database the same however long its history is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from solicitudes import obligaciones, paneles
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Adjunto, Comunicacion, Conexion, DocumentoObservado, Observacion, Respuesta, Solicitud
from solicitudes.paneles import Panel, Papel


@dataclass
class Legajo:
    """One request for one reader. Each part is read when it is first asked for, and then kept.

    ``respuestas`` are those that ``user`` may read; ``bloqueada``: there is one that they may not (P-05).
    """

    solicitud: Solicitud
    user: Any

    @cached_property
    def adjuntos(self) -> list[Adjunto]:
        return list(self.solicitud.adjuntos.select_related("archivo"))

    @cached_property
    def _todas_las_respuestas(self) -> list[Respuesta]:
        return list(self.solicitud.respuestas.select_related("archivo", "creada_por"))

    @cached_property
    def respuestas(self) -> list[Respuesta]:
        """The same rule as the download door's, on rows already read."""
        if not self.user.es_solicitante:
            return self._todas_las_respuestas
        return [respuesta for respuesta in self._todas_las_respuestas if respuesta.disponible_en is not None]

    @property
    def bloqueada(self) -> bool:
        return len(self.respuestas) < len(self._todas_las_respuestas)

    @property
    def trabada(self) -> bool:
        """Whether some answer waits for a payment, whoever reads."""
        return any(respuesta.disponible_en is None for respuesta in self._todas_las_respuestas)

    @cached_property
    def comunicaciones(self) -> list[Comunicacion]:
        return list(self.solicitud.comunicaciones.select_related("archivo", "autor"))

    @cached_property
    def observaciones(self) -> list[Observacion]:
        return list(self.solicitud.observaciones.prefetch_related("documentos"))

    @cached_property
    def conexiones(self) -> list[Conexion]:
        return list(self.solicitud.conexiones.all())

    @cached_property
    def obligaciones(self) -> list[obligaciones.Explicacion]:
        return obligaciones.explicar(self.solicitud)

    @cached_property
    def eventos(self) -> list[Evento]:
        """Those that the reader may see, newest first."""
        eventos = Evento.objects.filter(cadena=self.solicitud.cadena).select_related("actor", "texto_de_solicitud")
        ocultos = _ocultos() if self.user.es_solicitante else frozenset()
        return list(eventos.exclude(tipo__in=ocultos).order_by("-numero"))

    @cached_property
    def paneles(self) -> list[Panel]:
        return list(paneles.de(self.solicitud, self.user))

    @cached_property
    def papeles(self) -> list[Papel]:
        """Every file of the request for this reader, in the order of the page; locked answers are not among them."""
        return [*self._del_envio(), *self._de_la_respuesta(), *self._de_los_paneles(), *self._del_hilo()]

    def _del_envio(self) -> Iterable[Papel]:
        for adjunto in self.adjuntos:
            yield Papel(
                f"adjunto:{adjunto.pk}", adjunto.codigo, adjunto.nombre, adjunto.version, adjunto.creado_en,
                adjunto.archivo,
            )  # fmt: skip

    def _de_la_respuesta(self) -> Iterable[Papel]:
        for respuesta in self.respuestas:
            yield Papel(
                f"respuesta:{respuesta.pk}", "respuesta", "Respuesta de la distribuidora", respuesta.version,
                respuesta.creada_en, respuesta.archivo,
            )  # fmt: skip

    def _de_los_paneles(self) -> Iterable[Papel]:
        for panel in self.paneles:
            yield from panel.papeles

    def _del_hilo(self) -> Iterable[Papel]:
        numero = 0
        for comunicacion in self.comunicaciones:
            if comunicacion.archivo is not None:
                numero += 1
                yield Papel(
                    f"comunicacion:{comunicacion.pk}", "comunicacion", "Documento de una comunicación", numero,
                    comunicacion.creada_en, comunicacion.archivo,
                )  # fmt: skip

    def ultimo(self, *tipos: TipoEvento) -> Evento | None:
        """The newest visible event of those types."""
        return next((evento for evento in self.eventos if evento.tipo in tipos), None)

    def motivo(self, *tipos: TipoEvento) -> str:
        """What was written for the newest event of those types; empty when nothing was, or it was erased."""
        evento = self.ultimo(*tipos)
        return texto_de(evento) if evento else ""

    @cached_property
    def monto(self) -> int | None:
        """The amount of the newest event that has one."""
        return next((evento.datos["monto"] for evento in self.eventos if evento.datos.get("monto")), None)

    @property
    def por_corregir(self) -> list[DocumentoObservado]:
        """The documents of the correction that the applicant owes now; a lapsed one is owed no more."""
        if self.solicitud.estado != Estado.OBSERVADA:
            return []
        abiertas = [observacion for observacion in self.observaciones if observacion.corregida_en is None]
        return [documento for observacion in abiertas for documento in observacion.documentos.all()]


def _ocultos() -> frozenset[str]:
    declarados = vocabulario.declarados()
    return frozenset(tipo for tipo, declarado in declarados.items() if declarado.oculto_al_solicitante)


def texto_de(evento: Evento) -> str:
    """What its actor wrote for it: the row beside the chain, which may have been erased."""
    fila = getattr(evento, "texto_de_solicitud", None)
    return str(fila.texto) if fila is not None else ""
