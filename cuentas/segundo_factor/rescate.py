"""When no SEC administrador has a phone left: the way back in, for whoever runs the server.

Behind ``manage.py quitar_segundo_factor``; a living colleague does it from Administrador (``actions.reemplazar``).
"""

from cuentas.models import CodigoDeRecuperacion, EstadoCuenta, Perfil, SegundoFactor, Usuario, clave_de_ingreso
from cuentas.personal import cambios
from cuentas.personal.cerrojos import ADMINISTRADOR_ACTIVO
from cuentas.segundo_factor import avisos
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.transacciones import en_transaccion

SOLO_ADMINISTRADORES = "Solo para cuentas activas de administrador de la SEC. Las demás las atiende esa persona."
SIN_FACTOR = "Esta cuenta no tiene un segundo factor activo."
HAY_OTRA = "Otra persona administradora de la SEC tiene su segundo factor: que ella lo quite desde Administrador."


@en_transaccion
def quitar_al_ultimo(*, documento: str, motivo: str) -> Usuario:
    """Takes the factor of the SEC administrador with that RUT away; a new one is activated at the next sign-in.

    The system is the actor: whoever types the command has no account. Raises ``NoPermitido`` (other accounts) and
    ``EstadoCambio`` (no factor; another active administrador has one, and then it is hers to do it).
    """
    # All of them locked, in the order of ``cerrojos``: nobody gains or loses a factor meanwhile.
    activos = list(Usuario.objects.filter(ADMINISTRADOR_ACTIVO).order_by("pk").select_for_update(no_key=True))
    llave = clave_de_ingreso(Perfil.SEC, documento)
    usuario = next((activo for activo in activos if activo.clave_de_ingreso == llave), None)
    if usuario is None or usuario.estado != EstadoCuenta.ACTIVA:
        raise NoPermitido(SOLO_ADMINISTRADORES)
    con_factor = set(
        SegundoFactor.objects.select_for_update(of=("self",))
        .filter(usuario__in=activos, confirmado_en__isnull=False)
        .values_list("usuario_id", flat=True)
    )
    if usuario.pk not in con_factor:
        raise EstadoCambio(SIN_FACTOR)
    if con_factor - {usuario.pk}:
        raise EstadoCambio(HAY_OTRA)
    SegundoFactor.objects.filter(usuario=usuario).delete()
    CodigoDeRecuperacion.objects.filter(usuario=usuario).delete()
    usuario.sesiones.all().delete()
    evento = cambios.registrar(
        cadena=f"usuario:{usuario.pk}",
        tipo="SEGUNDO_FACTOR_QUITADO",
        actor=None,
        antes={"segundo_factor": True},
        despues={"segundo_factor": False},
        motivo=motivo,
    )
    avisos.avisar(usuario, "segundo-factor-quitado", evento)
    return usuario
