"""The distributor's answer. The first one and its date never change (reglas.md 2)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catalogo.plazos import dia_en_chile
from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.texto import compacto
from nucleo.comun.transacciones import en_transaccion
from solicitudes import fila
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.actions.una_vez import huella
from solicitudes.estados import RESPONDIDAS, Accion
from solicitudes.models import Respuesta, Solicitud
from solicitudes.obligaciones import Comienzo

CAMPOS = ("respondida_en", "numero_solicitud", "numero_solicitud_compacto", "fuera_de_orden")


class FueraDeOrden(ErrorDeDominio):
    """Earlier requests wait and no reason was given (DS 57 arts. 23 and 29). ``adelantadas``: how many."""

    codigo = 422

    def __init__(self, adelantadas: int) -> None:
        cuantas = "una solicitud anterior" if adelantadas == 1 else f"{adelantadas} solicitudes anteriores"
        super().__init__(f"Espera {cuantas} de este formulario. Escribe el motivo para responder fuera de orden.")
        self.adelantadas = adelantadas


@dataclass(frozen=True)
class DatosDeRespuesta:
    """What the decree wants of an answer as data (arts. 17, 21, 29). kW, whole pesos, días hábiles; None: not given."""

    capacidad_conexion: Decimal | None = None
    capacidad_permitida: Decimal | None = None
    inyeccion_permitida: Decimal | None = None
    obras: str = ""
    obras_costo: int | None = None
    obras_dias: int | None = None
    manifestacion_necesaria: bool | None = None
    conexion_acordada_en: datetime | None = None


@en_transaccion
def responder(
    *,
    actor: Any,
    solicitud_id: int,
    archivo: Archivo,
    comentario: str,
    numero_solicitud: str,
    token: UUID,
    datos: DatosDeRespuesta | None = None,
    motivo: str = "",
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """Stores the first answer and returns the folio; it opens at once unless a payment is pending.

    ``archivo`` was received before (no file is written while rows are locked). ``motivo``: why it overtakes earlier
    requests; raises ``FueraDeOrden`` without one. ``confirmado``: ``field:code`` of each warning about its files with
    which it is sent all the same (``archivos.rastros``). Raises ``NoPermitido``, or ``EstadoCambio`` when the request
    no longer admits an answer: then ``archivo`` stays unlinked.
    """
    datos = datos or DatosDeRespuesta()
    escrito = {"comentario": comentario, "numero": numero_solicitud, "datos": datos, "motivo": motivo}
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella("responder", solicitud_id, archivo=archivo, **escrito),
        accion=lambda: (
            _aplicar(
                solicitud_id=solicitud_id,
                accion=Accion.RESPONDER,
                actor=actor,
                direccion=direccion,
                hijos=lambda solicitud, instante: {
                    **guardar_respuesta(
                        solicitud,
                        instante,
                        actor=actor,
                        archivo=archivo,
                        comentario=comentario,
                        numero_solicitud=numero_solicitud,
                        datos=datos,
                        motivo=motivo,
                    ),
                    "cobro": None,
                    "monto": None,
                    "confirmado": list(confirmado),
                },
                campos=CAMPOS,
                texto=motivo,
                comienzo=comienzo_de(datos),
            ).folio
        ),
    )


def comienzo_de(datos: DatosDeRespuesta | None) -> Comienzo:
    """The term of the connection counts from the day agreed on (art. 29)."""
    if datos is None or datos.conexion_acordada_en is None:
        return Comienzo()
    return Comienzo(acordada_el=dia_en_chile(datos.conexion_acordada_en))


def guardar_respuesta(
    solicitud: Solicitud,
    instante: datetime,
    *,
    actor: Any,
    archivo: Archivo,
    comentario: str,
    numero_solicitud: str,
    datos: DatosDeRespuesta,
    motivo: str,
) -> Datos:
    """The children of a first answer on the locked request, and what its event keeps. For actions only."""
    adelantadas = fila.adelantadas(solicitud)
    if adelantadas and not motivo.strip():
        raise FueraDeOrden(adelantadas)
    if adelantadas:
        exigir_motivo(motivo, "Escribe el motivo para responder fuera de orden")
    solicitud.respondida_en = instante
    solicitud.fuera_de_orden = bool(adelantadas)
    poner_numero(solicitud, numero_solicitud)
    respuesta = Respuesta.objects.create(
        solicitud=solicitud,
        archivo=archivo,
        comentario=comentario,
        creada_por=actor,
        creada_en=instante,
        **{campo.name: getattr(datos, campo.name) for campo in fields(datos)},
    )
    return {
        "respuesta": respuesta.pk,
        "archivo": archivo.sha256_guardado,
        "disponible": solicitud.estado in RESPONDIDAS,
        "en_plazo": solicitud.respondida_en_plazo,
        "adelantadas": adelantadas,
    }


def poner_numero(solicitud: Solicitud, numero: str) -> None:
    """The distributor's own reference, with the twin that filters compare; an empty one leaves what there is."""
    if numero:
        solicitud.numero_solicitud, solicitud.numero_solicitud_compacto = numero, compacto(numero)
