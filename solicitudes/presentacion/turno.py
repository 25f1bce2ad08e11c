"""The band on top of a request: whose turn it is, until when and what to do (DISENO 1, 4.1 and 14)."""

from dataclasses import dataclass
from datetime import date

from catalogo.plazos import calendario, fecha_larga, habiles_entre, restan
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import fecha_texto, pesos
from nucleo.comun.texto import enumerar
from solicitudes.estados import CERRADOS, FICHAS, RESPONDIDAS, SIN_EFECTO, Estado, Parte, Tipo, TipoEvento
from solicitudes.pasos import Clase
from solicitudes.permissions import parte_de
from solicitudes.presentacion.legajo import Legajo

_V = TipoEvento
# Clase → (imperative for whoever owes it, "… debe <infinitive>" for the others).
_QUE_HACER = {
    Clase.RESPUESTA: ("Responde", "responder"),
    Clase.VALIDACION: ("Valida el comprobante", "validar el comprobante"),
    Clase.OBJECION: ("Si no estás de acuerdo con el aumento, objétalo", "objetar el aumento"),
    Clase.CORRECCION: ("Corrige lo que te pidieron", "corregir los documentos"),
    Clase.COMPLEMENTO: ("Completa la respuesta", "completar la respuesta"),
    Clase.CONEXION: ("Haz la conexión", "hacer la conexión"),
}
_POR_PAGAR = (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO)
_DESPUES_DE_RESPONDER = (Clase.COMPLEMENTO, Clase.CONEXION)


@dataclass(frozen=True)
class Banda:
    """``turno``: whose turn, in the reader's words; ``tono``: a tone of ``componentes/aviso.html``."""

    turno: str
    titulo: str
    lineas: tuple[str, ...]
    tono: str
    icono: str


def banda(legajo: Legajo) -> Banda:
    """What the reader must know first."""
    vencida = _vencida(legajo)
    titulo = _titulo(legajo, vencida)
    lineas = tuple(linea for linea in (*_lo_que_queda(legajo), *_lo_demas(legajo)) if linea and linea not in titulo)
    if vencida:
        return Banda(_turno(legajo), titulo, lineas, "error", "exclamation-octagon-fill")
    if _pendiente(legajo):
        icono = "exclamation-triangle" if _me_toca(legajo) else "clock"
        return Banda(_turno(legajo), titulo, lineas, "plazo", icono)
    return Banda(_turno(legajo), titulo, lineas, "info", Estado(legajo.solicitud.estado).icono)


def ayuda(legajo: Legajo) -> str:
    """The help line of the state for the applicant, with everything it names filled in (DISENO 4.1 and 14)."""
    solicitud, estado = legajo.solicitud, Estado(legajo.solicitud.estado)
    if solicitud.tipo == Tipo.MANIFESTACION and estado == Estado.RESPONDIDO_AUTOMATICO:
        return "El sistema la cerró porque venció un plazo sin observaciones."
    if estado == Estado.ENVIADO and solicitud.aumenta_capacidad:
        return f"La distribuidora puede objetar el aumento hasta el {_dia(solicitud.vence_el)}."
    motivo = legajo.motivo(_V.PAGO_RECHAZADO, _V.ACEPTACION_REVERTIDA, _V.SOLICITUD_ANULADA)
    final = legajo.ultimo(_V.SOLICITUD_ANULADA, _V.SOLICITUD_DESISTIDA)
    valores = {
        "fecha": _dia(solicitud.vence_el),
        "monto": pesos(legajo.monto),
        # The sentence that quotes it brings its own full stop.
        "motivo": motivo.rstrip(". "),
        "documentos": enumerar([documento.nombre for documento in legajo.por_corregir]),
        "cerrada": fecha_texto(final.ocurrido if final else solicitud.cerrada_en),
    }
    # A reason may have been erased since (DAT-4): the line goes on without it.
    frase = FICHAS[estado].ayuda if motivo else FICHAS[estado].ayuda.replace(" Motivo: “{motivo}”.", "")
    return frase.format(**valores)


def _dia(dia: date | None) -> str:
    return f"{dia:%d-%m-%Y}" if dia else ""


def _clase(legajo: Legajo) -> Clase | None:
    """The obligation whose last day is ``vence_el``."""
    for explicada in legajo.obligaciones:
        obligacion = explicada.obligacion
        if obligacion.termina_en is None and obligacion.caso == legajo.solicitud.obligacion:
            return Clase(obligacion.clase)
    return None


def _obliga(legajo: Legajo) -> bool:
    """An MC that raises nothing has a term that only lets the system close it: nobody owes anything in it."""
    return Estado(legajo.solicitud.estado) != Estado.ENVIADO or legajo.solicitud.aumenta_capacidad


def _vencida(legajo: Legajo) -> bool:
    """While a payment is owed the title is about the payment, and the late answer stands in a line of its own."""
    ultimo = legajo.solicitud.vence_el
    otra_cosa = Estado(legajo.solicitud.estado) in _POR_PAGAR
    return ultimo is not None and hoy() > ultimo and _obliga(legajo) and not otra_cosa


def _pendiente(legajo: Legajo) -> bool:
    return legajo.solicitud.turno != Parte.NADIE or (legajo.solicitud.vence_el is not None and _obliga(legajo))


def _me_toca(legajo: Legajo) -> bool:
    return parte_de(legajo.user, legajo.solicitud) == legajo.solicitud.turno


