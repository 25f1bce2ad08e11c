"""Asking for a payment plan, and its steps. Each public function is one act of one person, once per ``token``."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from catalogo.plazos import calendario_al_dia
from cuentas.models import Usuario
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun import envios
from nucleo.comun.errores import CampoRechazado, EstadoCambio
from nucleo.comun.reloj import hoy
from nucleo.comun.texto import es_motivo, pedir_motivo
from nucleo.comun.transacciones import en_transaccion
from suministros.models import CuotaDePlan, Factura, FacturaEnPlan, Plan, Vinculo
from suministros.models.planes import vigentes_el
from suministros.pasos import Datos, dar_paso, sellar
from suministros.planes import emails
from suministros.planes.estados import PEDIDO, AccionPlan
from suministros.planes.oficio import PLANES
from suministros.planes.propuesta import NO_DISPONIBLE, Propuesta, disponibles, proponer
from suministros.validado import exigir_vinculo, tomar_cuenta

CERRADO = "Tu distribuidora no ofrece planes de pago por el portal en este momento."
OTRA_TABLA = "Esta es la tabla con lo que elegiste. Revísala y pide el plan otra vez"
LARGO_DEL_MOTIVO = 500


@en_transaccion
def pedir(
    *,
    actor: Usuario,
    vinculo_id: int,
    facturas: Collection[int],
    cuotas: int,
    primer_pago: int,
    vista: str,
    token: UUID,
    direccion: str | None = None,
) -> str:
    """Asks for a plan on those invoices; the address of its page.

    ``vista``: the ``huella`` of the table that the person had in front. Raises ``NoPermitido``, ``EstadoCambio`` (link
    not validated, plans closed) and ``CampoRechazado`` (outside the limits, an invoice taken, another table).
    """
    pedido = sorted(facturas), cuotas, primer_pago

    def accion() -> str:
        cuenta = tomar_cuenta(actor)
        vinculo = exigir_vinculo(cuenta, vinculo_id)
        propuesta = _propuesta(vinculo, facturas, cuotas, primer_pago)
        if propuesta.huella != vista:
            raise CampoRechazado("", OTRA_TABLA)
        return _nacer(cuenta, vinculo, propuesta, direccion).get_absolute_url()

    huella = envios.huella("plan", vinculo_id, *pedido)
    return envios.una_sola_vez(usuario=actor, token=token, huella=huella, accion=accion)


@en_transaccion
def aceptar(*, actor: Usuario, plan_id: int, token: UUID, direccion: str | None = None) -> str:
    """The table becomes what both agreed on. Raises ``NoPermitido`` and ``EstadoCambio``."""
    return _resolver(AccionPlan.ACEPTAR, actor, plan_id, token, direccion)


@en_transaccion
def rechazar(*, actor: Usuario, plan_id: int, motivo: str, token: UUID, direccion: str | None = None) -> str:
    """With a reason that the applicant reads; its invoices are free again."""
    return _resolver(AccionPlan.RECHAZAR, actor, plan_id, token, direccion, motivo)


@en_transaccion
def terminar(*, actor: Usuario, plan_id: int, motivo: str, token: UUID, direccion: str | None = None) -> str:
    """Ends an accepted plan, paid or broken as ``motivo`` says; its invoices are free again."""
    return _resolver(AccionPlan.TERMINAR, actor, plan_id, token, direccion, motivo)


@en_transaccion
def retirar(*, actor: Usuario, plan_id: int, token: UUID, direccion: str | None = None) -> str:
    """The applicant's, before the answer."""
    return _resolver(AccionPlan.RETIRAR, actor, plan_id, token, direccion)


def _propuesta(vinculo: Vinculo, pedidas: Collection[int], cuotas: int, primer_pago: int) -> Propuesta:
    """The same that the page showed, on the locked invoices and the limits of today."""
    limites = vigentes_el(vinculo.suministro.distribuidora_id, hoy())
    if limites is None or not limites.abierto:
        raise EstadoCambio(CERRADO, titulo="No hay planes de pago")
    # Another account of the same supply asks for them too, and a load may be paying them.
    cerrojo = Factura.objects.select_for_update(no_key=True).filter(suministro=vinculo.suministro_id, pk__in=pedidas)
    list(cerrojo.order_by("pk"))
    return proponer(
        facturas=disponibles(vinculo.suministro_id),
        pedidas=pedidas,
        limites=limites,
        cuotas=cuotas,
        primer_pago=primer_pago,
        dia=hoy(),
        calendario=calendario_al_dia(),
    )


def _nacer(cuenta: Usuario, vinculo: Vinculo, propuesta: Propuesta, direccion: str | None) -> Plan:
    instante = momento(f"usuario:{cuenta.pk}")
    plan = Plan.objects.create(
        vinculo=vinculo,
        distribuidora=vinculo.suministro.distribuidora,
        limites=propuesta.limites,
        pedido_en=instante,
        primera_fecha=propuesta.primera_fecha,
        deuda=propuesta.deuda,
        primer_pago=propuesta.primer_pago,
        cuotas_pedidas=propuesta.pedidas,
        interes_total=propuesta.interes,
    )
    try:
        with transaction.atomic():
            FacturaEnPlan.objects.bulk_create(
                FacturaEnPlan(plan=plan, factura=factura, monto=factura.monto) for factura in propuesta.facturas
            )
    except IntegrityError as error:
        raise CampoRechazado("facturas", NO_DISPONIBLE) from error
    CuotaDePlan.objects.bulk_create(CuotaDePlan(plan=plan, **asdict(cuota)) for cuota in propuesta.cuotas)
    evento = registrar(
        cadena=plan.cadena,
        tipo=PEDIDO,
        actor=cuenta,
        datos=_lo_pedido(plan, propuesta),
        direccion=direccion,
        ocurrido=instante,
    )
    emails.avisar(plan, evento)
    return plan


def _lo_pedido(plan: Plan, propuesta: Propuesta) -> Datos:
    return {
        "plan": plan.pk,
        "suministro": plan.vinculo.suministro_id,
        "distribuidora": plan.distribuidora_id,
        "limites": propuesta.limites.pk,
        "facturas": [factura.pk for factura in propuesta.facturas],
        "deuda": plan.deuda,
        "primer_pago": plan.primer_pago,
        "cuotas": plan.cuotas_pedidas,
        "total": plan.total,
        "tabla": propuesta.huella,
    }


def _resolver(
    accion: AccionPlan, actor: Usuario, plan_id: int, token: UUID, direccion: str | None, motivo: str | None = None
) -> str:
    """``motivo``: None where the step takes none."""
    if motivo is not None and not es_motivo(motivo):
        raise CampoRechazado("motivo", pedir_motivo("Escribe el motivo"))
    if motivo is not None and len(motivo) > LARGO_DEL_MOTIVO:
        raise CampoRechazado("motivo", f"El motivo debe tener {LARGO_DEL_MOTIVO} caracteres o menos")

    def hijos(plan: Any, instante: datetime) -> Datos:
        sal, huella = sellar(motivo or "")
        plan.resuelto_en, plan.resuelto_por, plan.motivo, plan.sal = instante, actor, motivo or "", sal
        if not plan.vivo:
            plan.facturas.update(vivo=False)
        return {"motivo": huella}

    return dar_paso(
        PLANES,
        objeto_id=plan_id,
        accion=accion,
        actor=actor,
        token=token,
        contenido=motivo or "",
        direccion=direccion,
        hijos=hijos,
        campos=("resuelto_en", "resuelto_por", "motivo", "sal"),
    )
