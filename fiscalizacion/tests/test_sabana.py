"""The sábana as file, as command, as order and as page (F-04)."""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from catalogo.plazos import calendario
from cuentas.models import Usuario
from fiscalizacion.sabana import columnas, eventos, sql
from fiscalizacion.sabana.actions import pedir_sabana
from fiscalizacion.sabana.archivo import escribir_eventos, escribir_solicitudes
from fiscalizacion.sabana.forms import FormularioSabana
from nucleo.bitacora.models import Acceso, Ancla, Cabeza, Evento
from nucleo.comun.errores import NoPermitido
from nucleo.comun.identidad import mostrar_dni, mostrar_rut
from nucleo.comun.reloj import CHILE, hoy
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from pagos import actions as pagos
from pagos.models import Comprobante
from portal.demostracion import fabricas
from solicitudes import actions, turnos
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    NC,
    SC,
    SI,
    VIERNES,
    chile,
    corregir,
    el,
    enviada,
    fresca,
    informar_pago,
    manifestacion,
    marta,
    objetar,
    observar,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
)  # fmt: skip
from tests.personas import ELENA, FABIAN, IGNACIO, MARTA, SONIA, crear

pytestmark = [pytest.mark.req("F-04"), pytest.mark.django_db]
LUNES = VIERNES + timedelta(days=3)
Fila = dict[str, Any]


def leer(ruta: Path, hoja: str = "Solicitudes") -> list[Fila]:
    filas = openpyxl.load_workbook(ruta)[hoja].iter_rows(values_only=True)
    titulos = next(filas)
    return [dict(zip(titulos, fila, strict=True)) for fila in filas if any(fila)]


def escribir(ruta: Path, filtros: dict[str, str] | None = None, por: str = "Prueba") -> list[Fila]:
    total = escribir_solicitudes(ruta, filtros or {}, por=por)
    filas = leer(ruta)
    assert total == len(filas)
    return filas


def _rechazar(solicitud: Solicitud) -> None:
    comprobante = Comprobante.objects.filter(cobro__solicitud=solicitud).latest("pk")
    pagos.rechazar_pago(
        actor=marta(), solicitud_id=solicitud.pk, comprobante_id=comprobante.pk, motivo="No se lee el monto."
    )


def una_vida() -> Solicitud:
    """A connection corrected, answered out of turn against a payment, whose first proof was rejected."""
    with el(VIERNES):
        enviada(SC, actor=crear(IGNACIO), numero_cliente="1-9")  # who waits before
        solicitud = enviada(SC, numero_cliente="2-7")
    with el(LUNES, 9, 15):
        observar(solicitud)
    with el(LUNES + timedelta(days=1), 11):
        corregir(solicitud)
    with el(LUNES + timedelta(days=2), 12):
        solicitar_pago(solicitud)
    with el(LUNES + timedelta(days=3), 13):
        informar_pago(solicitud)
        _rechazar(solicitud)
    with el(LUNES + timedelta(days=4), 14, 30):
        informar_pago(solicitud)
        responder(solicitud, motivo="Lo pidió el hospital.")
    return fresca(solicitud)


