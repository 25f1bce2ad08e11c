"""Payment plans and procedures on a validated supply, by the real actions: for the demonstration and the tests."""

from typing import Any, cast
from uuid import uuid4

from catalogo.plazos import calendario_al_dia
from cuentas.models import Usuario
from nucleo.comun.reloj import hoy
from portal.demostracion.fabricas import archivo
from portal.demostracion.personas import JORGE, MARTA, crear
from suministros.models import EstadoFactura, Factura, LimitesDePlan, Plan, TipoDeTramite, Tramite, Vinculo
from suministros.models.planes import vigentes_el
from suministros.planes import actions as planes
from suministros.planes.limites import fijar
from suministros.planes.propuesta import Propuesta, disponibles, proponer
from suministros.tramites import actions as tramites
from suministros.tramites import tipos

LIMITES: dict[str, Any] = {
    "abierto": True,
    "cuotas_minimo": 2,
    "cuotas_maximo": 12,
    "primer_pago_minimo": 20,
    "interes": 150,
    "deuda_minima": 20_000,
}
CAMBIO_DE_NOMBRE = "Cambio de nombre en la boleta"
TIPOS: tuple[tuple[str, str, list[str]], ...] = (
    (CAMBIO_DE_NOMBRE, "Cuéntanos quién será el nuevo titular.", ["Certificado de dominio"]),
    ("Reclamo por consumo", "Di qué meses revisas y por qué crees que el consumo no es el tuyo.", []),
    ("Aumento de potencia", "Escribe la potencia que necesitas, en kW.", []),
)


def limites(actor: Usuario | None = None, **cambios: Any) -> None:
    """The limits of Enel's plans from today on."""
    fijar(actor=actor or crear(JORGE), desde=hoy(), datos={**LIMITES, **cambios})


def propuesta(
    vinculo: Vinculo, cuotas: int = 3, primer_pago: int = 0, facturas: list[Factura] | None = None
) -> Propuesta:
    """What the page would show for all that is owed; the least first payment unless one is given."""
    elegidas = facturas if facturas is not None else list(disponibles(vinculo.suministro_id))
    rigen = cast(LimitesDePlan, vigentes_el(vinculo.suministro.distribuidora_id, hoy()))
    deuda = sum(factura.monto for factura in elegidas)
    return proponer(
        facturas=elegidas,
        pedidas=[factura.pk for factura in elegidas],
        limites=rigen,
        cuotas=cuotas,
        primer_pago=primer_pago or -(-deuda * rigen.primer_pago_minimo // 100),
        dia=hoy(),
        calendario=calendario_al_dia(),
    )


def plan(vinculo: Vinculo, **cambios: Any) -> Plan:
    """A plan on all that is owed, waiting for its answer."""
    pedida = propuesta(vinculo, **cambios)
    direccion = planes.pedir(
        actor=vinculo.usuario,
        vinculo_id=vinculo.pk,
        facturas=[factura.pk for factura in pedida.facturas],
        cuotas=pedida.pedidas,
        primer_pago=pedida.primer_pago,
        vista=pedida.huella,
        token=uuid4(),
    )
    return Plan.objects.get(pk=int(direccion.split("/")[2]))


def plan_aceptado(vinculo: Vinculo, **cambios: Any) -> Plan:
    pedido = plan(vinculo, **cambios)
    planes.aceptar(actor=crear(MARTA), plan_id=pedido.pk, token=uuid4())
    pedido.refresh_from_db()
    return pedido


def lista_de_tramites(actor: Usuario | None = None) -> None:
    """Enel's list of procedures."""
    for nombre, explicacion, papeles in TIPOS:
        datos = {"nombre": nombre, "explicacion": explicacion, "papeles": papeles, "abierto": True}
        tipos.guardar(actor=actor or crear(JORGE), datos=datos)


def tramite(
    vinculo: Vinculo, nombre: str = CAMBIO_DE_NOMBRE, texto: str = "La casa ahora está a mi nombre."
) -> Tramite:
    """A procedure with the files that its type asks for."""
    tipo = TipoDeTramite.objects.get(distribuidora=vinculo.suministro.distribuidora, nombre=nombre)
    direccion = tramites.pedir(
        actor=vinculo.usuario,
        vinculo_id=vinculo.pk,
        tipo_id=tipo.pk,
        texto=texto,
        papeles=[(papel, archivo(vinculo.usuario, uso=tramites.USO, nombre="dominio.pdf")) for papel in tipo.papeles],
        token=uuid4(),
    )
    return Tramite.objects.get(pk=int(direccion.split("/")[2]))


def conversado(vinculo: Vinculo) -> Tramite:
    """A procedure with a question of the distributor and the applicant's reply; still open."""
    pedido, marta = tramite(vinculo), crear(MARTA)
    tramites.abrir(actor=marta, tramite=pedido)
    tramites.escribir(actor=marta, tramite_id=pedido.pk, texto="¿Desde qué fecha es tuya?", token=uuid4())
    tramites.escribir(actor=vinculo.usuario, tramite_id=pedido.pk, texto="Desde el 1 de octubre.", token=uuid4())
    pedido.refresh_from_db()
    return pedido


def mas_facturas(vinculo: Vinculo) -> None:
    """All three invoices of the supply owed, so that there is something to divide."""
    Factura.objects.filter(suministro=vinculo.suministro_id).update(estado=EstadoFactura.PENDIENTE)
