"""Shape of what SEC writes about the rules. What a form cannot know alone the actions refuse, at the same field."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from catalogo.cambios.documentos import exigencias
from catalogo.cambios.plazos import Cambio
from catalogo.carga import PRIMER_ANIO
from catalogo.lugares import comunas_por_region
from catalogo.models import MEGA, Comuna, Distribuidora, Region, ReglaAutomatica, ReglaPlazo, TipoDocumento, Unidad
from cuentas.personal.campos import LARGO_MOTIVO, CampoLinea
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.reloj import hoy
from nucleo.comun.texto import es_motivo, pedir_motivo
from nucleo.comun.widgets import Fecha
from solicitudes.estados import Tipo

ANIOS_POR_DELANTE = 10
DIAS_MAXIMO, MESES_MAXIMO = 365, 120
LUGAR = "Escribe un número de 0 a 1000"
DE_MEGAS = ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits", "min_value", "max_value")
MEGAS = "Escribe un tamaño entre 0,1 y 5 MB"
DIAS = "Escribe un número entero, como 10"
_EXTENSIONES = [("pdf", "PDF"), ("jpg", "JPG"), ("png", "PNG"), ("doc", "DOC"), ("docx", "DOCX")]


class CampoFecha(forms.DateField):
    """A day from the first of the loaded holidays to ten years from now."""

    def __init__(self, label: str, pide: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            widget=Fecha,
            error_messages={"required": pide, "invalid": "Escribe la fecha como 31-12-2026"},
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        ultimo = hoy().year + ANIOS_POR_DELANTE
        if isinstance(value, date) and not PRIMER_ANIO <= value.year <= ultimo:
            raise ValidationError(f"Escribe un año entre {PRIMER_ANIO} y {ultimo}")


class CampoMegas(forms.DecimalField):
    """Megabytes as people write them, ``0,5``; gives bytes."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").strip().replace(",", "."))

    def clean(self, value: Any) -> int:
        return int(super().clean(value) * MEGA)


