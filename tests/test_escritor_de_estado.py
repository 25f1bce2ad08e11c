"""``Solicitud.estado`` has one writer: ``solicitudes/actions/aplicar.py``. Read from the syntax tree of every module.

Only the rooms from ``solicitudes`` to the right can name the model (import contracts), so only they are read.
Other models have an ``estado`` too; a call is let through when the model it stands on is named and is not Solicitud.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

SALAS = ("solicitudes", "pagos", "fiscalizacion", "portal")
ESCRITOR = "solicitudes/actions/aplicar.py"
# "file: source line" → why it is no state of a request
PERMITIDAS: dict[str, str] = {
    'solicitudes/repeticion.py: vida.estado = datos["hacia"]': "what the events tell, compared with the row",
    "pagos/asientos.py: comprobante.estado, comprobante.decidido_por, comprobante.decidido_en = estado, por, instante":
        "the state of a proof of payment, not of a request",
    'pagos/asientos.py: comprobante.save(update_fields=["estado", "decidido_por", "decidido_en"])': "the same",
}  # fmt: skip
ESCRIBEN = {"update", "create", "get_or_create", "update_or_create", "bulk_create", "acreate", "aupdate"}
LISTAS_DE_CAMPOS = {"update_fields", "campos", "fields"}
OTROS_MODELOS = {modelo.__name__ for modelo in apps.get_models()} - {"Solicitud"}


def _modulos() -> Iterator[Path]:
    for sala in SALAS:
        for ruta in sorted((settings.BASE_DIR / sala).rglob("*.py")):
            if not {"tests", "migrations"} & set(ruta.parts):
                yield ruta


def _raiz(nodo: ast.expr) -> str:
    """The leftmost name: ``Usuario`` of ``Usuario.objects.filter(…).update``."""
    while isinstance(nodo, ast.Attribute | ast.Call | ast.Subscript):
        nodo = nodo.func if isinstance(nodo, ast.Call) else nodo.value
    return nodo.id if isinstance(nodo, ast.Name) else ""


def _destinos(nodo: ast.AST) -> Iterator[ast.expr]:
    if isinstance(nodo, ast.Assign):
        pendientes = list(nodo.targets)
    elif isinstance(nodo, ast.AugAssign | ast.AnnAssign | ast.For):
        pendientes = [nodo.target] if getattr(nodo, "value", nodo) is not None else []
    elif isinstance(nodo, ast.NamedExpr | ast.withitem):
        pendientes = [getattr(nodo, "target", None) or getattr(nodo, "optional_vars", None)]
    else:
        return
    for destino in pendientes:
        yield from ast.walk(destino) if destino is not None else ()


def _nombra_estado(nodo: ast.expr) -> bool:
    """A list, tuple, set or dict with the text "estado" in it, or that text."""
    return any(isinstance(hijo, ast.Constant) and hijo.value == "estado" for hijo in ast.walk(nodo))


def _llamada_que_escribe(nodo: ast.Call) -> bool:
    nombre = nodo.func.attr if isinstance(nodo.func, ast.Attribute) else getattr(nodo.func, "id", "")
    if nombre in {"setattr", "__setattr__"}:
        return any(_nombra_estado(argumento) for argumento in nodo.args)
    guarda = nombre in {"save", "asave", "bulk_update", "_aplicar"}
    if guarda and any(clave.arg in LISTAS_DE_CAMPOS and _nombra_estado(clave.value) for clave in nodo.keywords):
        return True
    if nombre == "bulk_update":
        return _raiz(nodo.func) not in OTROS_MODELOS and any(_nombra_estado(a) for a in nodo.args[1:])
    if nombre not in ESCRIBEN and nombre != "Solicitud":
        return False
    if _raiz(nodo.func) in OTROS_MODELOS:
        return False
    # update(estado=…), update(**{"estado": …}), update_or_create(defaults={"estado": …}), Solicitud(estado=…)
    return any(
        clave.arg == "estado"
        or (clave.arg in {None, "defaults", "create_defaults"} and isinstance(clave.value, ast.Dict)
            and any(_nombra_estado(k) for k in clave.value.keys if k))
        for clave in nodo.keywords
    )  # fmt: skip


def _sql_que_escribe(nodo: ast.AST) -> bool:
    if not isinstance(nodo, ast.Constant) or not isinstance(nodo.value, str):
        return False
    texto = " ".join(nodo.value.casefold().split())
    return "update solicitudes_solicitud" in texto or "insert into solicitudes_solicitud" in texto


def escrituras(fuente: str) -> list[int]:
    """The lines of ``fuente`` that may write the state of a request."""
    lineas = set()
    for nodo in ast.walk(ast.parse(fuente)):
        # What a subscript of the target reads is no writing.
        asigna = any(
            isinstance(d, ast.Attribute) and d.attr == "estado" and isinstance(d.ctx, ast.Store)
            for d in _destinos(nodo)
        )
        llama = isinstance(nodo, ast.Call) and _llamada_que_escribe(nodo)
        if asigna or llama or _sql_que_escribe(nodo):
            lineas.add(nodo.lineno)
    return sorted(lineas)


def test_solo_aplicar_escribe_el_estado() -> None:
    halladas = {}
    for ruta in _modulos():
        relativa = ruta.relative_to(settings.BASE_DIR).as_posix()
        fuente = ruta.read_text(encoding="utf-8")
        for numero in escrituras(fuente):
            linea = f"{relativa}: {fuente.splitlines()[numero - 1].strip()}"
            if relativa != ESCRITOR and linea not in PERMITIDAS:
                halladas[linea] = numero
    assert not halladas


def test_el_escritor_escribe() -> None:
    """If the walk found nothing there, it would find nothing anywhere."""
    fuente = (settings.BASE_DIR / ESCRITOR).read_text(encoding="utf-8")
    assert len(escrituras(fuente)) == 3  # the step, the birth, and update_fields


@pytest.mark.parametrize(
    "planta",
    [
        "solicitud.estado = Estado.ANULADO",
        "self.solicitud.estado = nuevo",
        "a, solicitud.estado = 1, 'anulado'",
        "solicitud.estado += 'x'",
        "for solicitud.estado in estados: pass",
        "setattr(solicitud, 'estado', 'anulado')",
        "Solicitud.objects.filter(pk=1).update(estado='anulado')",
        "visibles.update(estado='anulado')",
        "qs.update(**{'estado': 'anulado'})",
        "solicitud.save(update_fields=['estado', 'folio'])",
        "Solicitud.objects.bulk_update(filas, ['estado'])",
        "Solicitud.objects.bulk_update(filas, fields=('estado',))",
        "Solicitud(estado='anulado')",
        "Solicitud.objects.create(tipo='x', estado='anulado')",
        "Solicitud.objects.update_or_create(pk=1, defaults={'estado': 'anulado'})",
        "_aplicar(accion=a, campos=['estado'])",
        'cursor.execute("UPDATE solicitudes_solicitud  SET vence_el = NULL")',
    ],
)
def test_lo_plantado_se_encuentra(planta: str) -> None:
    assert escrituras(planta) == [1]


@pytest.mark.parametrize(
    "inocente",
    [
        "estado = solicitud.estado",
        "Usuario.objects.filter(pk=1).update(estado='activa')",
        "Usuario.objects.create(estado=EstadoCuenta.ACTIVA)",
        "aviso_de_estado = 1",
        "visibles.filter(estado='anulado').exclude(estado='x')",
        "visibles.update(folio='x')",
        "contexto.update(estado_visible=1)",
    ],
)
def test_lo_que_no_escribe_no_se_acusa(inocente: str) -> None:
    assert escrituras(inocente) == []
