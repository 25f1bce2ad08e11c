"""What a load that changes the holder leaves of links and papers, and files that are sent a second time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from nucleo.archivos.muestras import pdf
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.comun.reloj import ahora, en
from portal.demostracion import pedidos, suministros
from suministros import actions
from suministros.actions.poderes import decidir_poder
from suministros.carga import directa
from suministros.identidades import copias
from suministros.models import PoderSuministro, Suministro, TipoDeTramite, Vinculo
from suministros.titular import visible_para_su_cuenta
from tests.carga import registro
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, crear


def cambia_de_titular(fila: Suministro, titular, carpeta):
    datos = [fila.numero, "Zunilda Quilapán", "RUT", titular.documento, "Otra 7", "13120", "BT1", "Activo", ""]
    ruta = registro.en_csv(carpeta / "s.csv", "suministros", iter([datos]))
    return directa.cargar(distribuidora=fila.distribuidora, clase="suministros", ruta=ruta, aplicar=True)


@pytest.mark.django_db
@pytest.mark.req("U-01", "L-13")
def test_quien_quito_el_suministro_no_sabe_del_titular_que_vino_despues(tmp_path):
    elena = crear(ELENA)
    vinculo = suministros.vinculo_validado(elena)
    pedidos.lista_de_tramites()
    tramite = pedidos.tramite(vinculo)
    actions.retirar(actor=elena, vinculo_id=vinculo.pk)
    cambia_de_titular(vinculo.suministro, crear(FRIDA), tmp_path)
    assert visible_para_su_cuenta(Vinculo.objects.con_todo().get(pk=vinculo.pk)).oculto
    cliente = entrar(elena)
    for direccion in (tramite.get_absolute_url(), "/perfil/datos/", "/perfil/datos/descarga/"):
        dicho = b"".join(cliente.get(direccion)).decode()
        assert "Quilap" not in dicho and crear(FRIDA).documento not in dicho


@pytest.mark.django_db
@pytest.mark.req("U-06", "U-10")
def test_quien_pasa_a_ser_titular_no_deja_un_poder_esperando(tmp_path):
    """Nobody would ever decide on it, and its copy would stay for good."""
    frida = crear(FRIDA)
    vinculo = suministros.vinculo(frida, titular=crear(ELENA))
    cambia_de_titular(vinculo.suministro, frida, tmp_path)
    assert PoderSuministro.objects.get(vinculo=vinculo).reemplazado_en is not None
    with en(ahora() + timedelta(days=91)):
        assert copias.barrer() == 1


@pytest.mark.django_db
@pytest.mark.req("U-06", "U-10")
def test_el_poder_del_titular_de_antes_no_vale_ante_el_nuevo(tmp_path):
    frida, elena = crear(FRIDA), crear(ELENA)
    vinculo = suministros.vinculo(frida, titular=elena)
    suministros.identidad_validada(frida)
    poder = PoderSuministro.objects.get(vinculo=vinculo)
    decidir_poder(actor=crear(MARTA), poder=poder, decision="validado", numero_leido=elena.documento)
    vinculo.refresh_from_db()
    assert vinculo.estado == "validado"
    with en(ahora() + timedelta(days=91)):
        copias.barrer()
        entonces = entrar(frida)
        sin_copia = [entonces.get(ruta).content.decode() for ruta in ("/suministros/", f"/suministros/{vinculo.pk}/")]
    assert "Copia eliminada" in sin_copia[1] and not any(f"archivos/{poder.archivo_id}" in una for una in sin_copia)
    cambia_de_titular(vinculo.suministro, crear(IGNACIO), tmp_path)
    vinculo.refresh_from_db()
    assert vinculo.estado == "en-analisis"
    cliente = entrar(frida)
    pagina = cliente.get(f"/suministros/{vinculo.pk}/").content.decode()
    assert "Falta un poder." in pagina and "24 horas hábiles" not in pagina
    assert "Quilap" not in pagina and f"/suministros/{vinculo.pk}/poder/" in pagina
    aviso = Aviso.objects.get(clave="suministro-sin-poder", usuario=frida, canal="correo")
    carta = redactar(aviso)
    assert "cambió el titular" in carta.texto and "Quilap" not in carta.texto
    assert cliente.get(f"/suministros/{vinculo.pk}/poder/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("U-05", "U-10")
def test_la_carga_que_cambia_el_titular_ve_el_vinculo_que_nace_a_la_vez(tmp_path):
    elena = crear(ELENA)
    suministros.vinculo_validado(elena, numero="7-1")
    fila = suministros.suministro(elena)
    nacido, seguir = Event(), Event()

    def asociar():
        try:
            with transaction.atomic():
                hecho = actions.asociar(actor=elena, suministro_id=fila.pk)
                nacido.set()
                seguir.wait(2)
            return hecho.pk
        finally:
            connection.close()

    def cargar():
        try:
            nacido.wait(10)
            return cambia_de_titular(fila, crear(FRIDA), tmp_path).estado
        finally:
            seguir.set()
            connection.close()

    with ThreadPoolExecutor(2) as hilos:
        vinculo_id, estado = hilos.submit(asociar), hilos.submit(cargar)
        assert estado.result() == "aplicada"
    vinculo = Vinculo.objects.con_todo().get(pk=vinculo_id.result())
    assert not vinculo.es_titular
    assert vinculo.estado == "en-analisis"


@pytest.mark.django_db
@pytest.mark.req("U-09")
def test_un_archivo_de_otro_envio_no_se_manda_dos_veces():
    elena = crear(ELENA)
    vinculo = suministros.vinculo_validado(elena)
    pedidos.lista_de_tramites()
    cliente, tipo = entrar(elena), TipoDeTramite.objects.get(nombre=pedidos.CAMBIO_DE_NOMBRE)
    ruta = f"/suministros/{vinculo.pk}/tramites/{tipo.pk}/"
    mala = cliente.post(ruta, {"texto": "", "token": str(uuid4()), "papel-0": SimpleUploadedFile("a.pdf", pdf())})
    assert mala.status_code == 422
    guardado = mala.content.decode().split('name="papel-0_guardado" value="')[1].split('"')[0]
    primero = cliente.post(ruta, {"texto": "Cambia el nombre.", "token": str(uuid4()), "papel-0_guardado": guardado})
    assert primero.status_code == 302
    otra = cliente.post(ruta, {"texto": "Otra vez lo mismo.", "token": str(uuid4()), "papel-0_guardado": guardado})
    assert otra.status_code == 422
    assert "ya lo enviaste" in otra.content.decode()
    assert vinculo.tramites.count() == 1
