"""Placeholders: a closed list, replaced in one pass, never evaluated (V5; DISENO 7.5)."""

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.conf import settings

from nucleo.avisos import mensajes_vigentes
from nucleo.comun.texto import una_linea

LARGO_DEL_ASUNTO = 150
LARGO_DEL_CUERPO = 4000


class Campo(NamedTuple):
    """``vacio`` is what is read where the request has no such datum."""

    significado: str
    muestra: str
    vacio: str = "(sin dato)"


CAMPOS: dict[str, Campo] = {
    "folio": Campo("Folio de la solicitud", "LA189"),
    "numero_solicitud": Campo("N° de solicitud de la distribuidora", "2026-00431", "(sin número)"),
    "numero_cliente": Campo("N° de cliente o de factibilidad", "2000111222"),
    "formulario": Campo("Nombre del formulario", "Solicitud de Información"),
    "distribuidora": Campo("Nombre de la distribuidora", "Distribuidora Ejemplo"),
    "nombre": Campo("Nombre del solicitante", "Persona de Ejemplo"),
    "fecha_envio": Campo("Fecha y hora de envío", "08-03-2026 a las 15:44"),
    "plazo": Campo("Último día del plazo que corre", "lunes 23-03-2026"),
    "estado": Campo("Estado de la solicitud", "Pendiente de Respuesta"),
    "monto": Campo("Monto del cobro", "$38.500"),
    "motivo": Campo("Motivo o explicación de quien actuó", "El comprobante no se lee", "(sin motivo)"),
    "comentario": Campo("Comentario de quien actuó", "Revisa el punto 3 del informe", "(sin comentarios)"),
    "documentos": Campo("Documentos por corregir o corregidos", "Formulario, Contrato firmado"),
    "enlace": Campo("Dirección de la página de la solicitud", "https://portal.ejemplo.cl/solicitudes/LA189/"),
}
# Nobody has verified that the additional address belongs to the applicant (reglas.md 5).
CAMPOS_DEL_ADICIONAL = frozenset({"folio", "formulario", "estado", "enlace"})
# What a distributor may put into a text that it uses often: only what every request has or lacks by itself.
TEXTO_GUARDADO = "texto-guardado"
CAMPOS_DE_TEXTO = frozenset(
    {"folio", "numero_solicitud", "numero_cliente", "formulario", "distribuidora", "nombre", "fecha_envio", "plazo"}
)
_DE_CLAVE = {"adicional": CAMPOS_DEL_ADICIONAL, TEXTO_GUARDADO: CAMPOS_DE_TEXTO}
DE_VARIAS_LINEAS = frozenset({"motivo", "comentario"})

# A doubled brace is another language's placeholder: it is left as it is.
_CAMPO = re.compile(r"(?<![{$#])\{(" + "|".join(CAMPOS) + r")\}(?!\})")
_ENTRE_LLAVES = re.compile(r"\{([^{}]*)\}")
_OTRO_LENGUAJE = re.compile(r"%\(|<%|%>|\{%|%\}|\{\{|\}\}|\{#|#\}|\$\{|#\{|\$\(|\[\[|\]\]|`")


def campos_de(clave: str) -> frozenset[str]:
    """The placeholders that a message may use."""
    return _DE_CLAVE.get(clave, frozenset(CAMPOS))


def rellenar(plantilla: str, datos: Mapping[str, Any], campos: frozenset[str] = frozenset(CAMPOS)) -> str:
    """``plantilla`` with the placeholders of ``campos`` replaced by ``datos``, once: a value is never read again."""

    def valor(hallado: re.Match[str]) -> str:
        nombre = hallado[1]
        if nombre not in campos:
            return hallado[0]
        return _limpio(nombre, str(datos.get(nombre) or "")) or CAMPOS[nombre].vacio

    return _CAMPO.sub(valor, plantilla)


def _limpio(nombre: str, valor: str) -> str:
    """A name with line breaks would forge paragraphs of its own; only what people write at length may have them."""
    if nombre not in DE_VARIAS_LINEAS:
        return una_linea(valor)
    return "\n".join(una_linea(linea) for linea in valor.splitlines()).strip()


def componer(clave: str, tramite: str, datos: Mapping[str, Any], al: datetime | None = None) -> tuple[str, str]:
    """Subject (one line) and body of the message ``clave`` for the form ``tramite``, as SEC last wrote it.

    ``datos`` by the names of ``CAMPOS``; ``al``: as it stood at that instant. Raises LookupError for an unknown key.
    """
    asunto, cuerpo = mensajes_vigentes.texto(clave, tramite, al)
    return componer_texto(clave, asunto, cuerpo, datos)


def componer_texto(clave: str, asunto: str, cuerpo: str, datos: Mapping[str, Any]) -> tuple[str, str]:
    """The same for a text in the hand: that of the editor."""
    campos = campos_de(clave)
    return una_linea(rellenar(asunto, datos, campos)), rellenar(cuerpo, datos, campos)


def muestra(formulario: str = "") -> dict[str, str]:
    """Sample data for the preview of the editor; ``formulario``: its name, where the text is one form's own."""
    datos = {nombre: campo.muestra for nombre, campo in CAMPOS.items()}
    datos["enlace"] = f"{settings.PORTAL_URL}/solicitudes/{datos['folio']}/"
    return datos | ({"formulario": formulario} if formulario else {})


def revisar(texto: str, clave: str) -> list[str]:
    """What is wrong with the placeholders of ``texto``, in the words that its editor reads; empty if nothing is."""
    errores = []
    otro = _OTRO_LENGUAJE.search(texto)
    if otro:
        errores.append(f"Quita «{otro[0]}». Los datos se escriben con una sola llave, como {{folio}}.")
    nombres = dict.fromkeys(_ENTRE_LLAVES.findall(texto))
    errores += [_no_existe(nombre, clave) for nombre in nombres if nombre not in campos_de(clave)]
    if not errores and set("{}") & set(_ENTRE_LLAVES.sub("", texto)):
        errores.append("Hay una llave sin su pareja. Los datos se escriben entre llaves, como {folio}.")
    return errores


def _no_existe(nombre: str, clave: str) -> str:
    if nombre in CAMPOS:
        return f"El dato {{{nombre}}} no se puede usar en este mensaje."
    parecidos = get_close_matches(nombre.strip().lower(), sorted(campos_de(clave)), n=1)
    consejo = f"¿Quisiste escribir {{{parecidos[0]}}}?" if parecidos else "Elige uno de la lista."
    return f"No existe el dato {{{nombre[:40]}}}. {consejo}"


def revisar_mensaje(clave: str, asunto: str, cuerpo: str) -> dict[str, list[str]]:
    """The errors of an edited message by field (``asunto``, ``cuerpo``); empty when it can be stored."""
    errores = {"asunto": revisar(asunto, clave), "cuerpo": revisar(cuerpo, clave)}
    if not asunto.startswith("{folio}"):
        errores["asunto"].append("El asunto debe comenzar con {folio}.")
    if una_linea(asunto) != asunto.strip():
        errores["asunto"].append("Escribe el asunto en una sola línea.")
    if len(asunto) > LARGO_DEL_ASUNTO:
        errores["asunto"].append(f"El asunto debe tener {LARGO_DEL_ASUNTO} caracteres o menos.")
    if not cuerpo.strip():
        errores["cuerpo"].append("Escribe el mensaje.")
    if len(cuerpo) > LARGO_DEL_CUERPO:
        errores["cuerpo"].append(f"El mensaje debe tener {LARGO_DEL_CUERPO:,} caracteres o menos.".replace(",", "."))
    return {campo: lista for campo, lista in errores.items() if lista}
