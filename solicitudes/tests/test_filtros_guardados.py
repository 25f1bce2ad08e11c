"""The filters that one person of the staff keeps over the inbox (DISENO 6.8; D-02)."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from cuentas.models import Usuario
from portal.demostracion import fabricas
from solicitudes import actions, filtros
from solicitudes.actions.filtros import DemasiadosFiltros
from solicitudes.models import FiltroGuardado
from solicitudes.models.filtros import MAXIMO
from solicitudes.tests.ayudas_pasos import mensajes, navegador
from tests.personas import ELENA, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
NUEVO = "/bandeja/filtros/nuevo/"


def guardar(cliente: Client, consulta: str, nombre: str) -> Any:
    return cliente.post(f"{NUEVO}?{consulta}", {"nombre": nombre})


def pestanas(cliente: Client, consulta: str = "") -> list[tuple[str, str, bool]]:
    """Words, address and whether it is the current one, of each tab over the inbox."""
    pagina = cliente.get(f"/bandeja/?{consulta}").content.decode()
    nav = re.search(r'<ul class="vistas">(.*?)</ul>', pagina, re.DOTALL)[1]  # type: ignore[index]
    enlaces = re.findall(r'<a href="([^"]*)"( aria-current="page")?>(.*?)</a>', nav, re.DOTALL)
    limpias = [(re.sub(r"<span.*|<svg.*?</svg>", "", palabras), url, bool(es)) for url, es, palabras in enlaces]
    return [(palabras.strip(), unquote(url).replace("&amp;", "&"), es) for palabras, url, es in limpias]


@pytest.mark.req("D-02")
def test_se_guarda_lo_limpio_y_es_una_pestana_mas() -> None:
    cliente = navegador(MARTA)
    fabricas.enviada(crear(ELENA))
    cruda = "estado=anulado&cliente=12.345-6&desde=08-03-2026&orden=folio&tipo=%00x&inventado=1&page=3&por=50&sel=YN1"
    assert "Guardar este filtro" in cliente.get(f"/bandeja/?{cruda}").content.decode()
    assert "Guardar este filtro" not in cliente.get("/bandeja/").content.decode()
    dicho = cliente.get(f"{NUEVO}?{cruda}").content.decode()
    assert "N° cliente: 123456 · Estado: Anulado · Enviadas desde: 08-03-2026" in dicho
    respuesta = guardar(cliente, cruda, "  Anuladas  de\u202emarzo ")
    guardado = FiltroGuardado.objects.get(usuario=crear(MARTA))
    assert guardado.consulta == {"cliente": "123456", "estado": "anulado", "desde": "2026-03-08", "orden": "folio"}
    assert (guardado.nombre, guardado.plegado, guardado.lugar) == ("Anuladas demarzo", "anuladas demarzo", 1)
    assert mensajes(respuesta) == ["Guardamos el filtro «Anuladas demarzo». Lo ves sobre la lista."]
    consulta = respuesta["Location"].partition("?")[2]
    en_vigor = [una for una in pestanas(cliente, consulta) if una[2]]
    assert en_vigor == [("Anuladas demarzo", respuesta["Location"], True)]  # the only current one
    assert pestanas(cliente)[0][2] and pestanas(cliente)[-1] == ("Anuladas demarzo", respuesta["Location"], False)
    for otro in (JORGE, OLGA):  # own means own
        assert "Anuladas" not in str(pestanas(navegador(otro)))


def test_la_vista_se_guarda_con_el_filtro_y_dos_clics_guardan_uno() -> None:
    cliente = navegador(MARTA)
    for _ in range(2):
        assert guardar(cliente, "vista=vencidas&tipo=conexion", "Conexiones vencidas").status_code == 302
    assert FiltroGuardado.objects.get().consulta == {"vista": "vencidas", "tipo": "conexion"}
    assert "Vencidas · Formulario: Solicitud de Conexión" in cliente.get("/bandeja/filtros/").content.decode()
    vacio = cliente.get(NUEVO)
    assert vacio["Location"] == "/bandeja/" and mensajes(vacio) == ["Filtra la lista y después guarda el filtro."]


@pytest.mark.parametrize(
    ("nombre", "dice"),
    [
        ("", "Escribe un nombre para el filtro"),
        (" \u0301\u200b ", "Escribe un nombre para el filtro"),
        ("x" * 41, "El nombre debe tener 40 caracteres o menos"),
        ("\u0958" * 40, "El nombre debe tener 40 caracteres o menos"),  # two signs each once composed
        ("a\x00b", "Quita de «Nombre del filtro» los caracteres que no se pueden leer"),
        ("  ANULÁDAS ", "Ya tienes un filtro con ese nombre. Elige otro"),
    ],
)
def test_un_nombre_que_no_sirve_se_dice_y_no_se_pierde(nombre: str, dice: str) -> None:
    cliente = navegador(MARTA)
    guardar(cliente, "estado=anulado", "Anuladas")
    respuesta = guardar(cliente, "estado=respondido", nombre)
    assert respuesta.status_code == 422 and dice in respuesta.content.decode()
    assert 'action="/bandeja/filtros/nuevo/?estado=respondido"' in respuesta.content.decode()
    assert FiltroGuardado.objects.count() == 1


def test_diez_por_persona_y_los_lugares_se_vuelven_a_usar() -> None:
    marta, cliente = crear(MARTA), navegador(MARTA)
    for numero in range(MAXIMO):
        assert guardar(cliente, f"cliente={numero}", f"Filtro {numero}").status_code == 302
    once = guardar(cliente, "cliente=99", "Uno más")
    assert once.status_code == 422
    assert "Ya tienes 10 filtros guardados. Quita uno para guardar otro." in once.content.decode()
    with pytest.raises(DemasiadosFiltros):
        actions.guardar_filtro(actor=marta, nombre="Uno más", consulta={"cliente": "99"})
    actions.guardar_filtro(actor=crear(JORGE), nombre="Filtro 1", consulta={"cliente": "1"})  # his own ten
    cuarto = FiltroGuardado.objects.get(usuario=marta, lugar=4)
    assert cliente.get(f"/bandeja/filtros/{cuarto.pk}/descarte/").status_code == 200
    cliente.post(f"/bandeja/filtros/{cuarto.pk}/descarte/")
    assert guardar(cliente, "cliente=99", "Uno más").status_code == 302
    assert FiltroGuardado.objects.get(usuario=marta, nombre="Uno más").lugar == 4


def test_cambia_de_nombre_y_uno_ajeno_no_existe() -> None:
    cliente = navegador(MARTA)
    for nombre in ("Uno", "Dos"):
        guardar(cliente, f"cliente={nombre}", nombre)
    uno = FiltroGuardado.objects.get(nombre="Uno")
    assert cliente.post(f"/bandeja/filtros/{uno.pk}/", {"nombre": "dos"}).status_code == 422
    assert cliente.post(f"/bandeja/filtros/{uno.pk}/", {"nombre": "UNO"})["Location"] == "/bandeja/filtros/"
    assert FiltroGuardado.objects.get(pk=uno.pk).nombre == "UNO"
    for ruta in (f"/bandeja/filtros/{uno.pk}/", f"/bandeja/filtros/{uno.pk}/descarte/"):
        assert navegador(JORGE).post(ruta, {"nombre": "Mío"}).status_code == 404
    actions.quitar_filtro(actor=crear(JORGE), filtro_id=uno.pk)
    assert FiltroGuardado.objects.filter(pk=uno.pk).exists()


@pytest.mark.parametrize("muerta", [{"estado": "archivada"}, {"vista": "de-antes", "tipo": "conexion"}, {"plazo": "x"}])
def test_un_valor_que_ya_no_existe_no_filtra_nada_y_se_dice(muerta: dict[str, str]) -> None:
    marta, cliente = crear(MARTA), navegador(MARTA)
    solicitud = fabricas.enviada(crear(ELENA))
    filtro = actions.guardar_filtro(actor=marta, nombre="De otro tiempo", consulta=muerta)
    assert not filtros.vale(filtro.consulta, marta)
    palabras, url, actual = pestanas(cliente)[-1]
    assert (palabras, url, actual) == ("De otro tiempo", f"/bandeja/filtros/{filtro.pk}/", False)
    assert "Este filtro ya no filtra." in cliente.get(url).content.decode()
    assert "Usa valores que ya no existen." in cliente.get("/bandeja/filtros/").content.decode()
    consulta = filtros.a_querydict(muerta | {"tipo": ""}).urlencode()
    assert solicitud.folio in cliente.get(f"/bandeja/?{consulta}").content.decode()


def test_se_van_con_una_cuenta_que_nunca_hizo_nada() -> None:
    """They are no history: they keep nobody from being erased."""
    actions.guardar_filtro(actor=crear(MARTA), nombre="Anuladas", consulta={"estado": "anulado"})
    Usuario.objects.filter(pk=crear(MARTA).pk).delete()
    assert not FiltroGuardado.objects.exists()
