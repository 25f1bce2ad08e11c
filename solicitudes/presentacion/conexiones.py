"""'Tu conexión paso a paso': the projects of an applicant, several at once (DISENO 7.2, L-08)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from catalogo import reglas
from cuentas.models import Usuario
from solicitudes.models import Expediente, Solicitud
from solicitudes.presentacion.proyecto import Etapa, Paso, Proyecto, TerminoMostrado, paso_siguiente, terminos

EN_EL_INICIO = 3


@dataclass(frozen=True)
class Conexion:
    """One card. ``rotulo`` says which number ``numero`` is."""

    expediente: Expediente
    rotulo: str
    numero: str
    etapas: list[Etapa]
    terminos: list[TerminoMostrado]
    siguiente: Paso | None


def de(user: Usuario) -> QuerySet[Expediente]:
    """The own ones with something filed, the newest first; each brings its requests in two more queries for all."""
    suyas = Solicitud.objects.order_by("-enviada_en", "-pk").prefetch_related("respuestas")
    con_algo = Expediente.objects.filter(Exists(Solicitud.objects.filter(expediente=OuterRef("pk"))), solicitante=user)
    return (
        con_algo.select_related("distribuidora", "comuna__region")
        .prefetch_related(Prefetch("solicitudes", suyas))
        .order_by("-creado_en", "-pk")
    )


def tarjetas(expedientes: Sequence[Expediente], user: Usuario) -> list[Conexion]:
    with reglas.una_lectura():
        return [_tarjeta(expediente, user) for expediente in expedientes]


def _tarjeta(expediente: Expediente, user: Usuario) -> Conexion:
    proyecto = Proyecto(expediente, list(expediente.solicitudes.all()))
    ultima = proyecto.solicitudes[0]
    rotulo = "N° de factibilidad" if ultima.es_factibilidad else "N° de cliente"
    return Conexion(
        expediente, rotulo, ultima.numero_cliente, proyecto.etapas(), terminos(proyecto), paso_siguiente(proyecto, user)
    )
