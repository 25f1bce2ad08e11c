"""V20 for what is posted: whatever the fields of the pages of supplies carry, none answers 500."""

import re
from itertools import cycle
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cuentas.documento.models import DocumentoIdentidad
from portal.demostracion import pedidos, suministros
from suministros.models import Plan, PoderSuministro, TipoDeTramite, Tramite
from suministros.tests.ayudas import Recorrido
from tests.largo import cuantos
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, IGNACIO, JORGE, MARTA, SONIA, crear
from tests.test_consultas_raras import CONOCIDOS

pytestmark = pytest.mark.django_db
_CAMPO = re.compile(r'name="([a-z_0-9-]+)"')
RAROS = [
    *CONOCIDOS[:: cuantos(12, 1)],
    "9" * 400,
    "1" * 4301,
    "31-12-9999",
    "01-01-0001",
    "validado",
    "rechazado",
    "otro",
    "calcular",
]


def _campos(pagina: str) -> set[str]:
    return {uno for uno in _CAMPO.findall(pagina) if uno not in ("csrfmiddlewaretoken", "viewport")}


def _envios(campos: set[str]):
    """Nothing; one odd value in every field, once and twice; each field odd by turns. The token is good."""
    yield {}
    for valor in RAROS:
        yield {**dict.fromkeys(campos, valor), "token": str(uuid4())}
        yield {**dict.fromkeys(campos, [valor, "1"]), "token": str(uuid4())}
    vuelta = cycle(RAROS)
    for _ in range(cuantos(2, 40)):
        yield {campo: next(vuelta) for campo in campos} | {"token": str(uuid4())}


def _atacar(cliente: Client, ruta: str, extra: tuple[str, ...] = ()) -> None:
    pagina = cliente.get(ruta)
    campos = _campos(pagina.content.decode()) | set(extra)
    for datos in _envios(campos):
        assert cliente.post(ruta, datos).status_code < 500
        archivos = {
            campo: SimpleUploadedFile("a\x00b.pdf", b"%PDF-") for campo in ("identidad", "documento", "archivo")
        }
    assert cliente.post(ruta, archivos).status_code < 500
    assert cliente.post(ruta, b"\xff\x00", content_type="application/json").status_code < 500
    assert cliente.post(ruta, dict.fromkeys(campos, "1"), headers={"HX-Request": "true"}).status_code < 500


@pytest.mark.req("D-02")
def test_los_del_solicitante() -> None:
    elena = crear(ELENA)
    vinculo = suministros.vinculo_validado(elena)
    pedidos.mas_facturas(vinculo)
    pedidos.limites()
    pedidos.lista_de_tramites()
    tramite = pedidos.tramite(vinculo)
    tipo = TipoDeTramite.objects.get(nombre=pedidos.CAMBIO_DE_NOMBRE)
    cliente = entrar(elena)
    _atacar(cliente, f"/suministros/{vinculo.pk}/plan-de-pago/", ("facturas", "calcular"))
    _atacar(cliente, f"/suministros/{vinculo.pk}/tramites/{tipo.pk}/", ("quitar", "papel-0_guardado", "documento_asi"))
    _atacar(cliente, f"/tramites/{tramite.pk}/mensaje/", ("quitar", "documento_guardado"))
    _atacar(cliente, f"/tramites/{tramite.pk}/retiro/")
    _atacar(cliente, "/perfil/avisos/")
    ajeno = suministros.suministro(crear(FRIDA), numero="9-1")
    paso = Recorrido(elena, ajeno, cliente)
    _atacar(cliente, "/suministros/asociacion/", ("termino",))
    paso.buscar()
    _atacar(cliente, f"{paso.base}comprobacion/")
    otro = Recorrido(crear(IGNACIO), suministros.suministro(crear(FRIDA), numero="9-2"))
    otro.buscar()
    otro.comprobar()
    for hoja in ("documentos", "confirmacion"):
        _atacar(otro.cliente, f"{otro.base}{hoja}/", ("identidad_guardado", "poder_suministro_guardado", "quitar"))
    de_otra = suministros.vinculo(elena, titular=crear(FRIDA), numero="9-3")
    _atacar(cliente, f"/suministros/{de_otra.pk}/poder/", ("poder_suministro_guardado", "quitar"))
    _atacar(cliente, f"/suministros/{de_otra.pk}/retiro/")


