"""'Mis suministros', the page of one and its invoices (U-01, U-08, U-12, U-13)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuentas.documento.actions import decidir_documento
from cuentas.documento.models import DocumentoIdentidad
from nucleo.archivos.muestras import pdf
from nucleo.comun.reloj import hoy
from pagos.models import FormasDePago
from portal.demostracion import suministros
from suministros import facturas
from suministros.models import EstadoFactura, Factura, Vinculo
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, MARTA, crear

pytestmark = pytest.mark.django_db


def _texto(respuesta) -> str:
    return respuesta.content.decode()


@pytest.mark.req("U-12", "U-01")
def test_sin_suministros_dice_que_hay_que_asociar_uno():
    vacia = _texto(entrar(crear(ELENA)).get("/suministros/"))
    assert "Debes asociar un suministro a tu cuenta." in vacia
    assert 'href="/suministros/asociacion/"' in vacia


@pytest.mark.req("U-01")
def test_la_lista_tiene_las_columnas_del_manual():
    elena, frida = crear(ELENA), crear(FRIDA)
    suministros.vinculo_validado(elena)
    suministros.vinculo(elena, titular=frida, numero="7-1")
    respuesta = entrar(elena).get("/suministros/")
    for columna in (
        "N°",
        "Suministro",
        "Estado",
        "Grupo tarifario",
        "Titular",
        "Documento",
        "Estado de cobranza",
        "Poder",
    ):
        assert f'scope="col">{columna}</th>' in _texto(respuesta)
    filas = [
        (fila.lugar, fila.vinculo.suministro.numero, fila.titular.nombre, fila.poder and fila.poder.estado)
        for fila in respuesta.context["filas"]
    ]
    assert filas == [
        (1, "7-1", "F••• L••• N•••", "en-analisis"), (2, "2000111222", "Elena Araya Soto", None)
    ]  # fmt: skip


@pytest.mark.req("U-01")
def test_la_lista_no_pregunta_por_cada_fila(django_assert_max_num_queries):
    elena = crear(ELENA)
    for n in range(4):
        suministros.vinculo(elena, titular=crear(FRIDA), numero=f"{n}-1")
    cliente = entrar(elena)
    cliente.get("/suministros/")
    with django_assert_max_num_queries(9):
        cliente.get("/suministros/")


@pytest.mark.req("U-08", "U-13")
def test_las_facturas_su_deuda_y_como_se_paga():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    FormasDePago.objects.update_or_create(
        distribuidora=vinculo.suministro.distribuidora,
        defaults={
            "banco": "Banco del Sur",
            "numero_de_cuenta": "778899",
            "titular": "Distribuidora",
            "instrucciones": "",
        },
    )
    pendiente, pagada, vieja = vinculo.suministro.facturas.recientes_primero()
    Factura.objects.filter(pk=vieja.pk).update(estado=EstadoFactura.PENDIENTE)
    cliente = entrar(elena)
    detalle = cliente.get(vinculo.get_absolute_url())
    assert [situacion.nombre for _, _, situacion, _ in detalle.context["facturas"]] == [
        facturas.situacion(pendiente).nombre, "Pagada", "Vencida"
    ]  # fmt: skip
    assert detalle.context["deuda"].monto == pendiente.monto + vieja.monto
    base = f"/suministros/{vinculo.pk}/facturas/"
    debida = _texto(cliente.get(f"{base}{pendiente.pk}/"))
    for dicho in ("Cómo pagar", "$38.450", pendiente.referencia, "778899", "Banco del Sur"):
        assert dicho in debida
    assert "Cómo pagar" not in _texto(cliente.get(f"{base}{pagada.pk}/"))
    # The portal takes no card: nothing to fill in.
    assert "<input" not in debida.split("<main")[1].split("</main>")[0]


@pytest.mark.req("U-08")
def test_vencida_es_la_impaga_cuyo_dia_ya_paso():
    una = Factura(estado=EstadoFactura.PENDIENTE, vence_el=hoy(), periodo=date(2026, 11, 1))
    assert facturas.situacion(una).nombre == "Pendiente"
    una.vence_el = date(2020, 1, 1)
    assert facturas.situacion(una).nombre == "Vencida"
    una.estado = EstadoFactura.PAGADA
    assert facturas.situacion(una).nombre == "Pagada"
    assert facturas.periodo(una) == "noviembre de 2026"


@pytest.mark.req("U-06", "U-07")
def test_lo_negado_dice_por_que_y_que_hacer_y_un_rechazo_cierra_las_facturas():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    documento = DocumentoIdentidad.objects.get(usuario=elena)
    decidir_documento(actor=crear(MARTA), documento=documento, decision="rechazado", motivo="Es de otra persona")
    cliente = entrar(elena)
    pagina = _texto(cliente.get(vinculo.get_absolute_url()))
    assert "Es de otra persona" in pagina
    assert "Subir otra foto" in pagina
    assert "$38.450" not in pagina
    factura = vinculo.suministro.facturas.first()
    assert cliente.get(f"/suministros/{vinculo.pk}/facturas/{factura.pk}/").status_code == 404


@pytest.mark.req("U-04", "U-06")
def test_otro_poder_reemplaza_al_anterior_y_el_mismo_dos_veces_es_uno():
    elena, frida = crear(ELENA), crear(FRIDA)
    vinculo = suministros.vinculo(frida, titular=elena)
    cliente = entrar(frida)
    direccion = f"/suministros/{vinculo.pk}/poder/"
    assert cliente.post(direccion, {}).status_code == 422
    subido = cliente.post(
        direccion, {"poder_suministro": SimpleUploadedFile("otro.pdf", pdf())}, headers={"HX-Request": "true"}
    )
    guardado = subido.context["campo"].guardado
    for _ in range(2):
        assert cliente.post(direccion, {"poder_suministro_guardado": guardado}).url == vinculo.get_absolute_url()
    assert [p.archivo.nombre for p in vinculo.poderes.filter(reemplazado_en=None)] == ["otro.pdf"]
    assert vinculo.poderes.count() == 2
    propio = suministros.vinculo(elena)
    assert entrar(elena).get(f"/suministros/{propio.pk}/poder/").status_code == 409


@pytest.mark.req("U-01")
def test_quitarlo_pide_confirmar_y_la_cuenta_ve_lo_que_tuvo():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    cliente = entrar(elena)
    assert "¿Quitar el suministro 2000111222 de tu cuenta?" in _texto(cliente.get(f"/suministros/{vinculo.pk}/retiro/"))
    assert Vinculo.objects.get().retirado_en is None
    assert cliente.post(f"/suministros/{vinculo.pk}/retiro/").url == "/suministros/"
    assert cliente.get(vinculo.get_absolute_url()).status_code == 404
    datos = cliente.get("/perfil/datos/descarga/").json()["datos"]["suministros"]
    assert [(fila["numero"], bool(fila["retirado_en"])) for fila in datos] == [("2000111222", True)]


@pytest.mark.req("U-08")
def test_muchas_facturas_van_por_paginas():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    Factura.objects.bulk_create(
        Factura(suministro=vinculo.suministro, numero=f"V{n}", periodo=date(2020, 1, 1), monto=1,
                emitida_el=date(2020, 1, 1), vence_el=date(2020, 1, 2))
        for n in range(12)
    )  # fmt: skip
    cliente = entrar(elena)
    assert len(cliente.get(vinculo.get_absolute_url()).context["facturas"]) == 10
    segunda = cliente.get(f"{vinculo.get_absolute_url()}?page=2")
    assert len(segunda.context["facturas"]) == 5
    assert "(página 2 de 2)" in _texto(segunda)


@pytest.mark.req("U-01", "U-02")
def test_nada_raro_rompe_estas_paginas():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    cliente = entrar(elena)
    raros = ("", "0", "-1", "x" * 5_000, "9" * 40, "٣", "1\x00", "<b>", "' OR 1=1", "31-02-2026", "🔥")
    for raro in raros:
        for direccion in ("/suministros/", vinculo.get_absolute_url()):
            assert cliente.get(direccion, {"page": raro, "por": raro, "imprimir": raro}).status_code == 200
        buscado = {"distribuidora": raro, "numero": raro}
        assert cliente.post("/suministros/asociacion/", buscado).status_code == 422
        assert cliente.post("/suministros/asociacion/", buscado, headers={"HX-Request": "true"}).status_code == 200
        buscado["distribuidora"] = vinculo.suministro.distribuidora_id
        assert cliente.post("/suministros/asociacion/", buscado).status_code == 422
    for enorme in ("9" * 19, "9" * 30):
        assert cliente.get(f"/suministros/{enorme}/").status_code == 404
        assert cliente.get(f"/suministros/{vinculo.pk}/facturas/{enorme}/").status_code == 404
        assert cliente.get(f"/suministros/asociacion/{enorme}/comprobacion/").status_code == 302
    otro = suministros.suministro(crear(FRIDA), "7-1")
    cliente.post("/suministros/asociacion/", {"distribuidora": otro.distribuidora_id, "numero": "7-1"})
    for raro in raros:
        respuesta = cliente.post(
            f"/suministros/asociacion/{otro.pk}/comprobacion/", {"cual": raro, "monto": raro, "vence_el": raro}
        )
        assert respuesta.status_code == 422
