"""SMS leave by the Apprise address of ``SMS_URL``; ``disco://`` writes them beside the mails of the demonstration.

Apprise answers only yes or no, follows no deadline of its own over a whole conversation, and writes telephone
numbers in its log: here its words are heard by one try alone, judged, and never kept (V17).
"""

import logging
import re
import threading
import time

from django.conf import settings

from nucleo.avisos import correo_en_disco
from nucleo.avisos.direccion_sms import direccion
from nucleo.avisos.fallas import FallaDeEnvio
from nucleo.avisos.models import Aviso, Causa
from nucleo.avisos.redactores import Redactado
from nucleo.avisos.texto_sms import piezas

PLAZO = 10.0  # seconds for all the pieces of one message; under reintentos.ARRIENDO
EN_DISCO = "disco:"
# Our credentials, our balance, or "not now": the message is not at fault, so it is tried again.
_TEMPORALES = frozenset({401, 402, 403, 407, 408, 425, 429, 502, 503, 504})


def disponible() -> bool:
    """Whether this portal sends SMS. Without a service no mobile code is asked, and none is queued."""
    return bool(settings.SMS_URL)


def enviar(aviso: Aviso, redactado: Redactado) -> None:
    """Sends the text in as many SMS as it takes; returns once all were accepted. Raises FallaDeEnvio.

    A try that fails half-way is repeated whole: a piece may arrive twice, and none is missing.
    """
    if not disponible():
        raise FallaDeEnvio(Causa.MENSAJE, "El portal no tiene un servicio de SMS configurado")
    try:
        textos = piezas(redactado.texto)
    except ValueError as error:
        raise FallaDeEnvio(Causa.MENSAJE, f"No cabe en un SMS: {error}") from error
    limite = time.monotonic() + PLAZO
    for texto in textos:
        if settings.SMS_URL.startswith(EN_DISCO):
            correo_en_disco.guardar_sms(aviso.destinatario, texto, aviso.message_id)
        else:
            _entregar(direccion(settings.SMS_URL, aviso.destinatario), texto, limite - time.monotonic())


class _Intento(threading.Thread):
    """One delivery. A thread, because only leaving it behind bounds a server that answers a byte a second."""

    def __init__(self, direccion: str, texto: str) -> None:
        super().__init__(daemon=True)
        self.direccion, self.texto = direccion, texto
        self.falla: tuple[Causa, str] | None = (Causa.CORTE, "El envío se interrumpió")

    def run(self) -> None:
        from apprise import Apprise  # here: a portal without SMS never loads it

        escucha, registro = _Escucha(), logging.getLogger("apprise")
        registro.addHandler(escucha)
        try:
            servicio = Apprise.instantiate(self.direccion)
            if servicio is None:
                self.falla = (Causa.MENSAJE, "El servicio de SMS no acepta ese número")
            elif servicio.notify(body=self.texto, title=""):
                self.falla = None
            else:
                self.falla = _juzgar(" ".join(escucha.dichos))
        except Exception as error:
            self.falla = (Causa.TEMPORAL, type(error).__name__)
        finally:
            registro.removeHandler(escucha)


class _Escucha(logging.Handler):
    """Hears what Apprise says in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.hilo, self.dichos = threading.get_ident(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.hilo:
            self.dichos.append(record.getMessage())


def _entregar(destino: str, texto: str, plazo: float) -> None:
    intento = _Intento(destino, texto)
    intento.start()
    intento.join(max(plazo, 0))
    if intento.is_alive():
        raise FallaDeEnvio(Causa.CORTE, f"El servicio de SMS no respondió en {PLAZO:g} segundos")
    if intento.falla is not None:
        raise FallaDeEnvio(*intento.falla)


def _juzgar(dicho: str) -> tuple[Causa, str]:
    """The reason, told by the status that every service of Apprise writes at the end of its complaint."""
    codigo = re.search(r"error=([0-9]+)", dicho)
    if codigo is None:
        corte = "onnection error" in dicho
        return (
            (Causa.CORTE, "La conexión con el servicio de SMS se cortó")
            if corte
            else (
                Causa.TEMPORAL,
                "El servicio de SMS no lo aceptó y no dijo por qué",
            )
        )
    numero = int(codigo[1])
    rechazo = 400 <= numero < 600 and numero not in _TEMPORALES
    return (Causa.RECHAZO if rechazo else Causa.TEMPORAL, f"El servicio de SMS respondió {numero}")
