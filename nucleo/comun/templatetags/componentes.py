"""The small pieces that every page uses (DISENO 6). The markup of each lives in ``templates/componentes/``."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template.base import Node, Parser, Token
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.urls import NoReverseMatch, Resolver404, get_urlconf, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nucleo.comun import parametros
from nucleo.comun.acceso import ATRIBUTO, Acceso
from nucleo.comun.formularios import ancla

register = template.Library()
# Twenty addresses to a page, the same on all of them.
register.simple_tag(lru_cache(maxsize=256)(static), name="static")


@register.simple_tag
@lru_cache(maxsize=512)  # a page of a hundred rows draws four hundred of them
def icono(nombre: str, clase: str = "") -> SafeString:
    """A glyph of the sprite, hidden from screen readers: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icono{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {clase}" if clase else "",
        static("img/iconos.svg"),
        nombre,
    )


@lru_cache(maxsize=2048)
def _dibujado(plantilla: str, nombre: str, *pares: tuple[str, Any]) -> SafeString:
    """A piece that says the same wherever the same is true: a list draws few different ones, many times each."""
    return render_to_string(plantilla, {nombre: dict(pares)})


@register.simple_tag
def estado(objeto: Any) -> SafeString:
    """The chip of a state: any object with ``slug``, ``etiqueta`` and ``icono``."""
    return chip(objeto.slug, objeto.etiqueta, objeto.icono)


@register.simple_tag
def chip(slug: str, etiqueta: str, icono: str) -> SafeString:
    pares = (("slug", slug), ("etiqueta", etiqueta), ("icono", icono))
    return _dibujado("componentes/estado.html", "estado", *pares)


@register.simple_tag
def plazo(semaforo: Any) -> SafeString:
    """The traffic light: ``tipo``, ``icono``, ``primera_linea``, ``segunda_linea``, and perhaps ``fecha``."""
    campos = ("tipo", "icono", "primera_linea", "segunda_linea", "fecha")
    pares = ((campo, getattr(semaforo, campo, None)) for campo in campos)
    return _dibujado("componentes/plazo.html", "plazo", *pares)


@register.inclusion_tag("componentes/migas.html")
def migas(*pares: str) -> dict[str, Any]:
    """``{% migas "Inicio" "/inicio/" "Folio LA189" %}``: label and address (or URL name) in turns; the last
    label, without an address, is the current page. An address that does not exist leaves only its words."""
    if len(pares) % 2 == 0:
        raise template.TemplateSyntaxError("migas: termina con el nombre de la página actual, sin dirección")
    pasos = [(pares[i], _direccion(pares[i + 1])) for i in range(0, len(pares) - 1, 2)]
    return {"pasos": pasos, "actual": pares[-1]}


def _direccion(nombre: str) -> str:
    if nombre.startswith("/"):
        return nombre
    try:
        return reverse(nombre)
    except NoReverseMatch:
        return ""


def acceso_de(ruta: str) -> Acceso | None:
    """The declared rule of the view at a path; None when no view answers there."""
    return _acceso_de(ruta, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)  # every page asks for each entry of its menu, and resolving is a tenth of its time
def _acceso_de(ruta: str, direcciones: str) -> Acceso | None:
    try:
        return getattr(resolve(ruta, direcciones).func, ATRIBUTO, None)
    except Resolver404:
        return None


@register.simple_tag(takes_context=True)
def si_existe(context: template.Context, ruta: str) -> str:
    """The path when a page answers there for this user, else empty: what is not built leaves no link.

    ``{% si_existe "/registro/" as registro %}{% if registro %}…``
    """
    acceso = acceso_de(ruta)
    if acceso is None:
        return ""
    usuario = context.get("user")
    return ruta if not acceso.sesion or (usuario is not None and acceso.permite(usuario)) else ""


@register.inclusion_tag("componentes/resumen_errores.html")
def resumen_errores(*formularios: Any) -> dict[str, Any]:
    """The error summary of one or more forms; nothing when none has failed."""
    errores = [
        par for formulario in formularios if isinstance(formulario, forms.BaseForm) for par in errores_de(formulario)
    ]
    return {"errores": errores}


