"""Shape of what the pages of administration receive about accounts."""

from typing import Any

from django import forms

from catalogo.models import Distribuidora
from cuentas.models import Perfil, Rol
from cuentas.numero_de_documento import ConDocumento
from cuentas.personal.campos import CampoCorreo, CampoLinea, ConCondicionales, campo_motivo
from cuentas.personal.datos import Datos, DatosRechazados, es_empresa
from nucleo.comun.formularios import FormularioPortal

ROLES_DISTRIBUIDORA = [(rol.value, rol.label) for rol in (Rol.OPERADOR, Rol.JEFATURA)]
ROLES_SEC = [(rol.value, rol.label) for rol in (Rol.FISCALIZADOR, Rol.ADMINISTRADOR)]
SIN_DISTRIBUIDORA = "Elige la distribuidora en que trabaja"
SIN_ROL = "Elige el rol de la persona"
SIN_AUTOCOMPLETAR = {"autocomplete": "off"}


def campo_nombre(label: str, pide: str) -> CampoLinea:
    return CampoLinea(
        label=label,
        max_length=120,
        error_messages={"required": pide},
        widget=forms.TextInput(attrs=SIN_AUTOCOMPLETAR),
    )


class FormularioMotivo(FormularioPortal):
    """The reason of an act that closes, opens or erases an account."""

    motivo = campo_motivo()


class _DatosDePersona(ConCondicionales):
    """Names, e-mail, role. Who is asked for a name depends on the document, so ``clean`` decides."""

    condicionales = ("nombres", "apellidos", "distribuidora", "rol_distribuidora", "rol_sec")

    nombres = campo_nombre("Nombres", "Escribe los nombres")
    apellidos = campo_nombre("Apellidos", "Escribe los apellidos")
    razon_social = CampoLinea(
        label="Razón social",
        required=False,
        max_length=200,
        help_text="Solo si el RUT es de una empresa.",
        widget=forms.TextInput(attrs=SIN_AUTOCOMPLETAR),
    )
    email = CampoCorreo(widget=forms.EmailInput(attrs=SIN_AUTOCOMPLETAR))
    distribuidora = forms.ModelChoiceField(
        label="Distribuidora",
        queryset=Distribuidora.objects.filter(activa=True),
        empty_label="Selecciona una distribuidora",
        error_messages={"required": SIN_DISTRIBUIDORA, "invalid_choice": "Elige una distribuidora de la lista"},
    )
    rol_distribuidora = forms.ChoiceField(
        label="Rol en la distribuidora", choices=ROLES_DISTRIBUIDORA, widget=forms.RadioSelect,
        error_messages={"required": SIN_ROL, "invalid_choice": SIN_ROL},
    )  # fmt: skip
    rol_sec = forms.ChoiceField(
        label="Rol en la SEC", choices=ROLES_SEC, widget=forms.RadioSelect,
        error_messages={"required": SIN_ROL, "invalid_choice": SIN_ROL},
    )  # fmt: skip

    def el_perfil(self) -> str:
        raise NotImplementedError

    def el_documento(self) -> str:
        raise NotImplementedError

    def el_tipo(self) -> str:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        documento, perfil = self.el_documento(), self.el_perfil()
        empresa = bool(documento) and es_empresa(documento)
        if empresa and perfil in (Perfil.DISTRIBUIDORA, Perfil.SEC):
            campo = "documento" if "documento" in self.fields else None
            self.add_error(campo, "Escribe el RUT de una persona, no de una empresa")
        elif empresa and not datos.get("razon_social") and "razon_social" not in self.errors:
            self.add_error("razon_social", "Escribe la razón social de la empresa")
        elif not empresa:
            datos["razon_social"] = ""
            for campo, mensaje in (("nombres", "Escribe los nombres"), ("apellidos", "Escribe los apellidos")):
                if not datos.get(campo) and campo not in self.errors:
                    self.add_error(campo, mensaje)
        if perfil == Perfil.DISTRIBUIDORA and not datos.get("distribuidora") and "distribuidora" not in self.errors:
            self.add_error("distribuidora", SIN_DISTRIBUIDORA)
        campo_rol = f"rol_{perfil}"
        if campo_rol in self.fields and not datos.get(campo_rol) and campo_rol not in self.errors:
            self.add_error(campo_rol, SIN_ROL)
        return datos

    def datos(self) -> Datos:
        """What the actions take. Fields that belong to another profile are left out, whatever was sent."""
        limpio, perfil = self.cleaned_data, self.el_perfil()
        empresa = es_empresa(self.el_documento())
        return Datos(
            perfil=perfil,
            documento=self.el_documento(),
            documento_tipo=self.el_tipo(),
            email=limpio["email"],
            nombres="" if empresa else limpio["nombres"],
            apellidos="" if empresa else limpio["apellidos"],
            razon_social=limpio["razon_social"] if empresa else "",
            rol=limpio.get(f"rol_{perfil}", "") if perfil != Perfil.SOLICITANTE else "",
            distribuidora=limpio["distribuidora"] if perfil == Perfil.DISTRIBUIDORA else None,
        )

    def rechazar(self, rechazo: DatosRechazados) -> None:
        """Shows what the action refused at its field."""
        self.add_error(rechazo.campo if rechazo.campo in self.fields else None, rechazo.mensaje)


