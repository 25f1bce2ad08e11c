"""SEC puts an official form in the place of the portal's example (S-18)."""

from catalogo import formularios
from catalogo.models import FormularioEnBlanco
from cuentas.models import Usuario
from cuentas.personal.cerrojos import Tomadas
from nucleo.archivos.models import Archivo
from nucleo.comun.transacciones import en_transaccion


@en_transaccion
def reemplazar(*, actor: Usuario, tramite: str, archivo: Archivo, direccion: str | None = None) -> FormularioEnBlanco:
    """As ``catalogo.formularios.reemplazar_formulario``, for whoever is still an administrator under the lock."""
    actor = Tomadas(actor).exigir_administrador()
    return formularios.reemplazar_formulario(actor=actor, tramite=tramite, archivo=archivo, direccion=direccion)
