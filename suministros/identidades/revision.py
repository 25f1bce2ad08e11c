"""One decision of a person on a paper, behind the limit of tries at its number (U-06)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from cuentas.documento.actions import decidir_documento
from cuentas.documento.decision import DecisionRechazada, NumeroDistinto, leer_numero
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Usuario
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun import limites
from suministros.actions import decidir_poder
from suministros.identidades.miradas import NUMERO
from suministros.identidades.papeles import EnRevision

INTENTOS, VENTANA = 3, timedelta(days=1)
SIN_INTENTOS = (
    "Ya escribiste tres veces un número distinto. Márcalo como no legible, recházalo, o pide a otra persona de tu "
    "equipo que lo lea."
)


def decidir(request: HttpRequest, papel: EnRevision, *, decision: str, motivo: str = "", numero: str = "") -> None:
    """Raises what the actions raise; each wrong number is noted, and after three nobody guesses on.

    The try is reserved before the number is compared, outside the transaction that a refusal rolls back.
    """
    if decision != EstadoDocumento.VALIDADO:
        _grabar(request, papel, decision=decision, motivo=motivo, numero="")
        return
    leer_numero(papel.tipo_de_numero, numero)  # what is no number at all costs no try
    llave = _llave(papel, cuenta(request))
    if not limites.reservar(llave, INTENTOS, VENTANA):
        raise DecisionRechazada(SIN_INTENTOS)
    try:
        _grabar(request, papel, decision=decision, motivo="", numero=numero)
    except NumeroDistinto:
        anotar_acceso(request=request, accion=NUMERO, objeto=papel.objeto, permitido=False, motivo="numero-distinto")
        raise
    except Exception:
        limites.devolver(llave)
        raise
    limites.soltar(llave)


def sin_intentos(papel: EnRevision, lector: Usuario) -> bool:
    """Whether the page still offers to accept it: to draw it, never to decide."""
    return limites.agotado(_llave(papel, lector), INTENTOS, VENTANA)


def _llave(papel: EnRevision, lector: Usuario) -> str:
    return limites.clave("identidad-numero", papel.clase, papel.papel.pk, lector.pk)


def _grabar(request: HttpRequest, papel: EnRevision, *, decision: str, motivo: str, numero: str) -> None:
    actor, de_que = cuenta(request), papel.papel
    dicho: dict[str, Any] = {"decision": decision, "motivo": motivo, "numero_leido": numero}
    if isinstance(de_que, DocumentoIdentidad):
        decidir_documento(actor=actor, documento=de_que, direccion=direccion_de(request), **dicho)
    else:
        decidir_poder(actor=actor, poder=de_que, direccion=direccion_de(request), **dicho)
