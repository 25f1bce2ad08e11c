"""A notice that the account is told by e-mail and by SMS (U-06, U-14).

avisar(clave="plan-habilitado", usuario=u, evento=evento, contexto={"suministro": 7})

One key, one composer: ``aviso.canal`` tells it which of the two it writes. For the SMS, ``Redactado("", texto)`` with a
text of at most four SMS (``nucleo.avisos.texto_sms``) and no link that works alone.
"""

from datetime import datetime
from typing import Any

from cuentas.models import Usuario
from nucleo.avisos.actions import encolar
from nucleo.avisos.models import Canal


def avisar(
    *,
    clave: str,
    usuario: Usuario,
    evento: object,
    contexto: dict[str, Any] | None = None,
    desde: datetime | None = None,
) -> None:
    """Queues the e-mail always, and the SMS where the account has proven a mobile and the portal sends them.

    In the caller's transaction. The SMS is kept unsent where the account switched them off (``preferencias``).
    """
    comun: dict[str, Any] = {"clave": clave, "usuario": usuario, "evento": evento, "contexto": contexto, "desde": desde}
    encolar(destinatario=usuario.email, **comun)
    if usuario.celular_verificado_en is not None:
        encolar(destinatario=usuario.celular, canal=Canal.SMS, **comun)