def test_una_vida_entera_en_su_fila(tmp_path: Path) -> None:
    solicitud = una_vida()
    with el(LUNES + timedelta(days=9)):
        fila = next(fila for fila in escribir(tmp_path / "s.xlsx") if fila["N° Folio"] == solicitud.folio)
    cabeza = Cabeza.objects.get(cadena=solicitud.cadena)
    comprobante = Comprobante.objects.filter(cobro__solicitud=solicitud).latest("pk")
    esperado = {
        "Tipo de Solicitud": "Solicitud de Conexión", "Estado": "Pendiente de Validación", "Le toca a": "distribuidora",
        "RUT solicitante": "44.444.444-4", "N° Cliente": "2-7", "Es factibilidad": "No", "N° Solicitud": None,
        "Solicitante": solicitud.solicitante.nombre, "Correo": solicitud.solicitante.email,
        "Empresa Dx": solicitud.distribuidora.nombre, "Región": solicitud.comuna.region.nombre,
        "Comuna": solicitud.comuna.nombre, "CUT comuna": solicitud.comuna_id, "Expediente": solicitud.expediente_id,
        "Fecha solicitud": datetime(2026, 11, 20, 10), "Recibida el": datetime(2026, 11, 20),
        "Última recepción": datetime(2026, 11, 24), "Corrección pedida": datetime(2026, 11, 23, 9, 15),
        "Corrección entregada": datetime(2026, 11, 24, 11), "Correcciones pedidas": 1,
        "Fecha respuesta": datetime(2026, 11, 27, 14, 30), "Disponible desde": None,
        "Artículo": solicitud.obligaciones.filter(clase="respuesta").latest("pk").regla.articulo,
        "Duración del plazo": "10 días hábiles", "Plazo legal": datetime(2026, 12, 9), "Respondida en plazo": "Sí",
        "Fuera de orden": "Sí", "Motivo fuera de orden": "Lo pidió el hospital.",
        "Motivo de la corrección": "Falta firmar.", "Motivo del rechazo del pago": "No se lee el monto.",
        "Monto": 15_000, "Cobros": 1, "Pago solicitado": datetime(2026, 11, 25, 12),
        "Método de pago": "Transferencia electrónica", "Comprobante": "Por validar",
        "Pago informado": comprobante.informado_en.astimezone(CHILE).replace(tzinfo=None), "Pago decidido": None,
        "Documentos": solicitud.adjuntos.count(), "Respuestas": 1, "Eventos": cabeza.numero,
        "Hash del último evento": bytes(cabeza.hash).hex(), "Motivo del término": None,
    }  # fmt: skip
    assert {titulo: fila[titulo] for titulo in esperado} == esperado
    assert fila["Atrasada"] == "Sí", "the proof was to be judged days ago"
    assert len(columnas.COLUMNAS) == len({columna.titulo for columna in columnas.COLUMNAS}) >= 35


VIDAS: list[Callable[[], Solicitud]] = [
    una_vida,
    lambda: responder(enviada(SI, VIERNES)),
    lambda: responder_con_pago(enviada(SI, VIERNES, numero_cliente="3-5")),
    lambda: objetar(manifestacion(VIERNES, sube=True)),
    lambda: enviada(NC, VIERNES, numero_cliente="4-3"),
]


def test_los_dias_y_los_nombres_son_los_de_las_paginas(tmp_path: Path) -> None:
    """Every state of these lives, days afterwards: SQL and Python agree on whose the days were and whose turn it is."""
    with el(LUNES, 8):
        vidas = [fresca(vida()) for vida in VIDAS]
        actions.anular(actor=sonia(), solicitud_id=vidas[1].pk, comentario="Se envió dos veces.")
    with el(LUNES + timedelta(days=20)):
        filas = {fila["N° Folio"]: fila for fila in escribir(tmp_path / "s.xlsx")}
        for solicitud in Solicitud.objects.all():
            fila, dias = filas[solicitud.folio], turnos.dias(solicitud, hoy(), calendario())
            assert fila["Días de la distribuidora"] == dias.distribuidora, solicitud.folio
            assert fila["Días del solicitante"] == dias.solicitante
            assert fila["Días retenida por pago"] == dias.pago
            assert fila["Le toca a"] == solicitud.turno.value
            assert fila["Estado"] == solicitud.get_estado_display()
            assert fila["RUT solicitante"] == solicitud.solicitante.documento_mostrado
            assert fila["Respondida en plazo"] == {True: "Sí", False: "No", None: None}[solicitud.respondida_en_plazo]
    assert filas[vidas[1].folio]["Motivo del término"] == "Se envió dos veces."
    assert any(fila["Días retenida por pago"] for fila in filas.values()), "the test must see such days"


