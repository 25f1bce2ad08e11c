"""Jefatura asks SEC for accounts of its own staff; SEC makes them or says why not (A-05)."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cuentas.models import Rol, Usuario
from cuentas.personal import avisos, cambios
from cuentas.personal.cerrojos import Tomadas
from cuentas.personal.datos import Datos, DatosRechazados, exigir_documento_libre
from cuentas.personal.models import EstadoPedido, PedidoDeCuenta
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion


def pendientes() -> QuerySet[PedidoDeCuenta]:
    return PedidoDeCuenta.objects.filter(estado=EstadoPedido.PENDIENTE).select_related("distribuidora", "pedido_por")


@en_transaccion
def pedir(*, actor: Usuario, datos: Datos, comentario: str = "", direccion: str | None = None) -> PedidoDeCuenta:
    """Leaves the order and tells every SEC administrator. ``datos``: perfil distribuidora, always the own one.

    Raises ``NoPermitido`` and ``DatosRechazados`` (the person has an account, or an order waits for the same one).
    """
    tomadas = Tomadas(actor)
    actor = tomadas.actor
    if not (actor.es_distribuidora and actor.rol == Rol.JEFATURA and actor.distribuidora):
        raise NoPermitido("Las cuentas nuevas las pide la jefatura de la distribuidora.")
    try:
        exigir_documento_libre(datos.perfil, datos.documento, datos.documento_tipo)
    except DatosRechazados as rechazo:
        # Whose account it is, is for SEC to read: this person may work for another distributor.
        raise DatosRechazados(
            "documento", "Ese documento ya tiene una cuenta de distribuidora. Escríbele a la SEC"
        ) from rechazo
    pedido = PedidoDeCuenta(
        distribuidora=actor.distribuidora,
        pedido_por=actor,
        pedido_en=ahora(),
        documento_tipo=datos.documento_tipo,
        documento=datos.documento,
        nombres=datos.nombres,
        apellidos=datos.apellidos,
        email=datos.email,
        rol=datos.rol,
        comentario=comentario,
    )
    try:
        with transaction.atomic():
            pedido.save(force_insert=True)
    except IntegrityError as error:
        raise DatosRechazados("documento", "Ya pediste una cuenta para ese documento. La SEC aún no la crea") from error
    nuevo = {"pedido": pedido.pk, "documento": pedido.documento, "nombre": pedido.nombre, "email": pedido.email}
    evento = cambios.registrar(
        cadena=f"distribuidora:{pedido.distribuidora_id}", tipo="CUENTA_PEDIDA", actor=actor,
        antes={}, despues=nuevo, motivo=comentario, direccion=direccion,
    )  # fmt: skip
    avisos.pedido_nuevo(pedido, evento)
    return pedido


@en_transaccion
def descartar(*, actor: Usuario, pedido_id: int, motivo: str, direccion: str | None = None) -> PedidoDeCuenta:
    """SEC refuses an order, with the reason that jefatura reads."""
    actor = Tomadas(actor).exigir_administrador()
    pedido = _resolver(pedido_id, actor, EstadoPedido.DESCARTADO, motivo)
    evento = cambios.registrar(
        cadena=f"distribuidora:{pedido.distribuidora_id}", tipo="PEDIDO_DE_CUENTA_DESCARTADO", actor=actor,
        antes={"pedido": pedido.pk}, despues={}, motivo=motivo, direccion=direccion,
    )  # fmt: skip
    avisos.pedido_descartado(pedido, evento)
    return pedido


def cumplir(*, actor: Usuario, usuario: Usuario) -> None:
    """The account that SEC just made settles the order for that person, if one waits. In the same transaction."""
    for pedido in PedidoDeCuenta.objects.filter(
        distribuidora=usuario.distribuidora,
        documento_tipo=usuario.documento_tipo,
        documento=usuario.documento,
        estado=EstadoPedido.PENDIENTE,
    ):
        _resolver(pedido.pk, actor, EstadoPedido.CREADA, "")


def _resolver(pedido_id: int, actor: Usuario, estado: str, motivo: str) -> PedidoDeCuenta:
    pedido = PedidoDeCuenta.objects.select_for_update(of=("self",)).filter(pk=pedido_id).first()
    if pedido is None or pedido.estado != EstadoPedido.PENDIENTE:
        raise EstadoCambio("Otra persona ya resolvió este pedido.")
    pedido.estado, pedido.resuelto_por, pedido.resuelto_en, pedido.motivo = estado, actor, ahora(), motivo
    pedido.save(update_fields=["estado", "resuelto_por", "resuelto_en", "motivo"])
    return pedido
