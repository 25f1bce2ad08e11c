"""How a distributor is paid: jefatura writes it (P-03), and SEC says whether its answers may wait for a payment."""

from typing import Any

from catalogo.models import Distribuidora
from cuentas.models import Rol, Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from nucleo.bitacora import vocabulario
from nucleo.comun.errores import NoPermitido
from nucleo.comun.transacciones import en_transaccion
from pagos import emails
from pagos.models import FormasDePago

CAMPOS = (
    "transferencia", "comprobante", "descuento", "banco", "tipo_de_cuenta", "numero_de_cuenta", "titular",
    "rut_del_titular", "correo", "instrucciones",
)  # fmt: skip
FRASES = {
    "FORMAS_DE_PAGO_CAMBIADAS": "Formas de pago cambiadas",
    "TRABA_DE_RESPUESTAS_CAMBIADA": "Traba de respuestas por pago cambiada",
}


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("campos", "antes", "despues", "motivo"), frase=frase)


@en_transaccion
def guardar_formas(*, actor: Usuario, datos: dict[str, Any], direccion: str | None = None) -> bool:
    """Writes the methods, bank data and instructions of the actor's distributor; whether anything changed.

    ``datos``: every field of ``CAMPOS``. Raises ``NoPermitido`` for whoever is not its jefatura any more.
    """
    actor = Tomadas(actor).actor
    if actor.rol != Rol.JEFATURA or actor.distribuidora_id is None:
        raise NoPermitido("Los datos de pago los cambia la jefatura de la distribuidora.")
    return _cambiar(
        actor.distribuidora_id,
        {campo: datos[campo] for campo in CAMPOS},
        tipo="FORMAS_DE_PAGO_CAMBIADAS",
        actor=actor,
        direccion=direccion,
    )


@en_transaccion
def cambiar_traba(
    *, actor: Usuario, distribuidora_id: int, traba: bool, motivo: str, direccion: str | None = None
) -> bool:
    """Whether that changed if answers of the distributor may wait for a payment. What waits already is untouched.

    Raises ``NoPermitido`` unless the actor is a SEC administrator.
    """
    actor = Tomadas(actor).exigir_administrador()
    return _cambiar(
        distribuidora_id,
        {"traba_respuesta": traba},
        tipo="TRABA_DE_RESPUESTAS_CAMBIADA",
        actor=actor,
        direccion=direccion,
        motivo=motivo,
    )


def _cambiar(
    distribuidora_id: int,
    despues: dict[str, Any],
    *,
    tipo: str,
    actor: Usuario,
    direccion: str | None,
    motivo: str = "",
) -> bool:
    # The distributor's row and not its own, which does not exist before the first time. Its key is not changed.
    Distribuidora.objects.select_for_update(no_key=True).get(pk=distribuidora_id)
    formas, _ = FormasDePago.objects.get_or_create(distribuidora_id=distribuidora_id)
    antes = {campo: getattr(formas, campo) for campo in despues}
    if antes == despues:
        return False
    for campo, valor in despues.items():
        setattr(formas, campo, valor)
    formas.save(update_fields=list(despues))
    evento = cambios.registrar(
        cadena=f"distribuidora:{distribuidora_id}",
        tipo=tipo,
        actor=actor,
        antes=antes,
        despues=despues,
        motivo=motivo,
        direccion=direccion,
    )
    emails.cuenta_cambiada(distribuidora_id, evento, evento.datos["campos"])
    return True
