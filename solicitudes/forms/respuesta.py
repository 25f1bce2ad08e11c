"""The answer of D-04 and what the decree wants of it as data (arts. 17, 21 and 29); its file is judged apart."""

from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from nucleo.archivos.models import Archivo
from nucleo.comun.campos import CampoMonto
from nucleo.comun.formularios import CampoTexto
from nucleo.comun.reloj import CHILE, hoy
from nucleo.comun.texto import una_linea
from nucleo.comun.widgets import Fecha
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.estados import Tipo
from solicitudes.forms.campos import CampoKilowatts
from solicitudes.forms.pasos.comun import FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo

_CAPACIDADES = ("capacidad_conexion", "capacidad_permitida", "inyeccion_permitida")
_OBRAS = ("obras", "obras_costo", "obras_dias")
_PIDE_DE_LAS_OBRAS = {
    "obras": "Escribe qué obras hacen falta",
    "obras_costo": "Escribe el costo de las obras",
    "obras_dias": "Escribe el plazo de las obras",
}
_ACORDADA = ("conexion_dia", "conexion_hora")
# What each form is answered with; an MC is owed no answer.
DATOS: dict[Tipo, tuple[str, ...]] = {
    Tipo.INFORMACION: _CAPACIDADES,
    Tipo.CONEXION: (*_CAPACIDADES, *_OBRAS, "manifestacion_necesaria"),
    Tipo.NOTIFICACION: _ACORDADA,
}
_NECESARIA = [("", "Según la capacidad permitida"), ("si", "Sí, debe enviarla"), ("no", "No es necesaria")]
DIAS_DE_OBRA = 3_650


def _kilowatts(etiqueta: str, ayuda: str = "") -> CampoKilowatts:
    return CampoKilowatts(label=f"{etiqueta} (kW)", required=False, help_text=ayuda)


class FormularioRespuesta(FormularioPaso):
    """``tipo``: the form that is answered. ``adelantadas``: how many earlier ones wait, which asks for a reason."""

    numero_solicitud = forms.CharField(
        label="Tu N° de solicitud",
        required=False,
        max_length=40,
        help_text="El número con que tu distribuidora identifica esta solicitud.",
        error_messages={"max_length": "El N° de solicitud debe tener 40 caracteres o menos"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    comentario = CampoTexto(
        label="Comentarios",
        required=False,
        max_length=4000,
        error_messages={"max_length": "Los comentarios deben tener 4.000 caracteres o menos"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    motivo = campo_motivo(
        "Motivo para responder fuera de orden",
        exige="Escribe el motivo para responder fuera de orden",
        ayuda="La SEC lo verá.",
    )
    capacidad_conexion = _kilowatts("Capacidad del empalme")
    capacidad_permitida = _kilowatts("Capacidad instalada permitida, CIP")
    inyeccion_permitida = _kilowatts("Inyección permitida")
    obras = texto("Obras necesarias", ayuda="Si no hacen falta, déjalo en blanco.", filas=3)
    obras_costo = CampoMonto(
        label="Costo de las obras, en pesos",
        required=False,
        minimo=0,
        maximo=99_999_999_999,
        help_text="Lo que pagará el solicitante. Si no paga nada, escribe 0.",
    )
    obras_dias = forms.IntegerField(
        label="Plazo de las obras, en días hábiles",
        required=False,
        min_value=1,
        max_value=DIAS_DE_OBRA,
        error_messages={
            "invalid": "Escribe el plazo de las obras con cifras",
            "min_value": "Escribe 1 día hábil o más",
            "max_value": "Escribe un plazo de 3.650 días hábiles o menos",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "ancho-12"}),
    )
    manifestacion_necesaria = forms.ChoiceField(
        label="¿Debe enviar la Manifestación de Conformidad?",
        required=False,
        choices=_NECESARIA,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Elige una de las tres opciones"},
    )
    conexion_dia = forms.DateField(
        label="Día acordado para la conexión",
        required=False,
        widget=Fecha,
        error_messages={"invalid": "Escribe el día como 31-12-2026"},
    )
    conexion_hora = forms.TimeField(
        label="Hora acordada",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "ancho-12"}, format="%H:%M"),
        error_messages={"invalid": "Escribe la hora como 15:30"},
    )

    field_order = ("motivo", "numero_solicitud", "comentario")

    def __init__(self, *args: Any, tipo: Tipo, adelantadas: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.de_los_datos = DATOS.get(tipo, ())
        for campo in {c for campos in DATOS.values() for c in campos} - set(self.de_los_datos):
            del self.fields[campo]
        self.fields["motivo"].required = self.fuera_de_orden = bool(adelantadas)

    @property
    def datos(self) -> list[BoundField]:
        """The fields of the data, in their order."""
        return [self[campo] for campo in self.de_los_datos]

    @property
    def datos_abiertos(self) -> bool:
        """Whether the group is shown open: few fields, or something written or wrong in them."""
        return len(self.de_los_datos) <= len(_ACORDADA) or any(campo.errors or campo.value() for campo in self.datos)

    def clean_numero_solicitud(self) -> str:
        return una_linea(self.cleaned_data["numero_solicitud"])

    def clean_conexion_dia(self) -> Any:
        dia = self.cleaned_data["conexion_dia"]
        if dia and dia < hoy():
            raise forms.ValidationError("Elige un día desde hoy")
        return dia

    def clean(self) -> dict[str, Any]:
        if not self.fuera_de_orden and "motivo" in self.errors:
            del self.errors["motivo"]  # nobody is answered before: it is not asked for
            self.cleaned_data["motivo"] = ""
        dia, hora = (self.cleaned_data.get(campo) for campo in _ACORDADA)
        if dia and not hora and "conexion_hora" not in self.errors:
            self.add_error("conexion_hora", "Escribe la hora acordada")
        if hora and not dia and "conexion_dia" not in self.errors:
            self.add_error("conexion_dia", "Elige el día acordado")
        self._obras_enteras()
        permitida, inyeccion = (self.cleaned_data.get(campo) for campo in _CAPACIDADES[1:])
        if permitida and inyeccion and inyeccion > permitida:
            self.add_error("inyeccion_permitida", "Escribe una inyección igual o menor que la CIP")
        return self.cleaned_data

    def _obras_enteras(self) -> None:
        """Works are told with their cost and their term, or not at all (DS 57 art. 17)."""
        vacias = [c for c in _OBRAS if c not in self.errors and self.cleaned_data.get(c) in (None, "")]
        if len(vacias) < len(_OBRAS):
            for campo in vacias:
                self.add_error(campo, _PIDE_DE_LAS_OBRAS[campo])

    def argumentos(self) -> dict[str, Any]:
        escritos = {campo: self.cleaned_data[campo] for campo in (*_CAPACIDADES, *_OBRAS) if campo in self.fields}
        dia, hora = (self.cleaned_data.get(campo) for campo in _ACORDADA)
        return {
            **{campo: self.cleaned_data[campo] for campo in ("comentario", "numero_solicitud", "motivo")},
            "datos": DatosDeRespuesta(
                **escritos,
                manifestacion_necesaria={"si": True, "no": False}.get(
                    self.cleaned_data.get("manifestacion_necesaria", "")
                ),
                conexion_acordada_en=datetime.combine(dia, hora, CHILE) if dia and hora else None,
            ),
        }

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {"archivo": archivos["respuesta"]}