def _turno(legajo: Legajo) -> str:
    turno = legajo.solicitud.turno
    if turno == Parte.NADIE and _clase(legajo) in _DESPUES_DE_RESPONDER:
        turno = Parte.DISTRIBUIDORA
    if turno == Parte.NADIE:
        cerrada = Estado(legajo.solicitud.estado) in CERRADOS
        return "Trámite terminado" if cerrada else "No hay nada pendiente"
    if turno == parte_de(legajo.user, legajo.solicitud):
        return "Te toca a ti"
    return f"Le toca a {_nombre(legajo)}" if turno == Parte.DISTRIBUIDORA else "Le toca al solicitante"


def _nombre(legajo: Legajo) -> str:
    return str(legajo.solicitud.distribuidora.nombre)


def _titulo(legajo: Legajo, vencida: bool) -> str:
    clase, ultimo = _clase(legajo), legajo.solicitud.vence_el
    if clase is not None and ultimo is not None and _obliga(legajo):
        if vencida:
            return f"El plazo para {_QUE_HACER[clase][1]} venció el {fecha_larga(ultimo)}."
        if clase in _DESPUES_DE_RESPONDER or not legajo.user.es_solicitante:
            return _con_plazo(legajo, clase, ultimo)
    return ayuda(legajo) if legajo.user.es_solicitante else _para_el_personal(legajo)


def _con_plazo(legajo: Legajo, clase: Clase, ultimo: date) -> str:
    if Estado(legajo.solicitud.estado) in _POR_PAGAR:
        return _para_el_personal(legajo)
    cuando = f"hasta el {fecha_larga(ultimo)}"
    orden, infinitivo = _QUE_HACER[clase]
    if clase == Clase.CORRECCION:
        return f"El solicitante debe {infinitivo} {cuando}."
    if parte_de(legajo.user, legajo.solicitud) == Parte.DISTRIBUIDORA:
        return f"{orden} {cuando}."
    verbo = "puede" if clase == Clase.OBJECION else "debe"
    return f"{_nombre(legajo)} {verbo} {infinitivo} {cuando}."


def _para_el_personal(legajo: Legajo) -> str:
    """The applicant's help lines speak to the applicant; these are the same facts for the others."""
    solicitud, estado = legajo.solicitud, Estado(legajo.solicitud.estado)
    if estado == Estado.PENDIENTE_PAGO:
        return f"Espera que el solicitante informe el pago de {pesos(legajo.monto)}."
    if estado == Estado.PAGO_RECHAZADO:
        return "Espera otro comprobante del solicitante."
    if estado == Estado.ENVIADO:
        return f"No requiere respuesta. Se cierra sola después del {_dia(solicitud.vence_el)}."
    if estado in RESPONDIDAS and solicitud.respondida_en:
        en_plazo = solicitud.respondida_en_plazo
        como = "" if en_plazo is None else " en plazo" if en_plazo else " fuera de plazo"
        return f"Respondida{como} el {fecha_texto(solicitud.respondida_en)}."
    if estado == Estado.DESISTIDA:
        return ayuda(legajo).replace("La retiraste", "El solicitante la retiró")
    if estado == Estado.VENCIDA:
        return "El solicitante no la corrigió a tiempo."
    return ayuda(legajo)


def _lo_que_queda(legajo: Legajo) -> list[str]:
    """'días hábiles' in full: it is the first time on the page."""
    ultimo = legajo.solicitud.vence_el
    if ultimo is None or not _obliga(legajo):
        return []
    if Estado(legajo.solicitud.estado) in _POR_PAGAR:
        return [_plazo_de_respuesta(ultimo), "Este pago no detiene el plazo para responder."]
    if hoy() > ultimo:
        atraso = habiles_entre(ultimo, hoy(), calendario())
        return [f"Hace {_habiles(atraso)}."] if atraso else []
    quedan = restan(ultimo, hoy(), calendario())
    return [f"{'Queda' if quedan == 1 else 'Quedan'} {_habiles(quedan)}." if quedan else "Vence hoy a las 23:59:59."]


def _habiles(cuantos: int) -> str:
    return "1 día hábil" if cuantos == 1 else f"{cuantos} días hábiles"


def _lo_demas(legajo: Legajo) -> list[str]:
    solicitud, estado = legajo.solicitud, Estado(legajo.solicitud.estado)
    es_solicitante = legajo.user.es_solicitante
    lineas = [ayuda(legajo)] if es_solicitante and _clase(legajo) in _DESPUES_DE_RESPONDER else []
    if estado == Estado.PENDIENTE_VALIDACION and solicitud.respondida_en is None and solicitud.plazo_respuesta_el:
        lineas.append(_plazo_de_respuesta(solicitud.plazo_respuesta_el))
    if legajo.trabada and estado not in CERRADOS:
        lineas.append("La respuesta está guardada y se abre cuando se valide el pago.")
    if estado == Estado.RESPONDIDO_AUTOMATICO and solicitud.respondida_en and not es_solicitante:
        lineas.append(FICHAS[estado].ayuda)
    if solicitud.pago_sin_revisar and estado not in SIN_EFECTO and not es_solicitante:
        lineas.append("El comprobante sigue sin revisar: falta confirmarlo o dejar sin efecto su aceptación.")
    if estado == Estado.PAGO_RECHAZADO and not es_solicitante:
        lineas.append(ayuda(legajo).partition(". ")[2])
    if estado == Estado.OBSERVADA:
        lineas += (
            [f"Documentos por corregir: {enumerar([documento.nombre for documento in legajo.por_corregir])}."]
            if not es_solicitante
            else []
        )
    return lineas


def _plazo_de_respuesta(ultimo: date) -> str:
    if hoy() > ultimo:
        return f"El plazo para responder la solicitud venció el {_dia(ultimo)}."
    quedan = restan(ultimo, hoy(), calendario())
    return f"Plazo para responder la solicitud: {_dia(ultimo)} ({_habiles(quedan)})."
