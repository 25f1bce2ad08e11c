"""What a distributor allows in its payment plans: jefatura adds a row, none is changed (reglas.md 8)."""

from datetime import date
from typing import Any

from catalogo.models import Distribuidora
from cuentas.models import Rol, Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from nucleo.bitacora import vocabulario
from nucleo.comun.errores import CampoRechazado, NoPermitido
from nucleo.comun.reloj import ahora, hoy
from nucleo.comun.transacciones import en_transaccion
from suministros.models import LimitesDePlan
from suministros.models.planes import vigentes_el

CAMPOS = ("abierto", "cuotas_minimo", "cuotas_maximo", "primer_pago_minimo", "interes", "deuda_minima")
EVENTO = "LIMITES_DE_PLAN_CAMBIADOS"


def declarar() -> None:
    claves = ("limites", "campos", "antes", "despues", "motivo")
    vocabulario.declarar(EVENTO, claves=claves, frase="Límites de los planes de pago cambiados")


@en_transaccion
def fijar(*, actor: Usuario, desde: date, datos: dict[str, Any], direccion: str | None = None) -> bool:
    """Adds what rules from ``desde`` on; whether that changes anything. ``datos``: every field of ``CAMPOS``.

    Raises ``NoPermitido`` for whoever is not jefatura, ``CampoRechazado`` for a day that is past.
    """
    actor = Tomadas(actor).actor
    if actor.rol != Rol.JEFATURA or actor.distribuidora_id is None:
        raise NoPermitido("Los límites de los planes de pago los fija la jefatura de la distribuidora.")
    if desde < hoy():
        raise CampoRechazado("desde", "Elige hoy o un día que no haya pasado: lo pedido antes ya tiene sus límites")
    # One editor at a time: two would both compare with the same row.
    Distribuidora.objects.select_for_update(no_key=True).get(pk=actor.distribuidora_id)
    ultimos = vigentes_el(actor.distribuidora_id, desde)
    antes = {campo: getattr(ultimos, campo) for campo in CAMPOS} if ultimos else {}
    despues = {campo: datos[campo] for campo in CAMPOS}
    if antes == despues:
        return False
    nuevos = LimitesDePlan.objects.create(
        distribuidora_id=actor.distribuidora_id, desde=desde, cambiado_por=actor, cambiado_en=ahora(), **despues
    )
    cambios.registrar(
        cadena=f"distribuidora:{actor.distribuidora_id}",
        tipo=EVENTO,
        actor=actor,
        antes={**antes, "desde": str(ultimos.desde) if ultimos else None},
        despues={**despues, "desde": str(desde)},
        direccion=direccion,
        objeto={"limites": nuevos.pk},
    )
    return True
