"""Single-use links: 256-bit tokens of one purpose, whose digest alone is stored (AUT-7, V16).

enlace = enlaces_de_un_uso.emitir(proposito="invitacion", usuario=u, dura=timedelta(hours=48))
aviso: enlaces_de_un_uso.token(enlace)   at send time, in a composer with reservado=True
enlaces_de_un_uso.mirar(proposito="invitacion", token=t) -> EnlaceDeUnUso or None   (GET: uses nothing)
enlaces_de_un_uso.gastar(proposito="invitacion", token=t) -> EnlaceDeUnUso or None  (POST: exactly one wins)
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from cuentas.models import EnlaceDeUnUso, RegistroPendiente, Usuario
from nucleo.comun.reloj import ahora

GUARDADO = timedelta(days=7)


def emitir(
    *,
    proposito: str,
    dura: timedelta,
    usuario: Usuario | None = None,
    registro: RegistroPendiente | None = None,
    datos: dict[str, Any] | None = None,
) -> EnlaceDeUnUso:
    """A new link of ``proposito``. Bound to an account, it dies when its password, e-mail or state changes."""
    semilla, instante = secrets.token_hex(16), ahora()
    return EnlaceDeUnUso.objects.create(
        proposito=proposito,
        semilla=semilla,
        huella=_huella(_derivar(proposito, semilla, settings.SECRET_KEY)),
        usuario=usuario,
        registro=registro,
        sello=_sello(usuario) if usuario else "",
        datos=datos or {},
        creado_en=instante,
        vence_en=instante + dura,
    )


def token(enlace: EnlaceDeUnUso) -> str:
    """The token of the address, derived again for the message; after a change of key, by the key that made it."""
    for secreto in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derivado = _derivar(enlace.proposito, enlace.semilla, secreto)
        if _huella(derivado) == enlace.huella:
            return derivado
    raise LookupError(f"El enlace {enlace.pk} se hizo con una clave que ya no está")


def vivo(enlace_id: int) -> EnlaceDeUnUso | None:
    """The link with that id, if it still works: the question of a composer."""
    return _vigente(EnlaceDeUnUso.objects.filter(pk=enlace_id), ahora())


def mirar(*, proposito: str, token: str) -> EnlaceDeUnUso | None:
    """The link of that purpose and token, if it would still work; uses nothing."""
    return _vigente(EnlaceDeUnUso.objects.filter(proposito=proposito, huella=_huella(token)), ahora())


def gastar(*, proposito: str, token: str) -> EnlaceDeUnUso | None:
    """The link, now used; None if it was used, expired, altered, or made for something else."""
    return _gastar(mirar(proposito=proposito, token=token))


def gastar_visto(*, proposito: str, enlace_id: int) -> EnlaceDeUnUso | None:
    """As ``gastar``, for a link whose token left the address on opening and whose id the session keeps."""
    enlace = vivo(enlace_id)
    return _gastar(enlace) if enlace and enlace.proposito == proposito else None


def _gastar(enlace: EnlaceDeUnUso | None) -> EnlaceDeUnUso | None:
    if enlace is None:
        return None
    usado = ahora()
    if not EnlaceDeUnUso.objects.filter(pk=enlace.pk, usado_en=None, vence_en__gt=usado).update(usado_en=usado):
        return None
    enlace.usado_en = usado
    return enlace


def anular(*, proposito: str, usuario: Usuario | None = None, registro: RegistroPendiente | None = None) -> None:
    """Kills the living links of that purpose of an account or a registration."""
    EnlaceDeUnUso.objects.filter(proposito=proposito, usuario=usuario, registro=registro, usado_en=None).delete()


def barrer() -> int:
    """Deletes links a week after their end; returns how many."""
    return EnlaceDeUnUso.objects.filter(vence_en__lt=ahora() - GUARDADO).delete()[0]


def _vigente(filas: Any, instante: datetime) -> EnlaceDeUnUso | None:
    # No joins: most tokens that are tried belong to no link.
    enlace: EnlaceDeUnUso | None = filas.filter(usado_en=None, vence_en__gt=instante).first()
    if enlace and enlace.usuario and not constant_time_compare(enlace.sello, _sello(enlace.usuario)):
        return None
    return enlace


def _huella(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "replace")).hexdigest()


def _sello(usuario: Usuario) -> str:
    """The account as it was; without its key, so that a rotation of SECRET_KEY kills no link."""
    visto = "|".join((str(usuario.pk), usuario.password, usuario.email, usuario.estado))
    return hashlib.sha256(visto.encode()).hexdigest()


def _derivar(proposito: str, semilla: str, secreto: str) -> str:
    return salted_hmac(f"cuentas.enlaces.{proposito}", semilla, secret=secreto, algorithm="sha256").hexdigest()
