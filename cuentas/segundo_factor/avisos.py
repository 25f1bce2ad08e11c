"""What the owner is told of the own second factor (AUT-12)."""

from collections.abc import Callable

from cuentas.models import Perfil, Usuario
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import CONTACTO, armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento

SI_NO = f"Si no fuiste tú, escribe ahora a {CONTACTO}."


def avisar(usuario: Usuario, clave: str, evento: Evento) -> None:
    """``clave``: one of ``_TEXTOS``."""
    encolar(clave=clave, evento=evento, destinatario=usuario.email, usuario=usuario, contexto={"usuario": usuario.pk})


_TEXTOS = {
    "segundo-factor-activado": (
        "Activaste el segundo factor",
        "Tu cuenta {perfil} ahora pide, además de la contraseña, un código de tu teléfono para ingresar.",
    ),
    "segundo-factor-reemplazado": (
        "La SEC quitó el segundo factor de tu cuenta",
        "Una persona administradora de la SEC quitó el segundo factor de tu cuenta {perfil} y cerramos sus sesiones. "
        "La próxima vez que ingreses activarás uno nuevo.",
    ),
    "segundo-factor-quitado": (
        "Quitaron el segundo factor de tu cuenta",
        "Quien opera el servidor del portal quitó el segundo factor de tu cuenta {perfil} y cerramos sus sesiones. "
        "La próxima vez que ingreses activarás uno nuevo.",
    ),
    "recuperacion-usada": (
        "Alguien ingresó con un código de recuperación",
        "Se usó un código de recuperación para ingresar a tu cuenta {perfil}. Ese código ya no sirve.",
    ),
    "recuperacion-nueva": (
        "Tienes códigos de recuperación nuevos",
        "Se crearon códigos de recuperación nuevos para tu cuenta {perfil}. Los anteriores ya no sirven.",
    ),
}


def _redactor(asunto: str, frase: str) -> Callable[[Aviso], Redactado | None]:
    def redactar(aviso: Aviso) -> Redactado | None:
        usuario = Usuario.objects.filter(pk=aviso.contexto["usuario"]).first()
        if usuario is None:
            return None
        cuerpo = frase.format(perfil=Perfil(usuario.perfil).label)
        return armar(aviso, asunto, f"Hola, {usuario.nombre}:\n\n{cuerpo}\n\n{SI_NO}")

    return redactar


def registrar() -> None:
    for clave, (asunto, frase) in _TEXTOS.items():
        redactores.registrar(clave, _redactor(asunto, frase), clase=Clase.LEGAL, nombre=asunto)