class FormularioNuevo(_DatosDePersona, ConDocumento):
    """Perfil first: it reveals the rest (``administracion.css``)."""

    ajeno = True
    field_order = (
        "elegido", "distribuidora", "rol_distribuidora", "rol_sec", "documento_tipo", "documento", "nombres",
        "apellidos",
    )  # fmt: skip
    elegido = forms.ChoiceField(
        label="Perfil",
        choices=Perfil.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elige el perfil", "invalid_choice": "Elige uno de los tres perfiles"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def el_perfil(self) -> str:
        return str(self.cleaned_data.get("elegido", ""))

    def el_documento(self) -> str:
        return str(self.cleaned_data.get("documento", ""))

    def el_tipo(self) -> str:
        return self.tipo()


class FormularioCambio(_DatosDePersona):
    """The same without what never changes. ``propia``: one's own account, whose role another person changes."""

    def __init__(self, *args: Any, usuario: Any, propia: bool = False, **kwargs: Any) -> None:
        self.usuario, self.propia = usuario, propia
        super().__init__(*args, **kwargs)
        sobran = ["nombres", "apellidos"] if es_empresa(usuario.documento) else ["razon_social"]
        if usuario.perfil != Perfil.DISTRIBUIDORA:
            sobran += ["distribuidora", "rol_distribuidora"]
        else:
            # The own one stays on offer after it was closed: correcting a name must not force a move.
            activas = Distribuidora.objects.filter(activa=True)
            suya = Distribuidora.objects.filter(pk=usuario.distribuidora_id)
            self.fields["distribuidora"].queryset = activas | suya  # type: ignore[attr-defined]
        if usuario.perfil != Perfil.SEC or propia:
            sobran.append("rol_sec")
        for campo in sobran:
            del self.fields[campo]

    def el_perfil(self) -> str:
        return str(self.usuario.perfil)

    def el_documento(self) -> str:
        return str(self.usuario.documento)

    def el_tipo(self) -> str:
        return str(self.usuario.documento_tipo)

    @classmethod
    def inicial(cls, usuario: Any) -> dict[str, Any]:
        campos = ("nombres", "apellidos", "razon_social", "email", "distribuidora")
        return {campo: getattr(usuario, campo) for campo in campos} | {f"rol_{usuario.perfil}": usuario.rol}

    def datos(self) -> Datos:
        limpio, usuario = self.cleaned_data, self.usuario
        rol = usuario.rol if self.propia else limpio.get(f"rol_{usuario.perfil}", usuario.rol)
        return Datos(
            perfil=usuario.perfil,
            documento=usuario.documento,
            documento_tipo=usuario.documento_tipo,
            email=limpio["email"],
            nombres=limpio.get("nombres", ""),
            apellidos=limpio.get("apellidos", ""),
            razon_social=limpio.get("razon_social", ""),
            rol=rol,
            distribuidora=limpio.get("distribuidora"),
        )


class FormularioPedido(ConDocumento):
    """The account that jefatura asks for: always of the own distributor."""

    ajeno = True
    nombres = CampoLinea(label="Nombres", max_length=120, error_messages={"required": "Escribe los nombres"})
    apellidos = CampoLinea(label="Apellidos", max_length=120, error_messages={"required": "Escribe los apellidos"})
    email = CampoCorreo(widget=forms.EmailInput(attrs=SIN_AUTOCOMPLETAR))
    rol = forms.ChoiceField(
        label="Rol",
        choices=ROLES_DISTRIBUIDORA,
        widget=forms.RadioSelect,
        error_messages={"required": SIN_ROL, "invalid_choice": SIN_ROL},
    )
    comentario = CampoLinea(
        label="Comentario para la SEC",
        required=False,
        max_length=300,
        help_text="Puedes escribir 300 caracteres.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for campo in ("nombres", "apellidos"):
            self.fields[campo].widget.attrs["autocomplete"] = "off"

    def clean_documento(self) -> str:
        documento = super().clean_documento()
        if es_empresa(documento):
            raise forms.ValidationError("Escribe el RUT de una persona, no de una empresa")
        return documento

    def datos(self, distribuidora: Distribuidora) -> Datos:
        limpio = self.cleaned_data
        return Datos(
            perfil=Perfil.DISTRIBUIDORA, documento=limpio["documento"], documento_tipo=self.tipo(),
            email=limpio["email"], nombres=limpio["nombres"],
            apellidos=limpio["apellidos"], rol=limpio["rol"], distribuidora=distribuidora,
        )  # fmt: skip

    def rechazar(self, rechazo: DatosRechazados) -> None:
        self.add_error(rechazo.campo if rechazo.campo in self.fields else None, rechazo.mensaje)
