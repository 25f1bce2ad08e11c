"""Filing and answering over HTTP while the broker is away or silent (seguridad.md 2.6, FAU-2)."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from nucleo.archivos.muestras import pdf
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from nucleo.avisos.tests.servidores import Buzon
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from tests.carga.test_envios import _claves_de_distribuidoras, borrador, papeles, revision
from tests.cliente import Cliente, Respuesta, sesion_de
from tests.fallas.test_avisos import _obreros
from tests.personas import ELENA, MARTA, SONIA, crear
from tests.plugins.servicios import RedisReal, esperar

MARGEN = 1.0  # seconds that a page may lose
FALLAS = ["detenido", "congelado"]
Tiempos = dict[str, float]


class Portal:
    """The packaged server and the three people, each with a session open."""

    def __init__(self, url: str) -> None:
        elena = crear(ELENA)
        self.clientes = {p.nombres: Cliente(url, sesion_de(crear(p))) for p in (ELENA, MARTA, SONIA)}
        self._elena, self._papeles, self._clave = elena, papeles(elena), _claves_de_distribuidoras()[0]

    def recorrer(self) -> Tiempos:
        """Files, answers and opens the lists once; seconds of each."""
        elena, marta, sonia = self.clientes.values()
        nuevo = borrador(self._elena, self._clave, self._papeles)
        enviada = elena.post(revision(nuevo), {"token": str(uuid4())})
        assert enviada.codigo == 302, enviada.cuerpo[:500]
        folio = Solicitud.objects.latest("folio_numero").folio
        respondida = marta.subir(
            f"/solicitudes/{folio}/respuesta/",
            {"token": str(uuid4()), "comentario": "Sí", "numero_solicitud": ""},
            {"respuesta": ("respuesta.pdf", pdf("Respuesta"))},
        )
        assert respondida.codigo == 302, respondida.cuerpo[:500]
        assert Solicitud.objects.get(folio=folio).estado == Estado.RESPONDIDO
        sabana = sonia.post("/data/", {"tipo": "informacion", "desde": _un_dia(folio)})
        vistas = {
            "inicio": elena.get("/inicio/"),
            "solicitud": elena.get(f"/solicitudes/{folio}/"),
            "bandeja": marta.get("/bandeja/"),
            "todas": sonia.get("/todas/"),
            "salud": elena.get("/salud/"),
        }
        assert {v.codigo for v in vistas.values()} == {200}
        assert sabana.codigo == 302
        hechas: dict[str, Respuesta] = {"enviar": enviada, "responder": respondida, "pedir sábana": sabana, **vistas}
        return {nombre: respuesta.segundos for nombre, respuesta in hechas.items()}


def _un_dia(folio: str) -> str:
    """A date of its own per request: equal orders share one file."""
    return f"{2000 + int(folio[2:]) % 20}-01-01"


def _peores(vueltas: list[Tiempos]) -> Tiempos:
    return {nombre: max(vuelta[nombre] for vuelta in vueltas) for nombre in vueltas[0]}


def _romper(redis: RedisReal, falla: str) -> None:
    (redis.detener if falla == "detenido" else redis.pausar)()


def _reponer(redis: RedisReal, falla: str) -> None:
    (redis.iniciar if falla == "detenido" else redis.reanudar)()


def _comparar(falla: str, antes: Tiempos, durante: Tiempos) -> None:
    mas = {nombre: durante[nombre] - antes[nombre] for nombre in antes}
    print(f"Redis {falla}: " + ", ".join(f"{n} {antes[n]:.2f}→{durante[n]:.2f} s" for n in antes))
    assert {nombre: demora for nombre, demora in mas.items() if demora > MARGEN} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("falla", FALLAS)
def test_sin_cola_se_envia_y_se_responde_igual(
    falla: str, redis_real: RedisReal, servidor_gunicorn: Callable[..., Any], smtp_real: Any
) -> None:
    portal = Portal(servidor_gunicorn(**redis_real.entorno).url)
    antes = _peores([portal.recorrer() for _ in range(3)])
    _romper(redis_real, falla)
    durante = _peores([portal.recorrer() for _ in range(3)])
    _comparar(falla, antes, durante)
    # Nothing was lost: the rows wait, and whoever sends next sends them all.
    assert Aviso.objects.filter(estado="pendiente").count() == 12
    despachar()
    assert sorted({m["X-Sobre"] for m in smtp_real.mensajes}) == ["elena@ejemplo.cl"]
    assert len(smtp_real.mensajes) == 12


@pytest.mark.fallas
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("falla", FALLAS)
def test_fau_2_lo_enviado_sin_cola_llega_antes_de_un_minuto_de_su_vuelta(
    falla: str, redis_real: RedisReal, servidor_gunicorn: Callable[..., Any], tmp_path: Path
) -> None:
    portal = Portal(servidor_gunicorn(**redis_real.entorno).url)
    with Buzon() as buzon, _obreros(redis_real, buzon, tmp_path):
        antes = _peores([portal.recorrer() for _ in range(3)])
        esperar(lambda: len(buzon.recibidos) == 6, segundos=60, que="lo enviado con Redis en pie")
        _romper(redis_real, falla)
        time.sleep(5)
        durante = _peores([portal.recorrer() for _ in range(10)])
        time.sleep(20)
        _reponer(redis_real, falla)
        vuelta = time.perf_counter()
        esperar(lambda: len(buzon.recibidos) >= 26, segundos=60, que=f"lo enviado con Redis {falla}")
        print(f"Redis {falla}: todo salió {time.perf_counter() - vuelta:.1f} s después de su vuelta")
    _comparar(falla, antes, durante)
    identidades = [mensaje["Message-ID"] for _, mensaje in buzon.recibidos]
    assert len(set(identidades)) == 26
    assert set(Aviso.objects.values_list("estado", flat=True)) == {"enviado"}
