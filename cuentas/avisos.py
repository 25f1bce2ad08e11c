"""The messages of registration, sign-in and recovery. Those with a code or a link keep no text (V17).

Nothing secret waits in the outbox: codes and tokens are derived again when the message leaves. A message to
``NADIE`` is never sent: it is there so that an unknown document leaves as many rows as a known one (AUT-2).
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse

from cuentas import codigos, enlaces_de_un_uso
from cuentas.models import Codigo, EnlaceDeUnUso, Perfil, RegistroPendiente, Usuario
from nucleo.avisos import redactores
from nucleo.avisos.actions import dar_a, encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import CONTACTO, REVISA_SPAM, armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado

NADIE = "nadie@portal.invalid"
NO_FUISTE = "Si no fuiste tú, no hagas nada: sin este mensaje nadie puede seguir."
SI_NO_FUISTE = f"Si no fuiste tú, recupera tu contraseña ahora y escribe a {CONTACTO}."


def direccion(nombre: str, *partes: str) -> str:
    """An absolute address made of the setting, never of the Host header (AUT-7)."""
    return settings.PORTAL_URL.rstrip("/") + reverse(nombre, args=partes)


def codigo_de_ingreso(codigo: Codigo) -> None:
    quien = codigo.usuario
    encolar(
        clave="ingreso-codigo",
        evento=f"codigo:{codigo.pk}",
        destinatario=quien.email if quien else NADIE,
        usuario=quien,
        contexto={"codigo": codigo.pk},
    )


def codigo_de_formulario(codigo: Codigo, destinatario: str) -> None:
    """The way out of the picture: a code to the address typed (A-06)."""
    encolar(
        clave="captcha-codigo",
        evento=f"codigo:{codigo.pk}",
        destinatario=destinatario,
        contexto={"codigo": codigo.pk},
    )


def codigo_de_recuperacion(codigo: Codigo, perfil: str, usuario: Usuario | None) -> None:
    """To an account's own address, or to nobody; ``perfil`` keeps two accounts of one address apart."""
    encolar(
        clave="recuperacion-codigo",
        evento=f"codigo:{codigo.pk}:{perfil}",
        destinatario=usuario.email if usuario else NADIE,
        usuario=usuario,
        contexto={"codigo": codigo.pk, "usuario": usuario.pk if usuario else None},
    )


def activacion(registro: RegistroPendiente, enlace: EnlaceDeUnUso, codigo: Codigo) -> None:
    """The link and the code of a registration; for a known document or address, a word to its owner."""
    duena = registro.duplicado_de
    encolar(
        clave="registro-existente" if duena else "activacion",
        evento=f"registro:{enlace.pk}",
        destinatario=duena.email if duena else registro.email,
        usuario=duena,
        contexto={"usuario": duena.pk} if duena else {"enlace": enlace.pk, "codigo": codigo.pk},
    )


def activacion_de(registro: RegistroPendiente, usuario: Usuario) -> None:
    """The message that activated the account is the first of its notices (U-11)."""
    enlaces = EnlaceDeUnUso.objects.filter(registro=registro).values_list("pk", flat=True)
    dar_a(clave="activacion", eventos=(f"registro:{pk}" for pk in enlaces), usuario=usuario)


def bienvenida(usuario: Usuario, evento: object) -> None:
    _a_la_cuenta("bienvenida", usuario, evento)


def clave_cambiada(usuario: Usuario, evento: object) -> None:
    """Any new password tells its owner (AUT-12)."""
    _a_la_cuenta("clave-cambiada", usuario, evento)


def recuperacion(enlace: EnlaceDeUnUso | None, evento: str) -> None:
    usuario = enlace.usuario if enlace else None
    encolar(
        clave="recuperacion",
        evento=evento,
        destinatario=usuario.email if usuario else NADIE,
        usuario=usuario,
        contexto={"enlace": enlace.pk if enlace else None},
    )


def _a_la_cuenta(clave: str, usuario: Usuario, evento: object) -> None:
    encolar(clave=clave, evento=evento, destinatario=usuario.email, usuario=usuario, contexto={"usuario": usuario.pk})


def _redactar_codigo(asunto: str, para_que: str, *, de_cuenta: bool) -> Callable[[Aviso], Redactado | None]:
    def redactar(aviso: Aviso) -> Redactado | None:
        codigo = codigos.vivo(aviso.contexto["codigo"])
        if codigo is None or (de_cuenta and (codigo.usuario is None or not codigo.usuario.is_active)):
            return None
        cuerpo = f"Tu código para {para_que} es {codigos.cifra(codigo)}\n\nSirve durante 10 minutos, una sola vez."
        return armar(aviso, asunto, f"{cuerpo}\n\n{NO_FUISTE}", reservado=True)

    return redactar


def _redactar_codigo_de_recuperacion(aviso: Aviso) -> Redactado | None:
    codigo = codigos.vivo(aviso.contexto["codigo"])
    usuario = Usuario.objects.filter(pk=aviso.contexto["usuario"]).first() if aviso.contexto["usuario"] else None
    if codigo is None or usuario is None or not usuario.is_active:
        return None
    cuerpo = (
        f"Tu código para seguir con la recuperación de tu contraseña es {codigos.cifra(codigo)}\n\n"
        f"Escríbelo en la página donde lo pediste. Sirve durante 10 minutos, una sola vez.\n\n{NO_FUISTE}"
    )
    return armar(aviso, "Tu código para recuperar tu contraseña", cuerpo, reservado=True)


