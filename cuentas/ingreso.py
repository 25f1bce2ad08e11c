"""Signing in by (perfil, document): limits first, one hash always, then a new session (AUT-1 to AUT-6).

What a wrong pair, an unknown account and a closed one answer is the same, and costs the same queries and one hash.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cuentas import barreras, codigos
from cuentas.models import Perfil, RegistroPendiente, Usuario, clave_de_ingreso
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.reloj import ahora
from nucleo.comun.texto import una_linea

LARGO_DE_DIRECCION = 2_000  # characters, as the hidden field of the form
CASA = {
    Perfil.SOLICITANTE: "solicitudes:inicio",
    Perfil.DISTRIBUIDORA: "solicitudes:bandeja",
    Perfil.SEC: "fiscalizacion:panel",
}
PROPOSITO = "ingreso"


class PorPerfilYDocumento(ModelBackend):
    """Loads the account of a session; passwords are judged only by ``evaluar``, behind the limits."""

    def authenticate(self, request: HttpRequest | None, **_: Any) -> None:  # type: ignore[override]
        return None

    def get_user(self, user_id: int) -> Usuario | None:
        """With its distributor in the same statement: every page of the staff names it."""
        usuario = Usuario.objects.select_related("distribuidora").filter(pk=user_id).first()
        return usuario if usuario and self.user_can_authenticate(usuario) else None


@dataclass(frozen=True)
class Resultado:
    """``usuario``: may come in. ``registro``: right password of a registration that is not proven yet (A-24).

    ``codigo_malo``: the mailed code was wrong, and the password was not looked at.
    """

    usuario: Usuario | None = None
    registro: RegistroPendiente | None = None
    codigo_malo: bool = False


def intentar(
    request: HttpRequest, *, perfil: str, documento: str, clave: str, tipo: str = "RUT", codigo: str = ""
) -> Resultado:
    """Judges one try, reserved before the hash. Opens no session.

    ``codigo``: the mailed one; right, it opens the way that strangers have closed (AUT-4), for one try.
    Raises ``DemasiadosIntentos`` when no try is left.
    """
    llave = clave_de_ingreso(perfil, documento, tipo)
    if codigo:
        if codigos.gastar(proposito=PROPOSITO, para=para(request, llave), cifra=codigo) is None:
            return Resultado(codigo_malo=True)
    else:
        barreras.reservar(request, llave)
    usuario, registro = _evaluar(llave, clave)
    if usuario or registro:
        barreras.acerto(request, llave, con_codigo=bool(codigo))
    return Resultado(usuario, registro)


def _evaluar(llave: str, clave: str) -> tuple[Usuario | None, RegistroPendiente | None]:
    """The account or the waiting registration that the password opens: two queries and one hash, whoever asks."""
    usuario = Usuario.objects.filter(clave_de_ingreso=llave).first()
    registro = RegistroPendiente.objects.filter(clave_de_ingreso=llave).order_by("-creado_en").first()
    guardada = usuario.password if usuario else registro.password if registro else None
    if guardada is None or not is_password_usable(guardada):
        make_password(clave)
        return None, None
    if not check_password(clave, guardada, lambda nueva: _rehacer(usuario, nueva)):
        return None, None
    if usuario:
        return (usuario, None) if usuario.is_active else (None, None)
    return None, registro


def _rehacer(usuario: Usuario | None, clave: str) -> None:
    """Stores the password under the hasher of today."""
    if usuario:
        usuario.set_password(clave)
        usuario.save(update_fields=["password"])


def abrir_sesion(request: HttpRequest, usuario: Usuario) -> None:
    """The one door to a session. ``login`` gives it a new id, so a planted one dies here (AUT-6)."""
    login(request, usuario, backend="cuentas.ingreso.PorPerfilYDocumento")
    request.session["abierta"] = request.session["vista"] = int(ahora().timestamp())
    request.session["direccion"] = direccion_de(request)
    request.session["agente"] = una_linea(request.headers.get("User-Agent", ""))[:200]


def para(request: HttpRequest, llave: str) -> str:
    """Whom a mailed code of sign-in is for: an account in one browser, so that strangers cannot replace it."""
    return barreras.resumen(llave, barreras.navegador(request))


def destino(request: HttpRequest, usuario: Usuario, siguiente: str) -> str:
    """The page asked for, if it is ours; else the home of the profile (OUT-6)."""
    return siguiente if es_nuestra(request, siguiente) else casa(usuario)


def es_nuestra(request: HttpRequest, direccion: str) -> bool:
    """Whether an address is a path of this site, which begins with a slash and carries nothing unreadable.

    Without the slash ``redirect`` would take a bare word for the name of a page, and fail on most.
    """
    limpia = direccion.isprintable() and len(direccion) <= LARGO_DE_DIRECCION
    es_camino = direccion.startswith("/") and "\\" not in direccion
    return (
        limpia and es_camino and url_has_allowed_host_and_scheme(direccion, {request.get_host()}, request.is_secure())
    )


def casa(usuario: Usuario) -> str:
    return reverse(CASA[Perfil(usuario.perfil)])
