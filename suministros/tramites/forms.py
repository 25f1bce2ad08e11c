"""What is typed about commercial procedures."""

from typing import Any

from django import forms

from cuentas.personal.campos import CampoLinea
from nucleo.comun.campos import motivo, texto
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import una_linea
from suministros.models import TipoDeTramite
from suministros.tramites.actions import LARGO
from suministros.tramites.tipos import CAMPOS, PAPELES_MAXIMOS


class FormularioToken(FormularioPortal):
    token = CampoToken()


class FormularioTramite(FormularioToken):
    """What is asked, in the person's own words."""

    texto = texto("Qué pides", exige="Escribe qué pides", largo=LARGO, filas=6)


class FormularioMensaje(FormularioToken):
    texto = texto("Mensaje", exige="Escribe el mensaje", largo=LARGO, filas=6)


class FormularioRespuesta(FormularioToken):
    texto = texto("Respuesta", exige="Escribe la respuesta", largo=LARGO, filas=6)


class FormularioRechazo(FormularioToken):
    texto = motivo("Motivo", exige="Escribe por qué rechazas el trámite", largo=LARGO)


class CampoPapeles(forms.CharField):
    """One name a line → the list of names."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        nombres = [limpia for linea in str(super().clean(value)).splitlines() if (limpia := una_linea(linea))]
        if len(nombres) > PAPELES_MAXIMOS:
            raise forms.ValidationError(f"Pide {PAPELES_MAXIMOS} documentos o menos")
        if any(len(nombre) > 80 for nombre in nombres):
            raise forms.ValidationError("El nombre de cada documento debe tener 80 caracteres o menos")
        if len({nombre.casefold() for nombre in nombres}) < len(nombres):
            raise forms.ValidationError("Escribe cada documento una sola vez")
        return nombres


class FormularioTipo(FormularioPortal):
    """One row of the list."""

    nombre = CampoLinea(label="Nombre", max_length=80, error_messages={"required": "Escribe el nombre del trámite"})
    explicacion = texto("Explicación", ayuda="Para quién es y qué debe escribir quien lo pide.")
    papeles = CampoPapeles(
        label="Documentos que pides",
        required=False,
        help_text=f"Uno por línea, {PAPELES_MAXIMOS} a lo más.",
    )
    abierto = forms.BooleanField(label="Se puede pedir en el portal", required=False)

    @classmethod
    def inicial(cls, tipo: TipoDeTramite | None) -> dict[str, Any]:
        if tipo is None:
            return {"abierto": True}
        return {campo: getattr(tipo, campo) for campo in CAMPOS} | {"papeles": "\n".join(tipo.papeles)}