def test_los_documentos_se_escriben_como_en_las_paginas() -> None:
    ruts = ["123456785", "44444444K", "1000004", "98765432", "", "borrado-7"]
    dnis = ["20123456", "7123456", "x"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql.rut('v')} FROM unnest(%s) AS v", [ruts])
        assert [valor for (valor,) in cursor.fetchall()] == [
            mostrar_rut(rut) if rut[:-1].isdigit() else rut for rut in ruts
        ]
        cursor.execute(f"SELECT {sql.documento(sql.texto('DNI'), 'v')} FROM unnest(%s) AS v", [dnis])
        assert [valor for (valor,) in cursor.fetchall()] == [mostrar_dni(dni) for dni in dnis]


def test_filtros_orden_y_hoja_de_lectura(tmp_path: Path) -> None:
    elena, ignacio = crear(ELENA), crear(IGNACIO)
    for mes, prefijo, quien, tipo in ((5, "OV", elena, SI), (3, "YN", ignacio, SI), (4, "YN", elena, SI),
                                      (4, "YN", elena, SC)):  # fmt: skip
        enviada(tipo, date(2026, mes, 3), actor=quien, prefijo=prefijo, numero_cliente=f"{mes}-{tipo.value[0]}")
    ruta = tmp_path / "s.xlsx"
    filas = escribir(ruta)
    assert [(fila["Fecha solicitud"].month, fila["Tipo de Solicitud"]) for fila in filas] == [
        (3, "Solicitud de Información"), (4, "Solicitud de Conexión"), (4, "Solicitud de Información"),
        (5, "Solicitud de Información"),
    ]  # fmt: skip
    assert len(escribir(ruta, {"distribuidora": "YN", "desde": "2026-04-01"})) == 2
    assert len(escribir(ruta, {"hasta": "2026-04-03", "tipo": "informacion"})) == 2
    assert escribir(ruta, {"estado": "respondido"}) == []
    lectura = dict(openpyxl.load_workbook(ruta)["Lectura"].iter_rows(min_row=2, values_only=True))
    assert (lectura["Filas"], lectura["Por"]) == ("0", "Prueba")
    assert lectura["Última ancla de la bitácora"] == "Todavía no hay ninguna"
    # A title of a column may be that of a filter too; the filter stands first, the meaning after it.
    escritas = list(openpyxl.load_workbook(ruta)["Lectura"].iter_rows(min_row=2, values_only=True))
    assert {("Estado", "Respondido"), ("Formulario", "Todos"), ("Distribuidora", "Todas"),
            ("Período de envío", "Todas las fechas")} <= set(escritas)  # fmt: skip
    assert {(columna.titulo, columna.significado) for columna in columnas.COLUMNAS} <= set(escritas)
    assert all(columna.significado for columna in (*columnas.COLUMNAS, *eventos.COLUMNAS))
    Ancla.objects.create(dia=date(2026, 11, 21), previa=b"", cadenas=2, huella=b"\xab" * 32, firma=b"\xcd" * 64)
    escribir_eventos(ruta, {"estado": "respondido"}, por="Prueba")
    lectura = dict(openpyxl.load_workbook(ruta)["Lectura"].iter_rows(min_row=2, values_only=True))
    de_ancla = ("Última ancla de la bitácora", "Huella del ancla", "Firma del ancla")
    assert [lectura[dato] for dato in de_ancla] == ["21-11-2026", "ab" * 32, "cd" * 8 + "…"]
    assert "ancla-2026-11-21.json" in lectura["Dónde se comprueba"]


