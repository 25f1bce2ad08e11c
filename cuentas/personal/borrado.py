"""Erasing an account that never did anything; one with history is only deactivated (F-06)."""

from django.db import IntegrityError, transaction
from django.db.models import PROTECT, RESTRICT, ManyToOneRel, ProtectedError, RestrictedError

from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from cuentas.personal.datos import foto
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion

# Being made and invited is no history: it is all that an account typed by mistake has.
DE_SU_CREACION = ("CUENTA_CREADA_POR_SEC", "INVITACION_ENVIADA")
NOMBRES = {
    "Solicitud": "solicitudes",
    "Expediente": "expedientes",
    "Archivo": "archivos",
    "Trabajo": "descargas pedidas",
    "Acceso": "consultas de documentos o páginas",
    "PedidoDeCuenta": "pedidos de cuenta",
}


def historia(usuario: Usuario) -> list[str]:
    """Why the account cannot be erased, a sentence each; empty when it can."""
    razones = []
    if usuario.last_login:
        razones.append("Ya ingresó al portal con esta cuenta.")
    if Evento.objects.filter(actor=usuario).exists():
        razones.append("Hay acciones suyas en la bitácora.")
    if Evento.objects.filter(cadena=f"usuario:{usuario.pk}").exclude(tipo__in=DE_SU_CREACION).exists():
        razones.append("La cuenta tiene cambios registrados en la bitácora.")
    if nombres := _registros(usuario):
        razones.append(f"Tiene registros en el portal: {', '.join(nombres)}.")
    return razones


def _registros(usuario: Usuario) -> list[str]:
    """What refers to the account and would not go with it, whichever room it is of."""
    hallados = []
    for relacion in usuario._meta.get_fields(include_hidden=True):
        if not isinstance(relacion, ManyToOneRel) or relacion.on_delete not in (PROTECT, RESTRICT):
            continue
        modelo = relacion.field.model
        if modelo is Evento:
            continue
        if modelo._default_manager.filter(**{relacion.field.name: usuario}).exists():
            hallados.append(NOMBRES.get(modelo.__name__, str(modelo._meta.verbose_name_plural)))
    return sorted(set(hallados))


@en_transaccion
def eliminar(*, actor: Usuario, usuario_id: int, motivo: str, direccion: str | None = None) -> str:
    """Erases the account and answers its name. Raises ``EstadoCambio`` with the reasons when it has history."""
    tomadas = Tomadas(actor, usuario_id)
    tomadas.exigir_administrador()
    usuario = tomadas.usuario
    tomadas.exigir_ajena("eliminar")
    if usuario.es_administrador and usuario.is_active:
        tomadas.exigir_otro_administrador()
    if razones := historia(usuario):
        raise EstadoCambio(f"Esta cuenta tiene historia y no se elimina: desactívala. {' '.join(razones)}")
    nombre = usuario.nombre
    antes = {"perfil": usuario.perfil, "documento": usuario.documento, **foto(usuario)}
    cambios.registrar(
        cadena=f"usuario:{usuario.pk}", tipo="CUENTA_BORRADA", actor=tomadas.actor,
        antes=antes, despues={}, motivo=motivo, direccion=direccion,
    )  # fmt: skip
    try:
        with transaction.atomic():
            usuario.delete()
    except (ProtectedError, RestrictedError, IntegrityError) as error:  # it began to live while this ran
        raise EstadoCambio("Esta cuenta acaba de usarse: ya tiene historia y no se elimina.") from error
    return nombre
