"""The captcha of a form: spent atomically, bound to its browser, with the ways out of A-06.

django-simple-captcha reads, deletes and compares in three steps: one solved picture passed 13 of 20 parallel posts.
Here one DELETE … RETURNING decides (V13). The hidden value carries a proof of the CSRF cookie of the browser that
got the picture, so a picture solved elsewhere is worth nothing.
"""

from typing import Any

from captcha.fields import CaptchaField, CaptchaTextInput
from captcha.models import CaptchaStore
from django import forms
from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from nucleo.comun.formularios import FormularioPortal, vestir

NO_CORRESPONDE = "El código de la imagen no corresponde. Escribe el nuevo."
FALTA = "Escribe el código de la imagen"
TRAMPA = "sitio_web"


class ControlCaptcha(CaptchaTextInput):
    """Picture, box and the two buttons. A new picture at every drawing: the old one was spent or is stale."""

    template_name = "widgets/captcha.html"
    use_fieldset = False  # one box: its label is the field's, and the error's link lands on it
    request: HttpRequest | None = None

    def __init__(self) -> None:
        super().__init__()
        self.widgets[1].attrs["class"] = "form-control"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        contexto: dict[str, Any] = super().get_context(name, value, attrs)
        contexto["clave"] = self._key
        return contexto

    def fetch_captcha_store(self, name: str, value: Any, attrs: Any = None, generator: Any = None) -> None:
        super().fetch_captcha_store(name, value, attrs, generator)
        self._value = [f"{self._key}:{prueba(self.request, self._key)}", ""]


class CampoCaptcha(CaptchaField):
    """Set ``campo.widget.request`` before use; ``ConCaptcha`` does."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Código de la imagen")
        kwargs.setdefault("help_text", "No distingue mayúsculas de minúsculas.")
        mensajes = {"invalid": NO_CORRESPONDE, "required": FALTA, "incomplete": FALTA}
        super().__init__(widget=ControlCaptcha(), error_messages=mensajes, **kwargs)
        for campo in self.fields:
            campo.max_length = 200

    def clean(self, value: Any) -> Any:
        escondido, escrito = [*(value or []), "", ""][:2]
        clave, _, firma = str(escondido or "").replace("\0", "")[:200].partition(":")
        escrito = str(escrito or "").strip().lower()
        if not escrito:
            raise forms.ValidationError(FALTA, code="required")
        esperado = _gastar(clave)
        propio = constant_time_compare(firma, prueba(self.widget.request, clave))
        if esperado is None or not propio or not constant_time_compare(esperado, escrito):
            raise forms.ValidationError(NO_CORRESPONDE, code="invalid")
        return clave


class ConCaptcha(FormularioPortal):
    """Adds the captcha as the last field, and the trap that only a program fills in.

    ``request`` is required; ``con_captcha`` False leaves the picture out and keeps the trap.
    """

    def __init__(self, *args: Any, request: HttpRequest, con_captcha: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.agregar_captcha(si=con_captcha)

    def agregar_captcha(self, *, si: bool = True) -> None:
        """Puts the picture at the end of the form, also of one that was already judged without it."""
        if si:
            self.fields["captcha"] = CampoCaptcha()
            self.fields["captcha"].widget.request = self.request
            vestir("captcha", self.fields["captcha"])

    @property
    def cayo_en_la_trampa(self) -> bool:
        """A person never sees this field; the answer to a program is the same page, and nothing happens."""
        return bool(self.request.POST.get(TRAMPA))


def prueba(request: HttpRequest | None, clave: str) -> str:
    """Ties a picture to the browser that asked for it, without a session for every visitor."""
    if request is None:
        return ""
    if "CSRF_COOKIE" not in request.META:
        get_token(request)
    return salted_hmac("cuentas.captcha", f"{clave}|{request.META['CSRF_COOKIE']}", algorithm="sha256").hexdigest()


def _gastar(clave: str) -> str | None:
    """The answer of a living captcha, which this call alone receives; right or wrong, it is gone afterwards."""
    with connection.cursor() as cursor:
        tabla = connection.ops.quote_name(CaptchaStore._meta.db_table)
        cursor.execute(
            f"DELETE FROM {tabla} WHERE hashkey = %s AND expiration > %s RETURNING response",  # noqa: S608 (own name)
            [clave, timezone.now()],
        )
        fila = cursor.fetchone()
    return str(fila[0]) if fila else None
