"""The proofs that wait for a person: those to validate, oldest first, and those that the system accepted (P-06)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo.plazos import calendario, dia_en_chile, habiles_entre
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from pagos.consultas import por_validar, sin_revisar
from pagos.models import Comprobante
from solicitudes.models import Solicitud
from solicitudes.presentacion.luz import semaforo
from solicitudes.querysets import SolicitudQuerySet

# Name, what it lists, tone of its count.
VISTAS = {
    "por-validar": ("Por validar", por_validar, ""),
    "sin-revisar": ("Pago sin revisar", sin_revisar, "aviso"),
}
POR_PAGINA = 25


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def cola(request: HttpRequest) -> HttpResponse:
    elegida = parametros.elegido(request.GET, "vista", VISTAS) or "por-validar"
    visibles = Solicitud.objects.visibles_para(cuenta(request))
    pagina = Paginator(VISTAS[elegida][1](visibles), POR_PAGINA).get_page(parametros.pagina(request.GET))
    contexto = {
        "elegida": elegida,
        "pagina": pagina,
        "filas": _con_edad(request, list(pagina.object_list)),
        "vistas": [_vista(clave, visibles, clave == elegida) for clave in VISTAS],
    }
    return render(request, "pagos/por_validar.html", contexto)


def _vista(clave: str, visibles: SolicitudQuerySet, actual: bool) -> dict[str, object]:
    etiqueta, consulta, tono = VISTAS[clave]
    numero = consulta(visibles).count()
    return {"etiqueta": etiqueta, "url": f"?vista={clave}", "actual": actual, "numero": numero, "tono": tono}


def _con_edad(request: HttpRequest, comprobantes: list[Comprobante]) -> list[tuple[object, ...]]:
    """(proof, request, its días hábiles of age, its light)."""
    dias, hoy_es = calendario(), hoy()
    return [
        (
            comprobante,
            comprobante.cobro.solicitud,
            habiles_entre(dia_en_chile(comprobante.informado_en), hoy_es, dias),
            semaforo(comprobante.cobro.solicitud, cuenta(request), dias),
        )
        for comprobante in comprobantes
    ]