class ConMotivo(FormularioPortal):
    motivo = CampoLinea(
        label="Motivo",
        max_length=LARGO_MOTIVO,
        help_text=f"Queda en la historia, con tu nombre. Puedes escribir {LARGO_MOTIVO} caracteres.",
        error_messages={
            "required": pedir_motivo("Escribe por qué cambia"),
            "max_length": f"El motivo debe tener {LARGO_MOTIVO} caracteres o menos",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_motivo(self) -> str:
        motivo = str(self.cleaned_data["motivo"])
        if not es_motivo(motivo):
            raise ValidationError(pedir_motivo("Escribe por qué cambia"))
        return motivo


class FormularioFeriado(ConMotivo):
    fecha = CampoFecha("Fecha", "Escribe la fecha del feriado")
    nombre = CampoLinea(label="Nombre", max_length=120, error_messages={"required": "Escribe cómo se llama el feriado"})
    region = forms.ModelChoiceField(
        Region.objects.all(),
        label="Región",
        required=False,
        empty_label="Todo el país",
        help_text="El de una región queda anotado, pero sus días se cuentan como hábiles.",
    )
    field_order = ("fecha", "nombre", "region", "motivo")


class FormularioDeUnFeriado(ConMotivo):
    nombre = CampoLinea(label="Nombre", max_length=120, error_messages={"required": "Escribe cómo se llama el feriado"})
    vigente = forms.BooleanField(label="Es feriado", required=False)
    field_order = ("nombre", "vigente", "motivo")


class FormularioPlazo(ConMotivo):
    cantidad = forms.IntegerField(
        label="Cuántos",
        validators=[MinValueValidator(1, "Escribe 1 o más")],
        error_messages={"required": DIAS, "invalid": DIAS},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
    )
    unidad = forms.ChoiceField(
        label="De qué", choices=Unidad.choices, error_messages={"required": "Elige días hábiles, días corridos o meses"}
    )
    articulo = CampoLinea(
        label="Artículo",
        max_length=60,
        help_text="La norma que lo fija, como DS 57/2019 art. 12. La verán el solicitante y la distribuidora.",
        error_messages={"required": "Escribe la norma y el artículo"},
    )
    desde = CampoFecha(
        "Rige desde",
        "Escribe desde qué día rige",
        help_text="Vale para lo que se reciba ese día y después. Puede ser una fecha pasada.",
    )
    field_order = ("cantidad", "unidad", "articulo", "desde", "motivo")

    def __init__(self, *args: Any, caso: str, **kwargs: Any) -> None:
        self.caso = caso
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        maximo = MESES_MAXIMO if datos.get("unidad") == Unidad.MESES else DIAS_MAXIMO
        if datos.get("cantidad", 0) > maximo:
            self.add_error("cantidad", MaxValueValidator(maximo, f"Escribe {maximo} o menos").message)
        return datos

    def cambio(self) -> Cambio:
        campos = ("cantidad", "unidad", "articulo", "desde")
        return Cambio(caso=self.caso, **{campo: self.cleaned_data[campo] for campo in campos})

    @classmethod
    def inicial(cls, regla: ReglaPlazo) -> dict[str, Any]:
        return {campo: getattr(regla, campo) for campo in ("cantidad", "unidad", "articulo")}


class FormularioDensidad(ConMotivo):
    distribuidora = forms.ModelChoiceField(
        Distribuidora.objects.filter(activa=True),
        label="Distribuidora",
        empty_label="Elige una distribuidora",
        error_messages={"required": "Elige una distribuidora", "invalid_choice": "Elige una distribuidora de la lista"},
    )
    comuna = forms.ChoiceField(
        label="Comuna",
        error_messages={"required": "Elige una comuna", "invalid_choice": "Elige una comuna de la lista"},
    )
    field_order = ("distribuidora", "comuna", "motivo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comuna"].choices = [("", "Elige una comuna"), *comunas_por_region()]  # type: ignore[attr-defined]

    def clean_comuna(self) -> Comuna:
        return Comuna.objects.get(pk=self.cleaned_data["comuna"])


class FormularioDocumento(ConMotivo):
    """Whether a paper of the staff or of a payment is asked is not a choice: its step needs it."""

    nombre = CampoLinea(label="Nombre", max_length=120, error_messages={"required": "Escribe el nombre del documento"})
    ayuda = CampoLinea(label="Ayuda", max_length=240, required=False, help_text="Una frase bajo el nombre.")
    exigencia = forms.ChoiceField(label="¿Se exige?", error_messages={"required": "Elige si se exige"})
    extensiones = forms.MultipleChoiceField(
        label="Tipos de archivo",
        choices=_EXTENSIONES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elige al menos un tipo de archivo", "invalid_choice": "Elige tipos de la lista"},
    )
    maximo = CampoMegas(
        label="Tamaño máximo, en MB",
        min_value=Decimal("0.1"),
        max_value=Decimal(5),
        max_digits=12,
        decimal_places=2,
        error_messages=dict.fromkeys(DE_MEGAS, MEGAS),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    articulo = CampoLinea(label="Norma que lo pide", max_length=60, required=False)
    orden = forms.IntegerField(
        label="Lugar en la página",
        min_value=0,
        max_value=1000,
        help_text="Los números menores van primero.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), LUGAR),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
    )
    vigente = forms.BooleanField(label="Se pide en el formulario", required=False)
    field_order = ("nombre", "ayuda", "exigencia", "extensiones", "maximo", "articulo", "orden", "vigente", "motivo")

    def __init__(self, *args: Any, tipo: TipoDocumento, **kwargs: Any) -> None:
        self.tipo = tipo
        super().__init__(*args, **kwargs)
        if tipo.tramite not in Tipo.values:
            del self.fields["exigencia"], self.fields["vigente"]
        else:
            self.fields["exigencia"].choices = exigencias(tipo)  # type: ignore[attr-defined]

    def clean_extensiones(self) -> str:
        return ",".join(valor for valor, _ in _EXTENSIONES if valor in self.cleaned_data["extensiones"])

    def datos(self) -> dict[str, Any]:
        return {campo: valor for campo, valor in self.cleaned_data.items() if campo != "motivo"}

    @classmethod
    def inicial(cls, tipo: TipoDocumento) -> dict[str, Any]:
        campos = ("nombre", "ayuda", "exigencia", "articulo", "orden", "vigente")
        megas = f"{tipo.maximo / MEGA:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        propios = {"extensiones": tipo.lista_extensiones, "maximo": megas}
        return {campo: getattr(tipo, campo) for campo in campos} | propios


class FormularioAutomatica(ConMotivo):
    activa = forms.ChoiceField(
        label="¿La aplica el sistema?",
        choices=[("si", "Sí, el sistema actúa cuando vence el plazo"), ("no", "No, espera a que decida una persona")],
        widget=forms.RadioSelect,
        error_messages={"required": "Elige si la aplica el sistema"},
    )
    field_order = ("activa", "motivo")

    @classmethod
    def inicial(cls, regla: ReglaAutomatica) -> dict[str, Any]:
        return {"activa": "si" if regla.activa else "no"}
