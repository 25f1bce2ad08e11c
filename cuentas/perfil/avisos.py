"""The messages of a changed address: the code to the new one, and the word to the old one (AUT-12)."""

from cuentas import codigos
from cuentas.celular import mostrar_celular
from cuentas.models import Codigo, Perfil, Usuario
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import CONTACTO, armar
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento

SI_NO = f"Si no fuiste tú, escribe ahora a {CONTACTO}."


def codigo_de_correo(codigo: Codigo) -> None:
    encolar(
        clave="correo-nuevo",
        evento=f"codigo:{codigo.pk}",
        destinatario=codigo.datos["correo"],
        usuario=codigo.usuario,
        contexto={"codigo": codigo.pk},
    )


def codigo_de_celular(codigo: Codigo, *, por_sms: bool) -> None:
    """To the mobile itself; without an SMS service, to the owner's mail, and the mobile stays unverified."""
    usuario = codigo.usuario
    if usuario is None:
        raise ValueError("a code of contact belongs to an account")
    encolar(
        clave="celular-nuevo",
        evento=f"codigo:{codigo.pk}",
        destinatario=codigo.datos["celular"] if por_sms else usuario.email,
        canal=Canal.SMS if por_sms else Canal.CORREO,
        usuario=usuario,
        contexto={"codigo": codigo.pk},
    )


def correo_cambiado(usuario: Usuario, evento: Evento, anterior: str) -> None:
    """Both are told, the old one first: its owner may be the one who was robbed."""
    for destinatario in (anterior, usuario.email):
        _a(destinatario, "correo-propio-cambiado", usuario, evento)


def celular_cambiado(usuario: Usuario, evento: Evento) -> None:
    _a(usuario.email, "celular-propio-cambiado", usuario, evento)


def _a(destinatario: str, clave: str, usuario: Usuario, evento: Evento) -> None:
    encolar(clave=clave, evento=evento, destinatario=destinatario, usuario=usuario, contexto={"usuario": usuario.pk})


def tomado(usuario: Usuario, correo: str) -> bool:
    """Whether another active account of the same profile has that address."""
    otras = Usuario.objects.filter(perfil=usuario.perfil, email_plegado=correo.lower(), estado="activa")
    return otras.exclude(pk=usuario.pk).exists()


def celular_tomado(usuario: Usuario, celular: str) -> bool:
    """Whether another active account of the same profile has proven that mobile."""
    otras = Usuario.objects.filter(
        perfil=usuario.perfil, celular=celular, celular_verificado_en__isnull=False, estado="activa"
    )
    return otras.exclude(pk=usuario.pk).exists()


def _redactar_correo_nuevo(aviso: Aviso) -> Redactado | None:
    """A code; or, where the address is another account's, a word to its owner: the page answers the same."""
    codigo = codigos.vivo(aviso.contexto["codigo"])
    if codigo is None or codigo.usuario is None or not codigo.usuario.is_active:
        return None
    if tomado(codigo.usuario, codigo.datos["correo"]):
        cuerpo = (
            "Alguien pidió usar este correo en otra cuenta del portal. Ya es el de tu cuenta, así que no cambiamos "
            f"nada y no tienes que hacer nada.\n\nSi te preocupa, escribe a {CONTACTO}."
        )
        return armar(aviso, "Alguien pidió usar tu correo en otra cuenta", cuerpo, reservado=True)
    cuerpo = (
        f"Tu código para usar este correo en tu cuenta es {codigos.cifra(codigo)}\n\n"
        "Sirve durante 10 minutos, una sola vez.\n\nSi no lo pediste, no hagas nada: este correo no se usará."
    )
    return armar(aviso, "Tu código para cambiar de correo", cuerpo, reservado=True)


def _redactar_celular_nuevo(aviso: Aviso) -> Redactado | None:
    codigo = codigos.vivo(aviso.contexto["codigo"])
    if codigo is None or codigo.usuario is None or not codigo.usuario.is_active:
        return None
    if aviso.canal == Canal.SMS and celular_tomado(codigo.usuario, codigo.datos["celular"]):
        texto = "Portal de Generación Ciudadana: alguien pidió usar este celular en otra cuenta. No cambiamos nada."
        return Redactado("", texto, reservado=True)
    if aviso.canal == Canal.SMS:
        texto = f"Portal de Generación Ciudadana: tu código es {codigos.cifra(codigo)}. Sirve 10 minutos."
        return Redactado("", texto, reservado=True)
    cuerpo = (
        f"Tu código para usar el celular {mostrar_celular(codigo.datos['celular'])} en tu cuenta es "
        f"{codigos.cifra(codigo)}\n\nSirve durante 10 minutos, una sola vez.\n\n{SI_NO}"
    )
    return armar(aviso, "Tu código para cambiar de celular", cuerpo, reservado=True)


def _redactar_correo_cambiado(aviso: Aviso) -> Redactado | None:
    usuario = Usuario.objects.get(pk=aviso.contexto["usuario"])
    perfil = Perfil(usuario.perfil).label
    cuerpo = (
        f"Hola, {usuario.nombre}:\n\nEl correo de tu cuenta {perfil} en el portal cambió. Los avisos y los enlaces "
        f"para recuperar la contraseña llegan desde ahora al correo nuevo.\n\n{SI_NO}"
    )
    return armar(aviso, "El correo de tu cuenta cambió", cuerpo)


def _redactar_celular_cambiado(aviso: Aviso) -> Redactado | None:
    usuario = Usuario.objects.get(pk=aviso.contexto["usuario"])
    cuerpo = f"Hola, {usuario.nombre}:\n\nEl celular de tu cuenta en el portal cambió.\n\n{SI_NO}"
    return armar(aviso, "El celular de tu cuenta cambió", cuerpo)


def registrar() -> None:
    for clave, funcion, clase, nombre in (
        ("correo-nuevo", _redactar_correo_nuevo, Clase.CODIGO, "Código para cambiar de correo"),
        ("celular-nuevo", _redactar_celular_nuevo, Clase.CODIGO, "Código para tu celular"),
        ("correo-propio-cambiado", _redactar_correo_cambiado, Clase.LEGAL, "Correo cambiado"),
        ("celular-propio-cambiado", _redactar_celular_cambiado, Clase.LEGAL, "Celular cambiado"),
    ):
        redactores.registrar(clave, funcion, clase=clase, nombre=nombre)
