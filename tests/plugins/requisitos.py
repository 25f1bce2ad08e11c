"""pytest plugin: which requirements the tests name, and the long forms that a plain run leaves out."""

import csv
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

REQUISITOS = Path(__file__).resolve().parent.parent.parent / "docs" / "requisitos.csv"
LARGAS = {
    "completo": "full matrices and histories",
    "fallas": "breaks services on purpose",
    "carga": "measures under load",
}
NOMBRADOS = pytest.StashKey[set[str]]()
APARTE = pytest.StashKey[Counter[str]]()


def conocidos() -> set[str]:
    with open(REQUISITOS, newline="", encoding="utf-8") as archivo:
        return {fila["id"] for fila in csv.DictReader(archivo)}


def pytest_addoption(parser: pytest.Parser) -> None:
    grupo = parser.getgroup("portal")
    for nombre, ayuda in LARGAS.items():
        grupo.addoption(f"--{nombre}", action="store_true", help=f"also the tests marked {nombre}: {ayuda}")
    grupo.addoption("--requisitos", action="store_true", help="list the requirements that no test names")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[NOMBRADOS] = set()
    config.stash[APARTE] = Counter()
    if config.getoption("--completo"):
        os.environ["PRUEBAS_COMPLETO"] = "1"  # read by tests.largo when the tests are imported


def _ids(item: pytest.Item) -> set[str]:
    return {str(nombre) for marca in item.iter_markers("req") for nombre in marca.args}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    quedan, fuera = [], []
    for item in items:
        config.stash[NOMBRADOS] |= _ids(item)
        falta = next((m for m in LARGAS if item.get_closest_marker(m) and not config.getoption(f"--{m}")), None)
        if falta:
            config.stash[APARTE][falta] += 1
            fuera.append(item)
        else:
            quedan.append(item)
    if fuera:
        config.hook.pytest_deselected(items=fuera)
        items[:] = quedan


def pytest_runtest_setup(item: pytest.Item) -> None:
    ajenos = _ids(item) - conocidos()
    if ajenos:
        pytest.fail(f"docs/requisitos.csv no tiene {', '.join(sorted(ajenos))}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    salida: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if salida is not None:
        salida["nombrados"] = sorted(session.config.stash[NOMBRADOS])
        salida["aparte"] = dict(session.config.stash[APARTE])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    salida = getattr(node, "workeroutput", {})
    node.config.stash[NOMBRADOS] |= set(salida.get("nombrados", ()))
    node.config.stash[APARTE] |= Counter(salida.get("aparte", {}))  # every worker collects the same tests


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for marca, cuantas in sorted(config.stash[APARTE].items()):
        terminalreporter.write_line(f"{cuantas} pruebas quedan para bin/test --{marca}")
    if config.getoption("--requisitos"):
        faltan = sorted(conocidos() - config.stash[NOMBRADOS])
        terminalreporter.section("requisitos que ninguna prueba nombra")
        terminalreporter.write_line(f"{len(faltan)} de {len(conocidos())}: {', '.join(faltan) or 'ninguno'}")
