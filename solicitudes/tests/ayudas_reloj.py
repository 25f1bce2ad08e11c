"""Requests of any form at any hour, moved by the real actions; their papers are rows, since no test here reads them."""

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE, ahora, en
from pagos import actions as pagos
from pagos.actions.cobro import Pedido
from pagos.models import Metodo
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.documentos import faltantes
from solicitudes.estados import Tipo
from solicitudes.models import Obligacion, Solicitud
from tests.personas import ELENA, MARTA, SONIA, crear

SI, SC, MC, NC = Tipo.INFORMACION, Tipo.CONEXION, Tipo.MANIFESTACION, Tipo.NOTIFICACION
VIERNES = date(2026, 11, 20)  # of the checks of reglas.md 3: 8 Dec 2026 is a holiday, 25 Dec and 1 Jan too
DIA = timedelta(days=1)


def chile(dia: date, hora: int = 10, minuto: int = 0, segundo: int = 0) -> datetime:
    return datetime(dia.year, dia.month, dia.day, hora, minuto, segundo, tzinfo=CHILE)


def el(dia: date, hora: int = 10, minuto: int = 0, segundo: int = 0) -> AbstractContextManager[None]:
    """The clock held at that hour of Chile."""
    return en(chile(dia, hora, minuto, segundo))


def elena() -> Usuario:
    return crear(ELENA)


def marta() -> Usuario:
    return crear(MARTA)


def sonia() -> Usuario:
    return crear(SONIA)


def papel(actor: Usuario, uso: str = "documento") -> Archivo:
    digesto = hashlib.sha256(uuid4().bytes).hexdigest()
    return Archivo.objects.create(
        uso=uso, nombre="papel.pdf", extension="pdf", tipo="application/pdf", bytes=9, bytes_recibidos=9,
        sha256_recibido=digesto, sha256_guardado=digesto, creado_en=ahora(), creado_por=actor,
    )  # fmt: skip


def enviada(tipo: Tipo, dia: date | None = None, *, actor: Usuario | None = None, prefijo: str = "YN", **datos: Any
            ) -> Solicitud:  # fmt: skip
    """Filed at ten in the morning of ``dia``, or at the hour that the clock is held at."""
    if dia is not None:
        with el(dia):
            return enviada(tipo, actor=actor, prefijo=prefijo, **datos)
    actor = actor or elena()
    borrador = actions.crear_borrador(actor=actor, tipo=tipo)
    for pedido in faltantes(tipo, {}, set()):
        actions.adjuntar_a_borrador(
            actor=actor, borrador_id=borrador.pk, codigo=pedido.codigo, archivo=papel(actor)
        )  # fmt: skip
    folio = actions.enviar(
        actor=actor, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos(prefijo, tipo, **datos)
    )
    return Solicitud.objects.get(folio=folio)


def manifestacion(dia: date, *, sube: bool, **datos: Any) -> Solicitud:
    return enviada(MC, dia, cambio_capacidad="sube" if sube else "mantiene", **datos)


def responder(solicitud: Solicitud, *, motivo: str = "", actor: Usuario | None = None, **datos: Any) -> Solicitud:
    actor = actor or marta()
    actions.responder(
        actor=actor, solicitud_id=solicitud.pk, archivo=papel(actor, "respuesta"), comentario="Hay capacidad.",
        numero_solicitud="", token=uuid4(), datos=DatosDeRespuesta(**datos), motivo=motivo,
    )  # fmt: skip
    return fresca(solicitud)


PEDIDO = Pedido(monto=15_000, explicacion="Estudio de la red")


def responder_con_pago(solicitud: Solicitud, **datos: Any) -> Solicitud:
    pagos.responder_con_pago(
        actor=marta(), solicitud_id=solicitud.pk, archivo=papel(marta(), "respuesta"), comentario="Hay capacidad.",
        numero_solicitud="", pedido=PEDIDO, token=uuid4(), datos=DatosDeRespuesta(**datos),
    )  # fmt: skip
    return fresca(solicitud)


def solicitar_pago(solicitud: Solicitud) -> Solicitud:
    pagos.solicitar_pago(actor=marta(), solicitud_id=solicitud.pk, pedido=PEDIDO, token=uuid4())
    return fresca(solicitud)


def informar_pago(solicitud: Solicitud) -> Solicitud:
    duena = solicitud.solicitante
    pagos.informar_pago(
        actor=duena, solicitud_id=solicitud.pk, metodo=Metodo.TRANSFERENCIA, archivo=papel(duena, "comprobante"),
        token=uuid4(),
    )  # fmt: skip
    return fresca(solicitud)


def observar(solicitud: Solicitud, documentos: Mapping[str, str] | None = None, **mas: Any) -> Solicitud:
    documentos = documentos or {"formulario": "falta la firma"}
    actions.observar(actor=marta(), solicitud_id=solicitud.pk, documentos=documentos, motivo="Falta firmar.", **mas)
    return fresca(solicitud)


def objetar(solicitud: Solicitud) -> Solicitud:
    actions.objetar(actor=marta(), solicitud_id=solicitud.pk, motivo="Supera el empalme.")
    return fresca(solicitud)


def corregir(solicitud: Solicitud, *codigos: str) -> Solicitud:
    duena = solicitud.solicitante
    archivos = {codigo: papel(duena) for codigo in codigos or ("formulario",)}
    actions.corregir(actor=duena, solicitud_id=solicitud.pk, archivos=archivos)
    return fresca(solicitud)


def fresca(solicitud: Solicitud) -> Solicitud:
    return Solicitud.objects.get(pk=solicitud.pk)


def plazos(solicitud: Solicitud) -> list[tuple[str, str, str, str]]:
    """(class, case, last day, how it ended) of each obligation, in the order in which they started."""
    filas = Obligacion.objects.filter(solicitud=solicitud).order_by("pk")
    return [(o.clase, o.caso, o.vence_el.isoformat(), o.fin) for o in filas]


def eventos(solicitud: Solicitud) -> list[str]:
    return list(Evento.objects.filter(cadena=solicitud.cadena).order_by("numero").values_list("tipo", flat=True))


def ultimo_evento(solicitud: Solicitud) -> Evento:
    return Evento.objects.filter(cadena=solicitud.cadena).latest("numero")
