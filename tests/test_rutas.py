"""Every address declares its rule (AZ-1), and answers as the table written by hand says (AZ-2)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from catalogo.models import Distribuidora, Enlace
from cuentas.models import RegistroPendiente
from cuentas.tests import ayudas
from nucleo.archivos.muestras import pdf
from nucleo.comun.acceso import ATRIBUTO
from nucleo.comun.middleware import PUBLICAS_AJENAS
from tests.mundo import Mundo, general, mundo, respuesta_valida
from tests.rutas_esperadas import CUERPOS_DE_PASOS, TABLA

__all__ = ["mundo"]
NADA = UUID(int=0)
PARAMETROS = {"borrador_id": "id", "archivo_id": "id"}
# The one library whose views cannot carry our decorator: images and sounds of forms used before any session.
AJENAS = {"captcha/image/<key>/", "captcha/image/<key>@2/", "captcha/audio/<key>.wav", "captcha/refresh/"}


@dataclass(frozen=True)
class Fila:
    ruta: str
    metodo: str
    objeto: str
    codigos: dict[str, int]

    def __str__(self) -> str:
        return f"{self.metodo} {self.ruta} {self.objeto}"


def _filas() -> Iterator[Fila]:
    cabecera, *lineas = [linea.split() for linea in TABLA.strip().splitlines() if not linea.startswith("#")]
    for ruta, metodo, objeto, *codigos in lineas:
        yield Fila(ruta, metodo, objeto, dict(zip(cabecera[3:], map(int, codigos), strict=True)))


FILAS = list(_filas())


def _patrones(resolvedor: URLResolver, antes: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for patron in resolvedor.url_patterns:
        ruta = antes + re.sub(r"[$^?]|\(\)|\\Z", "", str(patron.pattern))
        if isinstance(patron, URLResolver):
            yield from _patrones(patron, ruta)
        elif isinstance(patron, URLPattern):
            yield ruta, patron.callback


def _legible(ruta: str) -> str:
    ruta = re.sub(r"\(P<(\w+)>[^)]*\)", r"<\1>", ruta)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda hallado: f"<{PARAMETROS.get(hallado[1], hallado[1])}>", ruta)


RUTAS = {_legible(ruta): vista for ruta, vista in _patrones(get_resolver())}


def test_cada_direccion_declara_quien_entra() -> None:
    """AZ-1: 100 % of the patterns; the only exception is the captcha's views."""
    assert {"captcha.views"} == PUBLICAS_AJENAS
    sin_regla = {ruta for ruta, vista in RUTAS.items() if not hasattr(vista, ATRIBUTO)}
    assert {ruta for ruta in sin_regla if RUTAS[ruta].__module__ not in PUBLICAS_AJENAS} == set()
    assert {ruta.replace("\\", "") for ruta in sin_regla} == AJENAS


def test_cada_direccion_esta_en_la_tabla_con_get_y_post() -> None:
    propias = {f"/{ruta}" for ruta, vista in RUTAS.items() if vista.__module__ not in PUBLICAS_AJENAS}
    for metodo in ("GET", "POST"):
        escritas = {fila.ruta for fila in FILAS if fila.metodo == metodo}
        assert propias - escritas == set(), f"write these {metodo} lines in tests/rutas_esperadas.py, by hand"
        assert escritas - propias == set(), f"these {metodo} lines are of no address"


def test_ninguna_linea_se_repite() -> None:
    vistas = [str(fila) for fila in FILAS]
    assert len(vistas) == len(set(vistas))


def _folio(mundo: Mundo, objeto: str) -> str:
    solicitud = mundo.solicitud.get({"vacío": "propio", "cruzado": "propio"}.get(objeto, objeto))
    return solicitud.folio.replace("+", "%2B") if solicitud else "YN999999"


def _de_administracion(mundo: Mundo, objeto: str) -> int:
    letra = {"marta": "M", "jorge": "J", "olga": "O", "sonia": "S"}.get(objeto)
    if letra:
        return int(mundo.persona[letra].pk)
    if objeto == "yn":
        return Distribuidora.objects.get(prefijo="YN").pk
    return Enlace.objects.get(codigo="te4").pk if objeto == "te4" else 999_999


def _direccion(fila: Fila, mundo: Mundo) -> str:
    ruta, objeto = fila.ruta, fila.objeto
    if ruta.startswith("/borradores/"):
        identidad = mundo.borrador[objeto].pk if objeto in mundo.borrador else NADA
    elif ruta.startswith("/trabajos/"):
        identidad = mundo.trabajo.pk if mundo.trabajo and objeto == "de-sonia" else NADA
    elif ruta.startswith(("/enlaces/", "/administracion/", "/distribuidora/")):
        identidad = _de_administracion(mundo, objeto)
    else:
        archivo = mundo.archivo.get({"cruzado": "ajeno"}.get(objeto, objeto))
        identidad = archivo.pk if archivo else NADA
    valores = {
        "folio": _folio(mundo, objeto),
        "id": identidad,
        "expediente_id": mundo.solicitud[objeto].expediente_id if objeto in mundo.solicitud else 999_999,
        "tramite": "ninguno" if objeto == "falta" else "informacion",
        "campo": "formulario",
        "token": mundo.baja if objeto == "propio" else "x:y",
        "nombre": "20260101-nada.eml",
        "que": "fax" if objeto == "falta" else "correo",
        "codigo": "404",
        "pagina": "1",
    }
    ruta = re.sub(r"<(\w+)>", lambda hallado: str(valores[hallado[1]]), ruta)
    return f"{ruta}?folio={_folio(mundo, objeto)}" if ruta == "/buscar/" and objeto == "propio" else ruta


