"""The pages of plans and procedures: what they say, refuse and keep."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cuentas.datos_propios import secciones
from nucleo.archivos.muestras import pdf
from nucleo.bitacora.models import Acceso
from portal.demostracion import pedidos, suministros
from suministros.models import EstadoFactura, LimitesDePlan, Plan, TipoDeTramite, Tramite, Vinculo
from suministros.planes import actions as planes
from suministros.tramites import actions as tramites
from tests.mundo import entrar
from tests.personas import ELENA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-09")]


@pytest.fixture
def vinculo() -> Vinculo:
    hecho = suministros.vinculo_validado(crear(ELENA))
    pedidos.mas_facturas(hecho)
    pedidos.limites()
    pedidos.lista_de_tramites()
    return hecho


def _formulario(vinculo: Vinculo, **cambios: Any) -> dict[str, Any]:
    propuesta = pedidos.propuesta(vinculo)
    ids = [str(factura.pk) for factura in propuesta.facturas]
    pedido = {"facturas": ids, "cuotas": "3", "primer_pago": "23.432", "vista": propuesta.huella, "token": str(uuid4())}
    return {**pedido, **cambios}


def test_se_pide_lo_que_se_vio_y_una_sola_vez(vinculo: Vinculo) -> None:
    elena, ruta = entrar(vinculo.usuario), f"/suministros/{vinculo.pk}/plan-de-pago/"
    fragmento = elena.post(ruta, _formulario(vinculo, calcular="1", cuotas="6"), headers={"HX-Request": "true"})
    assert "<html" not in fragmento.content.decode() and "Cuota 6" in fragmento.content.decode()
    otra = elena.post(ruta, _formulario(vinculo, cuotas="6"))
    assert otra.status_code == 422 and "Esta es la tabla con lo que elegiste" in otra.content.decode()
    mala = elena.post(ruta, _formulario(vinculo, facturas=["999999", "x"], cuotas="99", primer_pago="mil"))
    assert mala.status_code == 422 and not Plan.objects.exists()
    bueno = _formulario(vinculo)
    primera, repetida = elena.post(ruta, bueno), elena.post(ruta, bueno)
    assert primera.status_code == repetida.status_code == 302 and primera.url == repetida.url
    assert Plan.objects.count() == 1
    assert elena.post(ruta, {**bueno, "cuotas": "5"}).status_code == 409
    vacia = elena.get(ruta).content.decode()
    assert "No hay facturas pendientes para un plan." in vacia


def test_sin_validar_la_pagina_dice_que_falta() -> None:
    en_analisis = suministros.vinculo(crear(ELENA))
    elena = entrar(en_analisis.usuario)
    for ruta in (f"/suministros/{en_analisis.pk}/plan-de-pago/", f"/suministros/{en_analisis.pk}/tramites/"):
        respuesta = elena.get(ruta)
        assert respuesta.status_code == 409
        assert "Tu suministro todavía no está validado" in respuesta.content.decode()


def test_sin_limites_o_cerrados_no_hay_formulario(vinculo: Vinculo) -> None:
    pedidos.limites(abierto=False)
    respuesta = entrar(vinculo.usuario).get(f"/suministros/{vinculo.pk}/plan-de-pago/")
    assert "Por ahora no hay planes de pago" in respuesta.content.decode()


def test_el_plan_cuenta_lo_que_paso_despues_con_sus_facturas(vinculo: Vinculo) -> None:
    plan = pedidos.plan_aceptado(vinculo)
    factura = plan.facturas.first().factura
    factura.estado = EstadoFactura.PAGADA
    factura.save(update_fields=["estado"])
    for persona in (ELENA, MARTA, SONIA):
        pagina = entrar(crear(persona)).get(f"{plan.get_absolute_url()}?imprimir=1").content.decode()
        assert "Ahora: Pagada" in pagina and "data-imprimir" in pagina
    assert Acceso.objects.filter(objeto=f"plan:{plan.pk}", permitido=True).count() == 3
    entrar(crear(OLGA)).get(plan.get_absolute_url())
    assert Acceso.objects.filter(objeto=f"plan:{plan.pk}", permitido=False).count() == 1
    repetida = entrar(crear(MARTA)).get(f"{plan.get_absolute_url()}aceptacion/")
    assert repetida.status_code == 409
    assert "Marta Ovalle Ríos" in repetida.content.decode() and f"Ver {plan.numero}" in repetida.content.decode()


def test_las_colas_muestran_lo_que_espera_del_mas_antiguo(vinculo: Vinculo) -> None:
    plan, tramite = pedidos.plan(vinculo), pedidos.tramite(vinculo)
    marta = entrar(crear(MARTA))
    bandeja = marta.get("/bandeja/").content.decode()
    assert "plan de pago por responder" in bandeja and "trámite comercial por responder" in bandeja
    assert plan.numero in marta.get("/planes/?suministro=2000.111").content.decode()
    assert plan.numero not in marta.get("/planes/?suministro=9").content.decode()
    assert plan.numero not in marta.get("/planes/?vista=aceptados").content.decode()
    assert "Nuevo" in marta.get("/tramites/?vista=sin-abrir").content.decode()
    marta.get(tramite.get_absolute_url())
    assert tramite.numero not in marta.get("/tramites/?vista=sin-abrir").content.decode()
    for rara in ("vista=x&page=-1&suministro=%00", "page=99999999999999999999"):
        assert marta.get(f"/planes/?{rara}").status_code == marta.get(f"/tramites/?{rara}").status_code == 200
    planes.rechazar(actor=crear(MARTA), plan_id=plan.pk, motivo="Tiene otro convenio.", token=uuid4())
    assert "plan de pago por responder" not in marta.get("/bandeja/").content.decode()


def test_un_tramite_conserva_lo_escrito_y_el_archivo_si_algo_falta(vinculo: Vinculo) -> None:
    elena, tipo = entrar(vinculo.usuario), TipoDeTramite.objects.get(nombre=pedidos.CAMBIO_DE_NOMBRE)
    ruta = f"/suministros/{vinculo.pk}/tramites/{tipo.pk}/"
    papel = SimpleUploadedFile("dominio.pdf", pdf())
    sin_texto = elena.post(ruta, {"texto": "", "token": str(uuid4()), "papel-0": papel})
    assert sin_texto.status_code == 422
    guardado = next(c for c in sin_texto.context["campos"] if c.campo == "papel-0").guardado
    assert guardado and "dominio.pdf" in sin_texto.content.decode()
    bueno = {"texto": "Cambien el nombre", "token": str(uuid4()), "papel-0_guardado": guardado}
    assert elena.post(ruta, bueno).url == elena.post(ruta, bueno).url
    tramite = Tramite.objects.get()
    pagina = elena.get(tramite.get_absolute_url()).content.decode()
    assert "Cambien el nombre" in pagina and "Certificado de dominio" in pagina
    enlace = tramite.mensajes.get().archivos.get().archivo_id
    assert entrar(crear(MARTA)).get(f"/archivos/{enlace}/").status_code == 200
    assert entrar(crear(OLGA)).get(f"/archivos/{enlace}/").status_code == 404


def test_una_lista_mas_larga_no_pregunta_mas_veces(vinculo: Vinculo) -> None:
    marta, tramite = entrar(crear(MARTA)), pedidos.conversado(vinculo)
    hechas: dict[str, list[int]] = {}
    for vuelta in range(2):
        for ruta in ("/tramites/?vista=todos", tramite.get_absolute_url()):
            with CaptureQueriesContext(connection) as consultas:
                assert marta.get(ruta).status_code == 200
            hechas.setdefault(ruta, []).append(len(consultas))
        for veces in range(4 if vuelta == 0 else 0):
            pedidos.tramite(vinculo, "Reclamo por consumo", f"Mes {veces}")
            tramites.escribir(actor=vinculo.usuario, tramite_id=tramite.pk, texto=f"Dato {veces}", token=uuid4())
    assert all(despues <= antes for antes, despues in hechas.values()), hechas


def _limites(**cambios: str) -> dict[str, str]:
    base = {
        "abierto": "on", "cuotas_minimo": "1", "cuotas_maximo": "6", "primer_pago_minimo": "10", "interes": "1,25",
        "deuda_minima": "$10.000", "desde": "2099-01-01",
    }  # fmt: skip
    return {**base, **cambios}


def test_la_jefatura_fija_los_limites_y_la_lista() -> None:
    jorge = entrar(crear(JORGE))
    malos = jorge.post("/distribuidora/planes/", _limites(cuotas_minimo="9", interes="1,255", desde="2001-01-01"))
    assert malos.status_code == 422 and not LimitesDePlan.objects.exists()
    assert "El máximo de cuotas debe ser igual o mayor" in malos.content.decode()
    assert jorge.post("/distribuidora/planes/", _limites(desde="2001-01-01")).status_code == 422
    assert jorge.post("/distribuidora/planes/", _limites()).status_code == 302
    assert LimitesDePlan.objects.get().interes == 125
    assert "1,25" in jorge.get("/distribuidora/planes/").content.decode()
    ruta = "/distribuidora/tramites/nuevo/"
    seis = jorge.post(ruta, {"nombre": "Poda", "papeles": "1\n2\n3\n4\n5\n6"})
    assert seis.status_code == 422
    assert jorge.post(ruta, {"nombre": "Poda", "papeles": " Foto \n\nPlano", "abierto": "on"}).status_code == 302
    poda = TipoDeTramite.objects.get()
    assert (poda.papeles, poda.abierto) == (["Foto", "Plano"], True)
    assert jorge.post(ruta, {"nombre": "poda"}).status_code == 422
    assert jorge.post(f"/distribuidora/tramites/{poda.pk}/", {"nombre": "Poda de árboles"}).status_code == 302
    poda.refresh_from_db()
    assert (poda.nombre, poda.papeles, poda.abierto) == ("Poda de árboles", [], False)


def test_mis_datos_llevan_planes_y_tramites(vinculo: Vinculo) -> None:
    plan, tramite = pedidos.plan(vinculo), pedidos.conversado(vinculo)
    todo = secciones.todo(vinculo.usuario)
    assert [fila["numero"] for fila in todo["planes"]] == [plan.numero]
    assert "¿Desde qué fecha es tuya?" in todo["tramites"][0]["mensajes"]
    assert todo["tramites"][0]["numero"] == tramite.numero


def test_una_factura_en_un_plan_aceptado_lo_dice_y_solo_a_su_cuenta_cual(vinculo: Vinculo) -> None:
    """It stays unpaid in the register: without the word it reads as if nothing had been agreed."""
    plan = pedidos.plan(vinculo)
    elena, ruta = entrar(vinculo.usuario), vinculo.get_absolute_url()
    assert "En plan" not in elena.get(ruta).content.decode(), "asked is not agreed"
    planes.aceptar(actor=crear(MARTA), plan_id=plan.pk, token=uuid4())
    propia = elena.get(ruta).content.decode()
    cuantas = plan.facturas.count()
    assert propia.count(f"En plan {plan.numero}") == cuantas
    assert f"{cuantas} están en un plan de pago aceptado" in propia
    ajena = suministros.vinculo(crear(IGNACIO), titular=vinculo.usuario)
    vista = entrar(ajena.usuario).get(ajena.get_absolute_url()).content.decode()
    assert vista.count("En plan de pago") == cuantas and plan.numero not in vista
