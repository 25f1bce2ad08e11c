"""The boxes of a list: which were ticked, and the way back to the list as it was left (DISENO 6.9).

They travel as ``sel``, and the query of the list as ``consulta``.
"""

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from cuentas.sesion import cuenta
from nucleo.comun import parametros

A_LA_VEZ = 50  # read whole, papers included, while somebody waits
DE_UNA_PAGINA = max(parametros.TAMANOS)
_LARGO_DE_CONSULTA = 1000


def marcados(request: HttpRequest) -> list[str]:
    """The folios that were ticked, each once, in the order of the page."""
    return list(dict.fromkeys(folio.replace(" ", "+").upper() for folio in _datos(request).getlist("sel")))


def consulta_de_lista(request: HttpRequest) -> QueryDict:
    return QueryDict(_datos(request).get("consulta", "")[:_LARGO_DE_CONSULTA])


def direccion_de_lista(request: HttpRequest, *, con_marcas: bool = True) -> str:
    """The list as it was left; its boxes ticked as they were, unless what was asked is done."""
    casa = reverse("fiscalizacion:todas" if cuenta(request).es_sec else "solicitudes:bandeja")
    consulta = consulta_de_lista(request).copy()
    if con_marcas:
        consulta.setlist("sel", marcados(request)[:DE_UNA_PAGINA])
    return f"{casa}?{consulta.urlencode()}#t-lista" if consulta else casa


def contexto_de_marcas(request: HttpRequest) -> dict[str, object]:
    """What a list needs to be ticked and found again. Applicants tick nothing."""
    aqui = request.GET.copy()
    marcadas = frozenset(aqui.getlist("sel"))
    aqui.pop("sel", None)
    con_seleccion = not cuenta(request).es_solicitante
    return {"con_seleccion": con_seleccion, "marcadas": marcadas, "aqui": aqui.urlencode(), "a_la_vez": A_LA_VEZ}


def _datos(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET
