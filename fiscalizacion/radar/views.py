"""The radar as a page: every list by distributor, and one of them open."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo.models import Distribuidora
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from fiscalizacion.panel.forms import direccion
from fiscalizacion.radar.detalle import detallar
from fiscalizacion.radar.listas import LISTAS, VENCIDAS, VENTANA, VENTANAS, Lista, Momento, filas, por_distribuidora
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud

POR_PAGINA, LIMITE = 25, 1000
Cuentas = dict[str, Counter[int]]


@dataclass(frozen=True)
class Pedido:
    """What the address asks, already cleaned."""

    lista: Lista
    elegida: Distribuidora | None
    tipo: str
    ventana: str

    @classmethod
    def de(cls, consulta: QueryDict, empresas: dict[int, Distribuidora]) -> "Pedido":
        prefijo = parametros.prefijo(consulta)
        return cls(
            LISTAS[parametros.elegido(consulta, "lista", LISTAS) or VENCIDAS],
            next((empresa for empresa in empresas.values() if empresa.prefijo == prefijo), None),
            parametros.elegido(consulta, "tipo", Tipo.values),
            parametros.elegido(consulta, "dias", VENTANAS) or VENTANA,
        )

    def url(self, **cambios: str) -> str:
        """The address of a list in the same window and form."""
        puestos = {"tipo": self.tipo, "dias": "" if self.ventana == VENTANA else self.ventana}
        return direccion("fiscalizacion:radar", {**puestos, **cambios}) + "#lista"

    def en_todas(self) -> str:
        """The same requests in the list of all, with its filters and its file; none of a list that has no filter."""
        if not self.lista.situacion:
            return ""
        empresa = self.elegida.prefijo if self.elegida else ""
        filtros = {"situacion": self.lista.situacion, "distribuidora": empresa, "tipo": self.tipo}
        return direccion("fiscalizacion:todas", filtros)


@solo(Perfil.SEC)
@require_safe
def radar(request: HttpRequest) -> HttpResponse:
    empresas = Distribuidora.objects.in_bulk()
    pedido = Pedido.de(request.GET, empresas)
    momento = Momento.ahora(pedido.ventana)
    cuentas = {clave: por_distribuidora(una, momento, tipo=pedido.tipo) for clave, una in LISTAS.items()}
    contexto = {
        "pedido": pedido,
        "tipos": Tipo,
        "ventanas": VENTANAS,
        "nombre_ventana": VENTANAS[pedido.ventana],
        "distribuidoras": empresas.values(),
        "matriz": _matriz(cuentas, empresas, pedido),
        "totales": [(una, cuentas[clave].total(), pedido.url(lista=clave)) for clave, una in LISTAS.items()],
        "limite": LIMITE,
        **_lista(request, pedido, momento, cuentas[pedido.lista.clave]),
    }
    return render(request, "fiscalizacion/radar/radar.html", contexto)


def _matriz(
    cuentas: Cuentas, empresas: dict[int, Distribuidora], pedido: Pedido
) -> list[tuple[Distribuidora, list[tuple[Lista, int, str]]]]:
    """One row for each distributor that has something, in their order."""
    return [
        (
            empresa,
            [
                (una, cuentas[clave][pk], pedido.url(lista=clave, distribuidora=empresa.prefijo))
                for clave, una in LISTAS.items()
            ],
        )
        for pk, empresa in sorted(empresas.items(), key=lambda par: par[1].orden)
        if any(cuenta[pk] for cuenta in cuentas.values())
    ]


def _lista(request: HttpRequest, pedido: Pedido, momento: Momento, cuenta_de: Counter[int]) -> dict[str, Any]:
    """The page asked for of the list, of its first ``LIMITE``: what is longer is limited by its filters."""
    elegida = pedido.elegida
    total = cuenta_de[elegida.pk] if elegida else cuenta_de.total()
    suyas = filas(pedido.lista, momento, distribuidora_id=elegida.pk if elegida else None, tipo=pedido.tipo)
    # Which ones comes out of the list's index; only those of the page are read.
    paginador = Paginator(suyas.values_list("pk", flat=True), POR_PAGINA)
    paginador.count = min(total, LIMITE)
    pagina = paginador.get_page(parametros.pagina(request.GET))
    pks = list(pagina.object_list)
    leidas = Solicitud.objects.select_related("distribuidora").in_bulk(pks)
    detalladas = detallar(pedido.lista, [leidas[pk] for pk in pks], momento, cuenta(request))
    return {"total": total, "pagina": pagina, "filas": detalladas}
