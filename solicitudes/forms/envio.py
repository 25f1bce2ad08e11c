"""Step 3: nothing but what makes sending it twice file it once (S-12), and only what was reviewed."""

from datetime import datetime

from django import forms

from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal


class FormularioEnvio(FormularioPortal):
    """``tocado_en``: the last touch of the draft as this page showed it; None from a page that does not say."""

    token = CampoToken()
    tocado_en = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_tocado_en(self) -> datetime | None:
        escrito = self.cleaned_data["tocado_en"]
        if not escrito:
            return None
        try:
            instante = datetime.fromisoformat(escrito)
        except ValueError as error:
            raise forms.ValidationError("Revisa los datos y envía el formulario otra vez") from error
        if instante.tzinfo is None:
            raise forms.ValidationError("Revisa los datos y envía el formulario otra vez")
        return instante
