"""AZ-8: SEC reads everything and alters only by its own actions; every refusal leaves an Acceso row."""

from typing import Any

import pytest

from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Acceso, Evento
from solicitudes.models import Borrador, BorradorArchivo, Respuesta, Solicitud
from tests.mundo import Mundo, entrar, general, mundo, respuesta_valida
from tests.rutas_esperadas import TABLA

__all__ = ["mundo"]
pytestmark = pytest.mark.django_db


# Its own rows of the table of actions.
DE_LA_SEC = {"/solicitudes/<folio>/anulacion/", "/solicitudes/<folio>/expediente/"}


def _todo() -> list[Any]:
    return [
        list(Solicitud.objects.order_by("pk").values()),
        list(Borrador.objects.order_by("pk").values()),
        list(BorradorArchivo.objects.order_by("pk").values()),
        list(Respuesta.objects.order_by("pk").values()),
        Evento.objects.count(),
        Aviso.objects.count(),
    ]


def _que_alteran(mundo: Mundo) -> list[str]:
    """The addresses of requests and drafts that somebody may POST to, from the table written by hand."""
    rutas = {
        linea.split()[0]
        for linea in TABLA.splitlines()
        if " POST " in linea and linea.startswith(("/solicitudes/", "/borradores/", "/nuevo-envio/"))
        and {"302", "422"} & set(linea.split()[4:])
    } - DE_LA_SEC  # fmt: skip
    valores = {"<folio>": mundo.solicitud["propio"].folio, "<id>": str(mundo.borrador["propio"].pk),
               "<tramite>": "informacion", "<campo>": "formulario"}  # fmt: skip
    listas = []
    for ruta in rutas:
        for marca, valor in valores.items():
            ruta = ruta.replace(marca, valor)
        listas.append(ruta)
    return sorted(listas)


@pytest.mark.req("F-02", "L-10")
@pytest.mark.parametrize("letra", ["S", "X"])
def test_la_sec_no_altera_solicitudes_y_queda_escrito(mundo: Mundo, letra: str) -> None:
    cliente, antes = entrar(mundo.persona[letra]), _todo()
    rutas = _que_alteran(mundo)
    assert len(rutas) >= 7
    for ruta in rutas:
        anotados = Acceso.objects.count()
        respuesta = cliente.post(ruta, {**respuesta_valida(), **general(), "accion": "continuar"})
        assert respuesta.status_code == 403, ruta
        fila = Acceso.objects.order_by("-pk").first()
        assert Acceso.objects.count() == anotados + 1
        assert fila is not None and (fila.usuario_id, fila.objeto) == (mundo.persona[letra].pk, f"pagina:{ruta}")
        assert (fila.accion, fila.permitido, fila.direccion) == ("pagina.enviar", False, "127.0.0.1")
    assert _todo() == antes


def test_la_sec_lee_todo(mundo: Mundo) -> None:
    for nombre, solicitud in mundo.solicitud.items():
        cliente = entrar(mundo.persona["X"])
        antes = _todo()
        assert cliente.get(f"/solicitudes/{solicitud.folio}/").status_code == 200, nombre
        assert _todo() == antes, "SEC's reading is no first opening by the distributor"


def test_mirar_lo_ajeno_tambien_queda_escrito(mundo: Mundo) -> None:
    """404 tells nothing to who asks, and something to who investigates."""
    folio = mundo.solicitud["propio"].folio
    for letra, codigo in (("F", 404), ("O", 404)):
        assert entrar(mundo.persona[letra]).get(f"/solicitudes/{folio}/").status_code == codigo
        fila = Acceso.objects.order_by("-pk").first()
        assert fila is not None and not fila.permitido
        assert (fila.usuario_id, fila.objeto) == (mundo.persona[letra].pk, f"folio:{folio}")


def test_sin_sesion_no_se_anota_a_nadie(mundo: Mundo) -> None:
    antes = Acceso.objects.count()
    mundo.cliente["A"].get("/panel/")
    assert Acceso.objects.count() == antes
