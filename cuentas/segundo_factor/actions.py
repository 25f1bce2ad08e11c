"""Activating, proving and replacing a second factor (AUT-9)."""

import re
from datetime import timedelta

from django.db import transaction

from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from cuentas.segundo_factor import avisos, recuperacion, totp
from cuentas.segundo_factor.models import CodigoDeRecuperacion, SegundoFactor
from nucleo.bitacora.actions import registrar
from nucleo.comun import limites
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

POR_CUARTO, POR_DIA = 5, 30
CUARTO, DIA = timedelta(minutes=15), timedelta(days=1)
DEMASIADOS = "Escribiste muchos códigos que no eran correctos."


def proponer(usuario: Usuario) -> str:
    """The secret to scan; the same one until it is confirmed, so that reloading the page changes nothing.

    Raises ``EstadoCambio`` when the account already has a factor: its secret is never shown again.
    """
    nuevo = totp.secreto_nuevo()
    factor, _ = SegundoFactor.objects.get_or_create(
        usuario=usuario, defaults={"secreto": totp.cifrar(nuevo), "creado_en": ahora()}
    )
    if factor.confirmado_en:
        raise EstadoCambio("Esta cuenta ya tiene un segundo factor.")
    secreto = totp.descifrar(factor.secreto)
    if secreto is None:
        SegundoFactor.objects.filter(usuario=usuario, confirmado_en=None).update(secreto=totp.cifrar(nuevo))
    return secreto or nuevo


def confirmar(*, usuario: Usuario, cifra: str, direccion: str | None = None) -> tuple[SegundoFactor, list[str]] | None:
    """Activates what was scanned, and answers it with the ten recovery codes; None if the code is not its.

    Raises ``DemasiadosIntentos`` and ``EstadoCambio`` (somebody activated it meanwhile).
    """
    _reservar(usuario)
    with transaction.atomic():
        factor = _tomar(usuario)
        if factor is None:
            return None
        if factor.confirmado_en:
            raise EstadoCambio("Esta cuenta ya tiene un segundo factor.")
        if not _gastar_cifra(factor, cifra):
            return None
        factor.confirmado_en = ahora()
        factor.save(update_fields=["confirmado_en"])
        codigos = recuperacion.crear(usuario)
        evento = registrar(cadena=_cadena(usuario), tipo="SEGUNDO_FACTOR_ACTIVADO", actor=usuario, direccion=direccion)
        avisos.avisar(usuario, "segundo-factor-activado", evento)
    _soltar(usuario)
    return factor, codigos


def probar(*, usuario: Usuario, escrito: str, direccion: str | None = None) -> SegundoFactor | None:
    """The factor, if ``escrito`` is a code of the phone or of recovery; each works once. None if it is neither.

    Raises ``DemasiadosIntentos``: the try is taken before anything is compared, outside the transaction.
    """
    _reservar(usuario)
    with transaction.atomic():
        factor = _tomar(usuario)
        if factor is None or not factor.confirmado_en:
            return None
        if not _gastar_cifra(factor, escrito):
            if not recuperacion.gastar(usuario, escrito):
                return None
            _contar_recuperacion(usuario, direccion)
    _soltar(usuario)
    return factor


def renovar_codigos(*, usuario: Usuario, cifra: str, direccion: str | None = None) -> list[str] | None:
    """Ten new recovery codes against a code of the phone; None if it is not right. Raises ``DemasiadosIntentos``."""
    _reservar(usuario)
    with transaction.atomic():
        factor = _tomar(usuario)
        if factor is None or not factor.confirmado_en or not _gastar_cifra(factor, cifra):
            return None
        codigos = recuperacion.crear(usuario)
        evento = registrar(
            cadena=_cadena(usuario), tipo="CODIGOS_DE_RECUPERACION_NUEVOS", actor=usuario, direccion=direccion
        )
        avisos.avisar(usuario, "recuperacion-nueva", evento)
    _soltar(usuario)
    return codigos


@en_transaccion
def reemplazar(*, actor: Usuario, usuario_id: int, motivo: str, direccion: str | None = None) -> Usuario:
    """Takes the factor of another account away: it activates a new one when it next signs in. Sessions end.

    By a SEC administrador, with a reason. Raises ``NoPermitido`` (other actor, own account) and ``EstadoCambio``.
    """
    tomadas = Tomadas(actor, usuario_id)
    tomadas.exigir_administrador()
    tomadas.exigir_ajena("quitar el segundo factor de")
    usuario = tomadas.usuario
    factor = _tomar(usuario)
    if factor is None or not factor.confirmado_en:
        raise EstadoCambio("Esta cuenta no tiene un segundo factor activo.")
    factor.delete()
    CodigoDeRecuperacion.objects.filter(usuario=usuario).delete()
    usuario.sesiones.all().delete()
    evento = cambios.registrar(
        cadena=_cadena(usuario),
        tipo="SEGUNDO_FACTOR_REEMPLAZADO",
        actor=tomadas.actor,
        antes={"segundo_factor": True},
        despues={"segundo_factor": False},
        motivo=motivo,
        direccion=direccion,
    )
    avisos.avisar(usuario, "segundo-factor-reemplazado", evento)
    return usuario


def _tomar(usuario: Usuario) -> SegundoFactor | None:
    """The row, locked: of twenty parallel tries of one code the first writes the step and the rest see it."""
    return SegundoFactor.objects.select_for_update(of=("self",)).filter(usuario=usuario).first()


def _gastar_cifra(factor: SegundoFactor, escrito: str) -> bool:
    cifra = re.sub(r"[\s\-.]", "", escrito)
    if not re.fullmatch(r"[0-9]{6}", cifra):
        return False
    secreto = totp.descifrar(factor.secreto)
    paso = totp.acierta(secreto, cifra, ahora(), despues_de=factor.ultimo_paso) if secreto else None
    if secreto is None or paso is None:
        return False
    # Encrypted again with the key of today, so that an old one can be retired.
    factor.ultimo_paso, factor.secreto = paso, totp.cifrar(secreto)
    factor.save(update_fields=["ultimo_paso", "secreto"])
    return True


def _contar_recuperacion(usuario: Usuario, direccion: str | None) -> None:
    evento = registrar(
        cadena=_cadena(usuario),
        tipo="CODIGO_DE_RECUPERACION_USADO",
        actor=usuario,
        datos={"quedan": recuperacion.quedan(usuario)},
        direccion=direccion,
    )
    avisos.avisar(usuario, "recuperacion-usada", evento)


def _reservar(usuario: Usuario) -> None:
    # By account only: whoever is here has its password already, so strangers cannot use this to lock it.
    limites.exigir(limites.clave("segundo-factor", usuario.pk), POR_CUARTO, CUARTO, DEMASIADOS)
    limites.exigir(limites.clave("segundo-factor-dia", usuario.pk), POR_DIA, DIA, DEMASIADOS)


def _soltar(usuario: Usuario) -> None:
    limites.soltar(limites.clave("segundo-factor", usuario.pk))
    limites.devolver(limites.clave("segundo-factor-dia", usuario.pk))


def _cadena(usuario: Usuario) -> str:
    return f"usuario:{usuario.pk}"
