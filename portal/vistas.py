"""Pages that belong to no room: health, public start, help and statements."""

from django.http import HttpRequest, JsonResponse

from nucleo.comun.acceso import publica


@publica
def salud(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"estado": "ok"})
