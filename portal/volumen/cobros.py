"""The payment of a request: proofs, reviews, lapses, confirmations and reversals, until it is settled or abandoned."""

from typing import TYPE_CHECKING

from portal.volumen import hechos
from portal.volumen.azar import UN_MINUTO
from portal.volumen.pesos import MOTIVOS
from portal.volumen.tramite import SOLICITANTE, A, P

if TYPE_CHECKING:
    from portal.volumen.guion import Guion

NUNCA = 1 << 62
_METODOS = ("transferencia", "transferencia", "transferencia", "comprobante")
_EN_PAGO = ("pendiente-pago", "pago-rechazado", "pendiente-validacion")


class Aceptaciones:
    """The acceptances by lapse of one account: never two that nobody has confirmed at the same time (P-06)."""

    def __init__(self) -> None:
        self._tramos: list[tuple[int, int]] = []

    def caben(self, desde: int, hasta: int) -> bool:
        return all(hasta < otro_desde or otro_hasta < desde for otro_desde, otro_hasta in self._tramos)

    def anotar(self, desde: int, hasta: int) -> None:
        self._tramos.append((desde, hasta))


def pagar(g: "Guion") -> None:
    """From a payment asked for to none pending. Abandoned ones stay as they are."""
    v = g.v
    while v.actual in _EN_PAGO:
        if not v.respondida and g.azar.pasa(0.25):
            # The payment does not stop the distributor's clock; an answer now waits for it.
            instante = g.azar.habil_tras(v.ultimo, g.azar.entre(0, 2))
            if v.actual != "pendiente-validacion" or not v.vencio(v.vence, instante):
                g.responder(instante)
                continue
        if v.actual == "pendiente-validacion":
            _por_validar(g)
        else:
            _por_pagar(g)


def _por_pagar(g: "Guion") -> None:
    from portal.volumen.guion import Quieta

    v, azar, tiro = g.v, g.azar, g.azar.tiro()
    if tiro < 0.84:
        instante = azar.persona_tras(v.ultimo, azar.cola_larga(4, 1.0))
        g.antes_de(instante)
        hechos.informar_pago(v, instante, azar.uno_de(_METODOS), azar.tiro())
    elif tiro < 0.89:
        instante = azar.habil_tras(v.ultimo, azar.entre(2, 15))
        g.antes_de(instante)
        hechos.retirar_cobro(v, instante, g.encargada, azar.uno_de(MOTIVOS["retiro"]))
    elif tiro < 0.93:
        instante = azar.persona_tras(v.ultimo, azar.cola_larga(12))
        g.antes_de(instante)
        v.paso(A.DESISTIR, P.SOLICITANTE, instante, SOLICITANTE, texto=azar.uno_de(MOTIVOS["desistir"]))
        raise Quieta
    else:
        raise Quieta


def _por_validar(g: "Guion") -> None:
    v, azar, tiro = g.v, g.azar, g.azar.tiro()
    descuido = g.mundo.descuido[v.dx]
    if tiro < descuido and _aceptar(g):
        return
    instante = azar.habil_tras(v.ultimo, azar.entre(0, 2) if tiro >= descuido else azar.entre(3, 9))
    # The clock does not wait for who is late, unless another acceptance of the account holds it back.
    if v.vencio(v.vence, instante) and _aceptar(g):
        return
    g.antes_de(instante)
    if azar.pasa(0.12):
        motivo = azar.uno_de(MOTIVOS["rechazo"])
        hechos.decidir_pago(v, A.RECHAZAR_PAGO, P.DISTRIBUIDORA, instante, g.encargada, "rechazado", motivo)
    else:
        hechos.decidir_pago(v, A.VALIDAR_PAGO, P.DISTRIBUIDORA, instante, g.encargada, "validado")


def _aceptar(g: "Guion") -> bool:
    """The lapse, and what people make of it later; False when another acceptance of the account stands."""
    v, azar = g.v, g.azar
    instante = v.dias.medianoche[v.vence + 1] + UN_MINUTO + int(azar.tiro() * 4 * UN_MINUTO)
    tiro = azar.tiro()
    despues = azar.habil_tras(instante, 1 + int(azar.cola_larga(3))) if tiro < 0.88 else NUNCA
    if g.corte or instante < v.ultimo or not g.aceptaciones.caben(instante, despues):
        return False
    g.antes_de(instante)
    hechos.decidir_pago(v, A.ACEPTAR_PAGO_POR_PLAZO, P.SISTEMA, instante, None, "aceptado")
    g.aceptaciones.anotar(instante, despues)
    if despues == NUNCA:
        return True
    if v.actual == "pago-validado" and azar.pasa(0.3):
        # Answered with the flag still up.
        respuesta = azar.habil_tras(v.ultimo, 0)
        if respuesta < despues:
            g.responder(respuesta)
    g.antes_de(despues)
    if tiro < 0.76:
        hechos.decidir_pago(v, A.CONFIRMAR_PAGO, P.DISTRIBUIDORA, despues, g.encargada, "validado")
        return True
    sec = tiro > 0.86
    parte, actor = (P.SEC, azar.uno_de(g.mundo.sec)) if sec else (P.DISTRIBUIDORA, g.encargada)
    motivo = azar.uno_de(MOTIVOS["reversion"])
    hechos.decidir_pago(v, A.REVERTIR_ACEPTACION, parte, despues, actor, "rechazado", motivo)
    return True
