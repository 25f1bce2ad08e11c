"""The case file: what was filed, with which papers, what is owed and what was answered."""

from solicitudes.models.borradores import Borrador, BorradorArchivo
from solicitudes.models.expedientes import ContadorFolio, Expediente
from solicitudes.models.filtros import FiltroGuardado
from solicitudes.models.gestion import (
    Comunicacion,
    Conexion,
    DocumentoObservado,
    Observacion,
    ResultadoConexion,
    TextoDeEvento,
)
from solicitudes.models.papeles import Adjunto, Respuesta
from solicitudes.models.reloj import Obligacion
from solicitudes.models.solicitud import CambioCapacidad, ClaseDocumento, Solicitud
from solicitudes.models.textos_guardados import TextoGuardado
from solicitudes.models.totales import Grano, TotalDeEnvios, TotalDeRespuestas

__all__ = [
    "Adjunto",
    "Borrador",
    "BorradorArchivo",
    "CambioCapacidad",
    "ClaseDocumento",
    "Comunicacion",
    "Conexion",
    "ContadorFolio",
    "DocumentoObservado",
    "Expediente",
    "FiltroGuardado",
    "Grano",
    "Obligacion",
    "Observacion",
    "Respuesta",
    "ResultadoConexion",
    "Solicitud",
    "TextoDeEvento",
    "TextoGuardado",
    "TotalDeEnvios",
    "TotalDeRespuestas",
]
