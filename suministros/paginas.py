"""What the pages of plans and procedures share: finding the row, a form with its files, one sending, a list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cuentas.sesion import cuenta
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import parametros
from nucleo.comun.errores import CampoRechazado
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.templatetags.componentes import errores_de
from nucleo.comun.texto import compacto

POR_PAGINA = 25


def obtener(request: HttpRequest, modelo: Any, clave: str, id: int) -> Any:
    """The row through the second door; outside the user's scope it does not exist, and the try is noted."""
    fila = modelo.objects.con_todo().visibles_para(cuenta(request)).filter(pk=id).first()
    if fila is None:
        raise fuera_de_alcance(request, f"{clave}:{id}")
    return fila


def fuera_de_alcance(request: HttpRequest, objeto: str) -> Http404:
    """Notes the try, and gives what to raise."""
    anotar_acceso(request=request, accion="ver", objeto=objeto, permitido=False, motivo="fuera de alcance")
    return Http404()


def es_fragmento(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or "HX-Request" in request.headers


class Pagina:
    """One form on its page. ``campos``, of ``uso``, are its files; ``para`` says of what, ``propios`` whose numbers
    may stand in them. ``opciones`` go to the form."""

    def __init__(
        self,
        request: HttpRequest,
        clase: type[FormularioPortal],
        *,
        campos: Iterable[CampoArchivo] = (),
        uso: str = "",
        para: str = "",
        propios: frozenset[str] | None = None,
        inicial: Mapping[str, Any] | None = None,
        **opciones: Any,
    ) -> None:
        self.request = request
        self.campos = CamposGuardados(campos, uso=uso, para=para, actor=cuenta(request))
        self.campos.admitir(propios)
        for campo in self.campos:
            campo.url_subida = request.get_full_path()
        if request.method == "POST" and self.campos.campos:
            self.campos.recibir(request)
        if request.method != "POST":
            self.form = clase(initial=inicial, **opciones)
        elif self.enviado:
            self.form = clase(request.POST, **opciones)
        else:
            self.form = clase(initial=request.POST.dict(), **opciones)

    @property
    def enviado(self) -> bool:
        """Whether the form was sent, and not only one of its files changed."""
        con_archivos = bool(self.campos.campos)
        return self.request.method == "POST" and not (
            con_archivos and (solo_archivos(self.request) or es_fragmento(self.request))
        )

    @property
    def papeles(self) -> list[tuple[str, Any]]:
        """What each file is called, and the file, in the order of the page."""
        traidos = self.campos.archivos
        return [(campo.etiqueta, traidos[campo.campo]) for campo in self.campos if campo.campo in traidos]

    def grabar(self, accion: Callable[[], str]) -> str:
        """The address that the act gave, now or by an equal sending before; empty, and the form says why."""
        # Both are asked before deciding: every problem is told at once.
        if not self.enviado or not all([self.form.is_valid(), self.campos.completos()]):
            return ""
        try:
            return accion()
        except CampoRechazado as error:
            campo = next((uno for uno in self.campos if uno.campo == error.campo), None)
            if campo:
                campo.error = error.mensaje
            else:
                self.form.add_error(error.campo if error.campo in self.form.fields else None, error.mensaje)
            return ""

    def mostrar(self, plantilla: str, **contexto: Any) -> HttpResponse:
        """The page, 422 with its errors; the one field that a script sent."""
        if self.request.method == "POST" and self.campos.campos and es_fragmento(self.request):
            return self._fragmento()
        errores = [*errores_de(self.form), *self.campos.errores]
        base = {
            "form": self.form,
            "campos": self.campos,
            "con_archivos": bool(self.campos.campos),
            "errores_de_pagina": errores,
        }
        return render(self.request, plantilla, {**base, **contexto}, status=422 if errores else 200)

    def _fragmento(self) -> HttpResponse:
        campo = self.campos.pedido(self.request) or self.campos.campos[0]
        if not campo.presente and not campo.error and self.request.POST.get("quitar") != campo.campo:
            campo.error = campo.mensaje_de_falta
        return render(self.request, "componentes/archivo.html", {"campo": campo}, status=422 if campo.error else 200)


@dataclass(frozen=True)
class Vista:
    """A tab of a list. ``antiguas``: the oldest first, as a queue is worked."""

    etiqueta: str
    condicion: Q
    antiguas: bool = False
    tono: str = ""


def lista(request: HttpRequest, modelo: Any, vistas: Mapping[str, Vista]) -> dict[str, Any]:
    """A page of what exists for the user: own ones, the newest first; for staff by tabs, and by supply number."""
    usuario = cuenta(request)
    visibles = modelo.objects.visibles_para(usuario)
    if usuario.es_solicitante:
        hoja = Paginator(visibles.con_todo(), POR_PAGINA).get_page(parametros.pagina(request.GET))
        return {"pagina": hoja, "vistas": []}
    escrito = parametros.texto(request.GET, "suministro", 40)
    if escrito:
        visibles = visibles.filter(vinculo__suministro__numero_compacto__startswith=compacto(escrito))
    elegida = parametros.elegido(request.GET, "vista", vistas) or next(iter(vistas))
    orden = ("pedido_en", "id") if vistas[elegida].antiguas else ("-pedido_en", "-id")
    filas = visibles.con_todo().filter(vistas[elegida].condicion).order_by(*orden)
    return {
        "pagina": Paginator(filas, POR_PAGINA).get_page(parametros.pagina(request.GET)),
        "vistas": [_pestana(request, visibles, clave, vista, clave == elegida) for clave, vista in vistas.items()],
        "elegida": elegida,
        "suministro": escrito,
        "antiguas": vistas[elegida].antiguas,
    }


def _pestana(request: HttpRequest, visibles: Any, clave: str, vista: Vista, actual: bool) -> dict[str, Any]:
    consulta = parametros.sin(request.GET, "vista", "page")
    consulta["vista"] = clave
    numero = visibles.filter(vista.condicion).count()
    url = f"?{consulta.urlencode()}"
    return {"etiqueta": vista.etiqueta, "url": url, "actual": actual, "numero": numero, "tono": vista.tono}
