"""'Requieren tu atención' of the start page: what only the applicant can do next (DISENO 7.2).

A fixed number of queries, however many requests there are: the newest few of each kind, and how many more.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto, fecha_texto, pesos
from nucleo.comun.texto import enumerar
from solicitudes.avisos_borradores import VIDA
from solicitudes.botones import BOTONES
from solicitudes.estados import Accion, Estado, TipoEvento
from solicitudes.models import Borrador, DocumentoObservado, Solicitud
from solicitudes.presentacion.fichas import LISTA
from solicitudes.presentacion.legajo import texto_de
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.sin_descargar import sin_descargar
from solicitudes.vistas import SIN_DESCARGAR
from suministros.consultas import poderes_negados
from suministros.models import PoderSuministro

POR_CLASE = 3
# Who must act, in the order of the page.
QUE_ESPERAN = (Estado.PAGO_RECHAZADO, Estado.PENDIENTE_PAGO, Estado.OBSERVADA)
_RECHAZOS = (TipoEvento.PAGO_RECHAZADO, TipoEvento.ACEPTACION_REVERTIDA)


@dataclass(frozen=True)
class Chip:
    """A chip that is no state."""

    slug: str
    etiqueta: str
    icono: str


@dataclass(frozen=True)
class Boton:
    """As ``componentes/accion.html`` draws it; ``de`` are hidden words."""

    etiqueta: str
    url: str
    de: str = ""


@dataclass(frozen=True)
class Pendiente:
    """One thing that waits for the reader."""

    tono: str
    estado: Estado | Chip
    sobre: str
    titulo: str
    texto: str
    botones: tuple[Boton, ...]


@dataclass
class Atencion:
    """``mas``: links to the rest of a kind, where there are more than fit. ``total`` counts everything."""

    pendientes: list[Pendiente] = field(default_factory=list)
    mas: list[Boton] = field(default_factory=list)
    total: int = 0

    def sumar(self, cuantos: int, pendientes: Iterable[Pendiente], resto: str, url: str) -> None:
        puestos = list(pendientes)
        self.pendientes += puestos
        self.total += cuantos
        if cuantos > len(puestos):
            self.mas.append(Boton(f"Ver las {cuantos} {resto}", url))


def atencion(user: Usuario, por_estado: Counter[str], documento: DocumentoIdentidad | None) -> Atencion:
    """``por_estado``: how many own requests there are in each state; ``documento``: the account's, if it sent one."""
    todo = Atencion()
    propias = Solicitud.objects.visibles_para(user).select_related("distribuidora")
    if any(por_estado[estado] for estado in QUE_ESPERAN):
        filas = _las_primeras(propias)
        hechos = _Hechos(filas)
        for estado in QUE_ESPERAN:
            de_este = [_de_estado(fila, hechos) for fila in filas if fila.estado == estado]
            url = f"{reverse('solicitudes:inicio')}?estado={estado.value}{LISTA}"
            todo.sumar(por_estado[estado], de_este, f"en {estado.label}", url)
    if por_estado[Estado.RESPONDIDO] or por_estado[Estado.RESPONDIDO_AUTOMATICO]:
        _respuestas(todo, propias.filter(sin_descargar(user)))
    propios = Borrador.objects.filter(dueno=user).annotate(papeles=Count("archivos"))
    borradores = [_de_borrador(fila) for fila in propios]
    todo.sumar(len(borradores), borradores, "", "")
    if documento is not None and documento.niega:
        todo.sumar(1, [_del_documento(documento)], "", "")
    if documento is not None:  # nobody links a supply without one
        negados = [_del_poder(poder) for poder in poderes_negados(user)]
        todo.sumar(len(negados), negados, "", "")
    return todo


def _las_primeras(propias: SolicitudQuerySet) -> list[Solicitud]:
    """The few of each state whose term ends first."""
    lugar = Window(RowNumber(), partition_by=[F("estado")], order_by=[F("vence_el").asc(nulls_last=True), F("id")])
    en_espera = propias.filter(estado__in=QUE_ESPERAN)
    return list(en_espera.annotate(lugar=lugar).filter(lugar__lte=POR_CLASE).order_by("lugar"))


class _Hechos:
    """What the history of those requests says: the amount, why a payment was rejected, what to correct."""

    def __init__(self, solicitudes: Sequence[Solicitud]) -> None:
        eventos = Evento.objects.filter(cadena__in=[s.cadena for s in solicitudes]).select_related("texto_de_solicitud")
        self.monto: dict[str, int] = {}
        self.motivo: dict[str, str] = {}
        for evento in eventos.order_by("cadena", "numero"):
            if evento.datos.get("monto"):
                self.monto[evento.cadena] = evento.datos["monto"]
            if evento.tipo in _RECHAZOS:
                self.motivo[evento.cadena] = texto_de(evento)
        self.por_corregir: dict[int, list[str]] = {}
        observadas = [s.pk for s in solicitudes if s.estado == Estado.OBSERVADA]
        abiertos = DocumentoObservado.objects.filter(
            observacion__solicitud__in=observadas, observacion__corregida_en=None
        ).select_related("observacion")
        for documento in abiertos if observadas else ():
            self.por_corregir.setdefault(documento.observacion.solicitud_id, []).append(documento.nombre)


