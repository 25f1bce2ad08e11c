"""The portal's addresses and one upload form, for the tests of the way over HTTP."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.recepcion import recibir
from nucleo.archivos.tests.conftest import TODO
from nucleo.comun.acceso import con_sesion
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as del_portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
@con_sesion
def subida(request: HttpRequest) -> JsonResponse:
    """Each file on its own, as every form of the portal: one refused leaves the others."""
    dichos = {}
    for campo, subido in request.FILES.items():
        try:
            archivo = recibir(subido, uso="prueba", limites=TODO, nombre_documento=campo, actor=request.user)
            dichos[campo] = {"id": str(archivo.pk), "nombre": archivo.nombre}
        except ArchivoRechazado as error:
            dichos[campo] = {"error": error.mensaje, "motivo": error.motivo}
    return JsonResponse({"archivos": dichos, "texto": request.POST.get("texto", "")})


@csrf_exempt
@con_sesion
def subida_sin_cuidado(request: HttpRequest) -> JsonResponse:
    recibir(request.FILES["a"], uso="prueba", limites=TODO, nombre_documento="A", actor=request.user)
    return JsonResponse({})


urlpatterns = [path("subida/", subida), path("sin-cuidado/", subida_sin_cuidado), *del_portal]