def test_ningun_texto_se_vuelve_formula(tmp_path: Path) -> None:
    ignacio = crear(IGNACIO)
    for numero, malicia in enumerate(("=1+1", "+1", "-1")):
        enviada(SI, actor=ignacio, numero_cliente=f"{malicia}{numero}")
    Usuario.objects.filter(pk=ignacio.pk).update(nombres="", apellidos="", razon_social='=HYPERLINK("http://x")')
    escribir(tmp_path / "s.xlsx", por="=1+1")
    escribir_eventos(tmp_path / "e.xlsx", {}, por="=1+1")
    for ruta in tmp_path.iterdir():
        for hoja in openpyxl.load_workbook(ruta):
            for fila in hoja.iter_rows():
                assert all(celda.data_type != "f" and celda.hyperlink is None for celda in fila)
    escribir_solicitudes(tmp_path / "s.csv", {}, por="=1+1", formato="csv")
    with open(tmp_path / "s.csv", encoding="utf-8-sig", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    assert {fila["Solicitante"] for fila in filas} == {'\'=HYPERLINK("http://x")'}
    assert {fila["N° Cliente"] for fila in filas} == {"'=1+10", "'+11", "'-12"}


def test_el_csv_dice_lo_mismo_que_el_excel(tmp_path: Path) -> None:
    una_vida()
    excel = escribir(tmp_path / "s.xlsx")
    escribir_solicitudes(tmp_path / "s.csv", {}, por="Prueba", formato="csv")
    with open(tmp_path / "s.csv", encoding="utf-8-sig", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    assert [list(fila) for fila in filas] == [list(fila) for fila in excel]
    for del_csv, del_excel in zip(filas, excel, strict=True):
        for titulo, valor in del_excel.items():
            if isinstance(valor, str | None):
                assert del_csv[titulo] == (valor or ""), titulo
            elif isinstance(valor, float | int):
                assert float(del_csv[titulo]) == valor
            else:
                assert del_csv[titulo].startswith(f"{valor:%Y-%m-%d}")


def test_los_eventos_son_los_de_la_bitacora(tmp_path: Path) -> None:
    solicitud = una_vida()
    enviada(SI, VIERNES, prefijo="OV", actor=crear(IGNACIO), numero_cliente="9-9")
    total = escribir_eventos(tmp_path / "e.xlsx", {"distribuidora": "YN"}, por="Prueba")
    filas = leer(tmp_path / "e.xlsx", "Eventos")
    guardados = Evento.objects.filter(
        cadena__in=[s.cadena for s in Solicitud.objects.filter(distribuidora__prefijo="YN")]
    )
    assert total == len(filas) == guardados.count()
    suyas = [fila for fila in filas if fila["N° Folio"] == solicitud.folio]
    assert [(fila["N° Evento"], fila["Código"], fila["Hash"]) for fila in suyas] == [
        (evento.numero, evento.tipo, bytes(evento.hash).hex())
        for evento in Evento.objects.filter(cadena=solicitud.cadena).order_by("numero")
    ]
    observada = next(fila for fila in suyas if fila["Código"] == "SOLICITUD_OBSERVADA")
    assert (observada["Texto"], observada["Quién"], observada["Estado siguiente"]) == (
        "Falta firmar.", crear(MARTA).nombre, "Observada"
    )  # fmt: skip
    assert observada["Ocurrido"] == chile(LUNES, 9, 15).replace(tzinfo=None)
    assert all(anterior["Hash"] == fila["Hash anterior"] for anterior, fila in pairwise(suyas))


def test_la_orden_de_manage_escribe_los_mismos_archivos(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solicitud = fabricas.enviada(crear(ELENA))
    call_command(
        "sabana", salida=tmp_path / "s.xlsx", eventos=tmp_path / "e.csv", distribuidora="YN", desde=date(2026, 1, 1)
    )
    dicho = capsys.readouterr().out.splitlines()
    assert [linea.split(" en ")[0] for linea in dicho] == ["1 filas", "1 filas"]
    assert leer(tmp_path / "s.xlsx")[0]["N° Folio"] == solicitud.folio
    assert f"{solicitud.folio},1,Solicitud enviada" in (tmp_path / "e.csv").read_text(encoding="utf-8-sig")
    with pytest.raises(CommandError, match="ZZ"):
        call_command("sabana", salida=tmp_path / "s.xlsx", distribuidora="ZZ")
    with pytest.raises(CommandError, match="carpeta"):
        call_command("sabana", salida=tmp_path / "s.xlsx", eventos=tmp_path / "no" / "s.xlsx")


def test_solo_la_sec_pide_la_sabana_y_quien_fue_cerrado_no_la_recibe() -> None:
    for persona in (SONIA, FABIAN):
        assert len(pedir_sabana(actor=crear(persona), filtros={}, con_eventos=True)) == 2
    for persona in (ELENA, MARTA):
        with pytest.raises(NoPermitido):
            pedir_sabana(actor=crear(persona), filtros={})
    Usuario.objects.filter(pk__in=[crear(SONIA).pk, crear(FABIAN).pk]).update(estado="desactivada")
    assert ejecucion.ejecutar_pendientes() == 0
    assert not Trabajo.objects.filter(estado=Estado.LISTO).exists()


@pytest.fixture
def sec(client: Client) -> Client:
    client.force_login(crear(SONIA))
    return client


def test_la_cuenta_de_la_pagina_es_la_del_archivo(sec: Client) -> None:
    una_vida()
    enviada(SI, VIERNES, prefijo="OV", numero_cliente="9-9")
    pedido = {"desde": "2026-11-20", "distribuidora": "YN", "eventos": "on"}
    contar = sec.post("/data/", {**pedido, "csrfmiddlewaretoken": "secreto", "contar": "1"})
    assert contar.status_code == 302 and not Trabajo.objects.exists()
    assert contar["Location"] == "/data/?desde=2026-11-20&distribuidora=YN&formato=xlsx&eventos=on"
    pagina = sec.get(contar["Location"])
    assert re.search(r'Tu archivo tendrá <strong class="num">2</strong> filas', pagina.content.decode())
    seguimiento = sec.post("/data/", pedido)
    assert sec.post("/data/", pedido)["Location"] == seguimiento["Location"], "equal orders share one file"
    assert ejecucion.ejecutar_pendientes() == 2
    sabana, de_eventos = Trabajo.objects.order_by("tipo")
    assert seguimiento["Location"] == f"/trabajos/{sabana.pk}/"
    assert (sabana.total, sabana.hechas, de_eventos.total) == (2, 2, Evento.objects.filter(
        cadena__in=[s.cadena for s in Solicitud.objects.filter(distribuidora__prefijo="YN")]).count())  # fmt: skip
    assert f"/trabajos/{de_eventos.pk}/" in sec.get(seguimiento["Location"]).content.decode()


def test_cada_pedido_y_cada_descarga_queda_anotada_y_a_la_vista_de_la_sec(sec: Client) -> None:
    enviada(SI, VIERNES)
    sec.post("/data/", {"formato": "csv", "eventos": "on"})
    ejecucion.ejecutar_pendientes()
    for trabajo in Trabajo.objects.all():
        assert trabajo.nombre.endswith(".csv")
        assert Acceso.objects.filter(accion=f"{trabajo.tipo}.pedir", objeto=f"trabajo:{trabajo.pk}").count() == 1
        descarga = sec.get(f"/archivos/{trabajo.archivo_id}/")
        assert b"".join(descarga.streaming_content).startswith(b"\xef\xbb\xbf")  # type: ignore[arg-type]
        assert Acceso.objects.filter(objeto=f"archivo:{trabajo.archivo_id}", permitido=True).count() == 1
    sec.force_login(crear(FABIAN))
    pagina = sec.get("/data/").content.decode()
    assert pagina.count(crear(SONIA).nombre) >= 2 and "/trabajos/" not in pagina


@pytest.mark.parametrize("borde", [{"hasta": "9999-12-31"}, {"desde": "0001-01-01"}])
def test_un_anio_imposible_se_dice_en_la_pagina_y_no_rompe_el_archivo(borde: dict[str, str]) -> None:
    formulario = FormularioSabana(borde)
    assert not formulario.is_valid()
    assert formulario.errors == {campo: ["Escribe un año entre 2000 y 2100"] for campo in borde}
    assert FormularioSabana({"desde": "2000-01-01", "hasta": "2100-12-31"}).is_valid()
