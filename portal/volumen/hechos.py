"""The steps of a life with what each leaves behind: papers, answers, payments, corrections, messages.

Each function takes one step of the table. The keys of the events are those of ``solicitudes.vocabulario``; a child is
named by its place in the request, and gets its id when the rows are written.
"""

from typing import Any

from portal.volumen.tramite import CONSULTA, SOLICITANTE, A, P, Tramite
from solicitudes.estados import Accion, Parte

MINUTO = 60_000_000


def guardar(v: Tramite, uso: str, nombre: str, instante: int, actor: int, tiro: float, extension: str = "pdf") -> int:
    """A file of the request, received some minutes before; its place. Its bytes are shared with many others."""
    contenidos = v.mundo.contenidos[extension]
    v.archivos.append((uso, nombre, extension, int(tiro * len(contenidos)), instante - 7 * MINUTO, actor))
    return len(v.archivos) - 1


def sha256(v: Tramite, archivo: int) -> str:
    _, _, extension, cual, _, _ = v.archivos[archivo]
    return v.mundo.contenidos[extension][cual].sha256


def enviar(v: Tramite, papeles: list[tuple[str, str, str]], tiro: float) -> None:
    """``papeles``: code, name and extension of each document."""

    def hijos(instante: int) -> dict[str, Any]:
        for codigo, nombre, extension in papeles:
            archivo = guardar(v, "documento", f"{codigo}.{extension}", instante, SOLICITANTE, tiro, extension)
            v.adjuntos.append((codigo, nombre, archivo, 1, instante))
        return {
            "folio": None,
            "tipo": v.tipo,
            "distribuidora": v.mundo.distribuidoras[v.dx].prefijo,
            "expediente": v.expediente,
            "adjuntos": [[codigo, sha256(v, archivo)] for codigo, _, archivo, _, _ in v.adjuntos],
            "dispensados": [],
            "caso": v.caso,
            "aumenta": v.aumenta,
            "fuera_de_vigencia": v.fuera_de_vigencia,
        }

    v.paso(A.ENVIAR, P.SOLICITANTE, v.enviada, SOLICITANTE, hijos)


def abrir(v: Tramite, instante: int, actor: int) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        v.abierta = instante
        return {}

    v.paso(A.ABRIR, P.DISTRIBUIDORA, instante, actor, hijos)


def responder(
    v: Tramite,
    instante: int,
    actor: int,
    datos: dict[str, Any],
    numero: str,
    monto: int = 0,
    explicacion: str = "",
    motivo: str = "",
    tiro: float = 0.0,
) -> None:
    """The first answer; ``monto`` locks it behind a payment. ``datos``: the columns of ``Respuesta``.

    ``motivo``: why it overtakes others, kept if it does: that is known when all the lives are.
    """

    def hijos(instante: int) -> dict[str, Any]:
        v.respondida = instante
        v.numero = numero or v.numero
        if v.con_orden:
            v.esperas.append((instante, CONSULTA))
        archivo = guardar(v, "respuesta", "respuesta.pdf", instante, actor, tiro)
        abierta = v.actual == "respondido"
        v.disponible = instante if abierta else 0
        v.respuestas.append([1, archivo, actor, instante, v.disponible, datos])
        cobro = _cobrar(v, instante, actor, monto, explicacion) if monto else {"cobro": None, "monto": None}
        return {
            "respuesta": 0,
            "archivo": sha256(v, archivo),
            "disponible": abierta,
            "en_plazo": v.dias.dia(instante) <= v.plazo_respuesta,
            "adelantadas": 0,
            "confirmado": [],
            **cobro,
        }

    accion = A.RESPONDER_CON_PAGO if monto else A.RESPONDER
    v.paso(accion, P.DISTRIBUIDORA, instante, actor, hijos, motivo, acordada=datos.get("acordada", 0))


def solicitar_pago(v: Tramite, instante: int, actor: int, monto: int, explicacion: str) -> None:
    v.paso(
        A.SOLICITAR_PAGO,
        P.DISTRIBUIDORA,
        instante,
        actor,
        lambda t: {**_cobrar(v, t, actor, monto, explicacion), "confirmado": []},
        explicacion,
    )


