"""Every address declares its rule (AZ-1), and answers as the table written by hand says (AZ-2)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from catalogo.models import Distribuidora, Enlace, Feriado, TipoDocumento
from cuentas.models import RegistroPendiente
from cuentas.tests import ayudas
from nucleo.archivos.muestras import pdf
from nucleo.comun import middleware
from nucleo.comun.acceso import ATRIBUTO
from nucleo.comun.middleware import PUBLICAS_AJENAS
from portal import errores
from solicitudes.models import TextoGuardado
from tests.mundo import Mundo, general, mundo, respuesta_valida
from tests.rutas_esperadas import CUERPOS_DE_PASOS, TABLA

__all__ = ["mundo"]
NADA = UUID(int=0)
# Plans and procedures: `frida` is the row of ``mundo.pedidos`` that the address asks for.
PEDIDOS = ("/planes/", "/tramites/", "/distribuidora/tramites/")
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
    if objeto == "cartola" and mundo.cartola:
        return mundo.cartola.pk
    if objeto == "carga" and mundo.carga:
        return mundo.carga.pk
    if objeto == "navidad":
        return Feriado.objects.get(fecha="2026-12-25").pk
    if objeto == "respuesta":
        return TipoDocumento.objects.get(tramite="respuesta").pk
    if objeto == "yn":
        return Distribuidora.objects.get(prefijo="YN").pk
    if objeto in ("de-yn", "de-ov"):
        return TextoGuardado.objects.get(distribuidora__prefijo=objeto[-2:].upper()).pk
    return Enlace.objects.get(codigo="te4").pk if objeto == "te4" else 999_999


def _aviso(mundo: Mundo, objeto: str) -> int:
    """A notice of Elena's, of Ignacio's, or none."""
    letra = {"propio": "E", "ajeno": "I"}.get(objeto)
    suyo = mundo.persona[letra].avisos.order_by("pk").first() if letra else None
    return suyo.pk if suyo else 999_999


def _de_suministros(mundo: Mundo, fila: Fila) -> int:
    """The supply that is being linked, or one of its invoices."""
    if fila.objeto not in mundo.vinculo:
        return 999_999
    suministro = mundo.vinculo[fila.objeto].suministro
    return int(suministro.facturas.first().pk if "facturas" in fila.ruta else suministro.pk)


def _direccion(fila: Fila, mundo: Mundo) -> str:
    ruta, objeto = fila.ruta, fila.objeto
    if ruta.startswith("/borradores/"):
        identidad = mundo.borrador[objeto].pk if objeto in mundo.borrador else NADA
    elif ruta.startswith("/administracion/recalculos/"):
        identidad = NADA
    elif ruta.startswith(PEDIDOS):
        sala = "tipo" if objeto == "de-yn" else ruta.split("/")[1]
        identidad = mundo.pedidos[sala] if objeto in ("frida", "de-yn") else 999_999
    elif ruta.startswith("/suministros/"):
        identidad = _de_suministros(mundo, fila)
    elif ruta.startswith("/trabajos/"):
        identidad = mundo.trabajo.pk if mundo.trabajo and objeto == "de-sonia" else NADA
    elif ruta.startswith("/identidades/"):
        identidad = {"identidad": mundo.identidad, "poder": mundo.poder}.get(objeto, 999_999)
    elif ruta.startswith(("/enlaces/", "/administracion/", "/distribuidora/")):
        identidad = _de_administracion(mundo, objeto)
    else:
        archivo = mundo.archivo.get({"cruzado": "ajeno"}.get(objeto, objeto))
        identidad = archivo.pk if archivo else NADA
    valores = {
        "folio": _folio(mundo, objeto),
        "tipo_id": mundo.pedidos["tipo"] if objeto == "frida" else 999_999,
        "id": identidad,
        "pk": mundo.vinculo[objeto].pk if objeto in mundo.vinculo else 999_999,
        "expediente_id": mundo.solicitud[objeto].expediente_id if objeto in mundo.solicitud else 999_999,
        "aviso_id": _aviso(mundo, objeto),
        "filtro_id": mundo.filtro if objeto == "propio" else 999_999,
        "tramite": "ninguno" if objeto == "falta" else "informacion",
        "caso": "ninguno" if objeto == "falta" else "si-respuesta",
        "automatica": "ninguna" if objeto == "falta" else "mc-objecion",
        "campo": "formulario",
        "prefijo": "ZZ" if objeto == "falta" else "YN",
        "clave": "ninguno" if objeto == "falta" else "acuse",
        "token": mundo.baja if objeto == "propio" else "x:y",
        "nombre": "20260101-nada.eml",
        "que": "fax" if objeto == "falta" else "correo",
        "codigo": "404",
        "clase": "ninguna" if objeto == "falta" else "suministros",
        "formato": "csv",
        "pagina": "1",
    }
    ruta = re.sub(r"<(\w+)>", lambda hallado: str(valores[hallado[1]]), ruta)
    if ruta.startswith("/solicitudes/seleccion/") and objeto != "vacío":
        return f"{ruta}?sel={_folio(mundo, objeto)}"
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
        "/identidades/<id>/": lambda: {"decision": "rechazado", "elegido": "otro", "detalle": "Es de otro"},
        "/identidades/poderes/<id>/": lambda: {"decision": "no-legible", "elegido": "otro", "detalle": "Cortado"},
        "/administracion/enlaces/<id>/orden/": lambda: {"hacia": "abajo"},
        "/distribuidora/textos/<id>/orden/": lambda: {"hacia": "abajo"},
        "/distribuidora/tramites/<id>/orden/": lambda: {"hacia": "abajo"},
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


DIBUJADAS: set[tuple[Any, ...]] = set()


def _una_vez(request: HttpRequest, plantillas: Any, contexto: dict[str, Any] | None = None, *, status: int) -> Any:
    """The page of a refusal, drawn the first time that a person reads those words; of a 404, always."""
    de_que = (request.user.pk, status, str((contexto or {}).get("error", "")))
    if status in (403, 405) and de_que in DIBUJADAS:
        return HttpResponse(status=status)
    DIBUJADAS.add(de_que)
    return render(request, plantillas, contexto, status=status)


@pytest.fixture(autouse=True)
def cada_negativa_una_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four thousand of the answers of this file are refusals that say the same."""
    monkeypatch.setattr(errores, "render", _una_vez)
    monkeypatch.setattr(middleware, "render", _una_vez)


