"""Puts a saved text into what somebody is writing: nothing typed is lost, and nothing is cut."""

from cuentas.models import Usuario
from nucleo.avisos.mensajes import CAMPOS_DE_TEXTO, rellenar
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.templatetags.formatos import miles
from solicitudes.datos_de_aviso import datos
from solicitudes.models import Solicitud, TextoGuardado


class NoCabe(ErrorDeDominio):
    """The text cannot be used there; the message says what to do."""

    codigo = 422


def de_su_distribuidora(usuario: Usuario) -> list[TextoGuardado]:
    """In the order of the list; nobody else's."""
    if usuario.distribuidora_id is None:
        return []
    return list(TextoGuardado.objects.filter(distribuidora=usuario.distribuidora_id))


def usar(
    guardados: list[TextoGuardado], elegido: str, *, escrito: str, solicitud: Solicitud | None, maximo: int | None
) -> str:
    """``escrito`` with the text whose id was ``elegido`` after it, its placeholders filled from ``solicitud``.

    ``maximo``: letters that the field takes. Raises ``NoCabe``.
    """
    guardado = next((texto for texto in guardados if str(texto.pk) == elegido), None)
    if guardado is None:
        raise NoCabe("Elige un texto de la lista")
    juntos = "\n\n".join(parte for parte in (escrito.strip(), _relleno(guardado.texto, solicitud)) if parte)
    if maximo is not None and len(juntos) > maximo:
        raise NoCabe(
            f"Con «{guardado.nombre}» quedarían {miles(len(juntos))} caracteres y caben {miles(maximo)}."
            " Acorta lo escrito o elige otro texto."
        )
    return juntos


def _relleno(texto: str, solicitud: Solicitud | None) -> str:
    if solicitud is not None:
        return rellenar(texto, datos(solicitud), CAMPOS_DE_TEXTO)
    if any(f"{{{campo}}}" in texto for campo in CAMPOS_DE_TEXTO):
        raise NoCabe("Ese texto usa datos de la solicitud. Escribe primero el folio.")
    return texto
