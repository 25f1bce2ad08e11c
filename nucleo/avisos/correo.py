"""From a subject and a body to the two parts of an e-mail: text as written, HTML from one escaped template."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from nucleo.avisos import bajas
from nucleo.avisos.mensajes import componer
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado

SERVICIO = "Portal de Generación Ciudadana"
RESPONSABLE = "Superintendencia de Electricidad y Combustibles"
CONTACTO = "generacionciudadana@sec.cl"
AUTOMATICO = "Este correo se envía de forma automática: no lo respondas."
# For what is waited for: registration, linking a supply (U-14). The footer asks not to answer.
REVISA_SPAM = "Si no ves nuestros correos, búscalos en la carpeta de correo no deseado (spam)."
SIN_AVISOS = "No quiero recibir estos avisos"


class Parrafo(NamedTuple):
    """``enlace`` set: a link with ``texto`` as its label."""

    texto: str
    enlace: str = ""


def de_catalogo(aviso: Aviso, tramite: str, datos: Mapping[str, Any]) -> Redactado:
    """The message of the catalogue for ``aviso``, filled with ``datos`` (names of ``mensajes.CAMPOS``).

    An additional address gets the message ``adicional``, whatever ``aviso.clave`` says. The text is the one of when it
    was queued. The link is added where SEC left it out.
    """
    clave = "adicional" if aviso.adicional else aviso.clave
    asunto, cuerpo = componer(clave, tramite, datos, al=aviso.creado_en)
    enlace = str(datos.get("enlace") or "")
    if enlace not in cuerpo:
        cuerpo = f"{cuerpo}\n\nVer la solicitud: {enlace}"
    return armar(aviso, asunto, cuerpo)


def armar(aviso: Aviso, asunto: str, cuerpo: str, *, reservado: bool = False) -> Redactado:
    """Both parts of a message with its footer. A paragraph ``Label: <address of the portal>`` is its link.

    ``reservado``: it carries a single-use link or code, and its text is not kept.
    """
    baja = bajas.enlace(aviso) if aviso.adicional else ""
    pie = f"-- \n{SERVICIO}\n{RESPONSABLE}\nConsultas: {CONTACTO}\n{AUTOMATICO}"
    if baja:
        pie += f"\n{SIN_AVISOS}: {baja}"
    html = render_to_string(
        "avisos/correo.html",
        {
            "asunto": asunto,
            "parrafos": parrafos(cuerpo),
            "servicio": SERVICIO,
            "responsable": RESPONSABLE,
            "contacto": CONTACTO,
            "automatico": AUTOMATICO,
            "baja": baja,
            "sin_avisos": SIN_AVISOS,
        },
    )
    return Redactado(asunto, f"{cuerpo.strip()}\n\n{pie}\n", html, reservado)


def parrafos(cuerpo: str) -> list[Parrafo]:
    """The paragraphs of ``cuerpo``; only one that reads ``Label: <address of the portal>`` becomes a link."""
    accion = re.compile(r"([^\n:]{1,80}): (" + re.escape(settings.PORTAL_URL) + r"/[^\s]*)")
    resultado = []
    for parte in re.split(r"\n\s*\n", cuerpo.strip()):
        hallado = accion.fullmatch(parte.strip())
        resultado.append(Parrafo(hallado[1], hallado[2]) if hallado else Parrafo(parte.strip()))
    return resultado
