"""The buttons of the request page: which page does each action, and which one is the primary (DISENO 7.4).

Whoever builds the page of an action adds its row here; an address is a name, so a room on the right needs no import.
What has no row yet has no button; what the guard refuses has none either.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.urls import reverse

from solicitudes.estados import Accion
from solicitudes.models import Solicitud
from solicitudes.permissions import acciones_posibles, parte_de


class Estilo(StrEnum):
    """The class of the button (DISENO 6.2). In a page's head stand the first two; the quiet ones go below it."""

    PRIMARIO = "btn-primary"
    SECUNDARIO = "btn-secundario"
    FANTASMA = "btn-fantasma"
    PELIGRO = "btn-peligro"


@dataclass(frozen=True)
class Boton:
    """``url``: the name of the page, whose one argument is the folio, or its query when ``en_consulta``.

    A primary one is so only in its reader's turn, and the first of the table wins: the others turn secondary.
    """

    url: str
    texto: str
    estilo: Estilo = Estilo.SECUNDARIO
    icono: str = ""
    en_consulta: bool = False


@dataclass(frozen=True)
class BotonDePagina:
    """A button as one page shows it."""

    accion: Accion
    direccion: str
    texto: str
    estilo: Estilo
    icono: str


# In the order of the page: what the state is waiting for stands first. Rows for actions that share one page (answer
# with or without payment, validate or reject) stand under the action that gives the page its name.
BOTONES: dict[Accion, Boton] = {
    Accion.INFORMAR_PAGO: Boton("pagos:pago", "Informar pago", Estilo.PRIMARIO, "credit-card"),
    Accion.VALIDAR_PAGO: Boton("pagos:validacion", "Validar pago", Estilo.PRIMARIO, "clipboard-check"),
    Accion.RESPONDER: Boton("pagos:respuesta", "Responder", Estilo.PRIMARIO, "send"),
    Accion.CORREGIR: Boton("solicitudes:correccion", "Corregir documentos", Estilo.PRIMARIO, "pencil-square"),
    Accion.OBSERVAR: Boton("solicitudes:observacion", "Pedir corrección", Estilo.SECUNDARIO, "pencil-square"),
    Accion.OBJETAR: Boton("solicitudes:objecion", "Objetar", Estilo.SECUNDARIO, "pencil-square"),
    Accion.SOLICITAR_PAGO: Boton("pagos:cobro", "Solicitar pago", Estilo.SECUNDARIO, "credit-card"),
    Accion.CONFIRMAR_PAGO: Boton("pagos:confirmacion", "Confirmar pago", Estilo.SECUNDARIO, "cash-coin"),
    Accion.COMPLEMENTAR: Boton("solicitudes:complementacion", "Complementar respuesta"),
    Accion.REGISTRAR_CONEXION: Boton("solicitudes:conexion", "Registrar conexión"),
    Accion.COMUNICAR: Boton(
        "solicitudes:comunicar", "Comunicar", Estilo.SECUNDARIO, "chat-left-text", en_consulta=True
    ),
    Accion.EDITAR_NUMERO: Boton("solicitudes:numero", "N° de solicitud", Estilo.FANTASMA),
    Accion.ASIGNAR: Boton("solicitudes:asignacion", "Asignar", Estilo.FANTASMA),
    Accion.ANOTAR: Boton("solicitudes:notas", "Nota interna", Estilo.FANTASMA),
    Accion.RECLASIFICAR: Boton("solicitudes:clasificacion", "Reclasificar", Estilo.FANTASMA),
    Accion.REGISTRAR_PRORROGA: Boton("solicitudes:prorroga", "Registrar prórroga", Estilo.FANTASMA),
    Accion.RETIRAR_COBRO: Boton("pagos:retiro", "Retirar cobro", Estilo.FANTASMA),
    Accion.REVERTIR_ACEPTACION: Boton("pagos:reversion", "Revertir aceptación", Estilo.FANTASMA),
    Accion.PEDIR_COMPLEMENTO: Boton("solicitudes:complemento", "Pedir complemento", Estilo.FANTASMA),
    Accion.RESPONDER_COMUNICACION: Boton("solicitudes:comunicacion", "Escribir a la distribuidora", Estilo.FANTASMA),
    Accion.UNIR_EXPEDIENTE: Boton("solicitudes:union", "Unir a otro expediente", Estilo.FANTASMA),
    Accion.DESISTIR: Boton("solicitudes:desistimiento", "Desistir", Estilo.PELIGRO),
    Accion.ANULAR: Boton("fiscalizacion:anulacion", "Anular", Estilo.PELIGRO, "slash-circle"),
}


def botones_para(user: Any, solicitud: Solicitud) -> list[BotonDePagina]:
    """What this user may do to this request now, and has a page: at most one primary, first."""
    posibles = acciones_posibles(user, solicitud)
    en_turno = parte_de(user, solicitud) == solicitud.turno
    puestos: list[BotonDePagina] = []
    for accion, boton in BOTONES.items():
        if accion in posibles:
            sobra = not en_turno or any(puesto.estilo == Estilo.PRIMARIO for puesto in puestos)
            puestos.append(_puesto(accion, _sin_mandar(boton) if sobra else boton, solicitud))
    return sorted(puestos, key=lambda puesto: list(Estilo).index(puesto.estilo))


def _sin_mandar(boton: Boton) -> Boton:
    return replace(boton, estilo=Estilo.SECUNDARIO) if boton.estilo == Estilo.PRIMARIO else boton


def _puesto(accion: Accion, boton: Boton, solicitud: Solicitud) -> BotonDePagina:
    folio = solicitud.folio.replace("+", "%2B")
    if boton.en_consulta:
        direccion = f"{reverse(boton.url)}?folio={folio}"
    else:
        # ``+`` travels as %2B: some clients read a bare one as a space.
        direccion = reverse(boton.url, args=[solicitud.folio]).replace("+", "%2B")
    return BotonDePagina(accion, direccion, boton.texto, boton.estilo, boton.icono)
