"""How each term of a request was counted, how it ended, and whose the days were (L-03, L-07, L-09)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogo.plazos import calendario
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from solicitudes import fila, turnos
from solicitudes.estados import TipoEvento
from solicitudes.models import Obligacion
from solicitudes.obligaciones import Explicacion
from solicitudes.pasos import Clase, Fin
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.luz import semaforo
from solicitudes.presentacion.pagina import dias_del_plazo

_QUIEN = {"distribuidora": "la distribuidora", "solicitante": "el solicitante", "ambos": "ambas partes"}


@dataclass(frozen=True)
class PlazoContado:
    """One obligation. ``final``: how it ended or how it stands; ``tono``: of its label; ``pasos``: the count.

    ``termino``: when it ended; ``aviso``: that the holidays changed since, with the day that was told and today's.
    """

    titulo: str
    regla: str
    articulo: str
    quien: str
    pasos: tuple[str, ...]
    final: str
    tono: str
    en_curso: bool
    termino: str = ""
    nota: str = ""
    aviso: str = ""


def contexto(legajo: Legajo) -> dict[str, Any]:
    solicitud = legajo.solicitud
    contados = [_contado(explicada, legajo) for explicada in legajo.obligaciones]
    return {
        "solicitud": solicitud,
        "plazo": semaforo(solicitud, legajo.user),
        "en_curso": [contado for contado in contados if contado.en_curso],
        "terminados": [contado for contado in contados if not contado.en_curso],
        "dias": turnos.dias(solicitud, hoy(), calendario()),
        "dias_del_plazo": dias_del_plazo(legajo),
        "hoy": hoy(),
        "lugar": fila.lugar(solicitud),
        "con_orden": solicitud.tipo in fila.CON_ORDEN,
        "reclasificaciones": _reclasificaciones(legajo),
    }


def _contado(explicada: Explicacion, legajo: Legajo) -> PlazoContado:
    obligacion, regla = explicada.obligacion, explicada.regla
    final, tono = _final(obligacion)
    return PlazoContado(
        titulo=obligacion.get_clase_display(),
        regla=f"{regla.descripcion}: {regla.cantidad} {regla.get_unidad_display()}",
        articulo=regla.articulo,
        quien=_QUIEN[obligacion.responsable],
        pasos=explicada.cuenta.pasos,
        final=final,
        tono=tono,
        en_curso=obligacion.termina_en is None,
        termino=_termino(obligacion),
        nota=_nota(obligacion, legajo),
        # A holiday that changed since moves the count, never the date that was told: both are shown.
        aviso=explicada.aviso,
    )


def _final(obligacion: Obligacion) -> tuple[str, str]:
    if obligacion.termina_en is None:
        vencida = obligacion.vence_el < hoy()
        return ("En curso, vencido", "alerta") if vencida else ("En curso", "info")
    if obligacion.fin == Fin.CUMPLIDA:
        return ("Cumplido en plazo", "") if obligacion.cumplida_en_plazo else ("Cumplido fuera de plazo", "alerta")
    return (Fin(obligacion.fin).label, "aviso" if obligacion.fin == Fin.VENCIDA else "")


def _termino(obligacion: Obligacion) -> str:
    if obligacion.termina_en is None:
        return ""
    como = {
        Fin.CUMPLIDA: "Se cumplió",
        Fin.VENCIDA: "Venció sin cumplirse, y se cerró",
        Fin.SIN_EFECTO: "Quedó sin efecto",
    }[Fin(obligacion.fin)]
    return f"{como} el {fecha_hora_texto(obligacion.termina_en)}."


def _nota(obligacion: Obligacion, legajo: Legajo) -> str:
    if obligacion.clase == Clase.OBJECION and not legajo.solicitud.aumenta_capacidad:
        return "La manifestación no aumenta la capacidad: nadie tiene que responder, y el sistema la cierra al vencer."
    if obligacion.clase == Clase.RESPUESTA:
        return "Un pago pendiente no detiene este plazo."
    if obligacion.clase == Clase.CORRECCION:
        return "Mientras corre, el plazo para responder está detenido; al corregir empieza otro completo."
    return ""


def _reclasificaciones(legajo: Legajo) -> list[tuple[Any, str, date]]:
    """When the case changed, from which one, and the last day that it had."""
    nombres = {e.obligacion.caso: e.regla.descripcion for e in legajo.obligaciones}
    return [
        (evento.ocurrido, nombres.get(evento.datos["antes"], evento.datos["antes"]),
         date.fromisoformat(evento.datos["vencia_el"]))
        for evento in legajo.eventos
        if evento.tipo == TipoEvento.CASO_RECLASIFICADO and evento.datos["vencia_el"]
    ]  # fmt: skip