@pytest.mark.req("D-02")
def test_los_de_la_distribuidora() -> None:
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena, titular=crear(FRIDA))
    marta, jorge = entrar(crear(MARTA)), entrar(crear(JORGE))
    documento, poder = DocumentoIdentidad.objects.get(usuario=elena), PoderSuministro.objects.get(vinculo=vinculo)
    _atacar(marta, f"/identidades/{documento.pk}/", ("decision",))
    _atacar(marta, f"/identidades/poderes/{poder.pk}/", ("decision",))
    validado = suministros.vinculo(crear(IGNACIO), numero="7-1")
    suministros.identidad_validada(crear(IGNACIO))
    validado.refresh_from_db()
    pedidos.mas_facturas(validado)
    pedidos.limites()
    pedidos.lista_de_tramites()
    plan, tramite = pedidos.plan(validado), pedidos.tramite(validado)
    for paso in ("rechazo", "termino", "aceptacion"):
        _atacar(marta, f"/planes/{plan.pk}/{paso}/")
    for paso in ("mensaje", "rechazo", "respuesta"):
        _atacar(marta, f"/tramites/{tramite.pk}/{paso}/", ("documento_guardado", "documento_asi", "quitar"))
    tipo = TipoDeTramite.objects.first()
    for ruta in ("planes/", "tramites/nuevo/", f"tramites/{tipo.pk}/", "suministros/", "suministros/facturas-pdf/"):
        _atacar(jorge, f"/distribuidora/{ruta}", ("clase", "archivo_guardado", "pdfs_guardado", "quitar"))
    _atacar(jorge, f"/distribuidora/tramites/{tipo.pk}/orden/", ("hacia",))
    assert Plan.objects.count() == Tramite.objects.count() == 1


@pytest.mark.req("D-02")
def test_las_direcciones_con_numeros_que_no_caben() -> None:
    clientes = [entrar(crear(uno)) for uno in (ELENA, MARTA, JORGE, SONIA)]
    for numero in ("9223372036854775808", "9" * 4400)[: cuantos(1, 2)]:
        for ruta in ("suministros/{}/", "suministros/{}/facturas/{}/", "suministros/{}/asociado/",
                     "suministros/{}/poder/", "suministros/asociacion/{}/comprobacion/",
                     "suministros/asociacion/{}/confirmacion/",
                     "suministros/{}/plan-de-pago/", "suministros/{}/tramites/", "suministros/{}/tramites/{}/",
                     "planes/{}/", "planes/{}/aceptacion/", "tramites/{}/", "tramites/{}/mensaje/", "identidades/{}/",
                     "identidades/poderes/{}/", "identidades/{}/paginas/{}/", "distribuidora/tramites/{}/",
                     "distribuidora/suministros/cargas/{}/", "distribuidora/suministros/cargas/{}/rechazos/",
                     "perfil/notificaciones/{}/"):  # fmt: skip
            for cliente in clientes:
                assert cliente.get(f"/{ruta.format(numero, numero)}").status_code < 500
    for ruta in ("suministros/", "planes/", "tramites/", "tramites-comerciales/", "identidades/", "nuevo-envio/",
                 "distribuidora/suministros/"):  # fmt: skip
        for valor in RAROS[::2]:
            datos = dict.fromkeys(("vista", "page", "por", "suministro", "desde", "hasta", "canal", "estado"), valor)
            for cliente in clientes:
                assert cliente.get(f"/{ruta}", datos).status_code < 500
