"""Filing: a draft becomes a request with its folio, once however often it is sent (S-12, S-13)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogo.models import Distribuidora
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.reloj import ahora
from nucleo.comun.texto import compacto
from solicitudes import folios, obligaciones
from solicitudes.actions.aplicar import _nacer
from solicitudes.documentos import faltantes, pedidos
from solicitudes.estados import SIN_EFECTO, Estado, Tipo
from solicitudes.models import Adjunto, Borrador, Expediente, Solicitud


class BorradorIncompleto(ErrorDeDominio):
    """The draft lacks something that the form asks; ``paso`` is the step that asks it."""

    def __init__(self, mensaje: str, paso: str) -> None:
        super().__init__(mensaje)
        self.paso = paso


@transaction.atomic
def enviar(
    *,
    actor: Any,
    borrador_id: UUID,
    token: UUID,
    datos: dict[str, Any],
    direccion: str | None = None,
) -> str:
    """Files the draft and returns the folio.

    ``datos``: the validated general data (``distribuidora``, ``comuna``, ``numero_cliente``, ``es_factibilidad``,
    ``correo_adicional``, ``es_titular``…). Raises ``BorradorIncompleto`` when a required document is missing,
    ``EstadoCambio`` when the token was used for something else, ``Borrador.DoesNotExist`` for another's draft.
    """
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=envios.huella("enviar", str(borrador_id)),
        accion=lambda: _enviar(actor, borrador_id, datos, direccion),
    )


def _enviar(actor: Any, borrador_id: UUID, datos: dict[str, Any], direccion: str | None) -> str:
    borrador = Borrador.objects.select_for_update().get(pk=borrador_id, dueno=actor)
    archivos = _archivos_pedidos(borrador)
    solicitud = _preparar(actor, borrador, datos)
    regla = obligaciones.comenzar(solicitud, solicitud.caso, solicitud.enviada_en)
    # Last lock before the commit: the whole country waits in this row.
    solicitud.folio, solicitud.folio_numero = folios.siguiente(solicitud.distribuidora)

    def hijos(nueva: Solicitud, instante: datetime) -> dict[str, Any]:
        Adjunto.objects.bulk_create(
            Adjunto(
                solicitud=nueva,
                codigo=tipo.codigo,
                nombre=tipo.nombre,
                archivo=archivo,
                creado_en=instante,
            )
            for tipo, archivo in archivos
        )
        return {
            "folio": nueva.folio,
            "tipo": nueva.tipo,
            "distribuidora": nueva.distribuidora.prefijo,
            "adjuntos": [[tipo.codigo, archivo.sha256_recibido] for tipo, archivo in archivos],
            **regla,
        }

    _nacer(solicitud=solicitud, actor=actor, direccion=direccion, hijos=hijos)
    borrador.delete()
    return solicitud.folio


def _archivos_pedidos(borrador: Borrador) -> list[tuple[Any, Any]]:
    """The files that this form asks for, in its order; one left over from a changed answer stays behind."""
    por_codigo = {fila.codigo: fila.archivo for fila in borrador.archivos.select_related("archivo")}
    if faltan := faltantes(borrador.tipo, borrador.datos, set(por_codigo)):
        raise BorradorIncompleto(f"Adjunta {faltan[0].nombre}", paso="documentos")
    return [
        (pedido.tipo, por_codigo[pedido.tipo.codigo])
        for pedido in pedidos(borrador.tipo, borrador.datos)
        if pedido.tipo.codigo in por_codigo
    ]


def _preparar(actor: Any, borrador: Borrador, datos: dict[str, Any]) -> Solicitud:
    enviada_en = ahora()
    numero = compacto(datos["numero_cliente"])
    expediente = _expediente(actor, datos["distribuidora"], numero, datos["comuna"], Tipo(borrador.tipo))
    solicitud = Solicitud(
        tipo=borrador.tipo,
        distribuidora=datos["distribuidora"],
        solicitante=actor,
        expediente=expediente,
        comuna=datos["comuna"],
        numero_cliente=datos["numero_cliente"],
        numero_cliente_compacto=numero,
        es_factibilidad=datos.get("es_factibilidad", False),
        correo_adicional=datos.get("correo_adicional", ""),
        es_titular=datos.get("es_titular", True),
        aumenta_capacidad=datos.get("aumenta_capacidad", False),
        enviada_en=enviada_en,
        recibida_el=obligaciones.recibida_el(enviada_en),
    )
    solicitud.caso = obligaciones.caso_de_envio(solicitud, con_si=_tiene_si_respondida(expediente))
    return solicitud


def _expediente(actor: Any, distribuidora: Distribuidora, numero: str, comuna: Any, tipo: Tipo) -> Expediente:
    """The newest of the place that still lacks this form, or a new one (reglas.md 6)."""
    del_lugar = Expediente.objects.filter(solicitante=actor, distribuidora=distribuidora, numero=numero)
    for expediente in del_lugar.order_by("-id"):
        if tipo == Tipo.INFORMACION or not _tiene_vivo(expediente, tipo):
            return expediente
    return Expediente.objects.create(
        solicitante=actor,
        distribuidora=distribuidora,
        numero=numero,
        comuna=comuna,
        creado_en=ahora(),
    )


def _tiene_vivo(expediente: Expediente, tipo: Tipo) -> bool:
    return expediente.solicitudes.filter(tipo=tipo).exclude(estado__in=SIN_EFECTO).exists()


def _tiene_si_respondida(expediente: Expediente) -> bool:
    respondidas = (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO)
    return expediente.solicitudes.filter(tipo=Tipo.INFORMACION, estado__in=respondidas).exists()
