"""'Mis datos': what the portal holds on the own account, to read and to take away (L-13, first part)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuentas.datos_propios.secciones import TOPE, todo, vistas
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import limites
from nucleo.comun.acceso import con_sesion
from nucleo.comun.reloj import ahora, hoy

POR_HORA = 20
DEMASIADAS = "Ya descargaste tus datos muchas veces en la última hora."


@con_sesion
@require_safe
def datos(request: HttpRequest) -> HttpResponse:
    contexto = {"vistas": list(vistas(cuenta(request))), "tope": TOPE}
    return render(request, "cuentas/datos_propios/datos.html", contexto)


@con_sesion
@require_safe
def descarga(request: HttpRequest) -> HttpResponse:
    """The file: UTF-8 JSON, readable by a person and by another system."""
    usuario = cuenta(request)
    limites.exigir(limites.clave("datos-propios", usuario.pk), POR_HORA, timedelta(hours=1), DEMASIADAS)
    anotar_acceso(request=request, accion="datos.descargar", objeto=f"usuario:{usuario.pk}", permitido=True)
    contenido = {"portal": "Portal de Generación Ciudadana", "generado_en": ahora(), "datos": todo(usuario)}
    respuesta = JsonResponse(contenido, json_dumps_params={"ensure_ascii": False, "indent": 2})
    respuesta["Content-Disposition"] = f'attachment; filename="mis-datos-{hoy().isoformat()}.json"'
    return respuesta
