"""The file fields of the steps, with the limits of the catalogue's table."""

from catalogo.documentos import limites, uno
from catalogo.models import Exigencia, TipoDocumento
from nucleo.archivos.campo import CampoArchivo


def campo_de(tramite: str, codigo: str, *, etiqueta: str = "", falta: str = "") -> CampoArchivo:
    """The field of a document as its row of the table says it. ``falta``: the words when it is missing."""
    campo = de_tipo(uno(tramite, codigo))
    campo.etiqueta, campo.falta = etiqueta or campo.etiqueta, falta
    return campo


def de_tipo(tipo: TipoDocumento, *, ayuda: str = "", opcional: bool | None = None) -> CampoArchivo:
    """``opcional`` and ``ayuda``: other than what the row says."""
    return CampoArchivo(
        campo=tipo.codigo,
        etiqueta=tipo.nombre,
        limites=limites(tipo),
        ayuda=ayuda or tipo.ayuda,
        opcional=tipo.exigencia == Exigencia.NUNCA if opcional is None else opcional,
    )
