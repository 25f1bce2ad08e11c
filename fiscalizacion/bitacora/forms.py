"""What the page of the log receives. Everything is optional; what cannot be read is said at its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nucleo.bitacora import cadenas, vocabulario
from nucleo.comun.campos import CampoRut
from nucleo.comun.periodo import FormularioPeriodo
from nucleo.comun.texto import folio

HECHOS, ACCESOS = "hechos", "accesos"
VER = [(HECHOS, "Hechos: cuentas y configuración"), (ACCESOS, "Lecturas y rechazos")]
RESULTADOS = [("", "Todos"), ("si", "Permitido"), ("no", "Negado")]


def _tipos() -> list[tuple[str, str]]:
    frases = {tipo: declarado.frase or tipo for tipo, declarado in vocabulario.declarados().items()}
    return [("", "Todo"), *sorted(frases.items(), key=lambda par: par[1])]


class FormularioBitacora(FormularioPeriodo):
    ver = forms.ChoiceField(label="Ver", required=False, choices=VER)
    rut = CampoRut(label="RUT de quien actuó", required=False, help_text="", max_length=20)
    que = forms.ChoiceField(label="Qué hizo", required=False, choices=_tipos)
    resultado = forms.ChoiceField(label="Resultado", required=False, choices=RESULTADOS)
    folio = forms.CharField(label="Folio", required=False, max_length=20)
    archivo = forms.UUIDField(
        label="Archivo",
        required=False,
        error_messages={"invalid": "Pega el identificador del archivo, como está en su dirección"},
    )
    ip = forms.GenericIPAddressField(
        label="Dirección IP", required=False, error_messages={"invalid": "Escribe una dirección como 200.1.2.3"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desde"].label, self.fields["hasta"].label = "Desde", "Hasta"

    def clean_folio(self) -> str:
        escrito = folio(self.cleaned_data["folio"])
        if escrito and cadenas.buscar("folio", escrito) is None:
            raise ValidationError("No hay ninguna solicitud con ese folio")
        return escrito

    def filtros(self) -> dict[str, str]:
        """Plain texts, as ``consulta`` and the order of the file take them."""
        datos = self.cleaned_data
        otros = {clave: str(datos[clave] or "") for clave in ("rut", "que", "resultado", "folio", "archivo", "ip")}
        return {**self.periodo(), **otros, "ver": datos["ver"] or HECHOS}
