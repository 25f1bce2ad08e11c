"""'Perfil': the summary, the password, the sessions, the accesses and the addresses of the own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.celular import mostrar_celular
from cuentas.documento import lecturas
from cuentas.documento.consultas import vigente
from cuentas.perfil import actions
from cuentas.perfil.forms import FormularioClave
from cuentas.perfil.presentacion import accion, navegador, tipo_de_perfil
from cuentas.sesion import cuenta
from cuentas.vida_de_sesion import ocio
from nucleo.bitacora.actions import direccion_de
from nucleo.bitacora.models import Acceso
from nucleo.comun.acceso import con_sesion
from nucleo.comun.reloj import ahora

POR_PAGINA = 25


@con_sesion
@require_safe
def resumen(request: HttpRequest) -> HttpResponse:
    usuario = cuenta(request)
    contexto = {
        "tipo": tipo_de_perfil(usuario),
        "celular": mostrar_celular(usuario.celular),
        "documento": vigente(usuario) if usuario.es_solicitante else None,
    }
    return render(request, "cuentas/perfil/resumen.html", contexto)


@con_sesion
@sensitive_post_parameters("actual", "clave", "clave2")
@require_http_methods(["GET", "POST"])
def clave(request: HttpRequest) -> HttpResponse:
    usuario = cuenta(request)
    formulario = FormularioClave(request.POST if request.method == "POST" else None, usuario=usuario)
    if request.method == "POST" and formulario.is_valid():
        cambiada = actions.cambiar_clave(
            usuario=usuario,
            nueva=formulario.cleaned_data["clave"],
            sesion=request.session.session_key,
            direccion=direccion_de(request),
        )
        update_session_auth_hash(request, cambiada)
        messages.success(request, "Cambiaste tu contraseña y cerramos tus otras sesiones.")
        return redirect("perfil:resumen")
    estado = 422 if formulario.errors else 200
    return render(request, "cuentas/perfil/clave.html", {"form": formulario}, status=estado)


@con_sesion
@require_http_methods(["GET", "POST"])
def sesiones(request: HttpRequest) -> HttpResponse:
    usuario = cuenta(request)
    propia = request.session.session_key
    if request.method == "POST":
        cuantas = actions.cerrar_las_demas(usuario=usuario, sesion=propia, direccion=direccion_de(request))
        messages.success(request, "Cerramos tus otras sesiones." if cuantas else "No tenías otras sesiones abiertas.")
        return redirect("perfil:sesiones")
    # Those that the next request would end are over already for whoever reads the list.
    vivas = usuario.sesiones.filter(Q(vista_en=None) | Q(vista_en__gt=ahora() - ocio(usuario)), expire_date__gt=ahora())
    filas = [(fila, navegador(fila.agente), fila.session_key == propia) for fila in vivas.order_by("-vista_en")]
    filas.sort(key=lambda fila: not fila[2])
    return render(request, "cuentas/perfil/sesiones.html", {"sesiones": filas})


@con_sesion
@require_safe
def accesos(request: HttpRequest) -> HttpResponse:
    """What the account opened, who tried to come into it, and who looked at its papers."""
    usuario = cuenta(request)
    propios = Q(usuario=usuario) | Q(objeto=f"usuario:{usuario.pk}", accion__in=("ingreso", "segundo-factor"))
    suyos = Acceso.objects.filter(propios | lecturas.de_sus_papeles(usuario)).order_by("-pk")
    paginas = Paginator(suyos.select_related("usuario__distribuidora"), POR_PAGINA)
    pagina = paginas.get_page(request.GET.get("pagina"))
    filas = [
        (fila, lecturas.frase(fila), "")
        if lecturas.es_de_otro(fila, usuario)
        else (fila, accion(fila.accion), navegador(fila.agente))
        for fila in pagina
    ]
    return render(request, "cuentas/perfil/accesos.html", {"pagina": pagina, "accesos": filas})
