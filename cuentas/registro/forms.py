"""The shape of a registration (A-06, A-10, A-11, A-22, A-23) and of what may follow it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from cuentas import codigos
from cuentas.barreras import navegador, resumen
from cuentas.captcha.campos import ConCaptcha
from cuentas.celular import CampoCelular
from cuentas.claves.formularios import ConClaveNueva
from cuentas.forms import campo_codigo
from cuentas.numero_de_documento import ConDocumento
from cuentas.personal.campos import CampoCorreo, CampoLinea
from cuentas.registro import consentimiento
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.identidad import DocumentoIncorrecto, es_de_empresa, leer_rut

CODIGO_MALO = "El código no es correcto o ya no sirve. Pide otro."
CON_SMS = " Cuando actives tu cuenta le enviamos un código por SMS."
SIN_SMS = " Este portal no envía SMS: queda guardado sin verificar."
PERSONA, EMPRESA = ("nombres", "apellidos"), ("razon_social",)


def _nombre(etiqueta: str, falta: str, maximo: int, autocomplete: str, ayuda: str = "") -> CampoLinea:
    return CampoLinea(
        label=etiqueta,
        help_text=ayuda,
        max_length=maximo,
        error_messages={"required": falta},
        widget=forms.TextInput({"autocomplete": autocomplete}),
    )


class FormularioRegistro(ConClaveNueva, ConDocumento, ConCaptcha):
    """``empresa``: the page was opened for a company; the RUT typed decides in the end (A-22)."""

    empresa = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
    nombres = _nombre("Nombres", "Escribe tus nombres", 120, "given-name")
    apellidos = _nombre("Apellidos", "Escribe tus apellidos", 120, "family-name", "El segundo es opcional.")
    razon_social = _nombre("Razón social", "Escribe la razón social de la empresa", 200, "organization")
    email = CampoCorreo(label="E-mail", widget=forms.EmailInput({"autocomplete": "email"}))
    celular = CampoCelular(required=False)
    es_instalador = forms.BooleanField(label="Soy instalador SEC", required=False)
    # Judged when it is gone to (``ingreso.es_nuestra``), as at sign-in.
    next = forms.Field(required=False, widget=forms.HiddenInput)
    consiente = forms.BooleanField(
        label=consentimiento.TEXTO, error_messages={"required": "Marca que aceptas los avisos para poder registrarte"}
    )
    field_order = [
        "documento_tipo", "documento", *PERSONA, *EMPRESA, "email", "celular", "clave", "clave2",
        "es_instalador", "consiente", "codigo", "captcha",
    ]  # fmt: skip

    def __init__(self, *args: Any, con_codigo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, con_captcha=not con_codigo, **kwargs)
        self.con_codigo = con_codigo
        if con_codigo:
            self.fields["codigo"] = campo_codigo()
        self.es_empresa = self._es_empresa()
        for sobra in PERSONA if self.es_empresa else EMPRESA:
            del self.fields[sobra]
        self.fields["clave2"].label = "Confirmar contraseña"
        self.fields["celular"].help_text += CON_SMS if settings.SMS_URL else SIN_SMS
        self.order_fields(self.field_order)

    def _es_empresa(self) -> bool:
        """By the RUT, if one is written; before that, by the page that was asked for."""
        origen = self.data if self.is_bound else self.initial
        if origen.get("documento_tipo") == "DNI":
            return False
        try:
            return es_de_empresa(leer_rut(str(origen.get("documento") or "")))
        except DocumentoIncorrecto:
            return origen.get("empresa") == "1"

    def palabras(self) -> Iterable[str]:
        nombres = ("nombres", "apellidos", "razon_social", "email", "documento")
        conocidas = [str(self.cleaned_data.get(nombre) or "") for nombre in nombres]
        return [*conocidas, conocidas[3].split("@")[0], conocidas[4][:-1]]

    def clean(self) -> dict[str, Any]:
        datos = super().clean()
        if self.con_codigo and not self.errors:
            # Last, and only when all else is right: a code spent on a typing error would need another mail.
            para = para_registro(self.request, datos["email"])
            if codigos.gastar(proposito="captcha", para=para, cifra=datos["codigo"]) is None:
                self.add_error("codigo", CODIGO_MALO)
        return datos


def para_registro(request: Any, email: str) -> str:
    """Whom the code that stands for the picture is for: that address, in this browser."""
    return resumen("registro", email, navegador(request))


class FormularioCodigo(FormularioPortal):
    codigo = campo_codigo()


class FormularioCorreo(FormularioPortal):
    email = CampoCorreo(label="E-mail correcto", widget=forms.EmailInput({"autocomplete": "email"}))
