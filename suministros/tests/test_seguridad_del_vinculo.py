"""What a stranger may learn and do with the number of somebody else's supply (seguridad.md, Decided 8)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.bitacora.models import Acceso
from nucleo.comun.errores import DemasiadosIntentos, EstadoCambio
from nucleo.comun.reloj import ahora, en, hoy
from portal.demostracion import fabricas, suministros
from suministros import actions
from suministros.asociacion import busqueda, desafio
from suministros.models import Vinculo
from suministros.tests.ayudas import Recorrido
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, OLGA, SONIA, crear

JUNTOS = 4


def _texto(respuesta) -> str:
    return respuesta.content.decode()


@pytest.mark.django_db
@pytest.mark.req("U-03")
def test_tres_intentos_al_dia_los_haga_quien_los_haga():
    fila = suministros.suministro(crear(ELENA))
    frida, ignacio = Recorrido(crear(FRIDA), fila), Recorrido(crear(IGNACIO), fila)
    frida.buscar()
    ignacio.buscar()
    assert [frida.errar(1).status_code, ignacio.errar(1).status_code, frida.errar(2).status_code] == [422] * 3
    # Not even the right answer is looked at, from any account and any browser.
    duena = Recorrido(crear(ELENA), fila)
    duena.buscar()
    for paso in (frida, ignacio, duena):
        negado = paso.comprobar()
        assert negado.status_code == 429
        assert "Ya se hicieron los tres intentos de hoy" in _texto(negado)
        assert paso.cliente.get(f"{paso.base}documentos/").url == f"{paso.base}comprobacion/"
    anotados = Acceso.objects.filter(objeto=f"suministro:{fila.pk}", permitido=False)
    assert anotados.count() == 3
    with en(ahora() + timedelta(days=1)):
        assert Recorrido(crear(ELENA), fila).buscar().status_code == 302
        manana = Recorrido(crear(FRIDA), fila)
        manana.buscar()
        assert manana.comprobar().status_code == 302


@pytest.mark.django_db
@pytest.mark.req("U-02")
def test_veinte_busquedas_por_hora_y_la_misma_es_gratis():
    fila = suministros.suministro(crear(ELENA))
    frida = Recorrido(crear(FRIDA), fila)
    for _ in range(25):
        assert frida.buscar().status_code == 302
    for n in range(19):
        assert frida.buscar(str(5_000_000_000 + n)).status_code == 422
    negada = frida.buscar("5999999999")
    assert negada.status_code == 429
    assert "Espera" in _texto(negada)
    assert 'value="5999999999"' in _texto(negada)
    assert "Espera" in _texto(frida.buscar("5999999998", headers={"HX-Request": "true"}))
    assert frida.buscar().status_code == 302  # seen within the hour
    assert Recorrido(crear(IGNACIO), fila).buscar().status_code == 302
    with en(ahora() + timedelta(minutes=61)):
        otra_vez = Recorrido(crear(FRIDA), fila)
        assert otra_vez.buscar("5999999999").status_code == 422


@pytest.mark.django_db
@pytest.mark.req("U-02")
def test_muchas_cuentas_de_una_direccion_se_acaban(monkeypatch):
    monkeypatch.setattr(busqueda, "POR_DIRECCION", 3)
    fila = suministros.suministro(crear(ELENA))
    de_quien = {"direccion": "192.0.2.7", "distribuidora_id": fila.distribuidora_id}
    for persona, numero in ((ELENA, "1"), (FRIDA, "2"), (IGNACIO, "3")):
        busqueda.buscar(usuario=crear(persona), numero=numero, **de_quien)
    for _ in range(busqueda.POR_CUENTA + 1):  # the refusal takes none of the account's
        with pytest.raises(DemasiadosIntentos):
            busqueda.buscar(usuario=crear(FRIDA), numero="4", **de_quien)
    assert busqueda.buscar(usuario=crear(FRIDA), numero="4", **de_quien | {"direccion": "192.0.2.8"}) is None


@pytest.mark.django_db
@pytest.mark.req("U-01", "U-08")
def test_el_vinculo_de_otra_cuenta_no_existe():
    vinculo = suministros.vinculo(crear(ELENA))
    factura = vinculo.suministro.facturas.first()
    ajeno = suministros.vinculo(crear(IGNACIO), numero="7-1")
    frida, elena = entrar(crear(FRIDA)), entrar(crear(ELENA))
    for direccion in ("", f"facturas/{factura.pk}/", "asociado/", "poder/", "retiro/"):
        assert frida.get(f"/suministros/{vinculo.pk}/{direccion}").status_code == 404
        assert frida.post(f"/suministros/{vinculo.pk}/{direccion}").status_code in (404, 405)
    assert elena.get(f"/suministros/{vinculo.pk}/facturas/{factura.pk}/").status_code == 200
    # An invoice of another supply, under the own link.
    de_otro = ajeno.suministro.facturas.first()
    assert elena.get(f"/suministros/{vinculo.pk}/facturas/{de_otro.pk}/").status_code == 404
    assert Vinculo.objects.filter(retirado_en=None).count() == 2


@pytest.mark.django_db
@pytest.mark.req("U-01", "U-04")
def test_el_titular_esta_oculto_en_todo_hasta_la_validacion():
    """The account's document is the holder's, and still nobody has looked at it."""
    titular = crear(ELENA)
    titular.nombres, titular.apellidos = "Zunilda", "Quilapán"
    fila = suministros.suministro(titular)
    frida = crear(FRIDA)
    paso = Recorrido(frida, fila)
    respuestas = [paso.buscar(headers={"HX-Request": "true"}), paso.buscar(), paso.comprobar()]
    respuestas += [paso.cliente.get(f"{paso.base}documentos/"), paso.adjuntar(poder=True)]
    respuestas += [paso.cliente.get(f"{paso.base}confirmacion/"), paso.confirmar()]
    vinculo = Vinculo.objects.get()
    factura = fila.facturas.first()
    for direccion in ("/suministros/", f"/suministros/{vinculo.pk}/", f"/suministros/{vinculo.pk}/?imprimir=1",
                      f"/suministros/{vinculo.pk}/facturas/{factura.pk}/", f"/suministros/{vinculo.pk}/asociado/",
                      f"/suministros/{vinculo.pk}/poder/", f"/suministros/{vinculo.pk}/retiro/", "/perfil/datos/",
                      "/perfil/datos/descarga/", "/inicio/"):  # fmt: skip
        respuestas.append(paso.cliente.get(direccion))
    cartas = [redactar(aviso) for aviso in Aviso.objects.filter(usuario=frida, clave__startswith="suministro")]
    dichos = [_texto(una) for una in respuestas if una.status_code == 200] + [
        f"{una.asunto}{una.html}" for una in cartas
    ]
    assert len(dichos) > 10
    for dicho in dichos:
        for secreto in ("Zunilda", "Quilapán", titular.documento, "44.444.444-4", fila.direccion):
            assert secreto not in dicho
    assert "Z••• Q•••" in _texto(paso.cliente.get("/suministros/"))
    # The holder's own account too: a number typed at the registration proves nothing.
    propia = suministros.vinculo(titular)
    cliente = entrar(titular)
    assert "Quilapán" not in _texto(cliente.get(f"/suministros/{propia.pk}/")).split("<main")[1]
    suministros.identidad_validada(titular)
    abierta = _texto(cliente.get(f"/suministros/{propia.pk}/"))
    assert "Zunilda Quilapán" in abierta
    assert "44.444.444-4" in abierta


@pytest.mark.django_db
@pytest.mark.req("U-08")
def test_quien_abre_el_archivo_de_una_factura():
    elena, frida = crear(ELENA), crear(FRIDA)
    vinculo = suministros.vinculo(elena)
    factura = vinculo.suministro.facturas.first()
    factura.archivo = fabricas.archivo(crear(MARTA), uso="factura", nombre="factura.pdf")
    factura.save(update_fields=["archivo"])
    descarga = f"/archivos/{factura.archivo_id}/"
    assert descarga in _texto(entrar(elena).get(f"/suministros/{vinculo.pk}/facturas/{factura.pk}/"))
    codigos = {uno: entrar(crear(uno)).get(descarga).status_code for uno in (ELENA, MARTA, FRIDA, OLGA, SONIA)}
    assert [*codigos.values()] == [200, 200, 404, 404, 404]
    suministros.vinculo(frida, titular=elena)
    assert entrar(frida).get(descarga).status_code == 200
    actions.retirar(actor=elena, vinculo_id=vinculo.pk)
    assert entrar(elena).get(descarga).status_code == 404


def _en_hilo(funcion):
    def envuelta(n):
        try:
            return funcion(n)
        except (DemasiadosIntentos, EstadoCambio) as error:
            return type(error).__name__
        finally:
            connection.close()

    return envuelta


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("U-03", "U-05")
def test_a_la_vez_se_juzgan_tres_y_nace_un_solo_vinculo():
    frida = crear(FRIDA)
    fila = suministros.suministro(crear(ELENA))
    foto = fabricas.archivo(frida, uso="identidad", nombre="documento.jpg")
    poderes = [fabricas.archivo(frida, uso="poder_suministro", nombre=f"{n}.pdf") for n in range(JUNTOS)]

    def errar(n):
        respuesta = desafio.Respuesta("ultima", n, hoy())
        return desafio.juzgar(usuario=frida, suministro_id=fila.pk, respuesta=respuesta)

    def asociar(n):
        papeles = {"identidad": foto, "poder": poderes[n]}
        return actions.asociar_una_vez(actor=frida, suministro_id=fila.pk, token=uuid4(), **papeles)

    with ThreadPoolExecutor(JUNTOS) as hilos:
        juzgados = list(hilos.map(_en_hilo(errar), range(JUNTOS)))
        hechos = list(hilos.map(_en_hilo(asociar), range(JUNTOS)))
    assert sorted(map(str, juzgados)) == ["DemasiadosIntentos", "False", "False", "False"]
    assert sorted(hechos).count("EstadoCambio") == JUNTOS - 1
    assert Vinculo.objects.count() == 1
