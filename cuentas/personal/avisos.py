"""The messages of administration: invitations, changed addresses, closed accounts, orders of accounts."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from cuentas import enlaces_de_un_uso
from cuentas.models import Perfil, Usuario
from cuentas.personal.cerrojos import ADMINISTRADOR_ACTIVO
from cuentas.personal.models import PedidoDeCuenta
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import CONTACTO, armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto

SI_NO = f"Si no esperabas este cambio, escribe a {CONTACTO}."


def invitacion(usuario: Usuario, enlace_id: int) -> None:
    encolar(
        clave="invitacion",
        evento=f"invitacion:{enlace_id}",
        destinatario=usuario.email,
        usuario=usuario,
        contexto={"enlace": enlace_id},
    )


def correo_cambiado(usuario: Usuario, evento: Evento, anterior: str) -> None:
    """Both addresses are told, the old one first: its owner may be the one who was robbed (AUT-12)."""
    for destinatario in (anterior, usuario.email):
        encolar(
            clave="cuenta-correo-cambiado",
            evento=evento,
            destinatario=destinatario,
            usuario=usuario,
            contexto={"usuario": usuario.pk},
        )


def estado_cambiado(usuario: Usuario, evento: Evento) -> None:
    encolar(
        clave="cuenta-activada" if usuario.is_active else "cuenta-desactivada",
        evento=evento,
        destinatario=usuario.email,
        usuario=usuario,
        contexto={"usuario": usuario.pk},
    )


def pedido_nuevo(pedido: PedidoDeCuenta, evento: Evento) -> None:
    for administrador in Usuario.objects.filter(ADMINISTRADOR_ACTIVO).order_by("pk"):
        encolar(
            clave="cuenta-pedida",
            evento=evento,
            destinatario=administrador.email,
            usuario=administrador,
            contexto={"pedido": pedido.pk},
        )


def pedido_descartado(pedido: PedidoDeCuenta, evento: Evento) -> None:
    encolar(
        clave="cuenta-pedido-descartado",
        evento=evento,
        destinatario=pedido.pedido_por.email,
        usuario=pedido.pedido_por,
        contexto={"pedido": pedido.pk},
    )


def _direccion(ruta: str) -> str:
    return f"{settings.PORTAL_URL.rstrip('/')}{ruta}"


def _redactar_invitacion(aviso: Aviso) -> Redactado | None:
    enlace = enlaces_de_un_uso.vivo(aviso.contexto["enlace"])
    if enlace is None or enlace.usuario is None:
        return None
    usuario = enlace.usuario
    ruta = reverse("invitacion:llegada", args=[enlaces_de_un_uso.token(enlace)])
    de_quien = f" de {usuario.distribuidora.nombre}" if usuario.distribuidora else ""
    cuerpo = (
        f"Hola, {usuario.nombre}:\n\n"
        f"La SEC creó para ti una cuenta {Perfil(usuario.perfil).label}{de_quien} en el portal. Ingresas con tu "
        f"{usuario.documento_tipo} {usuario.documento_mostrado} y una contraseña que solo tú conoces.\n\n"
        f"Crear mi contraseña: {_direccion(ruta)}\n\n"
        f"El enlace sirve una sola vez, hasta el {fecha_hora_texto(enlace.vence_en)}. "
        f"Si no esperabas esta invitación, no hagas nada y escribe a {CONTACTO}."
    )
    return armar(aviso, "Tu cuenta en el Portal de Generación Ciudadana", cuerpo, reservado=True)


def _de_usuario(asunto: str, frase: str) -> Any:
    def redactar(aviso: Aviso) -> Redactado | None:
        usuario = Usuario.objects.filter(pk=aviso.contexto["usuario"]).first()
        if usuario is None:
            return None
        perfil = Perfil(usuario.perfil).label
        return armar(aviso, asunto, f"Hola, {usuario.nombre}:\n\n{frase.format(perfil=perfil)}\n\n{SI_NO}")

    return redactar


def _redactar_pedido(aviso: Aviso) -> Redactado | None:
    pedido = PedidoDeCuenta.objects.select_related("distribuidora", "pedido_por").get(pk=aviso.contexto["pedido"])
    if aviso.usuario is None or not (aviso.usuario.is_active and aviso.usuario.es_administrador):
        return None
    cuerpo = (
        f"{pedido.pedido_por.nombre}, de {pedido.distribuidora.nombre}, pidió una cuenta para {pedido.nombre}.\n\n"
        f"Ver los pedidos: {_direccion('/administracion/usuarios/pedidos/')}"
    )
    return armar(aviso, f"{pedido.distribuidora.nombre} pide una cuenta nueva", cuerpo)


def _redactar_descarte(aviso: Aviso) -> Redactado | None:
    pedido = PedidoDeCuenta.objects.get(pk=aviso.contexto["pedido"])
    cuerpo = (
        f"La SEC no creó la cuenta que pediste para {pedido.nombre}.\n\nMotivo: {pedido.motivo}\n\n"
        f"Ver mi equipo: {_direccion('/distribuidora/equipo/')}"
    )
    return armar(aviso, "La SEC no creó la cuenta que pediste", cuerpo)


_DE_USUARIO = {
    "cuenta-correo-cambiado": (
        "El correo de tu cuenta cambió", "Una persona de la SEC cambió el correo de tu cuenta {perfil} en el portal."
    ),
    "cuenta-desactivada": (
        "Tu cuenta fue desactivada", "Tu cuenta {perfil} en el portal fue desactivada. Ya no puedes ingresar con ella."
    ),
    "cuenta-activada": ("Tu cuenta está activa otra vez", "Tu cuenta {perfil} en el portal está activa otra vez."),
}  # fmt: skip


def registrar() -> None:
    redactores.registrar("invitacion", _redactar_invitacion, clase=Clase.CODIGO, nombre="Invitación al portal")
    pedida, sin_crear = "Pedido de una cuenta", "Cuenta pedida y no creada"
    redactores.registrar("cuenta-pedida", _redactar_pedido, clase=Clase.LEGAL, nombre=pedida)
    redactores.registrar("cuenta-pedido-descartado", _redactar_descarte, clase=Clase.LEGAL, nombre=sin_crear)
    for clave, (asunto, frase) in _DE_USUARIO.items():
        redactores.registrar(clave, _de_usuario(asunto, frase), clase=Clase.LEGAL, nombre=asunto)
