"""From a subject and a body to the two parts of an e-mail: text as written, HTML from one escaped template."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from nucleo.avisos import bajas
from nucleo.avisos.mensajes import componer
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado

SERVICIO = "Portal de Generación Ciudadana"
RESPONSABLE = "Superintendencia de Electricidad y Combustibles"
CONTACTO = "generacionciudadana@sec.cl"
AUTOMATICO = "Este correo se envía de forma automática: no lo respondas."
SIN_AVISOS = "No quiero recibir estos avisos"


class Parrafo(NamedTuple):
    """``enlace`` set: a link with ``texto`` as its label."""

    texto: str
    enlace: str = ""


def de_catalogo(aviso: Aviso, tramite: str, datos: Mapping[str, Any]) -> Redactado:
    """The message of the catalogue for ``aviso``, filled with ``datos`` (names of ``mensajes.CAMPOS``).

    An additional address gets the message ``adicional``, whatever ``aviso.clave`` says.
    """
    asunto, cuerpo = componer("adicional" if aviso.adicional else aviso.clave, tramite, datos)
    return redactar(aviso, asunto, cuerpo, str(datos.get("enlace", "")))


def redactar(
    aviso: Aviso,
    asunto: str,
    cuerpo: str,
    enlace: str = "",
    *,
    rotulo: str = "Ver la solicitud",
    reservado: bool = False,
) -> Redactado:
    """Both parts of a message with one action: ``enlace``, added at the end as ``rotulo`` where the body lacks it.

    ``reservado``: it carries a single-use link or code, and its text is not kept.
    """
    if enlace and enlace not in cuerpo:
        cuerpo = f"{cuerpo}\n\n{rotulo}: {enlace}"
    baja = bajas.enlace(aviso) if aviso.adicional else ""
    pie = f"-- \n{SERVICIO}\n{RESPONSABLE}\nConsultas: {CONTACTO}\n{AUTOMATICO}"
    if baja:
        pie += f"\n{SIN_AVISOS}: {baja}"
    html = render_to_string(
        "avisos/correo.html",
        {
            "asunto": asunto,
            "parrafos": parrafos(cuerpo, enlace),
            "servicio": SERVICIO,
            "responsable": RESPONSABLE,
            "contacto": CONTACTO,
            "automatico": AUTOMATICO,
            "baja": baja,
            "sin_avisos": SIN_AVISOS,
        },
    )
    return Redactado(asunto, f"{cuerpo.strip()}\n\n{pie}\n", html, reservado)


def parrafos(cuerpo: str, enlace: str) -> list[Parrafo]:
    """The paragraphs of ``cuerpo``; one that reads ``Label: <enlace>`` is the link. No other address becomes one."""
    partes = [parte.strip() for parte in re.split(r"\n\s*\n", cuerpo) if parte.strip()]
    accion = re.compile(r"([^\n:]{1,80}): " + re.escape(enlace)) if enlace else None
    resultado = []
    for parte in partes:
        hallado = accion.fullmatch(parte) if accion else None
        resultado.append(Parrafo(hallado[1], enlace) if hallado else Parrafo(parte))
    return resultado
