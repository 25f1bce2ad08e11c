"""A validated supply fills the form and spares papers (reglas.md 8, issue of the supplies, 6)."""

import re
from uuid import uuid4

import pytest

from cuentas.models import Usuario
from nucleo.comun.reloj import ahora
from portal.demostracion import fabricas
from portal.demostracion import suministros as registro
from solicitudes import actions
from solicitudes.documentos import faltantes
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, Solicitud
from solicitudes.presentacion.historial import historial
from solicitudes.presentacion.legajo import Legajo
from suministros.models import PoderSuministro, Vinculo
from suministros.vinculos import poner_al_dia
from tests.personas import ELENA, FRIDA, IGNACIO, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena(client) -> Usuario:
    usuario = crear(ELENA)
    client.force_login(usuario)
    return usuario


def _borrador(usuario: Usuario) -> Borrador:
    return Borrador.objects.filter(dueno=usuario).latest("creado_en")


def _con_poder_validado(usuario: Usuario, titular: Usuario) -> Vinculo:
    """As the queue leaves it: both papers accepted."""
    vinculo = registro.vinculo(usuario, titular=titular)
    registro.identidad_validada(usuario)
    PoderSuministro.objects.filter(vinculo=vinculo).update(estado="validado", decidido_en=ahora(), decidido_por=usuario)
    vinculo.refresh_from_db()
    poner_al_dia(vinculo, actor=None)
    return vinculo


@pytest.mark.req("U-05", "S-03")
def test_el_unico_suministro_validado_llena_el_primer_paso(client, elena) -> None:
    vinculo = registro.vinculo_validado(elena)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.INFORMACION)
    pagina = client.get(f"/borradores/{borrador.pk}/datos/").content.decode()
    assert "Usamos los datos de tu suministro 2000111222. Puedes cambiarlos." in pagina
    assert 'value="2000111222"' in pagina
    assert re.search(rf'<option value="{vinculo.suministro.comuna_id}" selected', pagina)
    assert re.search(rf'<option value="{vinculo.suministro.distribuidora_id}" selected', pagina)
    assert 'name="suministro"' not in pagina, "one that is used already is no choice"


@pytest.mark.req("U-05")
def test_uno_en_analisis_no_llena_nada(client, elena) -> None:
    vinculo = registro.vinculo(elena)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.INFORMACION)
    assert "2000111222" not in client.get(f"/borradores/{borrador.pk}/datos/").content.decode()
    client.post("/nuevo-envio/informacion/", {"suministro": str(vinculo.pk)})
    assert _borrador(elena).datos == {}


@pytest.mark.req("U-05", "S-03")
def test_se_elige_entre_varios_sin_perder_lo_demas(client, elena) -> None:
    registro.vinculo_validado(elena)
    otro = registro.vinculo_validado(elena, numero="2000999888")
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    pagina = client.get(f"/borradores/{borrador.pk}/datos/").content.decode()
    assert 'name="suministro"' in pagina
    assert 'value="2000111222"' not in pagina, "nothing is guessed among two"
    escrito = {"capacidad_instalar": "4,5", "correo_adicional": "vecina@ejemplo.cl"}
    client.post(f"/borradores/{borrador.pk}/datos/", {**escrito, "suministro": str(otro.pk), "accion": "suministro"})
    datos = _borrador(elena).datos
    assert (datos["numero_cliente"], datos["es_titular"]) == ("2000999888", "si")
    assert {campo: datos[campo] for campo in escrito} == escrito


@pytest.mark.req("U-05")
def test_la_pagina_del_suministro_empieza_un_formulario(client, elena) -> None:
    vinculo = registro.vinculo_validado(elena)
    direccion = f"/nuevo-envio/?suministro={vinculo.pk}"
    assert f'href="{direccion}"' in client.get(f"/suministros/{vinculo.pk}/").content.decode()
    pagina = client.get(direccion).content.decode()
    assert f'name="suministro" value="{vinculo.pk}"' in pagina
    client.post("/nuevo-envio/conexion/", {"suministro": str(vinculo.pk)})
    assert _borrador(elena).datos["numero_cliente"] == "2000111222"


@pytest.mark.req("U-05")
def test_el_suministro_de_otra_persona_no_existe(client, elena) -> None:
    ajeno = registro.vinculo_validado(crear(FRIDA))
    for escrito in (str(ajeno.pk), "0", "-1", "x" * 50, "9" * 30, "\0"):
        client.post("/nuevo-envio/informacion/", {"suministro": escrito})
        assert _borrador(elena).datos == {}


@pytest.mark.req("U-06", "S-17")
def test_un_poder_validado_ahorra_el_poder_solo_en_ese_suministro(elena) -> None:
    ignacio = crear(IGNACIO)
    _con_poder_validado(ignacio, titular=elena)
    en_casa = {"distribuidora": str(fabricas.datos()["distribuidora"].pk), "es_titular": "no"}
    por_otra_casa = {**en_casa, "numero_cliente": "3306118-2"}
    en_casa["numero_cliente"] = "2000.111.222"
    assert [d.codigo for d in faltantes(Tipo.INFORMACION, en_casa, set(), ignacio)] == ["formulario"]
    exigidos = [d.codigo for d in faltantes(Tipo.INFORMACION, por_otra_casa, set(), ignacio)]
    assert exigidos == ["formulario", "poder", "cedula_mandante"]
    de_factibilidad = {**en_casa, "sin_numero_cliente": "on", "numero_factibilidad": "2000111222"}
    assert "poder" in [d.codigo for d in faltantes(Tipo.CONEXION, de_factibilidad, set(), ignacio)]
    assert "poder" in [d.codigo for d in faltantes(Tipo.INFORMACION, en_casa, set(), crear(FRIDA))]


@pytest.mark.req("U-06", "S-16")
def test_lo_ahorrado_queda_en_el_evento_y_en_la_historia(client) -> None:
    ignacio = crear(IGNACIO)
    vinculo = _con_poder_validado(ignacio, titular=crear(ELENA))
    client.force_login(ignacio)
    client.post("/nuevo-envio/informacion/", {"suministro": str(vinculo.pk)})
    borrador = _borrador(ignacio)
    assert borrador.datos["es_titular"] == "no"
    pagina = client.get(f"/borradores/{borrador.pk}/documentos/").content.decode()
    assert "Tu poder para este suministro está validado" in pagina
    assert "Tu documento de identidad está validado" in pagina
    papel = fabricas.archivo(ignacio)
    actions.adjuntar_a_borrador(actor=ignacio, borrador_id=borrador.pk, codigo="formulario", archivo=papel)
    folio = actions.enviar(
        actor=ignacio,
        borrador_id=borrador.pk,
        token=uuid4(),
        datos=fabricas.datos(numero_cliente="2000111222", es_titular=False),
    )
    solicitud = Solicitud.objects.get(folio=folio)
    legajo = Legajo(solicitud, ignacio)
    assert legajo.eventos[-1].datos["dispensados"] == ["cedula", "cedula_mandante", "poder"]
    titulo = historial(legajo)[-1].titulo
    assert titulo == "Solicitud enviada, con su identidad ya validada y con su poder ya validado"


@pytest.mark.req("U-06")
def test_sin_nada_validado_nada_se_dispensa() -> None:
    solicitud = Solicitud.objects.get(pk=fabricas.enviada(crear(FRIDA)).pk)
    assert Legajo(solicitud, crear(FRIDA)).eventos[-1].datos["dispensados"] == []
