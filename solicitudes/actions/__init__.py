"""Every change of a request. Each public function is one operation: keyword-only, explicit actor, one transaction."""

from solicitudes.actions.borradores import (
    adjuntar_a_borrador,
    crear_borrador,
    descartar_borrador,
    guardar_datos,
    quitar_de_borrador,
)
from solicitudes.actions.complemento import complementar, pedir_complemento
from solicitudes.actions.comunicacion import comunicar, responder_comunicacion
from solicitudes.actions.conexion import registrar_conexion, registrar_prorroga
from solicitudes.actions.correccion import corregir, objetar, observar
from solicitudes.actions.envio import enviar, folio_enviado
from solicitudes.actions.expedientes import unir_expediente
from solicitudes.actions.filtros import guardar_filtro, quitar_filtro, renombrar_filtro
from solicitudes.actions.gestion import anotar, asignar, editar_numero, reclasificar
from solicitudes.actions.lectura import abrir
from solicitudes.actions.plazos import ajustar_plazos, ajustar_todas
from solicitudes.actions.respuesta import responder
from solicitudes.actions.termino import anular, desistir
from solicitudes.actions.vencimientos import cerrar_manifestacion, vencer

__all__ = [
    "abrir",
    "adjuntar_a_borrador",
    "ajustar_plazos",
    "ajustar_todas",
    "anotar",
    "anular",
    "asignar",
    "cerrar_manifestacion",
    "complementar",
    "comunicar",
    "corregir",
    "crear_borrador",
    "descartar_borrador",
    "desistir",
    "editar_numero",
    "enviar",
    "folio_enviado",
    "guardar_datos",
    "guardar_filtro",
    "objetar",
    "observar",
    "pedir_complemento",
    "quitar_de_borrador",
    "quitar_filtro",
    "reclasificar",
    "registrar_conexion",
    "registrar_prorroga",
    "renombrar_filtro",
    "responder",
    "responder_comunicacion",
    "unir_expediente",
    "vencer",
]
