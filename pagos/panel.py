"""The payment's card on the page of a request, read only, and its files (P-02, P-08)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pagos.consultas import formas_de, motivos
from pagos.models import Cobro, EstadoComprobante
from pagos.presentacion import filas_del_banco, metodos
from solicitudes.estados import Estado, Parte
from solicitudes.models import Solicitud
from solicitudes.paneles import Panel, Papel
from solicitudes.permissions import parte_de

_DE_QUIEN = {Parte.SOLICITANTE: "Le toca al solicitante", Parte.DISTRIBUIDORA: "Le toca a la distribuidora"}
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
    escritos = motivos(solicitud)
    datos: dict[str, Any] = {
        "monto": cobros[0].monto,
        "cobros": [_con_motivos(cobro, escritos) for cobro in cobros],
        "pasos": list(_pasos(cobros[0], solicitud, user)),
    }
    if Estado(solicitud.estado) in _POR_PAGAR:
        # Whoever opens a request that waits for a payment finds at once how it is paid (P-08).
        formas = formas_de(solicitud.distribuidora_id)
        datos |= {"formas": formas, "metodos": metodos(formas), "banco": filas_del_banco(formas)}
    return Panel("pagos/_panel.html", datos, tuple(_papeles(cobros)))


def _pasos(cobro: Cobro, solicitud: Solicitud, user: Any) -> Iterator[tuple[str, str, datetime | None, str]]:
    """The three steps of the newest payment: class, name, when it was done, and whose turn it is while it is not."""
    if cobro.retirado_en is not None:
        return
    comprobantes = list(cobro.comprobantes.all())
    ultimo = comprobantes[-1] if comprobantes and comprobantes[-1].estado != EstadoComprobante.RECHAZADO else None
    decidido = ultimo is not None and ultimo.estado != EstadoComprobante.INFORMADO
    de_quien = "Te toca a ti" if parte_de(user, solicitud) == solicitud.turno else _DE_QUIEN.get(solicitud.turno, "")
    yield "hecho", "Pago solicitado", cobro.creado_en, ""
    yield "hecho" if ultimo else "ahora", "Comprobante", ultimo.informado_en if ultimo else None, de_quien
    clase = "hecho" if decidido else "ahora" if ultimo else ""
    yield clase, "Validación", ultimo.decidido_en if ultimo else None, de_quien if ultimo else ""


def _con_motivos(cobro: Cobro, escritos: dict[tuple[str, int], str]) -> dict[str, Any]:
    """A payment with why it was withdrawn, and each of its proofs with why it was rejected."""
    comprobantes = [(uno, escritos.get(("comprobante", uno.pk), "")) for uno in cobro.comprobantes.all()]
    return {"cobro": cobro, "motivo": escritos.get(("cobro", cobro.pk), ""), "comprobantes": comprobantes}


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