def _cobrar(v: Tramite, instante: int, actor: int, monto: int, explicacion: str) -> dict[str, Any]:
    v.cobros.append([monto, explicacion, actor, instante, 0])
    return {"cobro": len(v.cobros) - 1, "monto": monto}


def _del_cobro(v: Tramite) -> dict[str, Any]:
    return {"cobro": len(v.cobros) - 1, "monto": v.cobros[-1][0]}


def retirar_cobro(v: Tramite, instante: int, actor: int, motivo: str) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        v.cobros[-1][4] = instante
        if v.actual == "respondido":
            _abrir_candado(v, instante)
        return _del_cobro(v)

    v.paso(A.RETIRAR_COBRO, P.DISTRIBUIDORA, instante, actor, hijos, motivo)


def informar_pago(v: Tramite, instante: int, metodo: str, tiro: float) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        archivo = guardar(v, "comprobante", "comprobante.pdf", instante, SOLICITANTE, tiro)
        v.comprobantes.append([len(v.cobros) - 1, metodo, archivo, "informado", instante, None, 0])
        return {**_del_comprobante(v), "metodo": metodo, "archivo": sha256(v, archivo)}

    v.paso(A.INFORMAR_PAGO, P.SOLICITANTE, instante, SOLICITANTE, hijos)


def decidir_pago(
    v: Tramite, accion: Accion, parte: Parte, instante: int, actor: int | None, estado: str, motivo: str = ""
) -> None:
    """Validate, reject, accept by lapse, confirm or revert: what each does to the proof, the lock and the flag."""

    def hijos(instante: int) -> dict[str, Any]:
        v.comprobantes[-1][3], v.comprobantes[-1][5:] = estado, [actor, instante]
        if accion == A.REVERTIR_ACEPTACION:
            v.disponible = 0
            for respuesta in v.respuestas:
                respuesta[4] = 0
        elif v.actual in ("respondido", "respondido-automatico") and not v.disponible:
            _abrir_candado(v, instante)
        v.sin_revisar = accion == A.ACEPTAR_PAGO_POR_PLAZO
        v.aceptada_por_plazo = v.aceptada_por_plazo or v.sin_revisar
        lapso = {"vencia_el": v.dias.iso[v.vence]} if accion == A.ACEPTAR_PAGO_POR_PLAZO else {}
        return {**_del_comprobante(v), **lapso}

    v.paso(accion, parte, instante, actor, hijos, motivo)


def _del_comprobante(v: Tramite) -> dict[str, Any]:
    return {**_del_cobro(v), "comprobante": len(v.comprobantes) - 1}


def _abrir_candado(v: Tramite, instante: int) -> None:
    if v.respondida:
        v.disponible = instante
        for respuesta in v.respuestas:
            respuesta[4] = respuesta[4] or instante


def pedir_correccion(
    v: Tramite, accion: Accion, instante: int, actor: int, codigos: list[str], motivo: str, conjunta: bool
) -> None:
    """Observar or objetar: which documents and why."""

    def hijos(instante: int) -> dict[str, Any]:
        plazo = v.corriendo.get("observacion") or v.corriendo.get("objecion")
        tarde = plazo is not None and v.dias.dia(instante) > plazo.vence
        nombres = {codigo: nombre for codigo, nombre, *_ in v.adjuntos}
        v.observaciones.append([conjunta, tarde, actor, instante, 0, [(c, nombres[c], motivo) for c in codigos]])
        return {"observacion": len(v.observaciones) - 1, "documentos": codigos, "conjunta": conjunta, "tarde": tarde}

    v.paso(accion, P.DISTRIBUIDORA, instante, actor, hijos, motivo, conjunta=conjunta)


def corregir(v: Tramite, instante: int, tiro: float) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        observacion = v.observaciones[-1]
        observacion[4] = instante
        entregados = []
        for codigo, nombre, _ in observacion[5]:
            version = 1 + sum(adjunto[0] == codigo for adjunto in v.adjuntos)
            archivo = guardar(v, "documento", f"{codigo}-corregido.pdf", instante, SOLICITANTE, tiro)
            v.adjuntos.append((codigo, nombre, archivo, version, instante))
            entregados.append([codigo, sha256(v, archivo)])
        return {"observacion": len(v.observaciones) - 1, "adjuntos": entregados}

    v.paso(A.CORREGIR, P.SOLICITANTE, instante, SOLICITANTE, hijos)


