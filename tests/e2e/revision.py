"""What every screen must pass in a real browser (DISENO 12). Other journeys may call these."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from tests.e2e.novedad import trae_algo_nuevo

if TYPE_CHECKING:
    from playwright.sync_api import Page

NORMAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe cannot measure text over an image (the arrow of a select) nor inside an SVG: it says so instead of judging.
SIN_JUICIO = {"color-contrast"}
DESBORDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
ANCHOS = (1280, 360)
DESBORDES = (320, 360, 768, 992, 1280)
ALTO = 900
BLANCOS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.sr, .saltar, [hidden]'))
  .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.width < 24 || r.height < 24); })
  .filter((e) => e.tagName !== 'A' || ![...e.parentElement.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 30)} ${e.id}`)"""


@cache
def _axe() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


def accesibilidad(pagina: "Page") -> list[str]:
    """Violations that axe finds, one line each. DevTools run it, so the page's policy holds meanwhile."""
    if not pagina.evaluate("typeof axe === 'object'"):
        pagina.evaluate(_axe())  # once per load: half a megabyte
    # Without the list of what passed it takes half the time.
    opciones = {"runOnly": {"type": "tag", "values": NORMAS}, "resultTypes": ["violations", "incomplete"]}
    faltas, dudas = pagina.evaluate("(o) => axe.run(o).then((r) => [r.violations, r.incomplete])", opciones)
    faltas += [duda for duda in dudas if duda["id"] not in SIN_JUICIO]
    return [f"{regla['id']}: {nodo['html'][:160]}" for regla in faltas for nodo in regla["nodes"]]


def desborde(pagina: "Page", ancho: int) -> int:
    """Pixels by which the page is wider than a screen of ``ancho``."""
    pagina.set_viewport_size({"width": ancho, "height": ALTO})
    return int(pagina.evaluate(DESBORDE))


def blancos_chicos(pagina: "Page") -> list[str]:
    """Visible controls under 24 px outside a sentence (WCAG 2.5.8)."""
    return list(pagina.evaluate(BLANCOS))


def revisar(
    pagina: "Page", anchos: Iterable[int] = ANCHOS, desbordes: Iterable[int] = DESBORDES, tambien: str = ""
) -> list[str]:
    """One h1, targets at each of ``anchos``, overflow at each of ``desbordes``: one load, resized. And axe at each of
    ``anchos`` where the page brings what no reviewed page had (tests.e2e.novedad).

    ``tambien``: a function in JavaScript that lists what is wrong, asked at each of ``desbordes``.
    """
    medida, de_cerca, todos = pagina.viewport_size, set(anchos), set(desbordes)
    hallado = [f"{cuantos} h1"] if (cuantos := pagina.locator("h1").count()) != 1 else []
    # Each resize lays the page out again: everything is asked at one width before the next.
    for ancho in sorted(de_cerca | todos, reverse=True):
        sobra = desborde(pagina, ancho)
        faltas = [f"sobran {sobra} px"] if sobra > 0 and ancho in todos else []
        if ancho in de_cerca:
            faltas += [*(accesibilidad(pagina) if trae_algo_nuevo(pagina, "axe") else ()), *blancos_chicos(pagina)]
        if tambien and ancho in todos:
            faltas += pagina.evaluate(tambien)
        hallado += [f"a {ancho}: {falta}" for falta in faltas]
    if medida is not None:
        pagina.set_viewport_size(medida)
    return hallado


def escuchar_politica(pagina: "Page") -> list[str]:
    """A list that fills with what the policy refused, from the next navigation on."""
    quejas: list[str] = []
    pagina.on("console", lambda m: quejas.append(m.text) if "Content Security Policy" in m.text else None)
    pagina.on("pageerror", lambda error: quejas.append(str(error)))
    return quejas


def recorrer_con_tab(pagina: "Page", maximo: int = 200) -> list[str]:
    """Walks the page with Tab and returns the stops whose focus cannot be seen; fails if it cannot walk."""
    malos = []
    primero = None
    for vuelta in range(maximo):
        pagina.keyboard.press("Tab")
        parada = pagina.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            const s = getComputedStyle(e), r = e.getBoundingClientRect();
            const dentro = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
            const marco = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
            if (!e.dataset.parada) e.dataset.parada = String(Math.random());
            const que = `${e.tagName} ${e.textContent.trim().slice(0, 40)}`;
            return { id: e.dataset.parada, bien: dentro && marco, que }; }"""
        )
        if parada is None or parada["id"] == primero:
            assert vuelta > 4, "la página no se recorre con Tab"
            break
        primero = primero or parada["id"]
        if not parada["bien"]:
            malos.append(parada["que"])
    return malos


Abrir = Callable[..., "Page"]
