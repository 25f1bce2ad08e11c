"""One account and its projects: applicants with one or two, installers with dozens at several distributors."""

from dataclasses import dataclass, field

from portal.volumen import hechos
from portal.volumen.azar import Azar
from portal.volumen.cobros import Aceptaciones
from portal.volumen.dias import DIA
from portal.volumen.guion import Guion
from portal.volumen.mundo import Mundo, Papel
from portal.volumen.respuestas import necesita_manifestacion
from portal.volumen.tramite import SOLICITANTE, FinDelTiempo, P, Tramite
from solicitudes.documentos import CONDICIONES, REVELADORAS
from solicitudes.estados import Estado

INSTALADORES = 0.035
_MUERTAS = ("anulado", "desistida", "vencida-solicitud")
_RESPONDIDAS = ("respondido", "respondido-automatico")
_ESTADOS = tuple(estado.value for estado in Estado)
_FORMAS = ("informacion", "conexion", "manifestacion", "notificacion")
# The first accounts see to it that even the smallest load has every distributor, form and state.


@dataclass
class Lugar:
    """An expediente: where, and when it was opened."""

    dx: int
    numero: str
    es_factibilidad: bool
    comuna: str
    creado: int
    tramites: list[Tramite] = field(default_factory=list)


@dataclass
class Cuenta:
    numero: int
    es_instalador: bool
    creada: int
    azar: Azar
    lugares: list[Lugar] = field(default_factory=list)
    tramites: list[Tramite] = field(default_factory=list)
    aceptaciones: Aceptaciones = field(default_factory=Aceptaciones)


def vivir(mundo: Mundo, numero: int) -> Cuenta:
    """The account of that number with all its requests, always the same for one seed."""
    pedida = numero - len(mundo.distribuidoras)
    objetivo = _ESTADOS[pedida % len(_ESTADOS)] if 0 <= pedida < 2 * len(_ESTADOS) else ""
    for intento in range(1500 if objetivo else 1):
        azar = Azar((mundo.datos.semilla * 1_000_003 + numero) * 512 + intento, mundo)
        cuenta = _vivir(mundo, numero, azar, reciente=bool(objetivo))
        if not objetivo or any(v.actual == objetivo for v in cuenta.tramites):
            break
    return cuenta


def _vivir(mundo: Mundo, numero: int, azar: Azar, reciente: bool) -> Cuenta:
    primera = numero < len(mundo.distribuidoras)
    es_instalador = azar.pasa(INSTALADORES) and not primera and not reciente
    cuantos = 1 if azar.pasa(0.88) else azar.entre(2, 3)
    if es_instalador:
        cuantos = 2 + min(160, int(azar.cola_larga(11, 0.8)))
    dia = mundo.elegir_dia(azar.tiro())
    if reciente:
        dia = mundo.hoy - azar.entre(1, 24)
    cuenta = Cuenta(numero, es_instalador, azar.de_persona(dia) - 2 * DIA, azar)
    propias = [mundo.elegir_distribuidora(azar.tiro()) for _ in range(azar.entre(1, 4))]
    for _ in range(cuantos):
        dx = numero if primera else azar.uno_de(propias)
        _proyecto(mundo, cuenta, dx, dia)
        dia = max(dia, mundo.elegir_dia(azar.tiro())) if es_instalador else azar.entre(dia, mundo.hoy)
        if es_instalador:
            dia = azar.entre(cuenta_dia(cuenta), mundo.hoy)
    return cuenta


def cuenta_dia(cuenta: Cuenta) -> int:
    """The day on which the account was made."""
    return cuenta.azar.dias.dia(cuenta.creada) + 2


