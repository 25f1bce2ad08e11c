"""Step 1 of the four forms: what each asks beside its documents (S-03, S-06, S-07).

Every field is required as far as it applies: one that another answer leaves out is not asked, whatever it holds.
"""

from typing import Any

from django import forms

from catalogo.campos import CampoDistribuidora
from catalogo.lugares import comunas_por_region
from catalogo.models import Comuna
from nucleo.comun.campos import CampoNumero
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import una_linea
from solicitudes.estados import Tipo
from solicitudes.forms.campos import CampoKilowatts, mostrar_kw
from solicitudes.models import CambioCapacidad, ClaseDocumento

Filas = list[tuple[str, str]]


class FormularioDatos(FormularioPortal):
    """What all four ask, and all that a Solicitud de Información asks."""

    distribuidora = CampoDistribuidora()
    numero_cliente = CampoNumero(
        label="N° de cliente",
        help_text="Está en tu última boleta. También te lo puede decir tu distribuidora.",
        revisar="Escribe el N° de cliente como aparece en tu boleta",
        error_messages={
            "required": "Escribe tu N° de cliente",
            "max_length": "El N° de cliente debe tener 40 caracteres o menos",
        },
    )
    comuna = forms.ModelChoiceField(
        label="Comuna",
        queryset=Comuna.objects.select_related("region"),
        error_messages={
            "required": "Elige la comuna del suministro",
            "invalid_choice": "Elige una comuna de la lista",
        },
        widget=forms.Select(attrs={"data-comuna": ""}),
    )
    correo_adicional = forms.EmailField(
        label="Correo adicional",
        required=False,
        help_text="También recibirá los avisos de esta solicitud.",
        max_length=254,
        error_messages={
            "invalid": "Escribe un correo como nombre@ejemplo.cl",
            "max_length": "El correo debe tener 254 caracteres o menos",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without script the grouped list is enough; with it a select of regions filters it (DISENO 6.5).
        self.fields["comuna"].widget.choices = [("", "Selecciona una comuna"), *comunas_por_region()]

    def no_se_pregunta(self, *campos: str) -> None:
        """Another answer leaves these fields out: whatever they hold is neither judged nor filed."""
        for campo in campos:
            self.errors.pop(campo, None)
            self.cleaned_data[campo] = None

    def para_enviar(self) -> dict[str, Any]:
        """The general data as ``actions.enviar`` takes them. Only of a valid form."""
        campos = ("distribuidora", "comuna", "numero_cliente", "correo_adicional")
        return {"es_factibilidad": False, **{campo: self.cleaned_data[campo] for campo in campos}}

    def resumen(self) -> Filas:
        """Label and value of every datum, in the order of the page; a blank value reads 'No informado'."""
        datos = self.para_enviar()
        numero = "N° de factibilidad" if datos["es_factibilidad"] else "N° de cliente"
        return [
            ("Distribuidora", datos["distribuidora"].nombre),
            (numero, datos["numero_cliente"]),
            ("Ubicación", f"{datos['comuna'].nombre}, {datos['comuna'].region.nombre}"),
            ("Correo adicional", datos["correo_adicional"]),
        ]


class ConFactibilidad(FormularioDatos):
    """The box of S-06: it changes the customer number for the one of feasibility; one of the two is required."""

    sin_numero_cliente = forms.BooleanField(label="No tengo Nro. de Cliente", required=False)
    numero_factibilidad = CampoNumero(
        label="Número de factibilidad",
        help_text="Te lo dio la distribuidora al pedir el suministro.",
        revisar="Escribe el número de factibilidad como te lo dio la distribuidora",
        error_messages={
            "required": "Escribe el número de factibilidad",
            "max_length": "El número de factibilidad debe tener 40 caracteres o menos",
        },
    )

    def clean(self) -> dict[str, Any]:
        sin_numero = self.cleaned_data.get("sin_numero_cliente")
        self.no_se_pregunta("numero_cliente" if sin_numero else "numero_factibilidad")
        return self.cleaned_data

    def para_enviar(self) -> dict[str, Any]:
        datos = super().para_enviar()
        if not self.cleaned_data["sin_numero_cliente"]:
            return datos
        return {**datos, "numero_cliente": self.cleaned_data["numero_factibilidad"], "es_factibilidad": True}


class FormularioConexion(ConFactibilidad):
    """SC: the two capacities are optional (issue of the four forms)."""

    capacidad_instalar = CampoKilowatts(
        label="Capacidad que quieres instalar (kW)",
        required=False,
        help_text="La de todos tus equipos. Por ejemplo 4,5.",
    )
    capacidad_inyectar = CampoKilowatts(
        label="Capacidad que quieres inyectar (kW)", required=False, help_text="Lo máximo que entregarás a la red."
    )

    def clean(self) -> dict[str, Any]:
        instalar, inyectar = (self.cleaned_data.get(f"capacidad_{que}") for que in ("instalar", "inyectar"))
        if instalar and inyectar and inyectar > instalar:
            self.add_error("capacidad_inyectar", "Escribe una capacidad igual o menor que la que quieres instalar")
        return super().clean()

    def para_enviar(self) -> dict[str, Any]:
        capacidades = {campo: self.cleaned_data[campo] for campo in ("capacidad_instalar", "capacidad_inyectar")}
        return {**super().para_enviar(), **capacidades}

    def resumen(self) -> Filas:
        *generales, correo = super().resumen()
        return [
            *generales,
            ("Capacidad por instalar", mostrar_kw(self.cleaned_data["capacidad_instalar"])),
            ("Capacidad por inyectar", mostrar_kw(self.cleaned_data["capacidad_inyectar"])),
            correo,
        ]


class FormularioManifestacion(FormularioDatos):
    """MC: which document it is, and what a manifestación does to the capacity (S-07, DS 57 art. 20)."""

    clase_documento = forms.ChoiceField(
        label="¿Qué documento envías?",
        choices=ClaseDocumento.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elige qué documento envías", "invalid_choice": "Elige una de las dos opciones"},
    )
    nombre_documento = forms.CharField(
        label="Nombre del documento",
        max_length=120,
        error_messages={
            "required": "Escribe el nombre del documento",
            "max_length": "El nombre del documento debe tener 120 caracteres o menos",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    cambio_capacidad = forms.ChoiceField(
        label="¿Cambia la capacidad que pediste?",
        choices=[("mantiene", "No, se mantiene"), ("baja", "Sí, baja"), ("sube", "Sí, sube")],
        widget=forms.RadioSelect,
        help_text="Respecto de tu Solicitud de Conexión. Si sube, la distribuidora puede objetarla.",
        error_messages={
            "required": "Elige si cambia la capacidad que pediste",
            "invalid_choice": "Elige una de las tres opciones",
        },
    )
    capacidad_nueva = CampoKilowatts(
        label="Capacidad nueva (kW)",
        help_text="Por ejemplo 4,5.",
        error_messages={"required": "Escribe la capacidad nueva en kW"},
    )

    def clean_nombre_documento(self) -> str:
        nombre = una_linea(self.cleaned_data["nombre_documento"])
        if not nombre:
            raise forms.ValidationError("Escribe el nombre del documento")
        return nombre

    def clean(self) -> dict[str, Any]:
        clase, cambio = (self.cleaned_data.get(campo) for campo in ("clase_documento", "cambio_capacidad"))
        if clase != ClaseDocumento.OTRO:
            self.no_se_pregunta("nombre_documento")
        if clase != ClaseDocumento.MANIFESTACION:
            self.no_se_pregunta("cambio_capacidad", "capacidad_nueva")
        elif cambio not in (CambioCapacidad.BAJA, CambioCapacidad.SUBE):
            self.no_se_pregunta("capacidad_nueva")
        return self.cleaned_data

    def para_enviar(self) -> dict[str, Any]:
        propios = {
            "clase_documento": self.cleaned_data["clase_documento"],
            "nombre_documento": self.cleaned_data["nombre_documento"] or "",
            "cambio_capacidad": self.cleaned_data["cambio_capacidad"] or "",
            "capacidad_nueva": self.cleaned_data["capacidad_nueva"],
        }
        return {**super().para_enviar(), **propios}

    def resumen(self) -> Filas:
        *generales, correo = super().resumen()
        datos = self.para_enviar()
        if datos["clase_documento"] == ClaseDocumento.OTRO:
            return [*generales, ("Documento", datos["nombre_documento"]), correo]
        filas = [
            ("Documento", str(ClaseDocumento.MANIFESTACION.label)),
            ("Capacidad que pediste", str(CambioCapacidad(datos["cambio_capacidad"]).label)),
        ]
        if datos["capacidad_nueva"] is not None:
            filas.append(("Capacidad nueva", mostrar_kw(datos["capacidad_nueva"])))
        return [*generales, *filas, correo]


class FormularioNotificacion(ConFactibilidad):
    """NC: nothing but what the others ask; its meter is asked beside its papers (S-09)."""


FORMULARIOS: dict[str, type[FormularioDatos]] = {
    Tipo.INFORMACION: FormularioDatos,
    Tipo.CONEXION: FormularioConexion,
    Tipo.MANIFESTACION: FormularioManifestacion,
    Tipo.NOTIFICACION: FormularioNotificacion,
}
