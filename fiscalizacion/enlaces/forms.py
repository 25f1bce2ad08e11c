"""Shape of what SEC writes about a link of interest: an address or a file, never both (A-20, V28)."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from catalogo.enlaces import LIMITES
from catalogo.models import Enlace
from cuentas.personal.campos import CampoLinea, ConCondicionales

DESTINOS = [("direccion", "Una página"), ("archivo", "Un archivo")]
MAL_ESCRITA = "Escribe una dirección que empiece con https:// o http://, o una página de este portal como /ayuda/"
_direccion_web = URLValidator(schemes=["http", "https"])


def limpiar_direccion(texto: str) -> str:
    """The address as it will be linked. Only http(s), or a path of this portal; anything else is refused."""
    if texto.startswith("/"):
        if texto.startswith(("//", "/\\")) or any(letra in texto for letra in ' \\<>"'):
            raise ValidationError(MAL_ESCRITA)
        return texto
    try:
        _direccion_web(texto)
        partes = urlsplit(texto)
    except ValueError as error:
        raise ValidationError(MAL_ESCRITA) from error
    if partes.username or any(letra in texto for letra in '\\<>"'):
        raise ValidationError(MAL_ESCRITA)
    return texto


class FormularioEnlace(ConCondicionales):
    condicionales = ("direccion", "archivo")

    titulo = CampoLinea(label="Título", max_length=80, error_messages={"required": "Escribe el título"})
    proposito = CampoLinea(
        label="Propósito",
        max_length=240,
        help_text="Una frase: qué encuentra la persona ahí.",
        error_messages={"required": "Escribe para qué sirve"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    destino = forms.ChoiceField(
        label="¿Qué abre?",
        choices=DESTINOS,
        initial="direccion",
        widget=forms.RadioSelect,
        error_messages={"required": "Elige qué abre", "invalid_choice": "Elige una página o un archivo"},
    )
    direccion = forms.CharField(
        label="Dirección",
        max_length=500,
        error_messages={"required": "Escribe la dirección"},
        help_text="Empieza con https://. Para una página de este portal escribe su ruta, como /ayuda/.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    archivo = forms.FileField(
        label="Archivo",
        error_messages={"required": "Adjunta el archivo"},
        allow_empty_file=True,  # the file room says it in its own words
        help_text=f"{LIMITES.describir()}. Lo podrá bajar cualquier persona.",
        widget=forms.FileInput(attrs={"accept": LIMITES.accept()}),
    )
    vigente = forms.BooleanField(label="Publicado en la página de enlaces", required=False, initial=True)

    def __init__(self, *args: Any, enlace: Enlace | None = None, **kwargs: Any) -> None:
        self.enlace = enlace
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if datos.get("destino") == "direccion" and "direccion" not in self.errors:
            try:
                datos["direccion"] = limpiar_direccion(datos.get("direccion", "")) if datos.get("direccion") else ""
            except ValidationError as error:
                self.add_error("direccion", MAL_ESCRITA if error.code != "max_length" else error)
            else:
                if not datos["direccion"]:
                    self.add_error("direccion", "Escribe la dirección")
        if datos.get("destino") == "archivo" and "archivo" not in self.errors:
            ya_tiene = self.enlace is not None and self.enlace.archivo_id
            if not datos.get("archivo") and not ya_tiene:
                self.add_error("archivo", "Adjunta el archivo")
        return datos

    @classmethod
    def inicial(cls, enlace: Enlace) -> dict[str, Any]:
        campos = {campo: getattr(enlace, campo) for campo in ("titulo", "proposito", "direccion", "vigente")}
        return campos | {"destino": "archivo" if enlace.archivo_id else "direccion"}
