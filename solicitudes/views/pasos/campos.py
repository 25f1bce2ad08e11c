"""The file fields of the steps, with the limits of the catalogue's table."""

from catalogo.documentos import limites, uno
from catalogo.models import Exigencia, TipoDocumento
from nucleo.archivos.campo import CampoArchivo
from solicitudes.models import Solicitud


def campo_de(tramite: str, codigo: str, *, etiqueta: str = "", falta: str = "", antes_de: str = "") -> CampoArchivo:
    """The field of a document as its row of the table says it. ``falta``: the words when it is missing."""
    campo = de_tipo(uno(tramite, codigo))
    campo.etiqueta, campo.falta, campo.antes_de = etiqueta or campo.etiqueta, falta, antes_de
    return campo


def campo_que_sale(tramite: str, codigo: str, **opciones: str) -> CampoArchivo:
    """The same for a file that goes to the applicant: what it carries unseen is told before it is sent."""
    campo = campo_de(tramite, codigo, **opciones)
    campo.sale = True
    return campo


def numeros_propios(solicitud: Solicitud | None) -> frozenset[str] | None:
    """What a file about that request may name: its applicant, its distributor and its own numbers, compact."""
    if solicitud is None:
        return None
    return frozenset(
        {
            solicitud.solicitante.documento,
            solicitud.distribuidora.rut,
            # Many print it with a check digit: it looks like a RUT and is nobody's.
            solicitud.numero_cliente_compacto.upper(),
            solicitud.numero_solicitud_compacto.upper(),
        }
    )


def de_tipo(tipo: TipoDocumento, *, ayuda: str = "", opcional: bool | None = None) -> CampoArchivo:
    """``opcional`` and ``ayuda``: other than what the row says."""
    return CampoArchivo(
        campo=tipo.codigo,
        etiqueta=tipo.nombre,
        limites=limites(tipo),
        ayuda=ayuda or tipo.ayuda,
        opcional=tipo.exigencia == Exigencia.NUNCA if opcional is None else opcional,
    )
