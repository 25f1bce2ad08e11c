"""The document fields of a draft: what each shows, and how a file enters it with or without JavaScript (S-11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalogo.datos_documentos import CEDULA_APARTE, CON_MEDIDOR, POR_OTRO, SIN_IDENTIDAD
from catalogo.documentos import de
from catalogo.models import Exigencia, TipoDocumento
from cuentas.documento.consultas import documento_validado
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.recepcion import recibir
from nucleo.comun.acceso import solo
from solicitudes import actions
from solicitudes.actions.borradores import repetir_papel
from solicitudes.documentos import DEL_PODER, REVELADORAS, con_poder_validado, es_obligatorio, faltantes, pedidos
from solicitudes.models import Adjunto, Borrador
from solicitudes.partida import papeles_anteriores
from solicitudes.views.pasos.campos import de_tipo

USO = "documento"
# What hides a field until an answer asks for it (static/css/formularios.css), and the question before the first one.
CLASES = {POR_OTRO: "si-por-otro", CEDULA_APARTE: "si-por-otro si-cedula-aparte", CON_MEDIDOR: "si-medidor"}
PREGUNTAS = ((CEDULA_APARTE, "cedula_en_poder"), (CON_MEDIDOR, "aporta_medidor"))


@dataclass(frozen=True)
class Fila:
    """One document field on the page. ``clase`` hides it while its condition does not hold; ``pregunta`` stands
    before it; ``anterior``: the paper of an earlier request that may be used again."""

    campo: CampoArchivo
    clase: str = ""
    pregunta: BoundField | None = None
    anterior: Adjunto | None = None


class CamposDeArchivo:
    """The document fields of one draft. ``reemplazar``: the code whose field shows its input again.

    All the documents of the form are here, also those that an answer leaves out: a script may send one before the
    answer that asks for it was saved.
    """

    def __init__(self, borrador: Borrador, reemplazar: str | None = None) -> None:
        self.borrador = borrador
        self.con_poder_validado = con_poder_validado(borrador.datos, borrador.dueno)
        presentes = {fila.codigo: fila.archivo for fila in borrador.archivos.select_related("archivo")}
        self.tipos = {tipo.codigo: tipo for tipo in sorted(de(borrador.tipo), key=self._lugar)}
        self.campos = [de_tipo(tipo, opcional=not self._se_exige(tipo)) for tipo in self.tipos.values()]
        for campo in self.campos:
            campo.url_subida = reverse("solicitudes:archivo", args=[borrador.pk, campo.campo])
            if campo.campo in presentes:
                campo.poner(presentes[campo.campo])
            if campo.campo == reemplazar:
                campo.ofrecer_reemplazo()

    def _se_exige(self, tipo: TipoDocumento) -> bool:
        """Whether its label says nothing: one that an answer reveals is required as soon as it is seen."""
        if tipo.condicion in REVELADORAS:
            ahorrado = tipo.condicion in DEL_PODER and self.con_poder_validado
            return bool(tipo.exigencia == Exigencia.CUANDO) and not ahorrado
        return es_obligatorio(tipo, self.borrador.datos, self.borrador.dueno)

    def _lugar(self, tipo: TipoDocumento) -> int:
        """Required ones first, the meter's last, else the order of the table (DISENO 7.2)."""
        return 2 if tipo.condicion == CON_MEDIDOR else int(not self._se_exige(tipo))

    @property
    def sin_cedula(self) -> bool:
        """Whether the account's validated document spares a cédula that this form would ask (reglas.md 8)."""
        return SIN_IDENTIDAD in self.condiciones and documento_validado(self.borrador.dueno)

    @property
    def condiciones(self) -> set[str]:
        """What the documents of this form wait for: which questions its page asks."""
        return {tipo.condicion for tipo in self.tipos.values()}

    def filas(self, formulario: BaseForm) -> list[Fila]:
        """The fields with the questions that stand among them."""
        anteriores = papeles_anteriores(self.borrador, self.tipos.values())
        preguntas = {condicion: formulario[nombre] for condicion, nombre in PREGUNTAS if nombre in formulario.fields}
        return [
            Fila(
                campo=campo,
                clase=CLASES.get(self.tipos[campo.campo].condicion, ""),
                pregunta=preguntas.pop(self.tipos[campo.campo].condicion, None),
                anterior=None if campo.presente else anteriores.get(campo.campo),
            )
            for campo in self.campos
        ]

    def __iter__(self) -> Iterator[CampoArchivo]:
        return iter(self.campos)

    @property
    def presentes(self) -> list[CampoArchivo]:
        """Those that would be filed: one left over from a changed answer stays behind."""
        pedidos_hoy = {p.tipo.codigo for p in pedidos(self.borrador.tipo, self.borrador.datos, self.borrador.dueno)}
        return [campo for campo in self.campos if campo.archivo and campo.campo in pedidos_hoy]

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
        if repetir := request.POST.get("repetir"):
            self.repetir(cuenta(request), self.uno(repetir))

    def repetir(self, actor: Any, campo: CampoArchivo) -> None:
        """Uses the paper of an earlier request of the same supply."""
        adjunto = repetir_papel(actor=actor, borrador_id=self.borrador.pk, codigo=campo.campo)
        if adjunto is None:
            campo.error = f"Adjunta {campo.etiqueta}"
        else:
            campo.poner(adjunto.archivo)

    def recibir_uno(self, actor: Any, campo: CampoArchivo, subido: UploadedFile | None) -> None:
        """Checks, stores and attaches one file; a refused one leaves its words in ``campo.error``."""
        if subido is None:
            campo.error = f"Adjunta {campo.etiqueta}"
            return
        try:
            archivo = recibir(
                subido,
                uso=USO,
                limites=campo.limites,
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
        presentes = {campo.campo for campo in self.campos if campo.presente}
        faltan = faltantes(self.borrador.tipo, self.borrador.datos, presentes, self.borrador.dueno)
        for codigo in (tipo.codigo for tipo in faltan):
            campo = self.uno(codigo)
            campo.error = campo.error or f"Adjunta {campo.etiqueta}"
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
