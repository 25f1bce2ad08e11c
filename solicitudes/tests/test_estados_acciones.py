"""Rows of the table that no action serves yet. The list below is to be empty after the regulator's stage."""

import ast
from pathlib import Path

from django.conf import settings

from nucleo.bitacora import vocabulario
from solicitudes import actions
from solicitudes.estados import TRANSICIONES, Accion

CONSTRUIDAS = {Accion.ENVIAR: actions.enviar, Accion.RESPONDER: actions.responder, Accion.ABRIR: actions.abrir}
SIN_ACCION = {
    "solicitar-pago", "responder-con-pago", "retirar-cobro", "informar-pago", "validar-pago", "rechazar-pago",
    "aceptar-pago-por-plazo", "confirmar-pago", "revertir-aceptacion",
    "observar", "corregir", "vencer", "objetar", "cerrar-manifestacion",
    "pedir-complemento", "complementar", "registrar-conexion", "registrar-prorroga",
    "desistir", "anular",
    "editar-numero", "reclasificar", "asignar", "anotar", "comunicar", "responder-comunicacion", "unir-expediente",
}  # fmt: skip


def _pasos_del_codigo() -> set[str]:
    """The members of Accion that some call of ``_aplicar`` takes, and ENVIAR where ``_nacer`` is called."""
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
                    if nombre == "_aplicar" and clave.arg == "accion":
                        nombrados = (n.attr for n in ast.walk(clave.value) if isinstance(n, ast.Attribute))
                        pasos |= {Accion[n].value for n in nombrados if n in Accion.__members__}
    return pasos


def _acciones(sala: Path) -> list[Path]:
    return [ruta for ruta in sala.rglob("*.py") if "actions" in ruta.relative_to(sala).as_posix().split(".")[0]]


def test_la_lista_de_lo_que_falta_es_la_de_hoy() -> None:
    """Whoever builds an action takes it off ``SIN_ACCION`` and adds it to ``CONSTRUIDAS``."""
    hechas = _pasos_del_codigo()
    assert hechas == {accion.value for accion in CONSTRUIDAS}
    assert {fila.accion.value for fila in TRANSICIONES} - hechas == SIN_ACCION
    assert hechas.isdisjoint(SIN_ACCION)


def test_lo_construido_se_puede_llamar_y_tiene_su_evento() -> None:
    declarados = vocabulario.declarados()
    for fila in TRANSICIONES:
        if fila.accion in CONSTRUIDAS:
            funcion = CONSTRUIDAS[fila.accion]
            assert callable(funcion) and funcion.__doc__
            assert declarados[fila.evento.value].frase, f"{fila.evento} has no sentence for the history"


def test_cada_fila_de_la_tabla_tiene_su_evento_y_ninguno_sobra() -> None:
    from solicitudes.estados import TipoEvento

    de_la_tabla = {fila.evento for fila in TRANSICIONES}
    # An answer that was locked becomes readable: the fact of a payment's row, told by a second event.
    assert set(TipoEvento) - de_la_tabla == {TipoEvento.RESPUESTA_DISPONIBLE}
