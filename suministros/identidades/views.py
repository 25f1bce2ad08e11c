"""'Identidades': the papers that wait for a distributor's staff, and the review of one after the other (U-06)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.plazos import calendario
from cuentas.documento.decision import DecisionRechazada, quien_fue
from cuentas.documento.models import EstadoDocumento
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio
from suministros.identidades import cola, miradas
from suministros.identidades.acceso import obtener
from suministros.identidades.forms import FormularioAceptacion, FormularioNegacion
from suministros.identidades.papeles import EnRevision
from suministros.identidades.presentacion import antes, datos_de, dicho
from suministros.identidades.revision import SIN_INTENTOS, decidir, sin_intentos
from suministros.identidades.siguiente import siguiente
from suministros.identidades.vistas import pagina_marcada, vista_de

ACEPTAR = EstadoDocumento.VALIDADO.value


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    lector, dias = cuenta(request), calendario()
    elegida = parametros.elegido(request.GET, "vista", cola.VISTAS)
    cuantos = cola.contar(lector, dias)
    hoja = cola.pagina(lector, elegida, parametros.pagina(request.GET), cuantos[elegida], dias)
    miran = miradas.de_otros(hoja.object_list, lector)
    contexto = {
        "elegida": elegida,
        "pagina": hoja,
        "filas": [(papel, miran.get(papel.objeto)) for papel in hoja.object_list],
        "vistas": [_pestana(vista, cuantos[vista], actual=vista == elegida) for vista in cola.VISTAS],
        "sufijo": _sufijo(elegida),
    }
    return render(request, "suministros/identidades/lista.html", contexto)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def documento(request: HttpRequest, id: int) -> HttpResponse:
    return _revision(request, obtener(cuenta(request), "documento", id))


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def poder(request: HttpRequest, id: int) -> HttpResponse:
    return _revision(request, obtener(cuenta(request), "poder", id))


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def pagina_de_documento(request: HttpRequest, id: int, pagina: int) -> HttpResponse:
    return _pagina_de(request, obtener(cuenta(request), "documento", id), pagina)


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def pagina_de_poder(request: HttpRequest, id: int, pagina: int) -> HttpResponse:
    return _pagina_de(request, obtener(cuenta(request), "poder", id), pagina)


def _pagina_de(request: HttpRequest, papel: EnRevision, pagina: int) -> HttpResponse:
    """Only while it waits: whoever decided has no more need of it, and nobody else ever had one."""
    if not papel.espera:
        raise Http404
    return pagina_marcada(request, papel, pagina)


def _revision(request: HttpRequest, papel: EnRevision) -> HttpResponse:
    if not papel.espera:
        return _ya_revisado(request, papel)
    decision = request.POST.get("decision", "") if request.method == "POST" else ""
    aceptacion = FormularioAceptacion(request.POST if decision == ACEPTAR else None, papel=papel)
    negacion = FormularioNegacion(request.POST if decision and decision != ACEPTAR else None, papel=papel)
    if request.method == "POST":
        formulario = aceptacion if aceptacion.is_bound else negacion
        try:
            if formulario.is_bound and formulario.is_valid():
                _decidir(request, papel, decision, formulario)
                return _al_siguiente(request, papel, decision)
        except DecisionRechazada as error:
            formulario.add_error("numero" if formulario is aceptacion else "elegido", error.mensaje)
        except EstadoCambio as choque:
            return _ya_revisado(request, obtener(cuenta(request), papel.clase, papel.papel.pk), choque)
    else:
        anotar_acceso(request=request, accion=miradas.ABRIR, objeto=papel.objeto, permitido=True)
    return _pagina(request, papel, aceptacion, negacion)


def _decidir(
    request: HttpRequest, papel: EnRevision, decision: str, formulario: FormularioAceptacion | FormularioNegacion
) -> None:
    if isinstance(formulario, FormularioNegacion):
        decidir(request, papel, decision=decision, motivo=formulario.motivo())
    else:
        decidir(request, papel, decision=decision, numero=formulario.cleaned_data["numero"])


def _pagina(
    request: HttpRequest, papel: EnRevision, aceptacion: FormularioAceptacion, negacion: FormularioNegacion
) -> HttpResponse:
    lector, vista = cuenta(request), _vista(request)
    siguiente_papel = siguiente(lector, vista, calendario(), despues=papel)
    imagen = vista_de(papel)
    contexto: dict[str, Any] = {
        "papel": papel,
        "datos": datos_de(papel),
        "antes": antes(papel, lector),
        "imagen": imagen,
        "paginas": [(pagina, papel.url_de_pagina(n)) for n, pagina in enumerate(imagen.paginas, 1)],
        "mira": miradas.de_otros([papel], lector).get(papel.objeto),
        "aceptacion": aceptacion,
        "negacion": negacion,
        # After a wrong number the field stays, with its words beside it.
        "sin_intentos": SIN_INTENTOS if not aceptacion.is_bound and sin_intentos(papel, lector) else "",
        "sufijo": _sufijo(vista),
        "saltar": siguiente_papel.url + _sufijo(vista) if siguiente_papel else "",
        "errores_de_pagina": bool(aceptacion.errors or negacion.errors),
    }
    return render(
        request, "suministros/identidades/revision.html", contexto, status=422 if request.method == "POST" else 200
    )


def _al_siguiente(request: HttpRequest, papel: EnRevision, decision: str) -> HttpResponse:
    vista = _vista(request)
    messages.success(request, dicho(papel, decision))
    otro = siguiente(cuenta(request), vista, calendario())
    return redirect((otro.url if otro else reverse("suministros:identidades")) + _sufijo(vista))


def _ya_revisado(request: HttpRequest, papel: EnRevision, choque: EstadoCambio | None = None) -> HttpResponse:
    """409: by whom and when it was decided, or why there is nothing left to decide."""
    vista = _vista(request)
    otro = siguiente(cuenta(request), vista, calendario())
    contexto = {
        "papel": papel,
        "quien": quien_fue(papel.papel, cuenta(request)),
        "mensaje": choque.mensaje if choque else "",
        "enviado": request.method == "POST",
        "sufijo": _sufijo(vista),
        "siguiente": otro.url + _sufijo(vista) if otro else "",
    }
    return render(request, "suministros/identidades/ya_revisado.html", contexto, status=409)


def _vista(request: HttpRequest) -> str:
    """The view of the queue in which the person goes through it: it stays in the address."""
    return parametros.elegido(request.GET, "vista", cola.VISTAS)


def _sufijo(vista: str) -> str:
    return f"?vista={vista}" if vista else ""


def _pestana(vista: str, numero: int, *, actual: bool) -> dict[str, object]:
    direccion = reverse("suministros:identidades") + _sufijo(vista)
    tono = "alerta" if vista == "atrasados" else ""
    return {"etiqueta": cola.VISTAS[vista], "url": direccion, "actual": actual, "numero": numero, "tono": tono}
