"""What the pages of the steps share: the doors, the form, its files, one sending, and the page with what failed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.formularios import ancla
from nucleo.comun.templatetags.componentes import errores_de
from solicitudes import actions
from solicitudes.actions.aplicar import exigir
from solicitudes.actions.una_vez import una_vez
from solicitudes.emails import avisaremos
from solicitudes.estados import Accion, TipoEvento
from solicitudes.forms.pasos.comun import FormularioPaso
from solicitudes.models import Solicitud
from solicitudes.uso_de_textos import NoCabe, de_su_distribuidora, usar
from solicitudes.views.archivos import es_fragmento
from solicitudes.views.detalle import obtener
from solicitudes.views.pasos.campos import numeros_propios


def abrir_para(request: HttpRequest, folio: str, accion: Accion) -> Solicitud:
    """The request, for whom it exists, opened by whoever of the distributor acts on it; 409 before any form is drawn.

    A POST is judged by its action on the locked row: a repeated one must find the result of the first.
    """
    solicitud = obtener(request, folio)
    actions.abrir(actor=cuenta(request), solicitud=solicitud, direccion=direccion_de(request))
    if request.method != "POST":
        exigir(cuenta(request), accion, solicitud)
    return solicitud


class Pagina:
    """One step's page. ``opciones`` go to the form; ``campos``, of ``uso``, are the files that it takes.

    Without ``solicitud`` its form names one, as its attribute ``solicitud`` once it is valid; ``citada`` is the one
    named so far. ``comentario``: the field into which a saved text can be put (``_con_texto.html``).
    """

    def __init__(
        self,
        request: HttpRequest,
        solicitud: Solicitud | None,
        accion: Accion,
        clase: type[FormularioPaso],
        *,
        campos: Iterable[CampoArchivo] = (),
        uso: str = "",
        inicial: dict[str, Any] | None = None,
        comentario: str = "",
        citada: Solicitud | None = None,
        **opciones: Any,
    ) -> None:
        self.request, self.accion, self.comentario = request, accion, comentario
        self.solicitud: Any = solicitud
        self._citada = solicitud or citada
        self._guardados = de_su_distribuidora(cuenta(request)) if comentario else []
        self._puesto = False
        para = f"{accion}:{solicitud.pk if solicitud else 'nueva'}"
        self.campos = CamposGuardados(campos, uso=uso, para=para, actor=cuenta(request))
        self.campos.admitir(numeros_propios(solicitud))
        for campo in self.campos:
            campo.url_subida = request.path
        if request.method == "POST" and self.campos.campos:
            self._recibir()
        self.form = self._formulario(clase, inicial or {}, opciones)

    def _recibir(self) -> None:
        """A file is not even read for whom the state leaves no step; a whole form may be a repetition."""
        if es_fragmento(self.request):
            self._exigir()
        self.campos.recibir(self.request)

    def _formulario(
        self, clase: type[FormularioPaso], inicial: dict[str, Any], opciones: dict[str, Any]
    ) -> FormularioPaso:
        if self.request.method != "POST":
            return clase(initial=inicial, **opciones)
        if self._usa_texto:
            return self._con_texto(clase, opciones)
        if not self.enviado:
            return clase(initial=self.request.POST.dict(), **opciones)
        return clase(self.request.POST, **opciones)

    @property
    def _usa_texto(self) -> bool:
        return bool(self.comentario) and "usar_texto" in self.request.POST

    def _con_texto(self, clase: type[FormularioPaso], opciones: dict[str, Any]) -> FormularioPaso:
        """The form as it was typed, with the chosen text in its comment, or why it does not fit."""
        escrito = self.request.POST.dict()
        form = clase(initial=escrito, **opciones)
        try:
            escrito[self.comentario] = usar(
                self._guardados,
                escrito.get("texto_guardado", ""),
                escrito=escrito.get(self.comentario, ""),
                solicitud=self._citada,
                maximo=getattr(form.fields[self.comentario], "max_length", None),
            )
            self._puesto = True
        except NoCabe as error:
            form.cleaned_data = {}  # nothing of it was judged: only this is told
            form.add_error(self.comentario, error.mensaje)
        return form

    @property
    def enviado(self) -> bool:
        """Whether the form was sent, and not only a file changed or a text put in."""
        post = self.request.method == "POST" and not self._usa_texto
        return post and not (self.campos.campos and (solo_archivos(self.request) or es_fragmento(self.request)))

    def grabar(self, accion: Callable[..., Any], *, campo: str = "", con_token: bool = False) -> bool:
        """Whether the step was taken, now or by an equal sending before; if not, the form and its files say why.

        ``campo``: where a refusal of the content is told. ``con_token``: the action is idempotent by itself.
        """
        # Both are asked before deciding: every problem is told at once.
        if not self.enviado or not all([self.form.is_valid(), self._completos()]):
            return False
        self._nombrada()
        comun = {
            "actor": cuenta(self.request),
            "solicitud_id": self.solicitud.pk,
            "token": self.form.cleaned_data["token"],
            "direccion": direccion_de(self.request),
            **self.form.argumentos(),
            **self.form.con_archivos(self.campos.archivos),
            **({"confirmado": self.campos.confirmado} if any(campo.sale for campo in self.campos) else {}),
        }
        try:
            accion(**comun) if con_token else una_vez(accion=accion, **comun)
        except ErrorDeDominio as error:
            if error.codigo != 422:
                raise
            suyo = getattr(error, "campo", "")
            self.form.add_error(suyo if suyo in self.form.fields else campo or None, error.mensaje)
            return False
        return True

    def _completos(self) -> bool:
        """Only now is it known about whom a form that names its request writes."""
        if self.solicitud is None:
            self.campos.admitir(numeros_propios(getattr(self.form, "solicitud", None)))
        return self.campos.completos()

    def _nombrada(self) -> None:
        """Who writes about a request has opened it, wherever from."""
        if self.solicitud is None:
            self.solicitud = self.form.solicitud  # type: ignore[attr-defined]
            actions.abrir(actor=cuenta(self.request), solicitud=self.solicitud, direccion=direccion_de(self.request))

    def _exigir(self) -> None:
        if self.solicitud is not None:
            exigir(cuenta(self.request), self.accion, self.solicitud)

    def fin(self, mensaje: str) -> HttpResponse:
        messages.success(self.request, mensaje)
        return redirect(self.solicitud)

    def mostrar(self, plantilla: str, **contexto: Any) -> HttpResponse:
        """The page, 422 with its errors; the one field that a script sent; 409 when there is nothing to mend."""
        self._exigir()
        if self._usa_texto and es_fragmento(self.request):
            estado = 422 if self.form.errors else 200
            return render(self.request, "solicitudes/pasos/_con_texto.html", self._del_texto(), status=estado)
        if self.campos.campos and es_fragmento(self.request) and self.request.method == "POST":
            return self._fragmento()
        errores = self._errores()
        base = {
            "solicitud": self.solicitud,
            "form": self.form,
            "campos": self.campos,
            "con_archivos": bool(self.campos.campos),
            "errores_de_pagina": errores,
            **self._del_texto(),
        }
        return render(self.request, plantilla, {**base, **contexto}, status=422 if errores else 200)

    def _errores(self) -> list[tuple[str, str]]:
        """Each as it stands on the page: a file may be over a field of the form."""
        errores = [*errores_de(self.form), *self._no_cabe()]
        lugares = {ancla(campo): lugar for lugar, campo in enumerate(self.form.visible_fields())}
        for campo in self.campos:
            if campo.error:
                desde = lugares[ancla(self.form[campo.antes_de])] if campo.antes_de else len(lugares)
                antes = [error for error in errores if lugares.get(error[1], -1) < desde]
                errores = [*antes, (campo.error, f"id_{campo.campo}"), *errores[len(antes) :]]
        return errores

    def _no_cabe(self) -> list[tuple[str, str]]:
        """Of a form that was not sent only this was judged."""
        if not self._usa_texto:
            return []
        campo = self.form[self.comentario]
        return [(str(mensaje), ancla(campo)) for mensaje in campo.errors]

    def _del_texto(self) -> dict[str, Any]:
        if not self.comentario:
            return {}
        elegido = self.request.POST.get("texto_guardado", "")
        campo = self.form[self.comentario]
        puesto = {"campo": campo, "guardados": self._guardados, "elegido": elegido, "puesto": self._puesto}
        return {"con_texto": puesto}

    def _fragmento(self) -> HttpResponse:
        campo = self.campos.pedido(self.request) or self.campos.campos[0]
        if not campo.presente and not campo.error and self.request.POST.get("quitar") != campo.campo:
            campo.error = campo.mensaje_de_falta
        estado = 422 if campo.error else 200
        return render(self.request, "componentes/archivo.html", {"campo": campo}, status=estado)


def al_solicitante(solicitud: Solicitud, evento: TipoEvento | None = None) -> str:
    """Who was told, for the message after the act. ``evento``: one that may be told to the second address too."""
    titular = solicitud.solicitante
    avisados = [titular.email] if evento is None else avisaremos(solicitud, evento)
    nombres = [titular.nombre if correo == titular.email else correo for correo in avisados]
    return f"Avisamos a {' y a '.join(nombres)} por correo." if nombres else "No avisamos a nadie por correo."


def a_la_distribuidora(solicitud: Solicitud) -> str:
    """The same of the distributor; one without an address of notices finds it in its inbox."""
    nombre = solicitud.distribuidora.nombre
    if solicitud.distribuidora.correo_avisos:
        return f"Avisamos a {nombre} por correo."
    return f"{nombre} lo verá en su bandeja."
