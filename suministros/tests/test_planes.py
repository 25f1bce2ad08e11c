"""Payment plans by their actions: limits, one plan per invoice, who decides, and what is told (reglas.md 8)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction

from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import CampoRechazado, ErrorDeDominio, EstadoCambio, NoPermitido
from nucleo.comun.reloj import CHILE, en, hoy
from portal.demostracion import pedidos, suministros
from suministros.models import EstadoFactura, FacturaEnPlan, LimitesDePlan, Plan, Vinculo
from suministros.pasos import acciones_posibles
from suministros.planes import actions
from suministros.planes.estados import TRANSICIONES, AccionPlan, EstadoPlan
from suministros.planes.limites import fijar
from suministros.planes.oficio import PLANES
from suministros.planes.propuesta import disponibles
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-09")]


@pytest.fixture
def vinculo() -> Vinculo:
    elena = crear(ELENA)
    hecho = suministros.vinculo_validado(elena)
    pedidos.mas_facturas(hecho)
    pedidos.limites()
    return hecho


def _pedir(vinculo: Vinculo, **cambios: Any) -> str:
    propuesta = pedidos.propuesta(vinculo)
    pedido: dict[str, Any] = {
        "actor": vinculo.usuario,
        "vinculo_id": vinculo.pk,
        "facturas": [factura.pk for factura in propuesta.facturas],
        "cuotas": 3,
        "primer_pago": propuesta.primer_pago,
        "vista": propuesta.huella,
        "token": uuid4(),
    }
    return actions.pedir(**{**pedido, **cambios})


def test_un_plan_se_pide_se_acepta_y_queda_como_se_pidio(vinculo: Vinculo, settings: Any) -> None:
    elena, marta = vinculo.usuario, crear(MARTA)
    settings.SMS_URL = "disco://"
    elena.celular, elena.celular_verificado_en = "+56911111111", vinculo.asociado_en
    elena.save(update_fields=["celular", "celular_verificado_en"])
    vinculo.suministro.distribuidora.correo_avisos = "avisos@ejemplo.cl"
    vinculo.suministro.distribuidora.save(update_fields=["correo_avisos"])
    plan = pedidos.plan(vinculo)
    assert (plan.estado, plan.deuda, plan.primer_pago, plan.cuotas_pedidas) == ("solicitado", 117_160, 23_432, 3)
    assert [c.monto for c in plan.cuotas.all()][0] == 23_432
    assert sum(c.monto for c in plan.cuotas.all()) == plan.total
    assert not disponibles(vinculo.suministro_id).exists()
    assert acciones_posibles(PLANES, marta, plan) == {AccionPlan.ACEPTAR, AccionPlan.RECHAZAR}
    token = uuid4()
    destino = actions.aceptar(actor=marta, plan_id=plan.pk, token=token)
    assert actions.aceptar(actor=marta, plan_id=plan.pk, token=token) == destino
    plan.refresh_from_db()
    assert (plan.estado, plan.resuelto_por_id) == (EstadoPlan.ACEPTADO, marta.pk)
    # Other limits later, or what a load says, change nothing of it.
    pedidos.limites(interes=900)
    vinculo.suministro.facturas.update(estado=EstadoFactura.PAGADA)
    plan.refresh_from_db()
    assert (plan.limites.interes, plan.total) == (150, 117_160 + plan.interes_total)
    tipos = Evento.objects.filter(cadena=f"usuario:{elena.pk}").order_by("numero").values_list("tipo", flat=True)
    assert [*tipos][-2:] == ["PLAN_PEDIDO", "PLAN_ACEPTADO"]
    assert not list(verificar(f"usuario:{elena.pk}"))
    avisos = Aviso.objects.filter(clave__startswith="plan-").order_by("pk")
    assert [(aviso.clave, aviso.canal) for aviso in avisos] == [
        ("plan-pedido", "correo"), ("plan-por-responder", "correo"), ("plan-aceptado", "correo"),
        ("plan-aceptado", "sms"),
    ]  # fmt: skip
    textos = [redactar(aviso) for aviso in avisos]
    assert textos[2] and "$117.160 en 3 cuotas, con un primer pago de $23.432" in textos[2].texto
    assert textos[3] and plan.numero in textos[3].texto


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"facturas": []}, "facturas"),
        ({"facturas": [1, 999_999]}, "facturas"),
        ({"cuotas": 1}, "cuotas"),
        ({"cuotas": 13}, "cuotas"),
        ({"primer_pago": 23_431}, "primer_pago"),
        ({"primer_pago": 117_160}, "primer_pago"),
        ({"vista": "otra"}, ""),
    ],
)
def test_lo_que_sale_de_los_limites_se_dice_en_su_campo(vinculo: Vinculo, cambios: dict[str, Any], campo: str) -> None:
    with pytest.raises(CampoRechazado) as rechazo:
        _pedir(vinculo, **cambios)
    assert rechazo.value.campo == campo
    assert not Plan.objects.exists()


def test_la_deuda_minima_y_los_planes_cerrados(vinculo: Vinculo) -> None:
    pedidos.limites(deuda_minima=200_000)
    with pytest.raises(CampoRechazado, match="200"):
        pedidos.propuesta(vinculo)
    pedidos.limites()
    vista = pedidos.propuesta(vinculo)
    pedidos.limites(abierto=False)
    with pytest.raises(EstadoCambio):
        _pedir(vinculo, vista=vista.huella)


def test_una_factura_no_entra_en_dos_planes_vivos_y_queda_libre_con_el_rechazo(vinculo: Vinculo) -> None:
    vista = pedidos.propuesta(vinculo)
    plan = pedidos.plan(vinculo)
    ids = [fila.factura_id for fila in plan.facturas.all()]
    with pytest.raises(CampoRechazado, match="otro plan"):
        actions.pedir(
            actor=vinculo.usuario, vinculo_id=vinculo.pk, facturas=ids, cuotas=3,
            primer_pago=vista.primer_pago, vista=vista.huella, token=uuid4(),
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="factura_en_un_plan_vivo"), transaction.atomic():
        otro = Plan.objects.get(pk=plan.pk)
        otro.pk = None
        otro.save(force_insert=True)
        FacturaEnPlan.objects.create(plan=otro, factura_id=ids[0], monto=1)
    with pytest.raises(CampoRechazado):
        actions.rechazar(actor=crear(MARTA), plan_id=plan.pk, motivo="no", token=uuid4())
    actions.rechazar(actor=crear(MARTA), plan_id=plan.pk, motivo="Ya tienes un convenio vigente.", token=uuid4())
    segundo = pedidos.plan_aceptado(vinculo)
    assert actions.terminar(actor=crear(MARTA), plan_id=segundo.pk, motivo="Pagado en su totalidad.", token=uuid4())
    pedidos.plan(vinculo)
    assert sorted(Plan.objects.values_list("estado", flat=True)) == ["rechazado", "solicitado", "terminado"]


def test_despues_del_dia_del_primer_pago_ya_no_se_acepta(vinculo: Vinculo) -> None:
    plan = pedidos.plan(vinculo)
    with en(datetime.combine(plan.primera_fecha + timedelta(days=1), time(9), CHILE)):
        assert acciones_posibles(PLANES, crear(MARTA), plan) == {AccionPlan.RECHAZAR}
        with pytest.raises(EstadoCambio):
            actions.aceptar(actor=crear(MARTA), plan_id=plan.pk, token=uuid4())


def test_quien_puede_hacer_que_segun_la_tabla(vinculo: Vinculo) -> None:
    plan = pedidos.plan(vinculo)
    ajenos = [crear(FRIDA), crear(OLGA), crear(SONIA)]
    for fila in TRANSICIONES:
        accion = getattr(actions, fila.accion.value)
        extra = {"motivo": "Un motivo bien escrito"} if fila.accion in ("rechazar", "terminar") else {}
        for persona in [*ajenos, vinculo.usuario if fila.parte == "distribuidora" else crear(MARTA)]:
            with pytest.raises(NoPermitido):
                accion(actor=persona, plan_id=plan.pk, token=uuid4(), **extra)
    # Who asked and works at the distributor leaves it to somebody else.
    marta = crear(MARTA)
    type(marta).objects.filter(pk=vinculo.usuario_id).update(
        documento=marta.documento, clave_de_ingreso="solicitante:prueba"
    )
    with pytest.raises(NoPermitido, match="pediste tú"):
        actions.aceptar(actor=marta, plan_id=plan.pk, token=uuid4())


def test_sin_validar_no_se_pide_y_se_dice_que_falta() -> None:
    elena = crear(ELENA)
    en_analisis = suministros.vinculo(elena)
    pedidos.limites()
    with pytest.raises(EstadoCambio) as rechazo:
        _pedir(en_analisis)
    assert "todavía revisa los documentos" in rechazo.value.mensaje
    with pytest.raises(NoPermitido):
        _pedir(en_analisis, actor=crear(FRIDA))
    assert not Plan.objects.exists()


def test_los_limites_rigen_desde_su_dia_y_no_se_tocan() -> None:
    jorge = crear(JORGE)
    pedidos.limites(jorge)
    assert fijar(actor=jorge, desde=hoy(), datos=pedidos.LIMITES) is False
    assert fijar(actor=jorge, desde=hoy() + timedelta(days=30), datos={**pedidos.LIMITES, "interes": 0})
    with pytest.raises(CampoRechazado):
        fijar(actor=jorge, desde=hoy() - timedelta(days=1), datos=pedidos.LIMITES)
    with pytest.raises(NoPermitido):
        fijar(actor=crear(MARTA), desde=hoy(), datos=pedidos.LIMITES)
    assert list(LimitesDePlan.objects.values_list("interes", flat=True)) == [0, 150]
    eventos = Evento.objects.filter(tipo="LIMITES_DE_PLAN_CAMBIADOS", cadena=f"distribuidora:{jorge.distribuidora_id}")
    assert eventos.count() == 2


def test_el_estado_lo_escribe_un_solo_modulo() -> None:
    escritores = [
        ruta.relative_to(settings.BASE_DIR).as_posix()
        for sala in ("planes", "tramites", ".")
        for ruta in (settings.BASE_DIR / "suministros" / sala).glob("*.py")
        if re.search(r"\b(objeto|plan|tramite|fresco|visto)\.estado\s*=[^=]", ruta.read_text())
    ]
    assert escritores == ["suministros/pasos.py"]


MALAS = {
    "limites_cuotas_en_orden": "INSERT INTO suministros_limitesdeplan SELECT (jsonb_populate_record(t,"
    ' \'{"id": 99, "cuotas_maximo": 61}\')).* FROM suministros_limitesdeplan t',
    "limites_primer_pago_parte": "INSERT INTO suministros_limitesdeplan SELECT (jsonb_populate_record(t,"
    ' \'{"id": 99, "primer_pago_minimo": 91}\')).* FROM suministros_limitesdeplan t',
    "limites_interes_tope": "INSERT INTO suministros_limitesdeplan SELECT (jsonb_populate_record(t,"
    ' \'{"id": 99, "interes": 1001}\')).* FROM suministros_limitesdeplan t',
    "plan_estado_conocido": "UPDATE suministros_plan SET estado = 'otro', resuelto_en = now(),"
    " resuelto_por_id = (SELECT min(id) FROM cuentas_usuario)",
    "plan_resuelto_con_fecha": "UPDATE suministros_plan SET estado = 'aceptado'",
    "plan_negado_con_motivo": "UPDATE suministros_plan SET motivo = 'porque sí'",
    "plan_con_saldo": "UPDATE suministros_plan SET primer_pago = deuda",
    "factura_una_vez_por_plan": "INSERT INTO suministros_facturaenplan SELECT (jsonb_populate_record(t,"
    ' \'{"id": 999, "vivo": false}\')).* FROM suministros_facturaenplan t',
    "cuota_una_por_numero": "INSERT INTO suministros_cuotadeplan SELECT (jsonb_populate_record(t,"
    " '{\"id\": 999}')).* FROM suministros_cuotadeplan t",
}


def test_la_base_rechaza_lo_que_no_es_un_plan(vinculo: Vinculo) -> None:
    pedidos.plan(vinculo)
    for restriccion, orden in MALAS.items():
        with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(orden)


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("U-09")
def test_de_dos_respuestas_a_la_vez_gana_una() -> None:
    elena, marta, jorge = crear(ELENA), crear(MARTA), crear(JORGE)
    hecho = suministros.vinculo_validado(elena)
    pedidos.mas_facturas(hecho)
    pedidos.limites()
    plan = pedidos.plan(hecho)

    def decidir(actor: Any, accion: Any, extra: dict[str, str]) -> str:
        try:
            accion(actor=actor, plan_id=plan.pk, token=uuid4(), **extra)
            return "hecho"
        except ErrorDeDominio as error:
            return type(error).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hilos:
        uno = hilos.submit(decidir, marta, actions.aceptar, {})
        otro = hilos.submit(decidir, jorge, actions.rechazar, {"motivo": "Tiene otro convenio."})
        assert sorted([uno.result(), otro.result()]) == ["EstadoCambio", "hecho"]
    assert Evento.objects.filter(tipo__in=["PLAN_ACEPTADO", "PLAN_RECHAZADO"]).count() == 1