# Somebody with a registration that waits for its code: nobody everywhere, but for the pages of that registration.
PENDIENTE = "P"
A_MEDIAS = {
    ("/registro/correo/", "POST", "vacío"): 422,
    ("/activacion/codigo/", "POST", "vacío"): 422,
}
# Nobody is sent from these to sign-in, to say who is registering; this browser goes to its registration.
SUYAS = {"/activacion/codigo/", "/activacion/reenvio/", "/registro/correo/"}


@pytest.fixture(scope="module")
def todos(mundo: Mundo) -> Mundo:
    """``mundo`` with one more browser, ``P``, that has just registered."""
    cliente = Client()
    registro = cliente.post("/registro/", ayudas.registro() | ayudas.resolver(cliente, "/registro/"))
    assert registro.status_code == 302 and RegistroPendiente.objects.count() == 1
    mundo.cliente[PENDIENTE] = cliente
    return mundo


def _huella(respuesta: HttpResponse) -> tuple[Any, ...]:
    """What a stranger could compare: status, headers and body, less what changes in every answer."""
    cuerpo = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-quedan="\d+"', "", respuesta.content.decode())
    cabeceras = {k: v for k, v in respuesta.items() if k not in {"Server-Timing", "Content-Length"}}
    return respuesta.status_code, tuple(sorted(cabeceras.items())), cuerpo


def _revisar_a_medias(fila: Fila, nadie: HttpResponse, pendiente: HttpResponse) -> None:
    """What nobody gets, to the same place; the exceptions are written above."""
    esperado = A_MEDIAS.get((fila.ruta, fila.metodo, fila.objeto), fila.codigos["A"])
    assert pendiente.status_code == esperado, str(fila)
    if fila.ruta not in SUYAS:
        assert pendiente.get("Location") == nadie.get("Location"), str(fila)


POR_DIRECCION: dict[tuple[str, str], list[Fila]] = defaultdict(list)
for _fila in FILAS:
    POR_DIRECCION[_fila.ruta, _fila.metodo].append(_fila)


@pytest.mark.req("A-01", "A-24", "F-02", "L-10")
@pytest.mark.django_db
@pytest.mark.parametrize("filas", POR_DIRECCION.values(), ids=lambda filas: f"{filas[0].metodo} {filas[0].ruta}")
def test_cada_persona_recibe_lo_que_dice_la_tabla(todos: Mundo, filas: list[Fila]) -> None:
    """And what is another's looks as what does not exist, byte by byte, to everybody who gets a 404.

    One test looks at all of it because the answers are the same ones: each is asked for once.
    """
    negadas: dict[str, dict[Any, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fila in filas:
        respuestas = {letra: pedir(todos, fila, letra) for letra in (*fila.codigos, PENDIENTE)}
        assert {letra: respuestas[letra].status_code for letra in fila.codigos} == fila.codigos, str(fila)
        _revisar_a_medias(fila, respuestas["A"], respuestas[PENDIENTE])
        for letra in fila.codigos:
            if fila.codigos[letra] == 404:
                negadas[letra][_huella(respuestas[letra])].append(fila.objeto)
    for letra, huellas in negadas.items():
        assert len(huellas) == 1, f"{letra} can tell {list(huellas.values())} apart"


OTROS = ("put", "patch", "delete", "trace", "options")


@pytest.mark.django_db
@pytest.mark.parametrize("letra", list("AEMS"))
def test_otros_metodos_no_hacen_nada(mundo: Mundo, letra: str) -> None:
    """All of them where this person's GET opens something; in turns where the door is closed whatever the method."""
    turno = cycle(OTROS)
    for fila in (fila for fila in FILAS if fila.metodo == "GET"):
        cerrada = fila.codigos[letra] in (403, 404) or (letra, fila.codigos[letra]) == ("A", 302)
        for metodo in [next(turno)] if cerrada else OTROS:
            with transaction.atomic():
                respuesta = getattr(mundo.cliente[letra], metodo)(_direccion(fila, mundo))
                transaction.set_rollback(True)
            assert respuesta.status_code in (302, 403, 404, 405), (metodo, str(fila))
