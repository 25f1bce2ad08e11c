"""Fixtures that drive a real browser against ``servidor``.

bin/test names the Chromium it found in ``CHROMIUM``; a run without it looks on the PATH, then for
Playwright's own. ``NAVEGADORES`` adds Firefox and WebKit (bin/test --navegadores).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

# Without the background flags Chromium looks up its maker's hosts at every start.
OPCIONES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANCHOS = {"escritorio": {"width": 1280, "height": 900}, "telefono": {"width": 360, "height": 740}}
ESPERA = 15_000  # milliseconds


def chromium() -> str | None:
    """The browser to use; None lets Playwright take its own."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "navegador" in metafunc.fixturenames:
        nombres = os.environ.get("NAVEGADORES", "chromium").split(",")
        metafunc.parametrize("navegador", nombres, indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "navegador" in getattr(item, "fixturenames", ()):
            item.add_marker("navegador")
            # A machine that stalls for seconds fails a wait, not the portal. -raR lists each second try; two are red.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["Locator expected", "Page title", "Timeout"]))


@pytest.fixture(scope="session")
def _playwright() -> Iterator["Playwright"]:
    from playwright.sync_api import expect, sync_playwright

    # Playwright's synchronous form keeps an event loop in this thread, and Django then refuses its ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=ESPERA)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def navegador(_playwright: "Playwright", request: pytest.FixtureRequest) -> Iterator["Browser"]:
    """One browser for the whole run; each page opens its own context."""
    from playwright.sync_api import Error

    nombre = getattr(request, "param", "chromium")
    opciones: dict[str, Any] = {"args": list(OPCIONES), "executable_path": chromium()} if nombre == "chromium" else {}
    try:
        abierto = getattr(_playwright, nombre).launch(**opciones)
    except Error as error:
        pytest.skip(f"no hay {nombre} en esta máquina: {str(error).splitlines()[0]}")
    yield abierto
    abierto.close()


@pytest.fixture
def abrir(navegador: "Browser", servidor: Any) -> Iterator[Callable[..., "Page"]]:
    """``abrir(ancho="telefono", javascript=False)`` gives a page in a context of its own (another session)."""
    contextos = []

    def nueva(*, ancho: str = "escritorio", javascript: bool = True, **opciones: Any) -> "Page":
        contexto = navegador.new_context(
            base_url=servidor.url,
            locale="es-CL",
            timezone_id="America/Santiago",
            viewport=ANCHOS[ancho],
            java_script_enabled=javascript,
            accept_downloads=True,
            **opciones,
        )
        contexto.set_default_timeout(ESPERA)
        contextos.append(contexto)
        return contexto.new_page()

    yield nueva
    for contexto in contextos:
        contexto.close()


@pytest.fixture
def pagina(abrir: Callable[..., "Page"]) -> "Page":
    """A desktop page with JavaScript."""
    return abrir()


@pytest.fixture
def telefono(abrir: Callable[..., "Page"]) -> "Page":
    """A page 360 px wide, with JavaScript."""
    return abrir(ancho="telefono")


@pytest.fixture
def pagina_sin_js(abrir: Callable[..., "Page"]) -> "Page":
    """A desktop page without JavaScript."""
    return abrir(javascript=False)
