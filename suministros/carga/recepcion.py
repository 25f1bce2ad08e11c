"""The form that takes a file of the register in: one POST of its page."""

from django.http import HttpRequest

from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.limites import Limites
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.templatetags.componentes import errores_de
from suministros.carga import actions
from suministros.carga.forms import FormularioCarga
from suministros.carga.permissions import USO_CARGA
from suministros.models import Carga

LIMITES = Limites(("xlsx", "csv"), 400 * 1024 * 1024)  # two million invoices are about 200 MB


class Recepcion:
    """``carga`` is set when the file is in line to be reviewed; else form and errors say what is missing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.form = FormularioCarga(request.POST if request.method == "POST" else None)
        self.campo = CampoArchivo(
            "archivo", "Archivo", LIMITES, falta="Elige el archivo que vas a cargar",
            ayuda="Con los títulos de la plantilla en la primera línea, en cualquier orden.",
        )  # fmt: skip
        self.campos = CamposGuardados([self.campo], uso=USO_CARGA, para="cargar", actor=cuenta(request))
        self.carga: Carga | None = None
        if request.method == "POST":
            self._recibir()

    @property
    def errores(self) -> list[tuple[str, str]]:
        return [*errores_de(self.form), *self.campos.errores]

    def _recibir(self) -> None:
        self.campos.recibir(self.request)
        if solo_archivos(self.request) or not (self.campos.completos() and self.form.is_valid()):
            return
        try:
            self.carga = actions.recibir_carga(
                actor=cuenta(self.request),
                clase=self.form.cleaned_data["clase"],
                archivo=self.campos.archivos["archivo"],
                direccion=direccion_de(self.request),
            )
        except EstadoCambio as error:
            self.campo.error = error.mensaje