def _redactar_activacion(aviso: Aviso) -> Redactado | None:
    enlace = enlaces_de_un_uso.vivo(aviso.contexto["enlace"])
    if enlace is None or enlace.registro is None:
        return None
    codigo = codigos.vivo(aviso.contexto["codigo"])
    con_codigo = (
        f"O escribe este código en la página del registro, antes de 10 minutos: {codigos.cifra(codigo)}\n\n"
        if codigo
        else ""
    )
    cuerpo = (
        f"Hola, {enlace.registro.nombre}:\n\nRecibimos tu solicitud de registro con el documento "
        f"{enlace.registro.documento_mostrado}. Activa tu cuenta antes de 48 horas.\n\n"
        f"Activar mi cuenta: {direccion('cuentas:activacion', enlaces_de_un_uso.token(enlace))}\n\n"
        f"{con_codigo}{REVISA_SPAM}\n\nSi no pediste esta cuenta, no hagas nada: se borrará sola."
    )
    return armar(aviso, "Activa tu cuenta del Portal de Generación Ciudadana", cuerpo, reservado=True)


def _redactar_existente(aviso: Aviso) -> Redactado | None:
    usuario = Usuario.objects.filter(pk=aviso.contexto["usuario"]).first()
    if usuario is None or not usuario.is_active:
        return None
    cuerpo = (
        f"Hola, {usuario.nombre}:\n\nAlguien pidió crear una cuenta de Solicitante con tu documento o con este "
        "correo. Ya tienes una cuenta, así que no creamos otra ni cambiamos nada.\n\n"
        f"Si fuiste tú y no recuerdas tu contraseña, puedes recuperarla.\n\n"
        f"Recuperar mi contraseña: {direccion('cuentas:recuperacion')}\n\n"
        f"Si no fuiste tú, no tienes que hacer nada. Si te preocupa, escribe a {CONTACTO}."
    )
    return armar(aviso, "Ya tienes una cuenta en el Portal de Generación Ciudadana", cuerpo)


def _redactar_bienvenida(aviso: Aviso) -> Redactado | None:
    usuario = Usuario.objects.get(pk=aviso.contexto["usuario"])
    cuerpo = (
        f"Hola, {usuario.nombre}:\n\nTu cuenta está activa. Ingresas con el perfil Solicitante, tu documento "
        f"{usuario.documento_mostrado} y tu contraseña.\n\n"
        f"Desde el portal puedes enviar tus solicitudes y seguirlas. {REVISA_SPAM}\n\n"
        f"Ir al portal: {direccion('portada')}"
    )
    return armar(aviso, "Te damos la bienvenida al Portal de Generación Ciudadana", cuerpo)


def _redactar_clave_cambiada(aviso: Aviso) -> Redactado | None:
    usuario = Usuario.objects.get(pk=aviso.contexto["usuario"])
    cuerpo = (
        f"Hola, {usuario.nombre}:\n\nLa contraseña de tu cuenta {Perfil(usuario.perfil).label} cambió y cerramos las "
        f"otras sesiones que tenía abiertas.\n\n{SI_NO_FUISTE}\n\n"
        f"Recuperar mi contraseña: {direccion('cuentas:recuperacion')}"
    )
    return armar(aviso, "La contraseña de tu cuenta cambió", cuerpo)


def _redactar_recuperacion(aviso: Aviso) -> Redactado | None:
    enlace = enlaces_de_un_uso.vivo(aviso.contexto["enlace"]) if aviso.contexto["enlace"] else None
    if enlace is None or enlace.usuario is None or not enlace.usuario.is_active:
        return None
    perfil = Perfil(enlace.usuario.perfil).label
    cuerpo = (
        f"Hola, {enlace.usuario.nombre}:\n\nAlguien pidió recuperar la contraseña de tu cuenta con perfil {perfil}.\n\n"
        f"Escribir una contraseña nueva: {direccion('cuentas:recuperar', enlaces_de_un_uso.token(enlace))}\n\n"
        f"El enlace sirve una sola vez, durante una hora. {NO_FUISTE}"
    )
    return armar(aviso, f"Recupera la contraseña de tu cuenta {perfil}", cuerpo, reservado=True)


def registrar() -> None:
    para_ingresar = _redactar_codigo("Tu código para ingresar", "ingresar al portal", de_cuenta=True)
    para_seguir = _redactar_codigo("Tu código para seguir", "seguir en el portal", de_cuenta=False)
    for clave, funcion, clase, nombre in (
        ("ingreso-codigo", para_ingresar, Clase.CODIGO, "Código para ingresar"),
        ("captcha-codigo", para_seguir, Clase.CODIGO, "Código para seguir"),
        ("recuperacion-codigo", _redactar_codigo_de_recuperacion, Clase.CODIGO, "Código para recuperar tu contraseña"),
        ("activacion", _redactar_activacion, Clase.CODIGO, "Activación de tu cuenta"),
        ("registro-existente", _redactar_existente, Clase.LEGAL, "Ya tienes una cuenta"),
        ("bienvenida", _redactar_bienvenida, Clase.LEGAL, "Bienvenida"),
        ("clave-cambiada", _redactar_clave_cambiada, Clase.LEGAL, "Contraseña cambiada"),
        ("recuperacion", _redactar_recuperacion, Clase.CODIGO, "Enlace para recuperar tu contraseña"),
    ):
        redactores.registrar(clave, funcion, clase=clase, nombre=nombre)
