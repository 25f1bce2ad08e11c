"""Every row of the table is served by an action, and every action names a row."""

import ast
from pathlib import Path

from django.conf import settings

from nucleo.bitacora import vocabulario
from pagos import actions as de_pagos
from solicitudes import actions
from solicitudes.estados import TRANSICIONES, Accion

CONSTRUIDAS = {
    Accion.ENVIAR: actions.enviar,
    Accion.RESPONDER: actions.responder,
    Accion.ABRIR: actions.abrir,
    Accion.OBSERVAR: actions.observar,
    Accion.OBJETAR: actions.objetar,
    Accion.CORREGIR: actions.corregir,
    Accion.VENCER: actions.vencer,
    Accion.CERRAR_MANIFESTACION: actions.cerrar_manifestacion,
    Accion.PEDIR_COMPLEMENTO: actions.pedir_complemento,
    Accion.COMPLEMENTAR: actions.complementar,
    Accion.REGISTRAR_CONEXION: actions.registrar_conexion,
    Accion.REGISTRAR_PRORROGA: actions.registrar_prorroga,
    Accion.DESISTIR: actions.desistir,
    Accion.ANULAR: actions.anular,
    Accion.EDITAR_NUMERO: actions.editar_numero,
    Accion.RECLASIFICAR: actions.reclasificar,
    Accion.ASIGNAR: actions.asignar,
    Accion.ANOTAR: actions.anotar,
    Accion.COMUNICAR: actions.comunicar,
    Accion.RESPONDER_COMUNICACION: actions.responder_comunicacion,
    Accion.UNIR_EXPEDIENTE: actions.unir_expediente,
    Accion.SOLICITAR_PAGO: de_pagos.solicitar_pago,
    Accion.RESPONDER_CON_PAGO: de_pagos.responder_con_pago,
    Accion.RETIRAR_COBRO: de_pagos.retirar_cobro,
    Accion.INFORMAR_PAGO: de_pagos.informar_pago,
    Accion.VALIDAR_PAGO: de_pagos.validar_pago,
    Accion.RECHAZAR_PAGO: de_pagos.rechazar_pago,
    Accion.ACEPTAR_PAGO_POR_PLAZO: de_pagos.aceptar_pago_por_plazo,
    Accion.CONFIRMAR_PAGO: de_pagos.confirmar_pago,
    Accion.REVERTIR_ACEPTACION: de_pagos.revertir_aceptacion,
}


def _pasos_del_codigo() -> set[str]:
    """The members of Accion that some call of ``_aplicar`` takes, and ENVIAR where ``_nacer`` is called.

    ``_pedir`` and ``_una_vez`` hand theirs on to ``_aplicar``.
    """
    pasos = set()
    for sala in ("solicitudes", "pagos", "fiscalizacion"):
        for ruta in _acciones(settings.BASE_DIR / sala):
            for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
                if not isinstance(nodo, ast.Call):
                    continue
                nombre = getattr(nodo.func, "id", getattr(nodo.func, "attr", ""))
                if nombre == "_nacer":
                    pasos.add(Accion.ENVIAR.value)
                for clave in nodo.keywords:
                    if nombre in ("_aplicar", "_pedir", "_una_vez") and clave.arg == "accion":
                        nombrados = (n.attr for n in ast.walk(clave.value) if isinstance(n, ast.Attribute))
                        pasos |= {Accion[n].value for n in nombrados if n in Accion.__members__}
    return pasos


def _acciones(sala: Path) -> list[Path]:
    return [ruta for ruta in sala.rglob("*.py") if "actions" in ruta.relative_to(sala).as_posix().split(".")[0]]


def test_cada_accion_de_la_tabla_tiene_su_funcion() -> None:
    """What the code asks of ``_aplicar``, and the functions listed above, are the table's actions: none missing."""
    hechas = _pasos_del_codigo()
    assert hechas == {fila.accion.value for fila in TRANSICIONES}
    assert {accion.value for accion in CONSTRUIDAS} == hechas


def test_lo_construido_se_puede_llamar_y_tiene_su_evento() -> None:
    declarados = vocabulario.declarados()
    for fila in TRANSICIONES:
        if fila.accion in CONSTRUIDAS:
            funcion = CONSTRUIDAS[fila.accion]
            assert callable(funcion) and funcion.__doc__
            assert declarados[fila.evento.value].frase, f"{fila.evento} has no sentence for the history"


def test_cada_fila_de_la_tabla_tiene_su_evento_y_ninguno_sobra() -> None:
    from solicitudes.estados import SIN_FILA, TipoEvento

    de_la_tabla = {fila.evento for fila in TRANSICIONES}
    # An answer that was locked becomes readable: the fact of a payment's row, told by a second event.
    assert set(TipoEvento) - de_la_tabla == SIN_FILA
