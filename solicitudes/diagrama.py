"""``docs/estados.md``, written from the table of transitions alone: no database, so that anybody may compare it."""

from collections.abc import Iterable, Iterator

from solicitudes.estados import ABIERTOS, FICHAS, TRANSICIONES, Estado, Tipo, Transicion, turno

ENCABEZADO = """\
# States and transitions

Written by `manage.py diagrama_estados` from `solicitudes/estados.py`; a test fails when it is out of date.
Rules: section 2 of the domain rules. Names are those of the code; the labels are what people read.
"""
_PUNTO = "[*]"


def documento() -> str:
    """The whole page, ending in one line break."""
    partes = [ENCABEZADO, *_estados(), "## Diagram\n", *_diagrama()]
    for tipo in Tipo:
        partes += [f"## {tipo.label} (`{tipo.value}`)\n", *_tabla(tipo)]
    return "\n".join(partes).rstrip() + "\n"


def _estados() -> Iterator[str]:
    yield "## States\n"
    yield "| State | Slug | Open | Whose turn | What the applicant reads |"
    yield "|---|---|---|---|---|"
    for estado in Estado:
        ficha = FICHAS[estado]
        abierto = "yes" if estado in ABIERTOS else "no"
        yield f"| {estado.label} | `{estado.value}` | {abierto} | {_turno(estado)} | {ficha.ayuda} |"
    yield ""


def _turno(estado: Estado) -> str:
    siempre, si_aumenta = turno(estado), turno(estado, aumenta_capacidad=True)
    if siempre == si_aumenta:
        return siempre.value
    return f"{siempre.value}; {si_aumenta.value} when the MC raises the capacity"


def _diagrama() -> Iterator[str]:
    """Every jump once, with its actions; 'anular' and 'desistir' would draw an arrow from nearly everywhere."""
    yield "`anular` (SEC) leads from every state but Anulado to Anulado, `desistir` (solicitante) from every open state"
    yield "to Desistida; they are left out of the drawing. What changes no state is in the tables below.\n"
    yield "```mermaid\nstateDiagram-v2"
    for estado in Estado:
        yield f'  state "{estado.label}" as {_nodo(estado)}'
    flechas: dict[tuple[str, str], list[str]] = {}
    for fila in TRANSICIONES:
        if fila.hacia is None or fila.hacia in (Estado.ANULADO, Estado.DESISTIDA):
            continue
        for desde in [_nodo(estado) for estado in _en_orden(fila.desde)] or [_PUNTO]:
            acciones = flechas.setdefault((desde, _nodo(fila.hacia)), [])
            if fila.accion.value not in acciones:
                acciones.append(fila.accion.value)
    for (desde, hacia), acciones in flechas.items():
        yield f"  {desde} --> {hacia}: {', '.join(acciones)}"
    yield "```\n"


def _tabla(tipo: Tipo) -> Iterator[str]:
    filas = [fila for fila in TRANSICIONES if tipo in fila.tipos]
    yield "### Steps that change the state\n"
    yield "| From | Action | By | Only when | To | Event |"
    yield "|---|---|---|---|---|---|"
    yield from (_fila(fila) for fila in filas if fila.hacia)
    yield "\n### Steps that leave the state as it is\n"
    yield "| In | Action | By | Only when | Event |"
    yield "|---|---|---|---|---|"
    yield from (_fila(fila) for fila in filas if not fila.hacia)
    yield ""


def _fila(fila: Transicion) -> str:
    celdas = [_desde(fila), f"`{fila.accion.value}`", fila.parte.value, _cuando(fila)]
    if fila.hacia:
        celdas.append(fila.hacia.label)
    return f"| {' | '.join([*celdas, f'`{fila.evento.value}`'])} |"


def _desde(fila: Transicion) -> str:
    if fila.nace:
        return "(filing)"
    if fila.desde == frozenset(Estado):
        return "any"
    faltan = frozenset(Estado) - fila.desde
    if len(faltan) == 1:
        return f"any but {next(iter(faltan)).label}"
    return ", ".join(estado.label for estado in _en_orden(fila.desde))


def _cuando(fila: Transicion) -> str:
    return ", ".join(sorted(condicion.value for condicion in fila.cuando)) or "–"


def _en_orden(estados: Iterable[Estado]) -> list[Estado]:
    return [estado for estado in Estado if estado in set(estados)]


def _nodo(estado: Estado) -> str:
    return estado.value.replace("-", "_")
