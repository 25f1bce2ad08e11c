"""The keys that each event of a request carries, and the sentence of the history (reglas.md 2)."""

from nucleo.bitacora import vocabulario
from solicitudes.estados import TipoEvento

_V = TipoEvento
_SIEMPRE = ("desde", "hacia")
_REGLA = ("caso", "regla", "vence_el")

CLAVES: dict[TipoEvento, tuple[str, ...]] = {
    _V.SOLICITUD_ENVIADA: ("folio", "tipo", "distribuidora", "adjuntos", *_REGLA),
    _V.SOLICITUD_RESPONDIDA: ("respuesta", "archivo", "disponible", "en_plazo"),
}
# What the history says; the name of who did it and the hour stand beside it.
FRASES: dict[TipoEvento, str] = {
    _V.SOLICITUD_ENVIADA: "Solicitud enviada",
    _V.SOLICITUD_ABIERTA: "Abierta por la distribuidora",
    _V.SOLICITUD_RESPONDIDA: "Respuesta enviada",
}
OCULTOS_AL_SOLICITANTE = frozenset({_V.NOTA_ANOTADA, _V.SOLICITUD_ASIGNADA})


def declarar() -> None:
    """Declares what the actions built so far write; a later action adds its keys and sentence here."""
    for tipo, frase in FRASES.items():
        vocabulario.declarar(
            tipo.value,
            claves=(*_SIEMPRE, *CLAVES.get(tipo, ())),
            oculto_al_solicitante=tipo in OCULTOS_AL_SOLICITANTE,
            frase=frase,
        )
