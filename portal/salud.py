"""``/salud/``: what a load balancer and ``bin/run`` ask (contrato.md). It never touches the broker."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from nucleo.avisos.models import Aviso, EstadoAviso
from nucleo.comun.acceso import publica
from nucleo.comun.reloj import ahora

SIN_DATOS = "sin datos"


@publica
@require_safe
def salud(request: HttpRequest) -> JsonResponse:
    """200 with ``estado``, ``base_de_datos`` and ``cola``; 503 when the database does not answer.

    ``cola``: seconds that the oldest notice to be sent has waited past its time, 0 when none waits.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        base, estado = "ok", "ok"
    except DatabaseError:
        return JsonResponse({"estado": "falla", "base_de_datos": "no responde", "cola": SIN_DATOS}, status=503)
    return JsonResponse({"estado": estado, "base_de_datos": base, "cola": _espera()})


def _espera() -> Any:
    try:
        vencidos = Aviso.objects.filter(estado=EstadoAviso.PENDIENTE, proximo__lte=ahora())
        desde = vencidos.aggregate(desde=Min("proximo"))["desde"]
    except DatabaseError:
        return SIN_DATOS
    return max(int((ahora() - desde).total_seconds()), 0) if desde else 0
