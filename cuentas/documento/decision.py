"""What every decision on a paper has in common: identity documents here, powers of attorney in ``suministros``."""

from datetime import datetime
from typing import Protocol

from cuentas.documento.models import CON_MOTIVO, EstadoDocumento
from cuentas.models import Usuario
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.identidad import DocumentoIncorrecto, leer_documento
from nucleo.comun.texto import una_linea

DECISIONES = (EstadoDocumento.VALIDADO, EstadoDocumento.NO_LEGIBLE, EstadoDocumento.RECHAZADO)
LARGO_DEL_MOTIVO = 300
SIN_MOTIVO = "Escribe por qué no sirve, para que la persona sepa qué mandar"
REEMPLAZADO = "Su dueño ya lo reemplazó por otro."
YA_NO_ESPERA = "Otra persona ya revisó este documento."
NUMERO_DISTINTO = "El número que leíste no es el registrado. Revísalo en la imagen; si de verdad es otro, rechaza."


class DecisionRechazada(ValueError):
    """The decision is badly written; ``mensaje`` says what to mend, in the words of the form."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


class NumeroDistinto(DecisionRechazada):
    """The number that the person read is not the registered one: nothing was decided."""


class Papel(Protocol):
    """An identity document or a power of attorney, as far as a decision asks."""

    estado: str
    decidido_por: Usuario | None
    decidido_en: datetime | None
    reemplazado_en: datetime | None


def motivo_de(decision: str, motivo: str) -> str:
    """The reason as stored: one line; empty for a validated paper, whose decision needs none."""
    if decision not in DECISIONES:
        raise DecisionRechazada("Elige si el documento se acepta, no se lee o se rechaza")
    if decision not in CON_MOTIVO:
        return ""
    limpio = una_linea(motivo)
    if not limpio:
        raise DecisionRechazada(SIN_MOTIVO)
    if len(limpio) > LARGO_DEL_MOTIVO:
        raise DecisionRechazada(f"El motivo debe tener {LARGO_DEL_MOTIVO} caracteres o menos")
    return limpio


def leer_numero(tipo: str, escrito: str) -> str:
    """The number that a person read on a paper, compact. Raises ``DecisionRechazada`` for what is none."""
    if not escrito.strip():
        raise DecisionRechazada("Escribe el número que lees en el documento")
    try:
        return leer_documento(tipo, escrito)
    except DocumentoIncorrecto as error:
        raise DecisionRechazada(f"Así no es un {tipo}. {error.mensaje}") from error


def exigir_numero(tipo: str, registrado: str, escrito: str) -> None:
    """Raises ``NumeroDistinto`` unless what the person read is the registered number (U-06)."""
    if leer_numero(tipo, escrito) != registrado:
        raise NumeroDistinto(NUMERO_DISTINTO)


def exigir_que_espere(papel: Papel, actor: Usuario, *, ya_no_espera: str = YA_NO_ESPERA) -> None:
    """Raises ``EstadoCambio`` with who decided and when. Of another distributor only its name is told."""
    if papel.reemplazado_en:
        raise EstadoCambio(REEMPLAZADO, cuando=papel.reemplazado_en, titulo="Ya no hay nada que revisar")
    if papel.estado != EstadoDocumento.EN_ANALISIS:
        raise EstadoCambio(
            ya_no_espera, quien=quien_fue(papel, actor), cuando=papel.decidido_en, titulo="Ya estaba revisado"
        )


def quien_fue(papel: Papel, lector: Usuario) -> str:
    """Who decided, as ``lector`` may know: the colleague by name, anybody else by distributor."""
    quien = papel.decidido_por
    if quien is None:
        return ""
    return quien.nombre if quien.distribuidora_id == lector.distribuidora_id else str(quien.distribuidora)