def _proyecto(mundo: Mundo, cuenta: Cuenta, dx: int, dia: int) -> None:
    """The forms of one place, one after the other."""
    azar = cuenta.azar
    enviada = azar.de_persona(dia)
    factibilidad = azar.pasa(0.08)
    numero = (
        f"F{azar.entre(100_000, 999_999)}" if factibilidad else f"{azar.entre(100_000, 9_999_999)}-{azar.entre(0, 9)}"
    )
    lugar = Lugar(dx, numero, factibilidad, azar.uno_de(mundo.distribuidoras[dx].comunas), enviada)
    tiro = azar.tiro()
    forma = 0 if tiro < 0.42 else 1 if tiro < 0.9 else 2 if tiro < 0.94 else 3
    cuenta.lugares.append(lugar)
    while forma < len(_FORMAS) and enviada <= mundo.hasta:
        v = _tramite(mundo, cuenta, lugar, _FORMAS[forma], enviada)
        siguiente = _siguiente(v, azar, forma)
        if siguiente < 0:
            break
        forma = siguiente
        enviada = azar.persona_tras(v.ultimo, azar.cola_larga(9, 1.1))
    if len(lugar.tramites) == 1 and forma == 0:
        _unir(mundo, cuenta, lugar)


def _siguiente(v: Tramite, azar: Azar, forma: int) -> int:
    """The form that follows, or the same again after one that came to nothing; -1 for none."""
    if v.actual in _MUERTAS:
        return forma if azar.pasa(0.5) else -1
    if v.actual not in _RESPONDIDAS or v.corriendo:
        return -1
    if forma == 0:
        return 1 if azar.pasa(0.6) else 0 if azar.pasa(0.05) else -1
    if forma == 1:
        if necesita_manifestacion(v):
            return 2 if azar.pasa(0.72) else -1
        return 3 if azar.pasa(0.72) else -1
    return 3 if forma == 2 and azar.pasa(0.8) else -1


def _tramite(mundo: Mundo, cuenta: Cuenta, lugar: Lugar, tipo: str, enviada: int) -> Tramite:
    azar = cuenta.azar
    v = Tramite(mundo, tipo, lugar.dx, enviada)
    v.expediente = len(cuenta.lugares) - 1
    v.formulario = _formulario(azar, v)
    if tipo == "conexion":
        con_si = any(s.tipo == "informacion" and s.actual in _RESPONDIDAS for s in lugar.tramites)
        v.caso = "sc-con-si" if con_si else "sc-sin-si"
    v.aumenta = v.aumenta and not _cabe_en_lo_permitido(lugar, v)
    v.fuera_de_vigencia = _llega_tarde(mundo, lugar, v)
    hechos.enviar(v, _papeles(mundo, azar, v), azar.tiro())
    lugar.tramites.append(v)
    cuenta.tramites.append(v)
    Guion(v, azar, cuenta.aceptaciones).vivir()
    return v


def _formulario(azar: Azar, v: Tramite) -> dict[str, object]:
    """The data of the form; capacities in W."""
    datos: dict[str, object] = {"es_titular": azar.pasa(0.86), "correo": azar.pasa(0.3)}
    if v.tipo == "conexion":
        pedida = min(300_000, int(azar.cola_larga(45, 0.8)) * 100 + 1000)
        datos["capacidad_instalar"] = pedida if azar.pasa(0.9) else 0
        datos["capacidad_inyectar"] = int(pedida * 0.8) if azar.pasa(0.7) else 0
    elif v.tipo == "notificacion":
        datos["aporta_medidor"] = azar.pasa(0.35)
    elif v.tipo == "manifestacion":
        datos["clase"] = "manifestacion" if azar.pasa(0.94) else "otro"
        if datos["clase"] == "manifestacion":
            tiro = azar.tiro()
            datos["cambio"] = "mantiene" if tiro < 0.78 else "baja" if tiro < 0.86 else "sube"
            datos["nueva"] = 0 if tiro < 0.78 else azar.entre(10, 300) * 100
            v.aumenta = datos["cambio"] == "sube"
    return datos


def _papeles(mundo: Mundo, azar: Azar, v: Tramite) -> list[tuple[str, str, str]]:
    """The documents that the form asks of this applicant, and sometimes an optional one."""
    papeles = []
    en_poder = azar.pasa(0.4)
    for papel, obligatorio in _pedidos(mundo, v, en_poder):
        if obligatorio or azar.pasa(0.12):
            imagen = papel.codigo.startswith("cedula") and "jpg" in papel.extensiones and azar.pasa(0.5)
            papeles.append((papel.codigo, papel.nombre, "jpg" if imagen else "pdf"))
    return papeles


