"""How the ways of paying are shown, the same in every page: the citizen's, the public one and the preview."""

from catalogo import reglas
from catalogo.models import Distribuidora
from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.reloj import hoy
from pagos.consultas import formas_de
from pagos.models import FormasDePago, Metodo
from suministros.formas_de_pago import Formas

# What the file of each way is (P-02).
QUE_ADJUNTAR = {
    Metodo.TRANSFERENCIA: "Adjunta el comprobante de la transferencia.",
    Metodo.COMPROBANTE: "Adjunta el recibo escaneado o fotografiado.",
    Metodo.DESCUENTO: "Adjunta un poder simple que autorice el descuento en tu boleta.",
}


def metodos(formas: FormasDePago) -> list[tuple[str, str]]:
    """(name, what to attach) of every way that the distributor takes."""
    return [(metodo.label, QUE_ADJUNTAR[metodo]) for metodo in Metodo if formas.acepta(metodo)]


def opciones_de_pago(formas: FormasDePago) -> list[tuple[str, str]]:
    """The same as choices of a form."""
    return [(metodo.value, f"{metodo.label}. {QUE_ADJUNTAR[metodo]}") for metodo in Metodo if formas.acepta(metodo)]


def filas_del_banco(formas: FormasDePago) -> list[tuple[str, str]]:
    """The account to transfer to; nothing while the distributor has written none."""
    if not formas.transferencia or not formas.numero_de_cuenta:
        return []
    filas = (
        ("Banco", formas.banco),
        ("Tipo de cuenta", formas.tipo_de_cuenta),
        ("N° de cuenta", formas.numero_de_cuenta),
        ("Titular", formas.titular),
        ("RUT del titular", mostrar_rut(formas.rut_del_titular) if formas.rut_del_titular else ""),
        ("Correo", formas.correo),
    )
    return [(rotulo, valor) for rotulo, valor in filas if valor]


def falta_la_cuenta(formas: FormasDePago) -> bool:
    """Whether whoever must pay is offered a transfer without being told where to."""
    return formas.transferencia and not filas_del_banco(formas)


def dias_para_validar() -> str:
    """The term of the rule in force: ``2 días hábiles``."""
    regla = reglas.vigente(reglas.PAGO_VALIDACION, hoy())
    if regla.cantidad == 1 and regla.unidad == "habiles":
        return "1 día hábil"
    return f"{regla.cantidad} {regla.get_unidad_display()}"


def de_una_factura(distribuidora: Distribuidora) -> Formas:
    """Where an invoice is paid: the account and the instructions. Its proof is not sent by the portal, so the
    methods of a request, which each ask for a paper, are not offered."""
    formas = formas_de(distribuidora.pk)
    banco = filas_del_banco(formas)
    return Formas(
        "pagos/_como_se_paga_una_factura.html", {"formas": formas, "banco": banco},
        hay=bool(banco or formas.instrucciones),
    )  # fmt: skip
