"""The payment's card on the page of a request, read only, and its files (P-02, P-08)."""

from collections.abc import Iterator
from typing import Any

from pagos.consultas import formas_de
from pagos.models import Cobro, FormasDePago, Metodo
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from solicitudes.paneles import Panel, Papel

_POR_PAGAR = (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO)


def panel(solicitud: Solicitud, user: Any) -> Panel | None:
    """Every payment ever asked for in this request, the newest first; None when there was none."""
    cobros = list(
        Cobro.objects.filter(solicitud=solicitud)
        .select_related("cupon")
        .prefetch_related("comprobantes__archivo")
        .order_by("-id")
    )
    if not cobros:
        return None
    datos: dict[str, Any] = {"cobros": cobros}
    if Estado(solicitud.estado) in _POR_PAGAR:
        # Whoever opens a request that waits for a payment finds at once how it is paid (P-08).
        formas = formas_de(solicitud.distribuidora_id)
        datos |= {"formas": formas, "metodos": _metodos(formas), "banco": _banco(formas)}
    return Panel("pagos/_panel.html", datos, tuple(_papeles(cobros)))


def _metodos(formas: FormasDePago) -> list[str]:
    return [metodo.label for metodo in Metodo if formas.acepta(metodo)]


def _banco(formas: FormasDePago) -> list[tuple[str, str]]:
    """The account to transfer to; nothing while the distributor has written none."""
    if not formas.transferencia or not formas.numero_de_cuenta:
        return []
    filas = (
        ("Banco", formas.banco),
        ("Tipo de cuenta", formas.tipo_de_cuenta),
        ("N° de cuenta", formas.numero_de_cuenta),
        ("Titular", formas.titular),
        ("RUT del titular", formas.rut_del_titular),
        ("Correo", formas.correo),
    )
    return [(rotulo, valor) for rotulo, valor in filas if valor]


def _papeles(cobros: list[Cobro]) -> Iterator[Papel]:
    numero = 0
    for cobro in reversed(cobros):
        if cobro.cupon is not None:
            yield Papel(f"cobro:{cobro.pk}", "cupon", "Cupón de pago", 1, cobro.creado_en, cobro.cupon)
        for comprobante in cobro.comprobantes.all():
            numero += 1
            yield Papel(
                f"comprobante:{comprobante.pk}", "comprobante", "Comprobante de pago", numero,
                comprobante.informado_en, comprobante.archivo,
            )  # fmt: skip
