"""The documents of each form, in the order of the page: forms, help and checks are built from them (S-04 to S-10)."""

from catalogo.datos_documentos import CEDULA_APARTE, CON_MEDIDOR, POR_OTRO, SIN_IDENTIDAD
from catalogo.models import TipoDocumento
from nucleo.archivos.limites import Limites

# What a ``cuando`` document may wait for; an optional one with a condition is offered only while it holds. SEC
# chooses among these; solicitudes decides whether each holds.
CONDICIONES = {
    SIN_IDENTIDAD: "La cuenta no tiene un documento de identidad validado",
    POR_OTRO: "Quien solicita actúa por otra persona",
    CEDULA_APARTE: "Quien solicita actúa por otra persona y la cédula de esta no va con el poder",
    CON_MEDIDOR: "El solicitante aporta el medidor bidireccional",
}


def de(tramite: str) -> list[TipoDocumento]:
    """Those in use of a request type (``conexion``) or of a use (``respuesta``, ``pago``, ``comunicacion``…)."""
    return list(TipoDocumento.objects.filter(tramite=tramite, vigente=True).order_by("orden", "pk"))


def uno(tramite: str, codigo: str) -> TipoDocumento:
    """TipoDocumento.DoesNotExist when that form does not take it, or no more."""
    return TipoDocumento.objects.get(tramite=tramite, codigo=codigo, vigente=True)


def limites(tipo: TipoDocumento) -> Limites:
    """What a file of that document may be, as ``nucleo.archivos`` checks and describes it."""
    return Limites(extensiones=tuple(tipo.lista_extensiones), maximo=tipo.maximo)