def lapso(v: Tramite, accion: Accion, instante: int) -> None:
    """Vencer or cerrar manifestación."""
    v.paso(accion, P.SISTEMA, instante, None, lambda t: {"vencia_el": v.dias.iso[v.vence]})


def reclasificar(v: Tramite, instante: int, actor: int, caso: str, motivo: str) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        antes, v.caso, v.reclasificada = v.caso, caso, True
        return {"antes": antes, "vencia_el": v.dias.iso[v.plazo_respuesta], "caso": caso}

    v.paso(A.RECLASIFICAR, P.DISTRIBUIDORA, instante, actor, hijos, motivo)


def complementar(v: Tramite, instante: int, actor: int, tiro: float) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        archivo = guardar(v, "respuesta", "complemento.pdf", instante, actor, tiro)
        v.respuestas.append([len(v.respuestas) + 1, archivo, actor, instante, instante, {}])
        return {"respuesta": len(v.respuestas) - 1, "archivo": sha256(v, archivo), "confirmado": []}

    v.paso(A.COMPLEMENTAR, P.DISTRIBUIDORA, instante, actor, hijos)


def registrar_conexion(v: Tramite, instante: int, actor: int, resultado: str, dia: int, texto: str) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        v.conexiones.append((resultado, dia, actor, instante))
        return {"resultado": resultado, "fecha": v.dias.iso[dia]}

    v.paso(A.REGISTRAR_CONEXION, P.DISTRIBUIDORA, instante, actor, hijos, texto)


def registrar_prorroga(v: Tramite, instante: int, actor: int, caso: str, motivo: str) -> None:
    """Extends what an SC answer or an MC keeps in force (``vigencia.vence_la_vigencia``)."""

    def hijos(instante: int) -> dict[str, Any]:
        desde = v.dias.dia(v.enviada if v.tipo == "manifestacion" else v.disponible)
        vigencia = v.mundo.vigente("vigencia", desde)
        vencia = v.dias.vence(desde, vigencia[3], vigencia[4])
        regla = v.mundo.vigente(caso, v.dias.dia(instante))
        v.prorrogada = v.dias.vence(vencia, regla[3], regla[4])
        return {
            "caso": caso,
            "regla": regla[2],
            "vencia_el": v.dias.iso[vencia],
            "vence_el": v.dias.iso[v.prorrogada],
        }

    v.paso(A.REGISTRAR_PRORROGA, P.DISTRIBUIDORA, instante, actor, hijos, motivo)


def comunicar(v: Tramite, accion: Accion, parte: Parte, instante: int, actor: int, texto: str) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        v.comunicaciones.append([actor, parte == P.DISTRIBUIDORA, texto, instante])
        confirmado: dict[str, Any] = {"confirmado": []} if parte == P.DISTRIBUIDORA else {}
        return {"comunicacion": len(v.comunicaciones) - 1, "huella": None, "archivo": None, **confirmado}

    v.paso(accion, parte, instante, actor, hijos)


def asignar(v: Tramite, instante: int, actor: int, a: int) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        antes, v.asignada = v.asignada, a
        return {"antes": antes, "a": a}

    v.paso(A.ASIGNAR, P.DISTRIBUIDORA, instante, actor, hijos)


def editar_numero(v: Tramite, instante: int, actor: int, numero: str) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        antes, v.numero = v.numero, numero
        return {"antes": antes.replace("-", "").casefold(), "despues": numero.replace("-", "").casefold()}

    v.paso(A.EDITAR_NUMERO, P.DISTRIBUIDORA, instante, actor, hijos)


def unir(v: Tramite, parte: Parte, instante: int, actor: int, destino: int) -> None:
    def hijos(instante: int) -> dict[str, Any]:
        de, v.expediente = v.expediente, destino
        return {"de": de, "a": destino, "otra": None}  # the line of the other side moves nothing: it is left out

    v.paso(A.UNIR_EXPEDIENTE, parte, instante, actor, hijos)
