"""What others ask about an account's identity document. Reads only."""

from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Usuario


def vigente(usuario: Usuario) -> DocumentoIdentidad | None:
    """The one that counts now: the last one sent."""
    propios = DocumentoIdentidad.objects.select_related("archivo", "decidido_por__distribuidora")
    return propios.filter(usuario=usuario, reemplazado_en=None).first()


def anteriores(usuario: Usuario) -> list[DocumentoIdentidad]:
    """Those that were replaced, the newest first."""
    reemplazados = DocumentoIdentidad.objects.filter(usuario=usuario, reemplazado_en__isnull=False)
    return list(reemplazados.select_related("archivo"))


def documento_validado(usuario: Usuario) -> bool:
    """Whether the account holds a validated document, which spares the cédula in every form (reglas.md 4 and 8)."""
    return _hay(usuario, EstadoDocumento.VALIDADO)


def no_legible(usuario: Usuario) -> bool:
    """Whether the band that asks for another photo is shown on every page of the account (DISENO 7.6)."""
    return _hay(usuario, EstadoDocumento.NO_LEGIBLE)


def _hay(usuario: Usuario, estado: EstadoDocumento) -> bool:
    return DocumentoIdentidad.objects.filter(usuario=usuario, reemplazado_en=None, estado=estado).exists()