def _cuerpo(fila: Fila) -> dict[str, Any]:
    """What a browser would send after filling the form rightly; nothing for ``vacío``."""
    if fila.objeto == "vacío":
        return {}
    cuerpos: dict[str, Callable[[], dict[str, Any]]] = {
        "/borradores/<id>/datos/": general,
        "/borradores/<id>/documentos/": lambda: {"accion": "continuar", "es_titular": "si"},
        "/borradores/<id>/archivos/<campo>/": lambda: {"formulario": SimpleUploadedFile("f.pdf", pdf())},
        "/borradores/<id>/revision/": lambda: {"token": str(uuid4())},
        "/solicitudes/<folio>/respuesta/": respuesta_valida,
        "/data/": lambda: {"tipo": "", "estado": ""},
        "/administracion/enlaces/<id>/orden/": lambda: {"hacia": "abajo"},
    }
    if fila.ruta in CUERPOS_DE_PASOS:
        return {"token": str(uuid4()), **CUERPOS_DE_PASOS[fila.ruta]}
    con_motivo = fila.ruta.endswith(("vacion/", "minacion/", "descarte/")) and not fila.ruta.startswith("/borr")
    return {"motivo": "Cambio de funciones"} if con_motivo else cuerpos.get(fila.ruta, dict)()


def pedir(mundo: Mundo, fila: Fila, letra: str) -> HttpResponse:
    """The answer to one person, with whatever it changed undone."""
    cliente = mundo.cliente[letra]
    galletas = deepcopy(cliente.cookies)
    with transaction.atomic():
        direccion = _direccion(fila, mundo)
        respuesta = cliente.get(direccion) if fila.metodo == "GET" else cliente.post(direccion, _cuerpo(fila))
        if respuesta.streaming:
            b"".join(respuesta.streaming_content)
        transaction.set_rollback(True)
    cliente.cookies = galletas
    return respuesta


@pytest.fixture(autouse=True)
def sin_demostracion(settings: Any) -> None:
    settings.DEMO = False


@pytest.mark.req("A-01", "F-02", "L-10")
@pytest.mark.django_db
@pytest.mark.parametrize("fila", FILAS, ids=str)
def test_cada_persona_recibe_lo_que_dice_la_tabla(mundo: Mundo, fila: Fila) -> None:
    recibido = {letra: pedir(mundo, fila, letra).status_code for letra in fila.codigos}
    assert recibido == fila.codigos


# Somebody with a registration that waits for its code: nobody everywhere, but for the pages of that registration.
A_MEDIAS = {
    ("/registro/correo/", "POST", "vacío"): 422,
    ("/activacion/codigo/", "POST", "vacío"): 422,
}
# Nobody is sent from these to sign-in, to say who is registering; this browser goes to its registration.
SUYAS = {"/activacion/codigo/", "/activacion/reenvio/", "/registro/correo/"}


@pytest.fixture(scope="module")
def a_medias(mundo: Mundo) -> Mundo:
    """``mundo`` with one more browser, ``P``, that has just registered."""
    cliente = Client()
    registro = cliente.post("/registro/", ayudas.registro() | ayudas.resolver(cliente, "/registro/"))
    assert registro.status_code == 302 and RegistroPendiente.objects.count() == 1
    mundo.cliente["P"] = cliente
    return mundo


@pytest.mark.req("A-24")
@pytest.mark.django_db
@pytest.mark.parametrize("fila", FILAS, ids=str)
def test_una_cuenta_por_activar_no_abre_nada_mas(a_medias: Mundo, fila: Fila) -> None:
    """What nobody gets, to the same place; the exceptions are written above."""
    nadie, pendiente = pedir(a_medias, fila, "A"), pedir(a_medias, fila, "P")
    esperado = A_MEDIAS.get((fila.ruta, fila.metodo, fila.objeto), fila.codigos["A"])
    assert pendiente.status_code == esperado
    if fila.ruta not in SUYAS:
        assert pendiente.get("Location") == nadie.get("Location")


def _huella(respuesta: HttpResponse) -> tuple[Any, ...]:
    """What a stranger could compare: status, headers and body, less what changes in every answer."""
    cuerpo = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-quedan="\d+"', "", respuesta.content.decode())
    cabeceras = {k: v for k, v in respuesta.items() if k not in {"Server-Timing", "Content-Length"}}
    return respuesta.status_code, tuple(sorted(cabeceras.items())), cuerpo


_CON_OBJETO = sorted({(f.ruta, f.metodo) for f in FILAS if f.objeto == "falta"})


@pytest.mark.django_db
@pytest.mark.parametrize(("ruta", "metodo"), _CON_OBJETO)
def test_lo_ajeno_se_ve_igual_que_lo_que_no_existe(mundo: Mundo, ruta: str, metodo: str) -> None:
    """Same status, headers and body, byte by byte, for everybody who gets a 404."""
    for letra in "EFIMJOSX":
        huellas = defaultdict(list)
        for fila in FILAS:
            if (fila.ruta, fila.metodo) == (ruta, metodo) and fila.codigos[letra] == 404:
                huellas[_huella(pedir(mundo, fila, letra))].append(fila.objeto)
        assert len(huellas) <= 1, f"{letra} can tell {list(huellas.values())} apart"


@pytest.mark.django_db
@pytest.mark.parametrize("metodo", ["put", "patch", "delete", "trace", "options"])
def test_otros_metodos_no_hacen_nada(mundo: Mundo, metodo: str) -> None:
    for fila in (fila for fila in FILAS if fila.metodo == "GET"):
        for letra in "AEMS":
            with transaction.atomic():
                respuesta = getattr(mundo.cliente[letra], metodo)(_direccion(fila, mundo))
                transaction.set_rollback(True)
            assert respuesta.status_code in (302, 403, 404, 405), (metodo, str(fila), letra)
