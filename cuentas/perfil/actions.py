"""What an account changes of itself: password, sessions, addresses (A-16, A-17)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError

from cuentas import avisos as avisos_de_cuenta
from cuentas import barreras, codigos
from cuentas.models import Codigo, Usuario
from cuentas.perfil import avisos
from cuentas.personal import cambios
from nucleo.bitacora.actions import registrar
from nucleo.comun import limites
from nucleo.comun.errores import DemasiadosIntentos, EstadoCambio
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

CORREO, CELULAR = "correo-nuevo", "celular-nuevo"
INTENTOS, CUARTO = 5, timedelta(minutes=15)
DEMASIADAS = "Escribiste muchas veces una contraseña que no es la tuya."


def comprobar_clave(usuario: Usuario, clave: str) -> bool:
    """Whether it is the account's password. The try is taken before the hash; raises ``DemasiadosIntentos``."""
    llave = limites.clave("clave-actual", usuario.pk)
    limites.exigir(llave, INTENTOS, CUARTO, DEMASIADAS)
    if not check_password(clave, usuario.password):
        return False
    limites.soltar(llave)
    return True


@en_transaccion
def cambiar_clave(*, usuario: Usuario, nueva: str, sesion: str | None, direccion: str | None = None) -> Usuario:
    """Stores the new password and ends every session but ``sesion``. ``usuario``: as read with the old password.

    Returns the account as stored. Raises ``EstadoCambio`` when somebody changed the password meanwhile.
    """
    cuenta = _tomar(usuario)
    if cuenta.password != usuario.password:
        raise EstadoCambio("La contraseña de tu cuenta cambió mientras escribías.")
    cuenta.set_password(nueva)
    cuenta.save(update_fields=["password"])
    cuenta.sesiones.exclude(session_key=sesion).delete()
    evento = registrar(cadena=_cadena(cuenta), tipo="CLAVE_CAMBIADA", actor=cuenta, direccion=direccion)
    avisos_de_cuenta.clave_cambiada(cuenta, evento)
    return cuenta


@en_transaccion
def cerrar_las_demas(*, usuario: Usuario, sesion: str | None, direccion: str | None = None) -> int:
    """Ends every session of the account but ``sesion``; returns how many."""
    cuenta = _tomar(usuario)
    cuantas = cuenta.sesiones.exclude(session_key=sesion).delete()[0]
    if cuantas:
        registrar(
            cadena=_cadena(cuenta),
            tipo="SESIONES_CERRADAS",
            actor=cuenta,
            datos={"cuantas": cuantas},
            direccion=direccion,
        )
    return cuantas


@en_transaccion
def pedir_correo(*, usuario: Usuario, correo: str) -> None:
    """Mails a code to ``correo``; taken by another account or not, it does and answers the same (AUT-1).

    Raises ``DemasiadosIntentos``: five codes a day for an account, ten for an address.
    """
    avisos.codigo_de_correo(_emitir(CORREO, usuario, {"correo": correo}))


@en_transaccion
def pedir_celular(*, usuario: Usuario, celular: str) -> None:
    """Sends a code to ``celular`` (E.164), or to the account's mail where there is no SMS service."""
    por_sms = bool(settings.SMS_URL)
    codigo = _emitir(CELULAR, usuario, {"celular": celular, "por_sms": por_sms})
    avisos.codigo_de_celular(codigo, por_sms=por_sms)


def espera(usuario: Usuario, proposito: str) -> int:
    """Seconds until another code may be asked for."""
    return codigos.espera(proposito=proposito, para=_cadena(usuario))


def pedir_otro(*, usuario: Usuario, proposito: str) -> int | None:
    """Sends a new code for what was asked for last: 0; before a minute, the seconds missing; None: nothing waits.

    Raises ``DemasiadosIntentos``, as the first request.
    """
    anterior = codigos.sin_usar(proposito=proposito, para=_cadena(usuario))
    if anterior is None:
        return None
    if faltan := espera(usuario, proposito):
        return faltan
    destino = anterior.datos["correo" if proposito == CORREO else "celular"]
    reservar_destino(destino)
    if proposito == CORREO:
        pedir_correo(usuario=usuario, correo=destino)
    else:
        pedir_celular(usuario=usuario, celular=destino)
    return 0


def pedir_verificacion(usuario: Usuario) -> bool:
    """Sends the first code to the mobile given on registration (A-13); False: none, no SMS, or its limit is used up.

    Only now that the e-mail is proven: a page open to anybody would send paid messages to anybody's telephone.
    """
    if not usuario.celular or not settings.SMS_URL:
        return False
    try:
        reservar_destino(usuario.celular)
        pedir_celular(usuario=usuario, celular=usuario.celular)
    except DemasiadosIntentos:  # the account is active all the same
        return False
    return True


def _emitir(proposito: str, usuario: Usuario, datos: dict[str, str | bool]) -> Codigo:
    return codigos.emitir(proposito=proposito, para=_cadena(usuario), usuario=usuario, datos=datos)


def confirmar(*, usuario: Usuario, proposito: str, cifra: str, direccion: str | None = None) -> bool:
    """Puts the proven address in place of the old one. False: wrong, expired or foreign code, or address taken.

    The code is spent before the transaction: a try counts whatever follows.
    """
    codigo = codigos.gastar(proposito=proposito, para=_cadena(usuario), cifra=cifra)
    if codigo is None:
        return False
    try:
        return (_poner_correo if proposito == CORREO else _poner_celular)(usuario, codigo, direccion)
    except IntegrityError:  # another active account has it: the unique key decides, also in a race
        return False


@en_transaccion
def _poner_correo(usuario: Usuario, codigo: Codigo, direccion: str | None) -> bool:
    cuenta = _tomar(usuario)
    anterior, cuenta.email = cuenta.email, codigo.datos["correo"]
    cuenta.save(update_fields=["email"])
    evento = cambios.registrar(
        cadena=_cadena(cuenta),
        tipo="CORREO_CAMBIADO",
        actor=cuenta,
        antes={"email": anterior},
        despues={"email": cuenta.email},
        direccion=direccion,
    )
    avisos.correo_cambiado(cuenta, evento, anterior)
    return True


@en_transaccion
def _poner_celular(usuario: Usuario, codigo: Codigo, direccion: str | None) -> bool:
    cuenta = _tomar(usuario)
    anterior, cuenta.celular = cuenta.celular, codigo.datos["celular"]
    # Only a code that went to the telephone proves the telephone.
    cuenta.celular_verificado_en = ahora() if codigo.datos["por_sms"] else None
    cuenta.save(update_fields=["celular", "celular_verificado_en"])
    if cuenta.celular == anterior:
        registrar(cadena=_cadena(cuenta), tipo="CELULAR_VERIFICADO", actor=cuenta, direccion=direccion)
        return True
    evento = cambios.registrar(
        cadena=_cadena(cuenta),
        tipo="CELULAR_CAMBIADO",
        actor=cuenta,
        antes={"celular": anterior},
        despues={"celular": cuenta.celular},
        direccion=direccion,
    )
    avisos.celular_cambiado(cuenta, evento)
    return True


def reservar_destino(destino: str) -> None:
    """A mailbox gets ten codes a day from all accounts together; outside the transaction that sends them."""
    barreras.exigir(barreras.CORREO_DESTINO, destino.lower())


def _tomar(usuario: Usuario) -> Usuario:
    return Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=usuario.pk)


def _cadena(usuario: Usuario) -> str:
    return f"usuario:{usuario.pk}"
