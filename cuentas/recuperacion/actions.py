"""Recovery of a password: a link per active account, at its own address (A-09, AUT-7)."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cuentas import avisos, codigos, enlaces_de_un_uso
from cuentas.models import EnlaceDeUnUso, EstadoCuenta, Perfil, Usuario, clave_de_ingreso
from cuentas.recuperacion.forms import PROPOSITO
from nucleo.bitacora.actions import registrar

RECUPERACION = "recuperacion"
DURA = timedelta(hours=1)


def enviar_codigo(*, documento: str, tipo: str, para: str) -> None:
    """The way out of the picture: one code, to the own address of every active account of that document.

    The same rows for any document, as in ``pedir``; nobody's message goes to nobody. Raises ``DemasiadosIntentos``.
    """
    with transaction.atomic():
        cuentas = _activas(documento, tipo)
        codigo = codigos.emitir(proposito=PROPOSITO, para=para)
        for perfil in Perfil.values:
            avisos.codigo_de_recuperacion(codigo, perfil, cuentas.get(perfil))


def pedir(*, documento: str, tipo: str) -> None:
    """A link and a message per profile; where there is no active account, a link of nobody and a message to nobody.

    The same queries and outbox rows for any document (AUT-2).
    """
    with transaction.atomic():
        cuentas = _activas(documento, tipo)
        pedido = uuid4().hex
        for perfil in Perfil.values:
            enlace = enlaces_de_un_uso.emitir(proposito=RECUPERACION, usuario=cuentas.get(perfil), dura=DURA)
            avisos.recuperacion(enlace, f"recuperacion:{pedido}:{perfil}")


def cambiar_clave(*, enlace: EnlaceDeUnUso, clave: str, direccion: str | None) -> Usuario | None:
    """Sets the password and ends every session of the account; None when the link was used meanwhile.

    The second factor stays as it is (AUT-9); other living links die with the password.
    """
    guardada = make_password(clave)  # slow on purpose, so before any lock
    with transaction.atomic():
        gastado = enlaces_de_un_uso.gastar_visto(proposito=RECUPERACION, enlace_id=enlace.pk)
        if gastado is None or gastado.usuario_id is None:
            return None
        usuario = Usuario.objects.select_for_update().get(pk=gastado.usuario_id)
        usuario.password = guardada
        usuario.save(update_fields=["password"])
        evento = registrar(cadena=f"usuario:{usuario.pk}", tipo="CLAVE_RECUPERADA", actor=usuario, direccion=direccion)
        avisos.clave_cambiada(usuario, evento)
    return usuario


def _activas(documento: str, tipo: str) -> dict[str, Usuario]:
    """The active accounts of a document, by profile."""
    llaves = [clave_de_ingreso(perfil, documento, tipo) for perfil in Perfil.values]
    activas = Usuario.objects.filter(clave_de_ingreso__in=llaves, estado=EstadoCuenta.ACTIVA)
    return {usuario.perfil: usuario for usuario in activas}