def _de_estado(solicitud: Solicitud, hechos: _Hechos) -> Pendiente:
    nombre, estado = solicitud.get_tipo_display(), Estado(solicitud.estado)
    if estado == Estado.OBSERVADA:
        que = enumerar(hechos.por_corregir.get(solicitud.pk, [])) or "lo que pidió la distribuidora"
        plazo = f" hasta el {solicitud.vence_el:%d-%m-%Y}" if solicitud.vence_el else ""
        texto = f"{solicitud.distribuidora.nombre} pidió corregir {que}."
        titulo = f"Corrige tu {nombre}{plazo}"
        return _pendiente(solicitud, "corregir", titulo, texto, Accion.CORREGIR, "Corregir documentos")
    monto = pesos(hechos.monto.get(solicitud.cadena))
    pedido = f"un pago de {monto}" if monto else "un pago"
    if estado == Estado.PAGO_RECHAZADO:
        motivo = hechos.motivo.get(solicitud.cadena, "").rstrip(". ")
        texto = "La distribuidora rechazó el comprobante." + (f" Motivo: “{motivo}”." if motivo else "")
        titulo = f"Adjunta otro comprobante de tu {nombre}"
        return _pendiente(solicitud, "rechazo", titulo, texto, Accion.INFORMAR_PAGO, "Informar pago")
    despues = "podrás descargar la respuesta" if solicitud.respondida_en else "seguirá con la respuesta"
    texto = f"La distribuidora pidió {pedido}. Cuando lo valide {despues}."
    return _pendiente(
        solicitud, "pago", f"Informa el pago de tu {nombre}", texto, Accion.INFORMAR_PAGO, "Informar pago"
    )


def _pendiente(
    solicitud: Solicitud, tono: str, titulo: str, texto: str, accion: Accion | None, etiqueta: str
) -> Pendiente:
    """Its page of the action first; the request itself where that page does not exist."""
    de = f"del folio {solicitud.folio}"
    directo: tuple[Boton, ...] = ()
    if accion in BOTONES:
        url = reverse(BOTONES[accion].url, args=[solicitud.folio]).replace("+", "%2B")
        directo = (Boton(etiqueta, url, de),)
    detalle = Boton("Ver detalle" if directo else "Ver la solicitud", solicitud.get_absolute_url(), de)
    sobre = f"Folio {solicitud.folio} · {solicitud.distribuidora.nombre}"
    return Pendiente(tono, solicitud.ficha_estado, sobre, titulo, texto, (*directo, detalle))


def _respuestas(todo: Atencion, faltan: SolicitudQuerySet) -> None:
    contadas = faltan.annotate(cuantas=Window(Count("id")))
    ultimas = list(contadas.order_by(F("disponible_en").desc(nulls_last=True), "-id")[:POR_CLASE])
    cuantas = ultimas[0].cuantas if ultimas else 0
    url = f"{reverse('solicitudes:inicio')}?vista={SIN_DESCARGAR}{LISTA}"
    todo.sumar(cuantas, map(_de_respuesta, ultimas), "respuestas sin descargar", url)


def _de_respuesta(solicitud: Solicitud) -> Pendiente:
    nombre = solicitud.get_tipo_display()
    cuando = fecha_texto(solicitud.respondida_en)
    texto = f"{solicitud.distribuidora.nombre} respondió el {cuando}. Aún no la descargas."
    boton = Boton("Ver la respuesta", solicitud.get_absolute_url(), f"del folio {solicitud.folio}")
    sobre = f"Folio {solicitud.folio} · {solicitud.distribuidora.nombre}"
    titulo = f"La respuesta de tu {nombre} está disponible"
    return Pendiente("respuesta", solicitud.ficha_estado, sobre, titulo, texto, (boton,))


def _de_borrador(borrador: Any) -> Pendiente:
    papeles = {0: "Todavía no tiene documentos.", 1: "Tiene 1 documento."}.get(
        borrador.papeles, f"Tiene {borrador.papeles} documentos."
    )
    return Pendiente(
        "borrador",
        Chip("borrador", "Borrador", "pencil"),
        f"Guardado el {fecha_hora_texto(borrador.tocado_en)}",
        f"Termina tu {borrador.get_tipo_display()}",
        f"Aún no la has enviado. {papeles} Lo guardamos hasta el {fecha_texto(borrador.tocado_en + VIDA)}.",
        (
            Boton("Continuar borrador", reverse("solicitudes:datos", args=[borrador.pk])),
            Boton("Descartar", reverse("solicitudes:descarte", args=[borrador.pk]), "el borrador"),
        ),
    )


def _del_documento(documento: DocumentoIdentidad) -> Pendiente:
    return Pendiente(
        "rechazo",
        Chip("pago-rechazado", documento.get_estado_display(), "x-octagon"),
        "Documento de identidad",
        "Sube otra foto de tu documento de identidad",
        f"Motivo: “{documento.motivo.rstrip('. ')}”.",
        (Boton("Subir otra foto", reverse("perfil:documento")),),
    )


def _del_poder(poder: PoderSuministro) -> Pendiente:
    suministro = poder.vinculo.suministro
    return Pendiente(
        "rechazo",
        Chip("pago-rechazado", poder.get_estado_display(), "x-octagon"),
        f"Suministro {suministro.numero} · {suministro.distribuidora.nombre}",
        "Envía otro poder para tu suministro",
        f"Motivo: “{poder.motivo.rstrip('. ')}”.",
        (
            Boton("Enviar otro poder", reverse("suministros:poder", args=[poder.vinculo_id])),
            Boton("Ver el suministro", poder.vinculo.get_absolute_url(), suministro.numero),
        ),
    )
