"""Self-service in the demonstration: a citizen's validated supply with its plans and a procedure under way."""

from uuid import uuid4

from cuentas.models import Usuario
from portal.demostracion import pedidos, suministros
from portal.demostracion.estados import dia
from suministros.planes import actions as planes
from suministros.planes.propuesta import disponibles


def cargar(solicitante: Usuario, operador: Usuario, jefatura: Usuario) -> None:
    """One plan accepted, one that waits, an invoice left for another, and a procedure with its thread, at Enel."""
    with dia(12):
        pedidos.limites(jefatura)
        pedidos.lista_de_tramites(jefatura)
    with dia(9):
        vinculo = suministros.vinculo_validado(solicitante)
        pedidos.mas_facturas(vinculo)
    primera, segunda, _ = disponibles(vinculo.suministro_id)
    with dia(6):
        aceptado = pedidos.plan(vinculo, facturas=[primera], cuotas=3)
    with dia(5, 11):
        planes.aceptar(actor=operador, plan_id=aceptado.pk, token=uuid4())
    with dia(3):
        pedidos.conversado(vinculo)
    with dia(1):
        pedidos.plan(vinculo, facturas=[segunda], cuotas=2)
