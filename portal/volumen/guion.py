"""What happens to a request: the script that chooses, at each state, the next row of the table and its hour."""

from portal.volumen import hechos
from portal.volumen.azar import UN_MINUTO, Azar
from portal.volumen.cobros import Aceptaciones, pagar
from portal.volumen.despues import despues
from portal.volumen.dias import DIA, HORA
from portal.volumen.pesos import MOTIVOS
from portal.volumen.respuestas import datos_de_respuesta, monto, numero_de
from portal.volumen.tramite import SOLICITANTE, A, FinDelTiempo, P, Tramite
from solicitudes.estados import Accion, Parte

_CASOS_NUEVOS = ("sc-excede", "sc-excede", "sc-suministro-nuevo", "sc-simple", "sc-conjunto", "sc-conjunto-red")


class Quieta(Exception):
    """Nobody does anything more to this request."""


class Guion:
    """One request on its way. ``corte``: when somebody ends it before its time, and how."""

    def __init__(self, v: Tramite, azar: Azar, aceptaciones: Aceptaciones) -> None:
        self.v, self.azar, self.mundo, self.aceptaciones = v, azar, v.mundo, aceptaciones
        self.personal = v.mundo.distribuidoras[v.dx].personal
        self.encargada = azar.uno_de(self.personal)
        self.corte = self._corte()

    def vivir(self) -> None:
        """From the filing, which has happened, to the end or to the present."""
        try:
            try:
                if self.v.tipo == "manifestacion":
                    self._manifestacion()
                else:
                    self._respondible()
            except Quieta:
                pass
            if self.corte and self.corte[0] < self.mundo.hasta:
                self._cortar()
        except (Quieta, FinDelTiempo):
            return

    # --- The whole -------------------------------------------------------------------------------------------

    def _respondible(self) -> None:
        v, azar = self.v, self.azar
        self._abrir(0.985)
        if v.tipo != "informacion" and azar.pasa(0.12):
            self._observar()
        if v.tipo == "conexion" and azar.pasa(0.05):
            self._reclasificar()
        # Where the order of arrival rules, to wait for a payment without an answer stored would hold up everybody.
        tiro, pide = azar.tiro(), 0.003 if v.con_orden else 0.16
        if tiro < pide:
            self._solicitar_pago()
            pagar(self)
        elif tiro < pide + 0.1:
            self.responder(self._turno(), con_pago=True)
            pagar(self)
        if v.actual in ("pendiente-respuesta", "pago-validado"):
            self.responder(self._turno())
        despues(self)

    def _manifestacion(self) -> None:
        v, azar = self.v, self.azar
        self._abrir(0.6)
        while v.actual == "enviado":
            if v.aumenta and azar.pasa(0.2):
                instante = azar.habil_tras(v.ultimo, azar.entre(1, 4))
                if not v.vencio(v.vence, instante):
                    self.antes_de(instante)
                    motivo = azar.uno_de(MOTIVOS["objecion"])
                    codigos = ["manifestacion"]
                    hechos.pedir_correccion(v, A.OBJETAR, instante, self.encargada, codigos, motivo, False)
                    self._corregir()
                    continue
            self.lapso(A.CERRAR_MANIFESTACION)
        despues(self)

    # --- The steps -------------------------------------------------------------------------------------------

    def antes_de(self, instante: int) -> None:
        """What may happen between the last step and the next one, ``instante``: small things, or an early end."""
        if self.corte and self.corte[0] < instante:
            self._cortar()
        if instante - self.v.ultimo > DIA and self.azar.pasa(0.16):
            self._menudencia(min(instante, self.mundo.hasta))

    def lapso(self, accion: Accion) -> None:
        """The clock acts in the first minutes after the last day."""
        v = self.v
        instante = v.dias.medianoche[v.vence + 1] + UN_MINUTO + int(self.azar.tiro() * 4 * UN_MINUTO)
        self.antes_de(instante)
        hechos.lapso(v, accion, instante)

    def responder(self, instante: int, con_pago: bool = False) -> None:
        v, azar = self.v, self.azar
        self.antes_de(instante)
        datos = datos_de_respuesta(v, azar, instante)
        numero = numero_de(azar, self.mundo.dias.iso[v.dias.dia(instante)]) if azar.pasa(0.7) else ""
        cuanto = monto(azar) if con_pago else 0
        explicacion = azar.uno_de(MOTIVOS["pago"]) if con_pago else ""
        motivo = azar.uno_de(MOTIVOS["orden"]) if v.con_orden else ""
        hechos.responder(v, instante, self.encargada, datos, numero, cuanto, explicacion, motivo, azar.tiro())

    def _abrir(self, probabilidad: float) -> None:
        v, azar = self.v, self.azar
        if not azar.pasa(probabilidad):
            return
        instante = azar.habil_tras(v.ultimo, int(azar.cola_larga(0.6)))
        # Staff read a request before they act on it, and the clock may close it first.
        tope = v.dias.medianoche[v.vence + 1] if v.tipo == "manifestacion" else self._turno()
        if instante < tope:
            self.antes_de(instante)
            hechos.abrir(v, instante, self.encargada)
            if azar.pasa(0.3):
                a = azar.uno_de(self.personal)
                hechos.asignar(v, instante + azar.entre(1, 40) * UN_MINUTO, self.personal[0], a)

    def _turno(self) -> int:
        """When the distributor answers: in its order of arrival, or when it gets to it."""
        v, azar, dias = self.v, self.azar, self.v.dias
        if not v.con_orden:
            mediana = 5.5 * self.mundo.ritmo[v.dx]
            return azar.habil_tras(v.ultimo, max(1, min(90, round(azar.cola_larga(mediana, 0.45)))))
        hoy = dias.dia(v.ultimo)
        dia = max(self.mundo.turno(v.tipo, v.dx, v.recibida), dias.mas(dias.desde[hoy], 1))
        if dia - hoy > 2 and azar.pasa(0.03):
            dia = dias.desde[azar.entre(hoy + 1, dia - 1)]  # overtakes the others
        # The answers of a day go out in the morning, the oldest first.
        edad = dias.medianoche[dia] - v.enviada
        return dias.medianoche[dia] + 9 * HORA + int(2 * HORA * (10 * DIA) / (10 * DIA + max(edad, 0)))

    def _observar(self) -> None:
        v, azar = self.v, self.azar
        for _ in range(2):
            instante = azar.habil_tras(v.ultimo, azar.entre(1, 4) if azar.pasa(0.9) else azar.entre(6, 9))
            if instante >= self._turno():
                return
            self.antes_de(instante)
            conjunta = v.tipo == "notificacion" and azar.pasa(0.1)
            presentes = list(dict.fromkeys(codigo for codigo, *_ in v.adjuntos))
            codigos = presentes[: 1 + azar.pasa(0.3)]
            motivo = azar.uno_de(MOTIVOS["observacion"])
            hechos.pedir_correccion(v, A.OBSERVAR, instante, self.encargada, codigos, motivo, conjunta)
            self._corregir()
            if not azar.pasa(0.12):
                return

    def _corregir(self) -> None:
        """In time, after the morning's answers; or never, and the term lapses."""
        v, azar, dias = self.v, self.azar, self.v.dias
        if azar.pasa(0.22):
            self.lapso(A.VENCER)
            raise Quieta
        dia = azar.entre(dias.dia(v.ultimo) + 1, v.vence)
        instante = dias.medianoche[dia] + int((11.5 + azar.tiro() * 11) * HORA)
        self.antes_de(instante)
        hechos.corregir(v, instante, azar.tiro())

    def _reclasificar(self) -> None:
        v, azar = self.v, self.azar
        instante = azar.habil_tras(v.ultimo, azar.entre(0, 2))
        caso = azar.uno_de(_CASOS_NUEVOS)
        if v.vencio(v.plazo_respuesta, instante) or caso == v.caso or instante >= self._turno():
            return
        self.antes_de(instante)
        hechos.reclasificar(v, instante, self.encargada, caso, azar.uno_de(MOTIVOS["caso"]))

    def _solicitar_pago(self) -> None:
        v, azar = self.v, self.azar
        instante = azar.habil_tras(v.ultimo, azar.entre(0, 3))
        self.antes_de(instante)
        hechos.solicitar_pago(v, instante, self.encargada, monto(azar), azar.uno_de(MOTIVOS["pago"]))

    # --- Small things and early ends -------------------------------------------------------------------------

    def _menudencia(self, tope: int) -> None:
        v, azar = self.v, self.azar
        instante = v.ultimo + int((0.1 + 0.7 * azar.tiro()) * (tope - v.ultimo))
        instante = azar.habil_tras(instante, 0)
        if instante >= tope or v.actual == "anulado":
            return
        if azar.pasa(0.4):
            texto = azar.uno_de(MOTIVOS["nota"])
            v.paso(A.ANOTAR, P.DISTRIBUIDORA, instante, self.encargada, texto=texto)
            return
        self._comunicar(A.COMUNICAR, P.DISTRIBUIDORA, instante, self.encargada, "comunicacion")
        replica = azar.persona_tras(instante, azar.cola_larga(0.5))
        if replica < tope and azar.pasa(0.6):
            self._comunicar(A.RESPONDER_COMUNICACION, P.SOLICITANTE, replica, SOLICITANTE, "replica")

    def _comunicar(self, accion: Accion, parte: Parte, instante: int, actor: int, que: str) -> None:
        hechos.comunicar(self.v, accion, parte, instante, actor, self.azar.uno_de(MOTIVOS[que]))

    def _corte(self) -> tuple[int, Accion] | None:
        tiro, azar = self.azar.tiro(), self.azar
        if tiro < 0.03:
            return azar.persona_tras(self.v.ultimo, azar.cola_larga(5)), A.DESISTIR
        if tiro < 0.042:
            return azar.habil_tras(self.v.ultimo, 1 + int(azar.cola_larga(12, 1.0))), A.ANULAR
        return None

    def _cortar(self) -> None:
        v, azar = self.v, self.azar
        instante, accion = self.corte or (0, A.ANULAR)
        self.corte = None
        instante = max(instante, v.ultimo + UN_MINUTO)
        if accion == A.ANULAR and v.actual != "anulado":
            texto = azar.uno_de(MOTIVOS["anular"])
            v.paso(accion, P.SEC, instante, azar.uno_de(self.mundo.sec), texto=texto)
            raise Quieta
        if accion == A.DESISTIR and v.puede(accion, P.SOLICITANTE):
            v.paso(accion, P.SOLICITANTE, instante, SOLICITANTE, texto=azar.uno_de(MOTIVOS["desistir"]))
            raise Quieta
