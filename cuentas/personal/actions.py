"""Acts of a SEC administrador, or of a jefatura on the own staff, on the accounts of others (F-06)."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cuentas import enlaces_de_un_uso
from cuentas.models import EstadoCuenta, Rol, Usuario, clave_de_ingreso
from cuentas.personal import avisos, cambios, pedidos
from cuentas.personal.cerrojos import SOLO_SEC, Tomadas
from cuentas.personal.datos import (
    Datos,
    DatosRechazados,
    exigir_correo_libre,
    exigir_documento_libre,
    exigir_rol,
    foto,
)
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

INVITACION = "invitacion"
DURA_INVITACION = timedelta(days=7)


@en_transaccion
def invitar(*, actor: Usuario | None, datos: Datos, direccion: str | None = None) -> Usuario:
    """Makes an account that only its owner can open, by the link of the message (7 days, once).

    ``actor`` None: ``manage.py crear_sec``. Raises ``DatosRechazados`` (at a field) and ``NoPermitido``.
    """
    if actor is not None:
        Tomadas(actor).exigir_administrador()
    exigir_rol(datos.perfil, datos.rol, datos.distribuidora)
    exigir_documento_libre(datos.perfil, datos.documento, datos.documento_tipo)
    exigir_correo_libre(datos.perfil, datos.email)
    usuario = _nueva(datos)
    nueva = {"perfil": usuario.perfil, "documento": usuario.documento, **foto(usuario)}
    _evento(usuario, "CUENTA_CREADA_POR_SEC", actor, {}, nueva, direccion=direccion)
    if actor is not None:
        pedidos.cumplir(actor=actor, usuario=usuario)
    _enviar_invitacion(usuario)
    return usuario


def _nueva(datos: Datos) -> Usuario:
    usuario = Usuario(
        perfil=datos.perfil,
        rol=datos.rol,
        documento_tipo=datos.documento_tipo,
        documento=datos.documento,
        clave_de_ingreso=clave_de_ingreso(datos.perfil, datos.documento, datos.documento_tipo),
        nombres=datos.nombres,
        apellidos=datos.apellidos,
        razon_social=datos.razon_social,
        email=datos.email,
        distribuidora=datos.distribuidora,
        estado=EstadoCuenta.PENDIENTE,
        creada_en=ahora(),
    )
    usuario.set_unusable_password()
    try:
        with transaction.atomic():
            usuario.save(force_insert=True)
    except IntegrityError as error:  # somebody made the same account since it was looked for
        exigir_documento_libre(datos.perfil, datos.documento, datos.documento_tipo)
        raise DatosRechazados("documento", "Otra persona acaba de crear esta cuenta. Búscala en la lista") from error
    return usuario


def _enviar_invitacion(usuario: Usuario) -> None:
    enlaces_de_un_uso.anular(proposito=INVITACION, usuario=usuario)
    enlace = enlaces_de_un_uso.emitir(proposito=INVITACION, usuario=usuario, dura=DURA_INVITACION)
    avisos.invitacion(usuario, enlace.pk)


@en_transaccion
def invitar_de_nuevo(*, actor: Usuario, usuario_id: int, direccion: str | None = None) -> Usuario:
    """Another link for an account that was never opened; the earlier link dies."""
    tomadas = Tomadas(actor, usuario_id)
    tomadas.exigir_administrador()
    usuario = tomadas.usuario
    if usuario.estado != EstadoCuenta.PENDIENTE:
        raise EstadoCambio("Esta cuenta ya no espera una invitación.")
    _evento(usuario, "INVITACION_ENVIADA", tomadas.actor, {}, {}, direccion=direccion)
    _enviar_invitacion(usuario)
    return usuario


@en_transaccion
def cambiar(*, actor: Usuario, usuario_id: int, datos: Datos, direccion: str | None = None) -> bool:
    """Names, e-mail, role and distributor; whether anything changed. Perfil and document never do.

    Raises ``DatosRechazados``, ``NoPermitido`` (own role) and ``EstadoCambio`` (last administrator).
    """
    tomadas = Tomadas(actor, usuario_id)
    tomadas.exigir_administrador()
    usuario = tomadas.usuario
    antes = foto(usuario)
    exigir_rol(usuario.perfil, datos.rol, datos.distribuidora)
    if datos.rol != usuario.rol:
        tomadas.exigir_ajena("cambiar el rol de")
        if usuario.es_administrador and usuario.is_active:
            tomadas.exigir_otro_administrador()
    if datos.email.lower() != usuario.email.lower():
        exigir_correo_libre(usuario.perfil, datos.email, salvo=usuario.pk)
    campos = ["nombres", "apellidos", "razon_social", "email", "rol", "distribuidora"]
    for campo in campos:
        setattr(usuario, campo, getattr(datos, campo))
    despues = foto(usuario)
    if despues == antes:
        return False
    usuario.save(update_fields=campos)
    evento = _evento(usuario, "CUENTA_CAMBIADA", tomadas.actor, antes, despues, direccion=direccion)
    if antes["email"] != usuario.email:
        avisos.correo_cambiado(usuario, evento, antes["email"])
        if usuario.estado == EstadoCuenta.PENDIENTE:
            _enviar_invitacion(usuario)
    return True


@en_transaccion
def desactivar(*, actor: Usuario, usuario_id: int, motivo: str, direccion: str | None = None) -> Usuario:
    """Closes an account; its sessions and links end with their next use. Jefatura: own operators only.

    Raises ``NoPermitido`` and ``EstadoCambio`` (already closed, last administrator).
    """
    tomadas = Tomadas(actor, usuario_id)
    usuario = tomadas.usuario
    _exigir_que_pueda_desactivar(tomadas)
    tomadas.exigir_ajena("desactivar")
    if usuario.estado == EstadoCuenta.DESACTIVADA:
        raise EstadoCambio("Esta cuenta ya está desactivada.")
    if usuario.es_administrador and usuario.is_active:
        tomadas.exigir_otro_administrador()
    return _pasar_a(usuario, EstadoCuenta.DESACTIVADA, tomadas.actor, motivo, direccion)


def _exigir_que_pueda_desactivar(tomadas: Tomadas) -> None:
    actor, usuario = tomadas.actor, tomadas.usuario
    if actor.es_administrador:
        return
    if not (actor.es_distribuidora and actor.rol == Rol.JEFATURA):
        raise NoPermitido(SOLO_SEC)
    if usuario.distribuidora_id != actor.distribuidora_id or usuario.rol != Rol.OPERADOR:
        tomadas.exigir_ajena("desactivar")
        raise NoPermitido("Solo puedes desactivar a operadores de tu distribuidora. Lo demás lo hace la SEC.")


@en_transaccion
def activar(*, actor: Usuario, usuario_id: int, motivo: str, direccion: str | None = None) -> Usuario:
    """Opens a closed account again: active if it ever had a password, else invited once more. SEC only."""
    tomadas = Tomadas(actor, usuario_id)
    tomadas.exigir_administrador()
    usuario = tomadas.usuario
    if usuario.estado != EstadoCuenta.DESACTIVADA:
        raise EstadoCambio("Esta cuenta no está desactivada.")
    try:
        exigir_correo_libre(usuario.perfil, usuario.email, salvo=usuario.pk)
    except DatosRechazados as rechazo:
        raise EstadoCambio(f"{rechazo.mensaje}. Cambia uno de los dos correos antes de activar.") from rechazo
    estado = EstadoCuenta.ACTIVA if usuario.has_usable_password() else EstadoCuenta.PENDIENTE
    _pasar_a(usuario, estado, tomadas.actor, motivo, direccion)
    if estado == EstadoCuenta.PENDIENTE:
        _enviar_invitacion(usuario)
    return usuario


def _pasar_a(usuario: Usuario, estado: str, actor: Usuario, motivo: str, direccion: str | None) -> Usuario:
    antes = foto(usuario)
    usuario.estado = estado
    usuario.desactivada_en = ahora() if estado == EstadoCuenta.DESACTIVADA else None
    usuario.save(update_fields=["estado", "desactivada_en"])
    tipo = "CUENTA_DESACTIVADA" if estado == EstadoCuenta.DESACTIVADA else "CUENTA_REACTIVADA"
    evento = _evento(usuario, tipo, actor, antes, foto(usuario), motivo, direccion)
    if antes["estado"] == EstadoCuenta.ACTIVA or estado == EstadoCuenta.ACTIVA:
        avisos.estado_cambiado(usuario, evento)
    return usuario


def _evento(
    usuario: Usuario,
    tipo: str,
    actor: Usuario | None,
    antes: dict[str, Any],
    despues: dict[str, Any],
    motivo: str = "",
    direccion: str | None = None,
) -> Any:
    return cambios.registrar(
        cadena=f"usuario:{usuario.pk}",
        tipo=tipo,
        actor=actor,
        antes=antes,
        despues=despues,
        motivo=motivo,
        direccion=direccion,
    )