def _pedidos(mundo: Mundo, v: Tramite, en_poder: bool) -> list[tuple[Papel, bool]]:
    """What ``solicitudes.documentos`` asks for these answers, worked out once for each set of them."""
    titular, medidor = bool(v.formulario["es_titular"]), bool(v.formulario.get("aporta_medidor"))
    clave = (v.tipo, titular, medidor, en_poder)
    if (pedidos := mundo.pedidos.get(clave)) is None:
        escrito = {"es_titular": "si" if titular else "no", "aporta_medidor": medidor, "cedula_en_poder": en_poder}
        pedidos = mundo.pedidos[clave] = [
            (papel, papel.exigencia != "nunca" and (not papel.condicion or CONDICIONES[papel.condicion](escrito, None)))
            for papel in mundo.papeles[v.tipo]
            if papel.condicion not in REVELADORAS or CONDICIONES[papel.condicion](escrito, None)
        ]
    return pedidos


def _vivas(lugar: Lugar) -> list[Tramite]:
    return [s for s in reversed(lugar.tramites) if s.actual not in _MUERTAS]


def _conexion_respondida(lugar: Lugar) -> Tramite | None:
    return next((s for s in _vivas(lugar) if s.tipo == "conexion" and s.disponible), None)


def _cabe_en_lo_permitido(lugar: Lugar, v: Tramite) -> bool:
    """As ``solicitudes.vigencia.aumenta``: within the CIP of the answer nothing is raised."""
    conexion = _conexion_respondida(lugar)
    permitida = conexion.respuestas[0][5].get("capacidad_permitida") if conexion and conexion.respuestas else 0
    return bool(permitida) and int(str(v.formulario["nueva"])) <= permitida


def _llega_tarde(mundo: Mundo, lugar: Lugar, v: Tramite) -> bool:
    """As ``solicitudes.vigencia.llega_tarde``; a form follows only after the last step of the one before."""
    dias = mundo.dias
    vivas = _vivas(lugar)
    if v.tipo == "manifestacion":
        conexion = _conexion_respondida(lugar)
        if conexion is None or not necesita_manifestacion(conexion):
            return False
        return dias.dia(v.enviada) > _vence(mundo, "mc-presentacion", dias.dia(conexion.disponible))
    if v.tipo != "notificacion":
        return False
    for base in vivas:
        if base.tipo == "manifestacion" and base.formulario["clase"] == "manifestacion" and base.actual != "observada":
            return dias.dia(v.enviada) > (base.prorrogada or _vence(mundo, "vigencia", dias.dia(base.enviada)))
    for base in vivas:
        if base.tipo == "conexion" and base.disponible and necesita_manifestacion(base) is False:
            return dias.dia(v.enviada) > (base.prorrogada or _vence(mundo, "vigencia", dias.dia(base.disponible)))
    return False


def _vence(mundo: Mundo, caso: str, desde: int) -> int:
    regla = mundo.vigente(caso, desde)
    return mundo.dias.vence(desde, regla[3], regla[4])


def _unir(mundo: Mundo, cuenta: Cuenta, lugar: Lugar) -> None:
    """Now and then a lone question is joined to an older project of the same distributor."""
    azar, v = cuenta.azar, lugar.tramites[0]
    otros = [n for n, otro in enumerate(cuenta.lugares[:-1]) if otro.dx == lugar.dx]
    if not otros or not azar.pasa(0.1):
        return
    destino = azar.uno_de(otros)
    ultima = max([v.ultimo, *(s.enviada for s in cuenta.lugares[destino].tramites)])
    parte, actor = (P.SOLICITANTE, SOLICITANTE) if azar.pasa(0.8) else (P.SEC, azar.uno_de(mundo.sec))
    try:
        hechos.unir(v, parte, azar.persona_tras(ultima, azar.cola_larga(20)), actor, destino)
    except FinDelTiempo:
        return
