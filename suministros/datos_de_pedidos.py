"""What 'Mis datos' tells of an account's payment plans and procedures (L-13)."""

from typing import Any

from django.db.models import QuerySet

from cuentas.datos_propios.secciones import Seccion, registrar
from cuentas.models import Usuario
from suministros.models import Plan, Tramite


def _planes(usuario: Usuario) -> QuerySet[Plan]:
    propios = Plan.objects.con_todo().visibles_para(usuario)
    return propios.prefetch_related("facturas__factura", "cuotas")


def _fila_de_plan(plan: Plan) -> dict[str, Any]:
    return {
        "numero": plan.numero,
        "suministro": plan.vinculo.suministro.numero,
        "distribuidora": str(plan.distribuidora),
        "estado": plan.get_estado_display(),
        "pedido_en": plan.pedido_en,
        "resuelto_en": plan.resuelto_en,
        "deuda": plan.deuda,
        "primer_pago": plan.primer_pago,
        "total": plan.total,
        "facturas": ", ".join(fila.factura.numero for fila in plan.facturas.all()),
        "cuotas": ", ".join(f"{c.vence_el:%d-%m-%Y}: {c.monto}" for c in plan.cuotas.all()),
        "motivo": plan.motivo or None,
    }


def _tramites(usuario: Usuario) -> QuerySet[Tramite]:
    propios = Tramite.objects.con_todo().visibles_para(usuario)
    return propios.prefetch_related("mensajes__autor", "mensajes__archivos__archivo")


def _fila_de_tramite(tramite: Tramite) -> dict[str, Any]:
    mensajes = list(tramite.mensajes.all())
    return {
        "numero": tramite.numero,
        "tramite": tramite.nombre,
        "suministro": tramite.vinculo.suministro.numero,
        "distribuidora": str(tramite.distribuidora),
        "estado": tramite.get_estado_display(),
        "pedido_en": tramite.pedido_en,
        "cerrado_en": tramite.cerrado_en,
        "mensajes": "\n".join(f"{m.creado_en:%d-%m-%Y} {m.autor.nombre}: {m.texto}" for m in mensajes),
        "documentos": ", ".join(f"{a.nombre}: {a.archivo.nombre}" for m in mensajes for a in m.archivos.all()),
    }


SECCIONES = (
    Seccion("planes", "Tus planes de pago", {
        "numero": "N° de plan", "suministro": "Suministro", "distribuidora": "Distribuidora", "estado": "Estado",
        "pedido_en": "Pedido", "resuelto_en": "Último cambio", "deuda": "Deuda", "primer_pago": "Primer pago",
        "total": "Total con interés", "facturas": "Facturas", "cuotas": "Cuotas", "motivo": "Motivo",
    }, _planes, _fila_de_plan),
    Seccion("tramites", "Tus trámites comerciales", {
        "numero": "N° de trámite", "tramite": "Trámite", "suministro": "Suministro", "distribuidora": "Distribuidora",
        "estado": "Estado", "pedido_en": "Pedido", "cerrado_en": "Cerrado", "mensajes": "Mensajes",
        "documentos": "Documentos",
    }, _tramites, _fila_de_tramite),
)  # fmt: skip


def registrar_secciones() -> None:
    for seccion in SECCIONES:
        registrar(seccion)
