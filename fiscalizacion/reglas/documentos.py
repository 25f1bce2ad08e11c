"""'Administrador › Documentos': what each form asks, of which type and size (reglas.md 4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.cambios.documentos import foto
from catalogo.datos_documentos import POR_TRAMITE
from catalogo.documentos import CONDICIONES
from catalogo.models import TipoDocumento
from fiscalizacion.reglas import actions
from fiscalizacion.reglas.forms import FormularioDocumento
from fiscalizacion.reglas.pagina import CARPETA, Hecho, cambiar, con_recalculos, de_la_sec
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import administrador
from solicitudes.estados import Tipo

LISTA = "fiscalizacion:documentos"
DE_OTROS_PASOS = {
    "respuesta": "Respuesta de la distribuidora", "pago": "Pagos", "comunicacion": "Comunicaciones",
    "suministro": "Suministros",
}  # fmt: skip
DESDE_AHORA = "Vale desde ahora: los borradores se revisan con estos límites al enviarlos; lo ya enviado no cambia."


def tramites() -> dict[str, str]:
    return {tipo.value: str(tipo.label) for tipo in Tipo} | DE_OTROS_PASOS


@de_la_sec
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    grupos: dict[str, list[TipoDocumento]] = {tramite: [] for tramite in POR_TRAMITE}
    for tipo in TipoDocumento.objects.order_by("-vigente", "orden", "pk"):
        grupos.setdefault(tipo.tramite, []).append(tipo)
    nombres = tramites()
    contexto = {
        "grupos": [(tramite, nombres.get(tramite, tramite), tipos) for tramite, tipos in grupos.items() if tipos],
        "sucesos": historia.de_cadena("catalogo", tipos=(actions.DOCUMENTO,))[:10],
    }
    return render(request, f"{CARPETA}/documentos.html", contexto | con_recalculos(request))


@administrador
@require_http_methods(["GET", "POST"])
def ficha(request: HttpRequest, id: int) -> HttpResponse:
    tipo = get_object_or_404(TipoDocumento, pk=id)
    form = (
        FormularioDocumento(request.POST, tipo=tipo)
        if request.method == "POST"
        else FormularioDocumento(tipo=tipo, initial=FormularioDocumento.inicial(tipo))
    )

    def confirmacion() -> dict[str, Any]:
        cambios = historia.diferencias(foto(tipo), form.datos())
        que = [(etiqueta, f"{antes} → {despues}") for etiqueta, antes, despues in cambios]
        return {
            "resumen": [("Documento", tipo.nombre), *que],
            "sin_efecto": DESDE_AHORA if que else "No cambiaste ningún dato.",
        }

    def hacer(**quien: Any) -> Hecho:
        guardado, hubo = actions.cambiar_documento(documento_id=id, datos=form.datos(), **quien)
        return (f"Guardamos «{guardado.nombre}»." if hubo else "No cambiaste ningún dato."), None

    contexto = {
        "titulo": "Cambia el documento", "sala": "Documentos", "boton": "Guardar el documento",
        "bajada": f"{tipo.nombre} · {tramites().get(tipo.tramite, tipo.tramite)}",
        "nota": f"Se exige «según el caso»: {CONDICIONES[tipo.condicion].lower()}." if tipo.condicion else "",
    }  # fmt: skip
    return cambiar(
        request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=reverse(LISTA)
    )  # fmt: skip
