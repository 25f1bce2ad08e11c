"""A load of the register: checked whole, applied all or nothing, once (U-10)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from catalogo.models import Distribuidora
from nucleo.archivos import almacen, puertas
from nucleo.archivos.models import Archivo
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora, en
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from portal.demostracion import suministros as demostracion
from suministros.carga import actions, aplicacion, constructores, directa, limpieza, revision
from suministros.carga.informe import rechazos
from suministros.carga.recepcion import LIMITES
from suministros.models import Carga, Factura, LineaRechazada, LineaSuministro, Suministro, Vinculo
from tests.carga import registro
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
SUMINISTROS = "/distribuidora/suministros/"


@pytest.fixture
def yn() -> Distribuidora:
    return Distribuidora.objects.get(prefijo="YN")


@pytest.fixture
def archivos(tmp_path: Path) -> dict[str, Path]:
    return {
        "suministros": registro.en_csv(tmp_path / "s.csv", "suministros", registro.suministros(5)),
        "facturas": registro.en_csv(tmp_path / "f.csv", "facturas", registro.facturas(5)),
    }


def cargar(distribuidora: Distribuidora, clase: str, ruta: Path, *, aplicar: bool = True) -> Carga:
    return directa.cargar(distribuidora=distribuidora, clase=clase, ruta=ruta, aplicar=aplicar)


def cuentas(carga: Carga) -> tuple[str, int, int, int, int]:
    return carga.estado, carga.nuevas, carga.cambiadas, carga.iguales, carga.rechazadas


@pytest.mark.req("U-10")
def test_se_carga_una_vez_y_lo_mismo_otra_vez_no_cambia_nada(yn, archivos, tmp_path):
    assert cuentas(cargar(yn, "suministros", archivos["suministros"], aplicar=False)) == ("descartada", 5, 0, 0, 0)
    assert not Suministro.objects.exists()
    for clase, cuantas in (("suministros", 5), ("facturas", 20)):
        assert cuentas(cargar(yn, clase, archivos[clase])) == ("aplicada", cuantas, 0, 0, 0)
        antes = list(Suministro.objects.order_by("pk").values()), list(Factura.objects.order_by("pk").values())
        assert cuentas(cargar(yn, clase, archivos[clase])) == ("aplicada", 0, 0, cuantas, 0)
        assert antes == (
            list(Suministro.objects.order_by("pk").values()),
            list(Factura.objects.order_by("pk").values()),
        )
    suministro = Suministro.objects.get(numero_compacto="2000000000")
    assert (suministro.comuna.nombre, suministro.titular_documento) == (
        "Ñuñoa",
        registro.rut(6_000_000).replace(".", "").replace("-", ""),
    )
    assert suministro.facturas.recientes_primero().first().monto == 12_733
    otro = registro.en_csv(tmp_path / "otro.csv", "suministros", registro.suministros(4, "depto 3"))
    carga = cargar(yn, "suministros", otro)
    assert (cuentas(carga), carga.ausentes) == (("aplicada", 0, 4, 0, 0), 1)
    assert Suministro.objects.count() == 5 and not LineaSuministro.objects.exists()
    tipos = Evento.objects.filter(cadena=f"distribuidora:{yn.pk}").order_by("numero").values_list("tipo", flat=True)
    assert [*tipos] == ["CARGA_RECIBIDA", "CARGA_DESCARTADA", *["CARGA_RECIBIDA", "CARGA_APLICADA"] * 5]
    assert (
        Evento.objects.latest("pk").datos["cambiadas"] == 4 and len(Evento.objects.latest("pk").datos["huella"]) == 64
    )


@pytest.mark.req("U-10")
def test_mil_lineas_malas_se_nombran_una_a_una_y_no_cambian_nada(yn, tmp_path):
    filas = registro.con_malas(list(registro.suministros(2_000)), 1_000)
    carga = cargar(yn, "suministros", registro.en_csv(tmp_path / "s.csv", "suministros", iter(filas)))
    assert cuentas(carga) == ("con-rechazos", 0, 0, 0, 1_000) and carga.lineas == 2_000
    assert not Suministro.objects.exists() and not LineaSuministro.objects.exists()
    malas = list(rechazos(carga))
    assert [linea for linea, *_ in malas] == [str(n) for n in range(2, 2_002, 2)]
    assert malas[0][1:3] == ("Comuna", "Atlántida")


@pytest.mark.req("U-10")
def test_lo_repetido_y_lo_desconocido_se_rechazan_nombrando_las_dos_lineas(yn, archivos, tmp_path):
    cargar(yn, "suministros", archivos["suministros"])
    dos = [*registro.suministros(2)]
    repetidos = [dos[0], dos[1], ["2.000.000-001", *dos[1][1:]]]
    carga = cargar(yn, "suministros", registro.en_csv(tmp_path / "r.csv", "suministros", iter(repetidos)))
    assert [*rechazos(carga)] == [
        ("4", "N° de suministro", "2.000.000-001", "Este suministro está también en la línea 3. Deja una sola.")
    ]
    filas = [*registro.facturas(6)][-5:]
    ruta = registro.en_libro(tmp_path / "f.xlsx", "facturas", iter([*filas, filas[0]]), 6)
    carga = cargar(yn, "facturas", ruta)
    assert cuentas(carga) == ("con-rechazos", 0, 0, 0, 5)
    assert [(linea, columna) for linea, columna, *_ in rechazos(carga)] == [
        *((str(n), "N° de suministro") for n in range(3, 7)), ("7", "N° de factura"),
    ]  # fmt: skip
    olga = Distribuidora.objects.get(prefijo="OV")
    ajena = cargar(olga, "facturas", archivos["facturas"])
    assert ajena.rechazadas == 20, "another's supplies are unknown here"


@pytest.mark.req("U-10", "U-05")
def test_si_cambia_el_titular_los_vinculos_se_revisan_otra_vez(yn, tmp_path):
    elena = crear(ELENA)
    validado = demostracion.vinculo_validado(elena)
    suministro = validado.suministro
    fila = [suministro.numero, "Frida", "RUT", crear(FRIDA).documento, "Los Aromos 120", "13120", "BT1", "Retirado", ""]
    ruta = registro.en_csv(tmp_path / "s.csv", "suministros", iter([fila]))
    carga = cargar(yn, "suministros", ruta)
    assert (carga.estado, carga.titulares, carga.retirados) == ("aplicada", 1, 1)
    validado = Vinculo.objects.con_todo().get(pk=validado.pk)
    assert (validado.estado, validado.es_titular, validado.retirado_en) == ("en-analisis", False, None)
    assert "<dd>Retirado</dd>" in entrar(elena).get(f"/suministros/{validado.pk}/").content.decode()
    eventos = Evento.objects.filter(cadena=f"usuario:{elena.pk}", tipo="VINCULO_CAMBIADO").order_by("numero")
    assert eventos.last().datos["despues"] == "en-analisis" and eventos.last().actor is None


# --- By its pages ------------------------------------------------------------------------------------------


def subir(cliente, contenido: bytes, clase: str = "suministros", nombre: str = "s.csv"):
    return cliente.post(SUMINISTROS, {"clase": clase, "archivo": SimpleUploadedFile(nombre, contenido)})


@pytest.mark.req("U-10")
def test_el_recorrido_de_jefatura(archivos):
    jorge, marta, olga = (entrar(crear(persona)) for persona in (JORGE, MARTA, OLGA))
    contenido = archivos["suministros"].read_bytes()
    pagina = subir(jorge, contenido)["Location"]
    assert subir(jorge, contenido)["Location"] == pagina, "the same upload twice is one load"
    otra = subir(jorge, archivos["facturas"].read_bytes(), "facturas")
    assert otra.status_code == 422 and "Ya hay una carga abierta: s.csv" in otra.content.decode()
    assert 'hx-get="' in jorge.get(pagina).content.decode()
    assert jorge.post(f"{pagina}aplicacion/").status_code == 409
    assert ejecucion.ejecutar_pendientes() == 1
    vista = marta.get(pagina).content.decode()
    assert "Lista para aplicar" in vista and "aplicacion/" not in vista and "hx-get" not in vista
    assert "aplicacion/" in jorge.get(pagina).content.decode()
    informe = Carga.objects.get().trabajo.archivo
    assert [puertas.puede_ver(crear(persona), informe) for persona in (JORGE, MARTA, OLGA, ELENA)] == [
        True,
        True,
        False,
        False,
    ]
    assert [cliente.get(pagina).status_code for cliente in (olga, entrar(crear(ELENA)))] == [404, 403]
    assert marta.post(f"{pagina}aplicacion/").status_code == 403
    assert subir(marta, contenido).status_code == 403
    assert jorge.post(f"{pagina}aplicacion/")["Location"] == pagina
    assert not Suministro.objects.exists()
    ejecucion.ejecutar_pendientes()
    assert Suministro.objects.count() == 5 and "El registro quedó al día" in jorge.get(pagina).content.decode()
    assert jorge.post(f"{pagina}aplicacion/").status_code == 409 and jorge.post(f"{pagina}descarte/").status_code == 409
    assert "s.csv" in marta.get(SUMINISTROS).content.decode()


@pytest.mark.req("U-10")
def test_los_rechazos_se_ven_y_se_bajan(tmp_path):
    jorge = entrar(crear(JORGE))
    filas = registro.con_malas(list(registro.suministros(60)), 60)
    filas[0][1] = "=2+2"
    ruta = registro.en_csv(tmp_path / "s.csv", "suministros", iter(filas))
    pagina = subir(jorge, ruta.read_bytes())["Location"]
    ejecucion.ejecutar_pendientes()
    vista = jorge.get(pagina).content.decode()
    assert vista.count("Atlántida") == 50 and "aplicacion/" not in vista
    hoja = b"".join(jorge.get(f"{pagina}rechazos/").streaming_content).decode("utf-8-sig")
    assert hoja.count("Atlántida") == 60 and hoja.splitlines()[0] == "Línea,Columna,Qué dice,Qué hacer"
    assert Carga.objects.get().trabajo.archivo.bytes > 0
    assert subir(jorge, b"a;b\n1;2").status_code == 302, "a closed load leaves room for the next"
    ejecucion.ejecutar_pendientes()
    assert "Faltan las columnas" in jorge.get(f"{SUMINISTROS}cargas/{Carga.objects.first().pk}/").content.decode()


@pytest.mark.req("U-10")
def test_lo_que_no_se_puede_subir(settings):
    jorge = entrar(crear(JORGE))
    for contenido, nombre, que in (
        (b"", "s.csv", "está vacío"),
        (b"x", "s.xls", "del tipo XLSX o CSV"),
        (b"\0;", "s.csv", "no corr"),
    ):
        respuesta = subir(jorge, contenido, nombre=nombre)
        assert respuesta.status_code == 422 and que in respuesta.content.decode()
    enorme = jorge.generic(
        "POST", SUMINISTROS, b"x", "multipart/form-data; boundary=L", CONTENT_LENGTH=str(3 * 1024**3)
    )
    assert enorme.status_code in (400, 413)
    settings.ARCHIVOS_TOPE_POR_ARCHIVO, settings.ARCHIVOS_TOPE_POR_PETICION = 10, 4_096
    assert subir(jorge, b"a;b\n" * 2_000).status_code == 302, "the register has a ceiling of its own"
    assert LIMITES.maximo == 400 * 1024 * 1024 and Carga.objects.count() == 1


@pytest.mark.req("U-10")
def test_jefatura_desactivada_antes_de_aplicar_no_cambia_nada(archivos):
    jorge = crear(JORGE)
    pagina = subir(entrar(jorge), archivos["suministros"].read_bytes())["Location"]
    ejecucion.ejecutar_pendientes()
    entrar(jorge).post(f"{pagina}aplicacion/")
    type(jorge).objects.filter(pk=jorge.pk).update(estado="desactivada")
    ejecucion.ejecutar_pendientes()
    carga = Carga.objects.get()
    assert (carga.estado, carga.resuelta_por) == ("lista", None) and "ya no está activa" in carga.mensaje
    assert not Suministro.objects.exists()
    with pytest.raises(NoPermitido):
        actions.aplicar_carga(actor=jorge, carga_id=carga.pk)


@pytest.mark.req("U-10")
def test_un_obrero_muerto_no_deja_nada_a_medias(archivos, monkeypatch):
    jorge = crear(JORGE)
    pagina = subir(entrar(jorge), archivos["suministros"].read_bytes())["Location"]
    carga = Carga.objects.get()

    def muere(*_args, **_kwargs):
        raise MemoryError

    with monkeypatch.context() as parche:
        parche.setattr(revision, "preparar", muere)
        ejecucion.ejecutar_pendientes()
    assert Carga.objects.get().estado == "en-revision" and not LineaSuministro.objects.exists()
    for esperado in ("lista", "aplicada"):
        Trabajo.objects.exclude(estado=Estado.LISTO).update(arriendo=None)
        ejecucion.ejecutar_pendientes()
        assert Carga.objects.get().estado == esperado
        if esperado == "lista":
            actions.aplicar_carga(actor=jorge, carga_id=carga.pk)
    # The one given up for dead comes back: nothing happens twice.
    aplicacion.aplicar(carga.pk, jorge)
    constructores.construir_revision(
        Trabajo.objects.order_by("creado_en").first(), almacen.raiz() / "x", lambda *_: None
    )
    assert Suministro.objects.count() == 5 and entrar(jorge).post(f"{pagina}intento/").status_code == 409


@pytest.mark.req("U-10")
def test_lo_que_fallo_tres_veces_se_reintenta_o_se_descarta(archivos):
    jorge = entrar(crear(JORGE))
    for salida in ("intento", "descarte"):
        pagina = subir(jorge, archivos["suministros"].read_bytes())["Location"]
        Trabajo.objects.exclude(estado=Estado.LISTO).update(estado=Estado.FALLO, terminado_en=ahora())
        assert "Se detuvo" in jorge.get(pagina).content.decode()
        assert jorge.post(f"{pagina}{salida}/").status_code == 302
        if salida == "intento":
            ejecucion.ejecutar_pendientes()
            actions.descartar_carga(actor=crear(JORGE), carga_id=Carga.objects.latest("pk").pk)
    assert [*Carga.objects.values_list("estado", flat=True)] == ["descartada"] * 2
    assert not LineaSuministro.objects.exists()


@pytest.mark.req("U-10")
def test_si_un_corte_vacio_las_lineas_se_pide_el_archivo_otra_vez(archivos):
    jorge = crear(JORGE)
    subir(entrar(jorge), archivos["suministros"].read_bytes())
    ejecucion.ejecutar_pendientes()
    LineaSuministro.objects.all().delete()
    for _ in range(2):
        actions.aplicar_carga(actor=jorge, carga_id=Carga.objects.get().pk)
        assert ejecucion.ejecutar_pendientes() == 1, "another confirmation is another order"
        carga = Carga.objects.get()
        assert carga.estado == "lista" and "sube el archivo de nuevo" in carga.mensaje
    assert not Suministro.objects.exists()


@pytest.mark.req("U-10")
def test_lo_cargado_se_olvida_a_los_siete_dias_y_queda_la_huella(archivos):
    jorge = entrar(crear(JORGE))
    subir(jorge, archivos["suministros"].read_bytes())
    ejecucion.ejecutar_pendientes()
    assert limpieza.barrer() == 0
    with en(ahora() + timedelta(days=8)):
        assert limpieza.barrer() == 1
    carga = Carga.objects.get()
    assert (carga.estado, carga.archivo, carga.lineas) == ("descartada", None, 5)
    assert not LineaSuministro.objects.exists() and not LineaRechazada.objects.exists()
    assert Evento.objects.filter(tipo="CARGA_DESCARTADA", actor=None).exists()


@pytest.mark.req("U-10")
def test_una_aplicacion_abandonada_no_cierra_el_paso_para_siempre(archivos):
    jorge = crear(JORGE)
    pagina = subir(entrar(jorge), archivos["suministros"].read_bytes())["Location"]
    ejecucion.ejecutar_pendientes()
    actions.aplicar_carga(actor=jorge, carga_id=Carga.objects.get().pk)
    with en(ahora() + timedelta(days=8)):
        limpieza.barrer()
        assert Carga.objects.get().estado == "aplicando", "a worker may still have it"
        Trabajo.objects.all().delete()
        assert "Se detuvo" in entrar(jorge).get(pagina).content.decode()
        limpieza.barrer()
    assert Carga.objects.get().estado == "descartada" and not LineaSuministro.objects.exists()


@pytest.mark.req("U-10")
def test_el_comando_hace_lo_mismo(archivos, tmp_path, capsys):
    argumentos = ["--distribuidora", "YN", "--suministros", str(archivos["suministros"])]
    call_command("cargar_registro", *argumentos)
    assert not Suministro.objects.exists()
    call_command("cargar_registro", *argumentos, "--facturas", str(archivos["facturas"]), "--aplicar")
    assert "20 líneas, 20 nuevas" in capsys.readouterr().out and Factura.objects.count() == 20
    mala = registro.en_csv(
        tmp_path / "m.csv", "suministros", iter(registro.con_malas(list(registro.suministros(2)), 1))
    )
    with pytest.raises(CommandError, match="No se cambió nada"):
        call_command("cargar_registro", "--distribuidora", "YN", "--suministros", str(mala), "--aplicar")
    assert "Línea 2 | Comuna | Atlántida" in capsys.readouterr().out


@pytest.mark.req("U-10")
def test_las_lineas_en_espera_no_escriben_en_el_registro_de_la_base():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' ORDER BY 1")
        assert [fila[0] for fila in cursor.fetchall()] == ["suministros_lineafactura", "suministros_lineasuministro"]


def test_otra_carga_a_la_vez_espera(yn, archivos):
    carga = actions.abrir(
        distribuidora_id=yn.pk, actor=None, clase="suministros", nombre="x.csv", huella="a" * 64, pesa=1
    )
    with pytest.raises(EstadoCambio, match="Ya hay una carga abierta"):
        cargar(yn, "suministros", archivos["suministros"])
    assert Archivo.objects.count() == 0 and Carga.objects.get() == carga
