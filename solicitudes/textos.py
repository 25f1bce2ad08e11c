"""What people write for an event. The text is erasable and stands beside the chain, which holds its salted digest."""

import hashlib
import secrets
from dataclasses import dataclass

from solicitudes.estados import TipoEvento
from solicitudes.models import Solicitud, TextoDeEvento

_V = TipoEvento
# The events for which somebody may write, or must: the actions know which.
CON_TEXTO = frozenset(
    {
        _V.PAGO_SOLICITADO,
        _V.COBRO_RETIRADO,
        _V.PAGO_RECHAZADO,
        _V.ACEPTACION_REVERTIDA,
        _V.SOLICITUD_RESPONDIDA,
        _V.SOLICITUD_OBSERVADA,
        _V.MANIFESTACION_OBJETADA,
        _V.COMPLEMENTO_PEDIDO,
        _V.RESPUESTA_COMPLEMENTADA,
        _V.SOLICITUD_DESISTIDA,
        _V.SOLICITUD_ANULADA,
        _V.CASO_RECLASIFICADO,
        _V.NOTA_ANOTADA,
        _V.CONEXION_REGISTRADA,
        _V.PRORROGA_REGISTRADA,
    }
)


@dataclass(frozen=True)
class Escrito:
    """A text on its way to its event. ``huella`` goes into the chain; empty for no text."""

    texto: str
    sal: bytes

    @property
    def huella(self) -> str:
        return huella(self.sal, self.texto) if self.texto else ""


def escribir(texto: str) -> Escrito:
    return Escrito(texto.replace("\x00", "").strip(), secrets.token_bytes(16))


def huella(sal: bytes, texto: str) -> str:
    """Salted digest of a text: nobody guesses a short reason from it once the text is erased."""
    return hashlib.sha256(bytes(sal) + texto.encode()).hexdigest()


def guardar(solicitud: Solicitud, evento_id: int, escrito: Escrito) -> None:
    if escrito.texto:
        TextoDeEvento.objects.create(evento_id=evento_id, solicitud=solicitud, texto=escrito.texto, sal=escrito.sal)


def ultimo(solicitud: Solicitud, *tipos: TipoEvento) -> str:
    """What was written for the newest event of those types; empty when nothing was."""
    fila = solicitud.textos.filter(evento__tipo__in=tipos).order_by("-evento__numero").first()
    return fila.texto if fila else ""
