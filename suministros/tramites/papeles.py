"""The file fields of a procedure: what its type asks for, and one more. Limits are those of the catalogue's row."""

from catalogo.documentos import limites, uno
from catalogo.models import TipoDocumento
from nucleo.archivos.campo import CampoArchivo
from suministros.models import TipoDeTramite, Tramite

OTRO = "documento"


def del_tipo(tipo: TipoDeTramite) -> list[CampoArchivo]:
    """Those that the type asks for, required, and an optional one."""
    fila = _fila()
    pedidos = [
        CampoArchivo(campo=f"papel-{numero}", etiqueta=nombre, limites=limites(fila))
        for numero, nombre in enumerate(tipo.papeles)
    ]
    otro = "Otro documento" if pedidos else fila.nombre
    return [*pedidos, CampoArchivo(campo=OTRO, etiqueta=otro, limites=limites(fila), opcional=True)]


def del_mensaje(*, sale: bool) -> list[CampoArchivo]:
    """One optional file. ``sale``: it goes to the applicant, so what it carries unseen is told before."""
    fila = _fila()
    return [
        CampoArchivo(
            campo=OTRO, etiqueta=fila.nombre, ayuda=fila.ayuda, limites=limites(fila), opcional=True, sale=sale
        )
    ]


def propios(tramite: Tramite) -> frozenset[str]:
    """The numbers that a file about the procedure may name: its parties' and its supply's, compact."""
    suministro = tramite.vinculo.suministro
    return frozenset(
        {
            tramite.solicitante.documento,
            suministro.titular_documento,
            suministro.numero_compacto.upper(),
            tramite.distribuidora.rut,
        }
    )


def _fila() -> TipoDocumento:
    return uno("suministro", "tramite_comercial")