def errores_de(formulario: forms.BaseForm) -> list[tuple[str, str]]:
    if not formulario.is_bound:
        return []
    con_error = [campo for campo in formulario.visible_fields() if campo.errors]
    primero = next(iter(con_error or formulario.visible_fields()), None)
    # A hidden field (the token of envios) has no place of its own for its words.
    sin_lugar = [mensaje for campo in formulario.hidden_fields() for mensaje in campo.errors]
    generales = [
        (mensaje, ancla(primero) if primero else "") for mensaje in [*formulario.non_field_errors(), *sin_lugar]
    ]
    veces = Counter(str(campo.errors[0]) for campo in con_error)
    return generales + [(_en_el_resumen(campo, veces), ancla(campo)) for campo in con_error]


def _en_el_resumen(campo: forms.BoundField, veces: Counter[str]) -> str:
    """The words of the field; under which label, where two fields say the same and there is no label beside them."""
    mensaje = str(campo.errors[0])
    return f"{campo.label}: {mensaje}" if veces[mensaje] > 1 else mensaje


# What people write at length in the steps; never a field of a password.
_TEXTOS = ("comentario", "motivo", "explicacion", "nota", "obras")


@register.simple_tag
def textos_escritos(datos: QueryDict) -> list[str]:
    """The long texts of a sending that was refused, for its author to copy: the page they stood in is gone."""
    largos = (str(texto) for campo, texto in datos.items() if campo in _TEXTOS or campo.startswith("motivo_"))
    return [texto for texto in largos if texto.strip()]


@register.simple_tag(takes_context=True)
def con_errores(context: template.Context) -> bool:
    """True when the page's form failed: the title then starts with "Error: "."""
    formulario = context.get("form")
    return bool(context.get("errores_de_pagina")) or (
        isinstance(formulario, forms.BaseForm) and formulario.is_bound and bool(formulario.errors)
    )


def _consulta(context: template.Context, cambios: Mapping[str, Any]) -> str:
    request = context.get("request")
    consulta = request.GET.copy() if request else QueryDict(mutable=True)
    # A GET form sends its empty fields too; an address that is shared needs none of them.
    for vacia in [clave for clave, valor in consulta.items() if not valor]:
        del consulta[vacia]
    for clave, valor in cambios.items():
        consulta.pop(clave, None)
        if valor not in (None, ""):
            consulta[clave] = str(valor)
    return f"?{consulta.urlencode()}" if consulta else "?"


@register.simple_tag(takes_context=True)
def pagina_url(context: template.Context, numero: int) -> str:
    """The same address on another page."""
    return _consulta(context, {"page": numero if numero > 1 else None})


@register.simple_tag(takes_context=True)
def enlace_vivo(context: template.Context, url: str, colocacion: str = "outerHTML") -> SafeString:
    """``href`` of a list's link, and the attributes of htmx where the page's list is a fragment (``lista_viva``)."""
    if lista := context.get("lista_viva"):
        vivo = 'href="{0}" hx-get="{0}" hx-target="{1}" hx-swap="{2}" hx-push-url="true"'
        return format_html(vivo, url, lista, colocacion)
    return format_html('href="{}"', url)


@register.simple_tag(takes_context=True)
def orden_url(context: template.Context, columna: str, orden: str = "") -> str:
    """The address that sorts by ``columna``; descending when it is already ascending."""
    request = context.get("request")
    actual = orden or (request.GET.get("orden", "") if request else "")
    return _consulta(context, {"page": None, "orden": f"-{columna}" if actual == columna else columna})


