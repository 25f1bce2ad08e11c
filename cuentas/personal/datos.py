"""What an account of the administration pages holds, and the rules that a form cannot know alone."""

from dataclasses import dataclass
from typing import Any

from catalogo.models import Distribuidora
from cuentas.models import EstadoCuenta, Perfil, Usuario
from nucleo.comun.errores import CampoRechazado

EMPRESA_DESDE = 50_000_000  # a company's RUT (reglas.md 5)
ROLES = {
    Perfil.SOLICITANTE.value: ("",),
    Perfil.DISTRIBUIDORA.value: ("operador", "jefatura"),
    Perfil.SEC.value: ("fiscalizador", "administrador"),
}


class DatosRechazados(CampoRechazado):
    """Data of an account or of a distributor that cannot be stored."""


@dataclass(frozen=True)
class Datos:
    """``documento`` compact; perfil and documento belong to the account for ever and are only read when it is made."""

    perfil: str
    documento: str
    email: str
    documento_tipo: str = "RUT"
    nombres: str = ""
    apellidos: str = ""
    razon_social: str = ""
    rol: str = ""
    distribuidora: Distribuidora | None = None


def es_empresa(documento: str) -> bool:
    return documento[:-1].isdigit() and int(documento[:-1]) >= EMPRESA_DESDE


def foto(usuario: Usuario) -> dict[str, Any]:
    """The fields that the administration may change, as events and pages show them."""
    return {
        "nombres": usuario.nombres,
        "apellidos": usuario.apellidos,
        "razon_social": usuario.razon_social,
        "email": usuario.email,
        "rol": usuario.rol,
        "distribuidora": usuario.distribuidora.prefijo if usuario.distribuidora else "",
        "estado": usuario.estado,
    }


def exigir_rol(perfil: str, rol: str, distribuidora: Distribuidora | None) -> None:
    if rol not in ROLES.get(perfil, ()):
        raise DatosRechazados(f"rol_{perfil}", "Elige el rol de la persona")
    if perfil == Perfil.DISTRIBUIDORA and distribuidora is None:
        raise DatosRechazados("distribuidora", "Elige la distribuidora en que trabaja")


def exigir_documento_libre(perfil: str, documento: str, tipo: str) -> None:
    """One account per (perfil, document). Its words are for an administrator alone (AUT-1 is for strangers)."""
    otra = Usuario.objects.filter(perfil=perfil, documento_tipo=tipo, documento=documento).first()
    if otra:
        raise DatosRechazados("documento", repetida(otra))


def repetida(otra: Usuario) -> str:
    estado = EstadoCuenta(otra.estado).label.lower()
    perfil = Perfil(otra.perfil).label
    documento = f"{otra.documento_tipo} {otra.documento_mostrado}"
    return f"El {documento} ya tiene una cuenta {perfil}: {otra.nombre} ({estado}). Ábrela desde la lista"


def exigir_correo_libre(perfil: str, email: str, salvo: int | None = None) -> None:
    """Among active accounts of the profile (A-12), and those invited: their activation would fail later."""
    vivas = (EstadoCuenta.ACTIVA, EstadoCuenta.PENDIENTE)
    con_ese_correo = Usuario.objects.filter(perfil=perfil, email__iexact=email, estado__in=vivas)
    otra = con_ese_correo.exclude(pk__in=[salvo] if salvo else []).first()
    if otra:
        raise DatosRechazados("email", f"Ese correo ya es de otra cuenta {Perfil(perfil).label}: {otra.nombre}")
