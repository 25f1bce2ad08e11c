"""Applying a reviewed load: all or nothing, in one transaction, the links of changed holders included."""

from typing import Any

from django.db import connection

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from suministros import vinculos
from suministros.carga import tablas
from suministros.carga.revision import preparar, tomar, vaciar
from suministros.models import Carga, ClaseCarga, EstadoCarga, Vinculo

SOLO_JEFATURA = "El registro lo carga la jefatura de la distribuidora."
SE_PERDIERON = (
    "Las líneas revisadas se perdieron en un corte del sistema. Descarta esta carga y sube el archivo de nuevo."
)
OTRO_REGISTRO = "El registro cambió después de la revisión. Descarta esta carga y sube el archivo de nuevo."


def exigir_jefatura(actor: Usuario) -> Usuario:
    """The account as it stands now. Raises ``NoPermitido``."""
    cuenta = Usuario.objects.filter(pk=actor.pk).select_related("distribuidora").first()
    if cuenta is None or cuenta.estado != EstadoCuenta.ACTIVA:
        raise NoPermitido("Tu cuenta ya no está activa.")
    if (cuenta.perfil, cuenta.rol) != (Perfil.DISTRIBUIDORA, Rol.JEFATURA) or cuenta.distribuidora_id is None:
        raise NoPermitido(SOLO_JEFATURA)
    return cuenta


@en_transaccion
def aplicar(carga_id: int, actor: Usuario | None) -> Carga:
    """Writes what the load brings. Applied already: nothing happens. ``actor`` None: a command.

    Raises ``NoPermitido`` (who confirmed it may not any more) and ``EstadoCambio`` (it is not being applied, its lines
    are gone, the register is another).
    """
    tomar(carga_id)
    carga = Carga.objects.select_for_update(of=("self",)).get(pk=carga_id)
    if carga.estado == EstadoCarga.APLICADA:
        return carga
    if carga.estado != EstadoCarga.APLICANDO:
        raise EstadoCambio("Esta carga ya no espera que se aplique.")
    if actor and exigir_jefatura(actor).distribuidora_id != carga.distribuidora_id:
        raise NoPermitido(SOLO_JEFATURA)
    preparar()
    _escribir(carga, actor)
    vaciar(carga)
    instante = momento(cadena(carga))  # the last: whoever holds the head of a chain holds up its distributor
    carga.estado, carga.resuelta_en, carga.resuelta_por, carga.mensaje = EstadoCarga.APLICADA, instante, actor, ""
    carga.save(update_fields=["estado", "resuelta_en", "resuelta_por", "mensaje"])
    contadas = ("nuevas", "cambiadas", "iguales", "ausentes", "titulares")
    anotar(carga, "CARGA_APLICADA", actor, instante=instante, **{clave: getattr(carga, clave) for clave in contadas})
    return carga


def cadena(carga: Carga) -> str:
    return f"distribuidora:{carga.distribuidora_id}"


def anotar(
    carga: Carga, tipo: str, actor: Usuario | None, *, instante: Any = None, direccion: str | None = None, **datos: Any
) -> None:
    """One event of the load in its distributor's chain, with the digest of the file."""
    registrar(
        cadena=cadena(carga),
        tipo=tipo,
        actor=actor,
        datos={"carga": carga.pk, "clase": carga.clase, "huella": carga.huella, **datos},
        direccion=direccion,
        ocurrido=instante,
    )


def _escribir(carga: Carga, actor: Usuario | None) -> None:
    propias = tablas.de(carga.clase)
    datos: dict[str, Any] = {
        "carga": carga.pk, "distribuidora": carga.distribuidora_id, "instante": ahora(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {propias.lineas} WHERE carga_id = %(carga)s", datos)  # noqa: S608 - ours
        if cursor.fetchone()[0] != carga.lineas:
            raise EstadoCambio(SE_PERDIERON)
        cambian: list[int] = []
        if carga.clase == ClaseCarga.SUMINISTROS:
            cursor.execute(tablas.CAMBIAN_DE_TITULAR, datos)  # whoever is linking one of them is waited for
            cursor.execute(tablas.VINCULADOS, datos)
            cambian = [vinculo for vinculo, titular, _ in cursor.fetchall() if titular]
        cursor.execute(propias.aplicar, datos)
        if cursor.rowcount != carga.nuevas + carga.cambiadas:
            raise EstadoCambio(OTRO_REGISTRO)
    _seguir(cambian, actor)


def _seguir(cambian: list[int], actor: Usuario | None) -> None:
    """Each link of a changed holder, its account locked first, in the order of their numbers."""
    tocados = Vinculo.objects.con_todo().filter(pk__in=cambian, retirado_en=None).order_by("usuario_id", "pk")
    cuentas = tocados.order_by("usuario_id").values_list("usuario_id", flat=True).distinct()
    tuple(Usuario.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(cuentas)).order_by("pk"))
    for vinculo in tocados:
        vinculos.seguir_al_titular(vinculo, actor=actor)
