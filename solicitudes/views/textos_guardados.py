"""'Textos guardados' of a distributor: all its staff reads them, jefatura writes them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuentas.models import Perfil, Rol
from cuentas.sesion import cuenta
from nucleo.avisos.mensajes import CAMPOS, CAMPOS_DE_TEXTO
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import lugares
from nucleo.comun.acceso import solo
from solicitudes.actions import textos_guardados
from solicitudes.actions.textos_guardados import TextoRechazado
from solicitudes.forms.textos_guardados import FormularioTextoGuardado
from solicitudes.models import TextoGuardado
from solicitudes.uso_de_textos import de_su_distribuidora

LISTA = "solicitudes:textos"
jefatura = solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    actor = cuenta(request)
    contexto = {"textos": de_su_distribuidora(actor), "es_jefatura": actor.rol == Rol.JEFATURA}
    return render(request, "solicitudes/textos/lista.html", contexto)


@jefatura
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    return _ficha(request, None)


@jefatura
@require_http_methods(["GET", "POST"])
def texto(request: HttpRequest, id: int) -> HttpResponse:
    return _ficha(request, _propio(request, id))


@jefatura
@require_http_methods(["GET", "POST"])
def retiro(request: HttpRequest, id: int) -> HttpResponse:
    guardado = _propio(request, id)
    if request.method == "POST":
        nombre = textos_guardados.quitar(actor=cuenta(request), texto_id=id, direccion=direccion_de(request))
        messages.success(request, f"Quitamos «{nombre}».")
        return redirect(LISTA)
    contexto = {
        "titulo": "Quita el texto",
        "texto": f"«{guardado.nombre}» dejará de estar en la lista. Lo que ya enviaste con él no cambia.",
        "boton": "Quitar el texto",
        "volver": reverse(LISTA),
    }
    return render(request, "componentes/pagina_confirmar.html", contexto)


@jefatura
@require_POST
def orden(request: HttpRequest, id: int) -> HttpResponse:
    _propio(request, id)
    hacia = lugares.sentido(request)
    nombre = textos_guardados.mover(actor=cuenta(request), texto_id=id, hacia=hacia, direccion=direccion_de(request))
    messages.success(request, f"Movimos «{nombre}».")
    return redirect(LISTA)


def _propio(request: HttpRequest, id: int) -> TextoGuardado:
    return get_object_or_404(TextoGuardado, pk=id, distribuidora=cuenta(request).distribuidora_id)


def _ficha(request: HttpRequest, guardado: TextoGuardado | None) -> HttpResponse:
    inicial = {"nombre": guardado.nombre, "texto": guardado.texto} if guardado else {}
    form = FormularioTextoGuardado(request.POST if request.method == "POST" else None, initial=inicial)
    if form.is_valid() and _guardado(request, form, guardado):
        return redirect(LISTA)
    contexto = {"form": form, "guardado": guardado, "datos": [(c, CAMPOS[c]) for c in CAMPOS if c in CAMPOS_DE_TEXTO]}
    return render(request, "solicitudes/textos/ficha.html", contexto, status=422 if form.errors else 200)


def _guardado(request: HttpRequest, form: FormularioTextoGuardado, guardado: TextoGuardado | None) -> bool:
    try:
        hubo = textos_guardados.guardar(
            actor=cuenta(request),
            texto_id=guardado.pk if guardado else None,
            direccion=direccion_de(request),
            **form.cleaned_data,
        )
    except TextoRechazado as error:
        form.add_error(error.campo, error.mensaje)
        return False
    nombre = form.cleaned_data["nombre"]
    messages.success(request, f"Guardamos «{nombre}»." if hubo else "No cambiaste ningún dato.")
    return True
