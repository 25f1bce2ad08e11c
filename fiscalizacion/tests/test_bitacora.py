"""The event log for SEC: the nightly walk and its alarm (L-10)."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from fiscalizacion.bitacora import aviso_de_ancla, revision
from fiscalizacion.bitacora.consulta import seleccionar
from fiscalizacion.tasks import revisar_bitacora
from nucleo.archivos import almacen
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from nucleo.bitacora.actions import registrar
from nucleo.bitacora.models import Acceso, Ancla, Revision
from nucleo.bitacora.verificacion import Rotura
from nucleo.comun.reloj import CHILE, ahora, en
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from nucleo.trabajos.models import Trabajo
from portal.demostracion import fabricas
from tests.personas import ELENA, FABIAN, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("L-10")]


def test_una_cadena_rota_se_ve_en_el_panel_y_llega_por_correo(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.PORTAL_DATA = tmp_path
    sonia, fabian = crear(SONIA), crear(FABIAN)
    fabricas.enviada(crear(ELENA))
    despachar()
    mail.outbox.clear()
    client.force_login(fabian)
    with en(ahora() + timedelta(days=1)):
        revisar_bitacora()
        assert Revision.objects.get().roturas == 0 and Ancla.objects.get().cadenas > 0
        assert "La bitácora" not in client.get("/panel/").content.decode()
        rota = Rotura("solicitud:7", 3, "huella", "el contenido no es el que se selló")
        monkeypatch.setattr(revision, "verificar", lambda recuento: iter([rota]))
        revisar_bitacora()
        despachar()
    pagina = client.get("/panel/").content.decode()
    assert "La bitácora no calza" in pagina and "solicitud:7 n.º 3" in pagina
    (alarma,) = (correo for correo in mail.outbox if correo.subject == "La bitácora no calza")
    assert alarma.to == [sonia.email] and "solicitud:7 n.º 3" in alarma.body
    assert Aviso.objects.get(clave="bitacora-ancla").evento == f"ancla:{Ancla.objects.get().dia}", (
        "twice made, one mail"
    )


def test_el_ancla_de_cada_dia_llega_una_vez_a_quienes_administran_en_horario() -> None:
    sonia, _ = crear(SONIA), crear(FABIAN)
    assert aviso_de_ancla.avisar() == 0, "no anchor, no message"
    for dia in (26, 27):
        Ancla.objects.create(
            dia=date(2026, 11, dia), previa=b"", cadenas=1200, huella=bytes([dia] * 32), firma=b"f" * 64
        )
    mail.outbox.clear()
    with en(datetime(2026, 11, 28, 4, 30, tzinfo=CHILE)):  # a Saturday
        assert [aviso_de_ancla.avisar(), aviso_de_ancla.avisar()] == [1, 0]
        despachar()
        assert mail.outbox == []
    with en(datetime(2026, 11, 30, 9, 0, tzinfo=CHILE)):
        despachar()
        (correo,) = mail.outbox
        assert (correo.to, correo.subject) == ([sonia.email], "Ancla de la bitácora del 27-11-2026")
        assert all(dato in correo.body for dato in (bytes([27] * 32).hex(), (b"f" * 64).hex(), "1.200 cadenas"))


def test_si_nadie_revisa_tambien_se_dice(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.PORTAL_DATA = tmp_path
    client.force_login(crear(SONIA))
    revision.revisar()
    assert revision.alarma() == ""
    with en(ahora() + timedelta(days=3)):
        assert "no se revisa" in revision.alarma()


RUTA = "/administracion/bitacora/"


def test_se_filtra_por_quien_que_cuando_folio_archivo_e_ip(client: Client) -> None:
    sonia, elena = crear(SONIA), crear(ELENA)
    solicitud = fabricas.enviada(elena)
    client.force_login(sonia)
    client.get(solicitud.get_absolute_url())
    client.get("/inicio/")  # not hers: a refusal
    archivo = "11111111-2222-4333-8444-555555555555"
    Acceso.objects.create(
        usuario=elena, accion="archivo.descarga", objeto=f"archivo:{archivo}", permitido=True, cuando=ahora()
    )
    with transaction.atomic():
        de_elena, dicho = f"usuario:{elena.pk}", {"uso": "identidad", "sha256": "0" * 64}
        registrar(cadena=de_elena, tipo="ARCHIVO_CON_VIRUS", actor=elena, datos=dicho)
        registrar(
            cadena="catalogo", tipo="MENSAJE_CAMBIADO", actor=sonia, direccion="203.0.113.7",
            datos={"clave": "acuse", "formulario": None, "version": 1, "huella": "x"},
        )  # fmt: skip

    def que(consulta: str) -> list[str]:
        return [r.que for r in client.get(f"{RUTA}?{consulta}").context["renglones"]]

    cambio = "Mensaje automático cambiado"
    assert que("")[0] == cambio and "Solicitud enviada" not in que("")
    assert (
        que("que=MENSAJE_CAMBIADO") == que("ip=203.0.113.7") == que("rut=41.000.000-8&que=MENSAJE_CAMBIADO") == [cambio]
    )
    assert que(f"rut={elena.documento}&que=MENSAJE_CAMBIADO") == que("hasta=2026-01-01") == []
    assert f"{elena} ({de_elena})" in client.get(f"{RUTA}?que=ARCHIVO_CON_VIRUS").content.decode()
    assert que(f"folio={solicitud.folio.lower()}")  # the chain of the request, which the page leaves out otherwise
    assert "solicitud.ver" in que(f"ver=accesos&folio={solicitud.folio}")
    assert que(f"ver=accesos&archivo={archivo}") == ["archivo.descarga"]
    assert que("ver=accesos&resultado=no&rut=410000008") == ["pagina.abrir"]
    malas = {"folio": "YN99", "archivo": "x", "ip": "1.2", "rut": "1-1", "desde": "ayer", "que": "NADA", "ver": "x"}
    for campo, escrito in malas.items():
        respuesta = client.get(RUTA, {campo: escrito})
        assert respuesta.status_code == 422 and campo in respuesta.context["form"].errors
    for rara in ("x", "1-", "9" * 17 + "-1", "-", "1-1\x00"):
        assert client.get(RUTA, {"antes": rara}).status_code == 200


def test_las_paginas_siguen_por_clave_y_el_archivo_lo_trae_todo(client: Client) -> None:
    sonia, instante = crear(SONIA), ahora()
    client.force_login(sonia)
    Acceso.objects.bulk_create(
        Acceso(usuario=sonia, accion="=prueba", objeto=f"pagina:{n}", permitido=True, cuando=instante)
        for n in range(120)
    )
    vistos, ruta = [], f"{RUTA}?ver=accesos&rut=410000008"
    while ruta:
        pagina = client.get(ruta).context
        vistos += [r.objeto for r in pagina["renglones"]]
        ruta = RUTA + pagina["siguiente"] if pagina["siguiente"] else ""
    assert vistos == [f"pagina:{n}" for n in reversed(range(120))]  # all in one instant: none twice, none lost
    respuesta = client.post(RUTA, {"ver": "accesos", "rut": "410000008"})
    assert ejecutar_pendientes() == 1
    trabajo = Trabajo.objects.get()
    assert respuesta["Location"] == f"/trabajos/{trabajo.pk}/" and trabajo.estado == "listo" and trabajo.total >= 120
    hoja = openpyxl.load_workbook(BytesIO(almacen.ruta(trabajo.archivo.sha256_guardado).read_bytes())).active
    assert [c.value for c in hoja[1]][0] == "Fecha y hora" and hoja.max_row == trabajo.total + 1
    assert hoja["B2"].data_type == "s"
    assert not any(hoja.cell(fila, 1).value.microsecond for fila in range(2, hoja.max_row + 1)), "to the second"


@pytest.mark.parametrize(
    ("pedido", "indice"),
    [
        ({}, "evento_de_gestion"),
        ({"rut": "410000008"}, "evento_del_actor"),
        ({"ver": "accesos"}, "acceso_cuando"),
        ({"ver": "accesos", "rut": "410000008"}, "acceso_del_usuario"),
    ],
)
def test_una_pagina_se_lee_por_su_indice(pedido: dict[str, str], indice: str) -> None:
    crear(SONIA)
    # Enough rows of others that looking for one person's among all is the dearer way.
    for n in range(150):
        registrar(
            cadena=f"usuario:{n + 1000}",
            tipo="CUENTA_ACTIVADA",
            actor=crear(FABIAN),
            datos={"por": "codigo", "texto": ""},
        )
    filtros = dict.fromkeys(("desde", "hasta", "rut", "que", "resultado", "folio", "archivo", "ip"), "")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bitacora_evento; ANALYZE bitacora_acceso")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    plan = seleccionar({**filtros, "ver": "hechos", **pedido})[:51].explain()
    assert indice in plan and "Sort" not in plan
