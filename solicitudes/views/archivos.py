"""The document fields of a draft: what each shows, and how a file enters it with or without JavaScript (S-11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogo.documentos import limites
from catalogo.models import TipoDocumento
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import recibir
from nucleo.comun.acceso import solo
from solicitudes import actions
from solicitudes.documentos import pedidos
from solicitudes.models import Borrador

USO = "documento"


@dataclass
class CampoArchivo:
    """One document field as ``componentes/archivo.html`` draws it; ``archivo`` is the file that it shows.

    ``presente``: a file is there although the field shows its input again to replace it.
    """

    tipo: TipoDocumento
    obligatorio: bool
    url_subida: str = ""
    archivo: Archivo | None = None
    error: str = ""
    presente: bool = False

    @property
    def campo(self) -> str:
        return self.tipo.codigo

    @property
    def etiqueta(self) -> str:
        return self.tipo.nombre

    @property
    def ayuda(self) -> str:
        return self.tipo.ayuda

    @property
    def opcional(self) -> bool:
        return not self.obligatorio

    @property
    def maximo(self) -> int:
        return self.tipo.maximo

    @property
    def limite_linea(self) -> str:
        return f"{limites(self.tipo).describir()}."

    @property
    def tipos(self) -> str:
        return limites(self.tipo).tipos()

    @property
    def accept(self) -> str:
        return limites(self.tipo).accept()

    def poner(self, archivo: Archivo) -> None:
        self.archivo, self.presente, self.error = archivo, True, ""

    def sacar(self) -> None:
        self.archivo, self.presente = None, False

    def ofrecer_reemplazo(self) -> None:
        """Shows the input again; the file stays until another arrives."""
        self.archivo = None


class CamposDeArchivo:
    """The document fields of one draft, in their order. ``reemplazar``: the code whose field shows its input again."""

    def __init__(self, borrador: Borrador, reemplazar: str | None = None) -> None:
        self.borrador = borrador
        presentes = {fila.codigo: fila.archivo for fila in borrador.archivos.select_related("archivo")}
        self.campos = [
            CampoArchivo(
                tipo=pedido.tipo,
                obligatorio=pedido.obligatorio,
                url_subida=reverse("solicitudes:archivo", args=[borrador.pk, pedido.tipo.codigo]),
            )
            for pedido in pedidos(borrador.tipo, borrador.datos)
        ]
        for campo in self.campos:
            if campo.campo in presentes:
                campo.poner(presentes[campo.campo])
            if campo.campo == reemplazar:
                campo.ofrecer_reemplazo()

    def __iter__(self) -> Iterator[CampoArchivo]:
        return iter(self.campos)

    @property
    def presentes(self) -> list[CampoArchivo]:
        return [campo for campo in self.campos if campo.archivo]

    @property
    def errores(self) -> list[tuple[str, str]]:
        """Words and control of each failed field, for the error summary."""
        return [(campo.error, f"id_{campo.campo}") for campo in self.campos if campo.error]

    def uno(self, codigo: str) -> CampoArchivo:
        for campo in self.campos:
            if campo.campo == codigo:
                return campo
        raise Http404

    def recibir_formulario(self, request: HttpRequest) -> None:
        """Takes what a whole form brings: good files stay although others fail; *Quitar* and *Reemplazar* too."""
        for campo in self.campos:
            for subido in request.FILES.getlist(campo.campo):
                self.recibir_uno(cuenta(request), campo, subido)
        if quitar := request.POST.get("quitar"):
            self.quitar(cuenta(request), self.uno(quitar))
        if reemplazar := request.POST.get("reemplazar"):
            self.uno(reemplazar).ofrecer_reemplazo()

    def recibir_uno(self, actor: Any, campo: CampoArchivo, subido: UploadedFile | None) -> None:
        """Checks, stores and attaches one file; a refused one leaves its words in ``campo.error``."""
        if subido is None:
            campo.error = f"Adjunta {campo.etiqueta}"
            return
        try:
            archivo = recibir(
                subido,
                uso=USO,
                limites=limites(campo.tipo),
                nombre_documento=campo.etiqueta,
                actor=actor,
            )
        except ArchivoRechazado as error:
            campo.error = error.mensaje
            return
        actions.adjuntar_a_borrador(
            actor=actor,
            borrador_id=self.borrador.pk,
            codigo=campo.campo,
            archivo=archivo,
        )
        campo.poner(archivo)

    def quitar(self, actor: Any, campo: CampoArchivo) -> None:
        actions.quitar_de_borrador(actor=actor, borrador_id=self.borrador.pk, codigo=campo.campo)
        campo.sacar()

    def completos(self) -> bool:
        """Whether nothing required is missing and nothing failed; marks what is missing."""
        for campo in self.campos:
            if campo.obligatorio and not campo.presente and not campo.error:
                campo.error = f"Adjunta {campo.etiqueta}"
        return not self.errores


@solo(Perfil.SOLICITANTE)
@require_POST
def archivo(request: HttpRequest, borrador_id: UUID, campo: str) -> HttpResponse:
    """One file by script: answers the same field fragment. Without script it leads back to the page."""
    borrador = get_object_or_404(Borrador, pk=borrador_id, dueno=cuenta(request))
    campos = CamposDeArchivo(borrador)
    elegido = campos.uno(campo)
    if "quitar" in request.POST:
        campos.quitar(cuenta(request), elegido)
    elif "reemplazar" in request.POST:
        elegido.ofrecer_reemplazo()
    else:
        campos.recibir_uno(cuenta(request), elegido, request.FILES.get(campo))
    if not es_fragmento(request):
        return redirect("solicitudes:documentos", borrador.pk)
    estado = 422 if elegido.error else 200
    return render(request, "componentes/archivo.html", {"campo": elegido}, status=estado)


def es_fragmento(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or "HX-Request" in request.headers
