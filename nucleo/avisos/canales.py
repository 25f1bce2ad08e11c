"""How a written message leaves, by channel, and what each failure means."""

import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from nucleo.avisos import bajas, sms
from nucleo.avisos.fallas import FallaDeEnvio
from nucleo.avisos.models import Aviso, Canal, Causa
from nucleo.avisos.redactores import Redactado
from nucleo.comun.texto import una_linea

_SMTP_DE_DJANGO = "django.core.mail.backends.smtp.EmailBackend"
_SMTP_NUESTRO = "nucleo.avisos.smtp.SmtpConPlazo"
# Asked for, wrong or too weak a password: our configuration, not the message, which must not die of it (RFC 4954).
_DE_CREDENCIALES = frozenset({530, 534, 535, 538})
LARGO_DEL_ASUNTO = 200


def enviar(aviso: Aviso, redactado: Redactado) -> None:
    """Sends by the channel of ``aviso``; returns only once it was accepted. Raises FallaDeEnvio."""
    _CANALES[aviso.canal](aviso, redactado)


def cortar(asunto: str) -> str:
    """One line that any server takes, whatever name went into it; the folio comes first and stays."""
    linea = una_linea(asunto)
    return linea if len(linea) <= LARGO_DEL_ASUNTO else f"{linea[: LARGO_DEL_ASUNTO - 1]}…"


def conexion_de_correo() -> BaseEmailBackend:
    """The configured backend; Django's own SMTP is given a deadline."""
    nombre = settings.EMAIL_BACKEND
    conexion: BaseEmailBackend = get_connection(_SMTP_NUESTRO if nombre == _SMTP_DE_DJANGO else nombre)
    return conexion


def correo_responde() -> bool:
    """Whether the mail server lets us in. Sends nothing."""
    try:
        conexion = conexion_de_correo()
        conexion.open()
    except Exception:
        return False
    _cerrar(conexion)
    return True


def _correo(aviso: Aviso, redactado: Redactado) -> None:
    mensaje = _armar(aviso, redactado)
    try:
        conexion = conexion_de_correo()
        conexion.open()
    except Exception as error:
        raise FallaDeEnvio(Causa.CONEXION, _detalle(error)) from error
    try:
        conexion.send_messages([mensaje])
    except Exception as error:
        raise FallaDeEnvio(_causa(error), _detalle(error)) from error
    finally:
        _cerrar(conexion)


def _cerrar(conexion: BaseEmailBackend) -> None:
    try:
        conexion.close()
    except Exception:  # noqa: S110 - it was accepted, or failed, before QUIT: nothing here changes that
        pass


def _armar(aviso: Aviso, redactado: Redactado) -> EmailMultiAlternatives:
    cabeceras = {"Message-ID": aviso.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if aviso.adicional:
        cabeceras["List-Unsubscribe"] = f"<{bajas.enlace(aviso)}>"
    mensaje = EmailMultiAlternatives(
        subject=cortar(redactado.asunto), body=redactado.texto, to=[aviso.destinatario], headers=cabeceras
    )
    if redactado.html:
        mensaje.attach_alternative(redactado.html, "text/html")
    try:
        validate_email(aviso.destinatario)
        mensaje.message()  # built again when it leaves; what cannot be built is found out before any connection
    except ValidationError:
        raise FallaDeEnvio(Causa.MENSAJE, "La dirección no está bien escrita") from None
    except Exception as error:
        raise FallaDeEnvio(Causa.MENSAJE, type(error).__name__) from error
    return mensaje


def _causa(error: Exception) -> Causa:
    if isinstance(error, smtplib.SMTPHeloError):
        return Causa.TEMPORAL
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _por_codigo(max(codigo for codigo, _ in error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        return _por_codigo(error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Causa.MENSAJE
    return Causa.CORTE if isinstance(error, OSError) else Causa.MENSAJE


def _por_codigo(codigo: int) -> Causa:
    if codigo in _DE_CREDENCIALES:
        return Causa.TEMPORAL
    if codigo < 0:  # smtplib's own "connection closed"
        return Causa.CORTE
    return Causa.RECHAZO if codigo >= 500 else Causa.TEMPORAL


def _detalle(error: Exception) -> str:
    respuestas: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        respuestas = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        respuestas = [(error.smtp_code, error.smtp_error)]
    textos = [f"{c} {t.decode('utf-8', 'replace') if isinstance(t, bytes) else t}" for c, t in respuestas]
    return "; ".join(textos) or f"{type(error).__name__}: {error}"


def _portal(aviso: Aviso, redactado: Redactado) -> None:
    """Nothing leaves: the row itself is what the account reads in Notificaciones."""


_CANALES: dict[str, Callable[[Aviso, Redactado], None]] = {
    Canal.CORREO: _correo,
    Canal.PORTAL: _portal,
    Canal.SMS: sms.enviar,
}