@register.inclusion_tag("componentes/th_orden.html", takes_context=True)
def th_orden(context: template.Context, columna: str, etiqueta: str, orden: str = "") -> dict[str, Any]:
    """A sortable column head. ``orden``: the order in force (``envio``, ``-envio``), by default the address's."""
    request = context.get("request")
    actual = orden or (request.GET.get("orden", "") if request else "")
    sentido = {columna: "ascending", f"-{columna}": "descending"}.get(actual, "")
    return {
        "columna": columna,
        "etiqueta": etiqueta,
        "sentido": sentido,
        "url": orden_url(context, columna, actual),
        "icono_orden": {"ascending": "arrow-up", "descending": "arrow-down"}.get(sentido, "arrow-down-up"),
        "lista_viva": context.get("lista_viva"),
    }


@register.inclusion_tag("componentes/paginacion.html", takes_context=True)
def paginacion(context: template.Context, pagina: Page, que: str = "solicitudes", por: int = 0) -> dict[str, Any]:
    """Count, pages and 'Mostrar [10] ítems' of a list. ``que``: the plural of what is listed; ``por``: 0 hides it."""
    numeros = [
        (n if isinstance(n, int) else None)
        for n in pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    ]
    request = context.get("request")
    pedida = parametros.pagina(request.GET) if request else 1
    ocultos = [
        (clave, valor)
        for clave, valores in (request.GET.lists() if request else [])
        for valor in valores
        if clave not in {"por", "page"}
    ]
    return {
        "request": request,
        "pagina": pagina,
        "pasada": pedida if pedida > pagina.number else 0,
        "numeros": numeros,
        "que": que,
        "por": por,
        "ocultos": ocultos,
        "tamanos": (10, 25, 50, 100),
        "lista_viva": context.get("lista_viva"),
    }


@register.filter
def es_casilla(campo: forms.BoundField) -> bool:
    """A single tick box: its label goes beside the control."""
    return isinstance(campo.field.widget, forms.CheckboxInput)


@register.filter
def es_archivo(campo: forms.BoundField) -> bool:
    """A plain file input; the field with upload states is ``componentes/archivo.html``."""
    return isinstance(campo.field.widget, forms.FileInput)


@register.filter
def iniciales(nombre: str) -> str:
    """``"Marcela Rojas"`` → ``MR``."""
    partes = nombre.split()
    return "".join(parte[0] for parte in (partes[:1] + partes[1:][-1:])).upper()


TIPOS_DE_ARCHIVO = {
    "pdf": ("pdf", "file-earmark-pdf"),
    "doc": ("doc", "file-earmark-word"),
    "docx": ("doc", "file-earmark-word"),
    "jpg": ("img", "file-earmark-image"),
    "jpeg": ("img", "file-earmark-image"),
    "png": ("img", "file-earmark-image"),
    "xlsx": ("hoja", "file-earmark-spreadsheet"),
    "zip": ("zip", "file-earmark-zip"),
}


@register.simple_tag
def icono_archivo(nombre: str) -> SafeString:
    """The coloured square with the glyph of a file's type, from its name or extension."""
    clase, glifo = TIPOS_DE_ARCHIVO.get(nombre.rpartition(".")[2].lower(), ("otro", "file-earmark"))
    return format_html('<span class="documento__icono documento__icono--{}">{}</span>', clase, icono(glifo))


class NodoRepetir(Node):
    """Renders an overridden block once more: a page writes its title once, for <title> and <h1>."""

    def __init__(self, nombre: str, variable: str) -> None:
        self.nombre, self.variable = nombre, variable

    def render(self, context: template.Context) -> SafeString:
        bloques = context.render_context.get(BLOCK_CONTEXT_KEY)
        bloque = bloques.get_block(self.nombre) if bloques else None
        texto = SafeString(bloque.render(context)) if bloque else SafeString("")
        if not self.variable:
            return texto
        context[self.variable] = texto
        return SafeString("")


@register.tag
def repetir(parser: Parser, token: Token) -> NodoRepetir:
    """``{% repetir "titulo" %}``, or ``{% repetir "ancho" as clase %}`` for what an include needs."""
    _, nombre, *resto = token.split_contents()
    return NodoRepetir(nombre.strip("\"'"), resto[1] if len(resto) == 2 and resto[0] == "as" else "")
