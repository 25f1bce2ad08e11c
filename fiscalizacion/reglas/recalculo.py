"""Terms already set, counted again after a change of the rules: ordered with the change, made by a worker.

Each request moves in its own transaction with its event, so a killed worker leaves nothing half done and the next try
does what is missing. The file of the order lists what moved.
"""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from cuentas.models import Usuario
from cuentas.personal.cerrojos import Tomadas
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.hojas import FECHA, FECHA_HORA, Columna, Hoja, escribir, hora_de_chile
from nucleo.comun.reloj import hoy
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos import actions as trabajos
from nucleo.trabajos import constructores
from nucleo.trabajos.constructores import Avance, Ficha, Palabras
from nucleo.trabajos.models import Estado, Trabajo
from solicitudes import ajustes
from solicitudes.actions import ajustar_todas
from solicitudes.estados import TipoEvento
from solicitudes.models import Solicitud
from solicitudes.pasos import Clase
from solicitudes.querysets import SolicitudQuerySet

TIPO_DE_TRABAJO = "recalculo-de-plazos"
Alcance = dict[str, Any]
_MOVIDOS = (
    Columna("Folio", "", ancho=12),
    Columna("Plazo", "", ancho=28),
    Columna("Último día antes", "", FECHA),
    Columna("Último día ahora", "", FECHA),
    Columna("Recalculada el", "", FECHA_HORA, 18),
)
_POR_REVISAR = (Columna("Folio", ""), Columna("Qué pasa", "", ancho=60))


def registrar() -> None:
    constructores.registrar(TIPO_DE_TRABAJO, construir, FICHA)


def de_feriado(dia: date) -> Alcance:
    return {"feriado": dia.isoformat()}


def de_regla(caso: str, desde: date, hasta: date | None) -> Alcance:
    return {"caso": caso, "desde": desde.isoformat(), "hasta": hasta.isoformat() if hasta else ""}


def alcanzadas(alcance: Alcance) -> SolicitudQuerySet:
    """The requests that a change may move: a few more than do."""
    if dia := alcance.get("feriado"):
        return ajustes.por_feriado(date.fromisoformat(dia))
    hasta = alcance["hasta"]
    return ajustes.por_regla(
        alcance["caso"], date.fromisoformat(alcance["desde"]), date.fromisoformat(hasta) if hasta else None
    )


def en_palabras(trabajo: Trabajo) -> str:
    if dia := trabajo.filtros.get("feriado"):
        return f"Feriado del {date.fromisoformat(dia):%d-%m-%Y}"
    return f"Plazo «{trabajo.filtros['caso']}» desde el {date.fromisoformat(trabajo.filtros['desde']):%d-%m-%Y}"


FICHA = Ficha(
    sala=("Administrador", "fiscalizacion:administracion"),
    que=lambda trabajo: f"Por el cambio: {en_palabras(trabajo)}",
    cede=True,
    palabras=Palabras(
        titulo="Recálculo de plazos",
        preparando="Recalculando los plazos",
        listo="Los plazos están recalculados",
        fallo="No pudimos terminar el recálculo",
        consejo="Lo intentamos tres veces. Inténtalo de nuevo: las solicitudes ya recalculadas quedan así.",
        mientras="Puedes cerrar esta página: el recálculo sigue, y su archivo con lo que se movió queda siete días.",
        se_cuentan="solicitudes",
    ),
)


def pedir(*, actor: Usuario, alcance: Alcance, evento: Evento) -> Trabajo:
    """Inside the transaction of the change. ``evento``: the change, so that no two orders are the same."""
    filtros = {**alcance, "evento": evento.pk, "desde_el": evento.ocurrido.isoformat()}
    nombre = f"plazos-recalculados-{hoy():%Y-%m-%d}.xlsx"
    return trabajos.pedir(tipo=TIPO_DE_TRABAJO, usuario=actor, filtros=filtros, nombre=nombre)


@en_transaccion
def repetir(*, actor: Usuario, trabajo_id: uuid.UUID) -> Trabajo:
    """A failed count, made by whoever asks now. Raises ``NoPermitido``, ``EstadoCambio``, ``Trabajo.DoesNotExist``."""
    actor = Tomadas(actor).exigir_administrador()
    trabajo = Trabajo.objects.select_for_update().get(pk=trabajo_id, tipo=TIPO_DE_TRABAJO)
    if trabajo.estado != Estado.FALLO:
        raise EstadoCambio("Este recálculo está en curso o ya terminó.")
    if trabajo.usuario_id == actor.pk:
        trabajos.reintentar(trabajo_id=trabajo.pk, actor=actor)
        return trabajo
    return trabajos.pedir(tipo=TIPO_DE_TRABAJO, usuario=actor, filtros=trabajo.filtros, nombre=trabajo.nombre)


def recientes() -> "QuerySet[Trabajo]":
    """The counts of the last days, everybody's: an administrador may finish what a colleague ordered."""
    return Trabajo.objects.filter(tipo=TIPO_DE_TRABAJO).select_related("usuario").order_by("-creado_en")[:10]


def construir(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    """The builder: moves what is left to move, then writes what moved since the change."""
    solicitudes = alcanzadas(trabajo.filtros)
    total = solicitudes.count()
    resultado = ajustar_todas(
        actor=trabajo.usuario, solicitudes=solicitudes, avance=lambda vistas: avance(vistas, max(vistas, total))
    )
    movidos = list(_movidos(trabajo))
    no_calzan = [(folio, "Sus eventos no explican sus plazos: no se tocó") for folio in resultado.no_calzan]
    hojas = [Hoja("Plazos recalculados", _MOVIDOS, movidos, len(movidos))]
    if no_calzan:
        hojas.append(Hoja("Por revisar", _POR_REVISAR, no_calzan, len(no_calzan)))
    escribir(ruta, hojas)


def _movidos(trabajo: Trabajo) -> Iterator[tuple[Any, ...]]:
    """Each term whose last day moved since the change, by its event: complete whoever made the count, in any tries."""
    eventos = Evento.objects.filter(tipo=TipoEvento.PLAZOS_RECALCULADOS, ocurrido__gte=trabajo.filtros["desde_el"])
    folios = dict(Solicitud.objects.filter(pk__in=[_de(evento) for evento in eventos]).values_list("pk", "folio"))
    for evento in eventos.order_by("pk"):
        for clase, _orden, _regla, antes, ahora in evento.datos["plazos"]:
            dias = date.fromisoformat(antes), date.fromisoformat(ahora)
            yield (
                folios[_de(evento)],
                Clase(clase).label,
                *dias,
                hora_de_chile(evento.ocurrido),
            )


def _de(evento: Evento) -> int:
    return int(evento.cadena.partition(":")[2])
