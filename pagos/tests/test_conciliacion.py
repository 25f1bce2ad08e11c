"""The reconciliation sheet: what was asked, proven, decided and how long answers waited; the file has the same rows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection

from nucleo.comun.reloj import en
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from nucleo.trabajos.models import Trabajo
from pagos import actions, conciliacion
from pagos.actions.conciliacion import construir_trabajo
from pagos.models import Cobro
from pagos.tests.ayudas import VIERNES, decidir, enviar, estado, informar, nueva, pedir, responder_con_pago
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import navegador, papel
from tests.personas import ELENA, FABIAN, JORGE, MARTA, OLGA, SONIA

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-04", "P-05", "P-06")]
PAGINA = "/distribuidora/pagos/conciliacion/"
PERIODO = {"desde": "2026-11-20", "hasta": "2026-11-20"}
LUNES = VIERNES + timedelta(days=3)
JUEVES = VIERNES + timedelta(days=6)


def _trabada() -> Solicitud:
    solicitud = nueva()
    responder_con_pago(solicitud, motivo="Espera un estudio")
    return solicitud


@pytest.fixture
def casos() -> Iterator[dict[str, Solicitud]]:
    """One payment of each fate, all asked for on Friday; read on Thursday, four hábil days later."""
    with en(VIERNES):
        casos = {clave: _trabada() for clave in ("validado", "por-pagar", "sin-revisar", "retirado", "sin-efecto")}
        for clave in ("validado", "sin-revisar"):
            informar(casos[clave])
        casos["rechazado"] = nueva()
        pedir(casos["rechazado"], monto="1.000")
        informar(casos["rechazado"])
        decidir(casos["rechazado"], decision="no", motivo="No se puede leer")
        enviar(ELENA, casos["sin-efecto"], "desistimiento", motivo="Vendí la casa")
    with en(LUNES):
        decidir(casos["validado"], JORGE)
        enviar(MARTA, casos["retirado"], "cobro/retiro", motivo="Se pidió por error")
    with en(JUEVES):
        actions.aceptar_pago_por_plazo(solicitud_id=casos["sin-revisar"].pk)
        yield casos


def _filas(contexto: Any) -> dict[str, tuple[str, int | None, str]]:
    return {
        fila.cobro.solicitud.folio: (fila.situacion.value, fila.retenida, fila.decidido_por)
        for fila in contexto["filas"]
    }


def test_cada_cobro_con_su_situacion_y_los_dias_que_retuvo(
    casos: dict[str, Solicitud], django_assert_max_num_queries: Any
) -> None:
    marta = navegador(MARTA)
    marta.get(PAGINA)
    with django_assert_max_num_queries(12):
        respuesta = marta.get(PAGINA, PERIODO)
    folio = {clave: solicitud.folio for clave, solicitud in casos.items()}
    jorge = casos["validado"].cobros.get().comprobantes.get().decidido_por.nombre
    marta_es = casos["rechazado"].cobros.get().comprobantes.get().decidido_por.nombre
    assert _filas(respuesta.context) == {
        folio["validado"]: ("validado", 1, jorge),
        folio["por-pagar"]: ("por-pagar", 4, ""),
        folio["sin-revisar"]: ("sin-revisar", 4, "Sistema"),
        folio["retirado"]: ("retirado", 1, ""),
        folio["sin-efecto"]: ("sin-efecto", 0, ""),
        folio["rechazado"]: ("rechazado", None, marta_es),
    }
    totales = respuesta.context["totales"]
    assert (totales.cobros, totales.monto, totales.retenida) == (6, 5 * 38_500 + 1_000, 10)
    cuerpo = respuesta.content.decode()
    for dicho in ("$193.500", "10 días hábiles", "1 rechazado", "Sistema", casos["validado"].cobros.get().referencia):
        assert dicho in cuerpo, dicho


def test_el_archivo_tiene_las_filas_de_la_pagina(casos: dict[str, Solicitud], tmp_path: Path) -> None:
    marta = navegador(MARTA)
    pagina = marta.get(PAGINA, PERIODO)
    pedido = marta.post(PAGINA, PERIODO)
    trabajo = Trabajo.objects.get(tipo="conciliacion")
    assert pedido.url == f"/trabajos/{trabajo.pk}/" and trabajo.usuario.pk == int(marta.session["_auth_user_id"])
    construir_trabajo(trabajo, tmp_path / "h.xlsx", lambda hechas, total: None)
    titulos, *filas = openpyxl.load_workbook(tmp_path / "h.xlsx").active.iter_rows(values_only=True)
    assert titulos[:3] == ("Referencia", "N° folio", "Monto") and len(filas) == 6
    for en_pagina, (referencia, folio, monto, solicitado, _, _, decidio, situacion, rechazados, dias) in zip(
        pagina.context["filas"], filas, strict=True
    ):
        assert (referencia, folio) == (en_pagina.cobro.referencia, en_pagina.cobro.solicitud.folio)
        assert (monto, situacion, dias) == (en_pagina.cobro.monto, en_pagina.situacion.label, en_pagina.retenida)
        assert (decidio or "", rechazados) == (en_pagina.decidido_por, en_pagina.rechazados)
        assert solicitado == datetime(2026, 11, 20, 10, 0)
    assert ejecutar_pendientes() == 1


@pytest.mark.django_db(transaction=True)
def test_un_cobro_que_llega_mientras_se_escribe_no_entra_a_medias(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count that the page tells and the rows of the file are of one instant."""
    with en(VIERNES):
        pedir(nueva())
        otra = nueva()

    def llega(cobros: Any, total: int, avance: Any) -> Any:
        def cobrar() -> None:
            with en(VIERNES):
                pedir(otra)
            connection.close()

        with ThreadPoolExecutor(1) as hilo:
            hilo.submit(cobrar).result()
        return cobros

    monkeypatch.setattr(conciliacion, "contando", llega)
    dia, ruta = VIERNES.date(), tmp_path / "h.xlsx"
    total = conciliacion.escribir_hoja(ruta, otra.distribuidora_id, dia, dia, lambda hechas, total: None)
    assert total == 1 == openpyxl.load_workbook(ruta).active.max_row - 1 and Cobro.objects.count() == 2


