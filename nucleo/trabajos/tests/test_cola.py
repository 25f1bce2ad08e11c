"""Orders change hands by one conditional statement: no order twice, none lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import ahora, en
from nucleo.comun.tests.fabrica import crear_usuario
from nucleo.trabajos import actions, cola, constructores, ejecucion, latido
from nucleo.trabajos.models import Estado, Trabajo


def pedir(usuario=None, **cambios):
    valores = {"tipo": "prueba", "filtros": {"filas": 4}, "nombre": "sabana.xlsx"}
    return actions.pedir(usuario=usuario or crear_usuario(), **{**valores, **cambios})


def vencer_arriendos():
    Trabajo.objects.update(arriendo=Now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_un_archivo_de_principio_a_fin():
    trabajo = pedir()
    assert ejecucion.ejecutar_pendientes() == 1
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.hechas, trabajo.total, trabajo.intentos) == (Estado.LISTO, 4, 4, 1)
    assert trabajo.archivo.uso == "trabajo.prueba" and trabajo.archivo.nombre == "sabana.xlsx"
    assert trabajo.archivo.creado_por == trabajo.usuario
    assert almacen.ruta(trabajo.archivo.sha256_guardado).read_text() == "fila 0\nfila 1\nfila 2\nfila 3\n"
    assert ejecucion.ejecutar_pendientes() == 0
    assert list(ejecucion._raiz().iterdir()) == []


@pytest.mark.django_db
def test_dos_pedidos_iguales_en_cinco_minutos_son_uno():
    usuario = crear_usuario()
    primero = pedir(usuario)
    assert pedir(usuario) == primero
    distintos = [pedir(usuario, filtros={"filas": 5}), pedir()]
    with en(ahora() + timedelta(minutes=5, seconds=1)):
        distintos.append(pedir(usuario))
    assert len({primero, *distintos}) == 4
    Trabajo.objects.filter(pk=distintos[0].pk).update(estado=Estado.FALLO)
    assert pedir(usuario, filtros={"filas": 5}) != distintos[0]


@pytest.mark.django_db(transaction=True)
def test_diez_clics_a_la_vez_piden_un_archivo():
    usuario = crear_usuario()

    def clic(_):
        try:
            return pedir(usuario).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as hilos:
        assert len(set(hilos.map(clic, range(10)))) == 1


@pytest.mark.django_db
def test_un_tipo_que_nadie_construye_no_entra_en_la_cola():
    with pytest.raises(LookupError):
        pedir(tipo="otro")
    with pytest.raises(ValueError, match="ya tiene su constructor"):
        constructores.registrar("prueba", lambda *_: None)


@pytest.mark.django_db(transaction=True)
def test_entre_ocho_trabajadores_cada_archivo_se_toma_una_vez(monkeypatch):
    monkeypatch.setattr(cola, "A_LA_VEZ", 100)
    usuario = crear_usuario()
    pedidos = {pedir(usuario, filtros={"n": n}).pk for n in range(20)}

    def tomar(_):
        try:
            tomados = []
            while trabajo := cola.tomar():
                tomados.append(trabajo.pk)
            return tomados
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hilos:
        tomados = [pk for lista in hilos.map(tomar, range(8)) for pk in lista]
    assert len(tomados) == 20 and set(tomados) == pedidos


@pytest.mark.django_db
def test_no_se_preparan_mas_de_los_que_caben_y_se_respeta_el_orden(monkeypatch):
    monkeypatch.setattr(cola, "A_LA_VEZ", 1)
    usuario = crear_usuario()
    primero, segundo = pedir(usuario), pedir(usuario, filtros={"n": 2})
    assert cola.tomar() == primero and cola.tomar() is None
    vencer_arriendos()
    assert cola.tomar() == primero
    Trabajo.objects.filter(pk=primero.pk).update(estado=Estado.FALLO)
    assert cola.tomar() == segundo


@pytest.mark.django_db(transaction=True)
def test_un_archivo_corto_sale_mientras_uno_largo_sigue(monkeypatch):
    """One at a time still: the long one waits between two of its slices, and gives way to no other long one."""
    visto = []

    def largo(trabajo, ruta, avance):
        ruta.write_text("largo")
        for tramo in range(3):
            avance(tramo, 3)
            visto.append([Trabajo.objects.get(pk=uno.pk).estado for uno in (trabajo, corto, otro_largo)])
            assert cola.tomar() is None, "the other workers see it busy"

    constructores.registrar("largo", largo, constructores.Ficha(cede=True))
    usuario = crear_usuario()
    trabajo = pedir(usuario, tipo="largo")
    otro_largo, corto = pedir(usuario, tipo="largo", filtros={"n": 2}), pedir(usuario)
    monkeypatch.setattr(ejecucion, "TURNO", 0.001)  # the first alone
    assert ejecucion.ejecutar_pendientes() == 1
    assert visto == [[Estado.PREPARANDO, Estado.LISTO, Estado.EN_COLA]] * 3
    trabajo.refresh_from_db()
    assert trabajo.estado == Estado.LISTO and almacen.ruta(trabajo.archivo.sha256_guardado).read_text() == "largo"
    assert list(ejecucion._raiz().iterdir()) == []


@pytest.mark.django_db
def test_quien_perdio_el_arriendo_ya_no_cambia_nada():
    trabajo = pedir()
    lento = cola.tomar()
    vencer_arriendos()
    otro = cola.tomar()
    assert (lento, lento.intentos, otro.intentos) == (trabajo, 1, 2)
    assert cola.renovar(lento, 3, 4) is False
    cola.devolver(lento)
    assert cola.entregar(lento, None, 4, 4) is False
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.hechas, trabajo.intentos) == (Estado.PREPARANDO, 0, 2)
    assert cola.renovar(otro, 3, 4) is True


@pytest.mark.django_db(transaction=True)
def test_el_constructor_se_entera_de_que_lo_perdio(monkeypatch):
    def construir(trabajo, ruta, avance):
        Trabajo.objects.update(intentos=2)
        with pytest.raises(latido.ArriendoPerdido):
            for fila in range(10**9):
                avance(fila, None)
        raise latido.ArriendoPerdido

    monkeypatch.setitem(constructores._constructores, "prueba", construir)
    trabajo = pedir()
    assert ejecucion.ejecutar_pendientes() == 0
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == (Estado.PREPARANDO, 2)
    assert not Archivo.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_mientras_se_construye_el_arriendo_se_renueva_y_se_ve_el_avance(monkeypatch):
    monkeypatch.setattr(latido, "RENOVAR_CADA", 0.05)
    vistos = []

    def construir(trabajo, ruta, avance):
        ruta.write_text("x")
        with transaction.atomic():  # as a builder that reads one snapshot: its own connection shows nobody its progress
            for hechas in (1, 2):
                avance(hechas, 2)
                for _ in range(200):
                    fila = Trabajo.objects.get(pk=trabajo.pk)
                    if fila.hechas == hechas and fila.arriendo > trabajo.arriendo:
                        vistos.append(hechas)
                        break
                    latido.time.sleep(0.01)

    monkeypatch.setitem(constructores._constructores, "prueba", construir)
    pedir()
    assert ejecucion.ejecutar_pendientes() == 1
    assert vistos == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_tras_tres_errores_falla_y_se_puede_pedir_otra_vez(monkeypatch, caplog):
    veces = []

    def fallar(trabajo, ruta, avance):
        ruta.write_text("a medias")
        veces.append(trabajo.intentos)
        raise RuntimeError("sin memoria")

    bueno = constructores.de("prueba")
    monkeypatch.setitem(constructores._constructores, "prueba", fallar)
    trabajo = pedir()
    for _ in range(5):
        ejecucion.ejecutar_pendientes()
        trabajo.refresh_from_db()
        if trabajo.en_curso:
            assert trabajo.arriendo > ahora()  # not at once: what broke it may need a moment
        vencer_arriendos()
    assert veces == [1, 2, 3]
    assert trabajo.estado == Estado.FALLO and "sin memoria" in caplog.text
    assert not Archivo.objects.exists() and list(ejecucion._raiz().iterdir()) == []

    actions.reintentar(trabajo_id=trabajo.pk, actor=trabajo.usuario)
    monkeypatch.setitem(constructores._constructores, "prueba", bueno)
    assert ejecucion.ejecutar_pendientes() == 1
    with pytest.raises(EstadoCambio):
        actions.reintentar(trabajo_id=trabajo.pk, actor=trabajo.usuario)


@pytest.mark.django_db
def test_el_que_mata_a_tres_trabajadores_no_recibe_un_cuarto():
    trabajo = pedir()
    for _ in range(cola.INTENTOS):
        assert cola.tomar() == trabajo
        vencer_arriendos()
    assert cola.tomar() is None
    trabajo.refresh_from_db()
    assert trabajo.estado == Estado.FALLO


@pytest.mark.django_db(transaction=True)
def test_a_los_siete_dias_se_olvida_y_el_archivo_queda_huerfano():
    viejo, nuevo = pedir(), pedir()
    ejecucion.ejecutar_pendientes()
    Trabajo.objects.filter(pk=viejo.pk).update(vence=ahora())
    assert ejecucion.barrer() == 1
    assert Trabajo.objects.get() == nuevo
    with en(ahora() + timedelta(days=6, hours=23)):
        assert ejecucion.barrer() == 0
    with en(ahora() + timedelta(days=7, minutes=1)):
        assert ejecucion.barrer() == 1


@pytest.mark.django_db
def test_la_base_no_acepta_un_listo_sin_archivo():
    trabajo = pedir()
    with pytest.raises(IntegrityError), transaction.atomic():
        Trabajo.objects.filter(pk=trabajo.pk).update(estado=Estado.LISTO)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trabajo.objects.filter(pk=trabajo.pk).update(estado="otro")
