"""Who may do what with an identity document."""

from cuentas.documento import necesidad
from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import NoPermitido

USO = "identidad"


def exigir_que_pueda_enviar(actor: Usuario, archivo: Archivo) -> None:
    """Raises ``NoPermitido``: only an applicant has one, and sends a file of the own."""
    if not (actor.is_active and actor.es_solicitante):
        raise NoPermitido("Solo las cuentas de Solicitante tienen documento de identidad en el portal.")
    if archivo.uso != USO or archivo.creado_por_id != actor.pk:
        raise NoPermitido("Ese archivo no es un documento de identidad tuyo.")


def exigir_que_pueda_decidir(actor: Usuario, documento: DocumentoIdentidad) -> None:
    """Raises ``NoPermitido`` unless ``actor`` works for a distributor that needs the document and is not its person."""
    if not (actor.is_active and actor.es_distribuidora):
        raise NoPermitido("Los documentos de identidad los revisa el personal de una distribuidora.")
    if actor.distribuidora_id not in necesidad.distribuidoras(documento.usuario):
        raise NoPermitido("Lo revisa una distribuidora donde esta persona tiene un trámite. En la tuya no tiene.")
    if es_la_misma_persona(actor, documento.usuario):
        raise NoPermitido("No puedes revisar tu propio documento. Pídelo a otra persona de tu distribuidora.")


def es_la_misma_persona(una: Usuario, otra: Usuario) -> bool:
    """Whether two accounts, of whichever profiles, are of one person."""
    return (una.documento_tipo, una.documento) == (otra.documento_tipo, otra.documento)


def puede_ver_archivo(user: object, archivo: Archivo) -> bool:
    """The door of the use ``identidad``: whoever sent it, also before it is filed, and nobody else.

    Staff see marked pictures of it by the pages of ``suministros.identidades`` alone, and never the file.
    """
    if not isinstance(user, Usuario) or not user.is_active:
        return False
    propio = archivo.creado_por_id == user.pk
    return propio or DocumentoIdentidad.objects.filter(archivo=archivo, usuario=user).exists()