def test_cada_distribuidora_la_suya_y_la_sec_la_que_elige(casos: dict[str, Solicitud]) -> None:
    ajena = navegador(OLGA).get(PAGINA, {**PERIODO, "distribuidora": "YN"})
    assert ajena.context["filas"] == [] and "No se pidieron pagos" in ajena.content.decode()
    navegador(OLGA).post(PAGINA, {**PERIODO, "distribuidora": "YN"})
    assert Trabajo.objects.get().filtros["distribuidora"] != casos["validado"].distribuidora_id
    for persona in (SONIA, FABIAN):
        sec = navegador(persona)
        assert "Elige una distribuidora" in sec.get(PAGINA).content.decode()
        assert sec.get(PAGINA, PERIODO).status_code == 422
        assert len(sec.get(PAGINA, {**PERIODO, "distribuidora": "YN"}).context["filas"]) == 6
    assert navegador(ELENA).get(PAGINA).status_code == 403


def test_quien_dejo_de_ser_de_la_distribuidora_no_recibe_el_archivo(
    casos: dict[str, Solicitud], tmp_path: Path
) -> None:
    from nucleo.comun.errores import NoPermitido

    navegador(MARTA).post(PAGINA, PERIODO)
    trabajo = Trabajo.objects.get()
    trabajo.filtros["distribuidora"] += 1
    with pytest.raises(NoPermitido):
        construir_trabajo(trabajo, tmp_path / "h.xlsx", lambda hechas, total: None)


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        ({"desde": "2026-11-21", "hasta": "2026-11-20"}, "La fecha final debe ser igual o posterior a la inicial"),
        ({"desde": "2025-11-01", "hasta": "2026-11-20"}, "Elige un período de un año o menos"),
        ({"desde": "ayer", "hasta": "2026-11-20"}, "Escribe la fecha como 31-12-2026"),
        ({"desde": "9999-01-01", "hasta": "9999-01-01"}, "Escribe un año entre 2000 y 2100"),
        ({"desde": "", "hasta": ""}, "Elige el primer día"),
    ],
)
def test_un_periodo_mal_escrito_se_dice(datos: dict[str, str], dicho: str) -> None:
    for respuesta in (navegador(MARTA).get(PAGINA, datos), navegador(MARTA).post(PAGINA, datos)):
        assert respuesta.status_code == 422 and dicho in respuesta.content.decode()
    assert not Trabajo.objects.exists() and not Cobro.objects.exists()


def test_el_periodo_es_de_dias_de_chile_y_el_dia_del_pago_no_retiene() -> None:
    tarde = VIERNES.replace(hour=23, minute=59)
    with en(tarde):
        solicitud = nueva()
        pedir(solicitud)
        informar(solicitud)
        decidir(solicitud)
        enviar(MARTA, solicitud, "respuesta", respuesta=papel("informe.pdf"))
    assert estado(solicitud) == "respondido"
    marta = navegador(MARTA)
    with en(JUEVES):
        assert marta.get(PAGINA, {"desde": "2026-11-21", "hasta": "2026-11-21"}).context["filas"] == []
        assert _filas(marta.get(PAGINA, PERIODO).context)[solicitud.folio][:2] == ("validado", 0)
