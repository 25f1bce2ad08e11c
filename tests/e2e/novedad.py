"""Which pages bring something that no page before them had: those alone need the slow judgement again.

axe costs more than the rest of a visit, and most states of a page differ in their words only. What axe judges hangs on
the pieces: element, role, labels, heading order, colours, what stands around. A page whose every piece was judged
before, at any width, is measured (targets, overflow) and not judged again. ``bin/test --completo`` judges them all.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.largo import COMPLETO

if TYPE_CHECKING:
    from playwright.sync_api import Page

_vistas: dict[tuple[str, str], set[str]] = defaultdict(set)
_PIEZAS = """() => {
  const VALE = /^(type|role|lang|tabindex|disabled|scope|autocomplete|aria-.*)$/;
  const REFIERE = /^(for|headers|aria-(labelledby|describedby|controls|owns|activedescendant))$/;
  const nombre = (e) => e && e !== document ? e.tagName + (e.getAttribute('role') || '') : '';
  const ids = {}, fondos = new Map(), piezas = new Set(); let nivel = 0;
  for (const e of document.querySelectorAll('[id]')) ids[e.id] = (ids[e.id] || 0) + 1;
  for (const e of document.querySelectorAll('*')) {
    const s = getComputedStyle(e), alfa = s.backgroundColor === 'rgba(0, 0, 0, 0)' && s.backgroundImage === 'none';
    fondos.set(e, alfa ? fondos.get(e.parentElement) : s.backgroundColor + s.backgroundImage);
    const letra = parseFloat(s.fontSize), grande = letra >= 24 || (letra >= 18.66 && s.fontWeight >= 700);
    const rasgos = [nombre(e), nombre(e.parentElement), nombre(e.parentElement?.parentElement),
                    s.color, fondos.get(e), grande, s.textDecorationLine, s.opacity];
    for (const { name, value } of e.attributes) {
      if (name === 'class' || name.startsWith('data-')) continue;
      const roto = REFIERE.test(name) && value.split(' ').some((id) => !ids[id]);
      rasgos.push(name + (roto ? '!' : VALE.test(name) && !REFIERE.test(name) && value.length < 20 ? value : ''));
    }
    if (ids[e.id] > 1) rasgos.push('repetido');
    if (e.labels) rasgos.push(`${e.labels.length} etiquetas`);
    if (/^H[1-6]$/.test(e.tagName)) { rasgos.push(`tras ${nivel}`); nivel = e.tagName[1]; }
    rasgos.push(e.textContent.trim() ? 'dice' : 'calla', e.checkVisibility({ visibilityProperty: true }));
    piezas.add(rasgos.join('|'));
  }
  return [...piezas];
}"""


def trae_algo_nuevo(pagina: "Page", para: str) -> bool:
    """Whether the page has a piece that no page asked about before had; ``para`` names the judgement."""
    if COMPLETO:
        return True
    tipo = pagina.context.browser.browser_type.name if pagina.context.browser else ""
    vistas, piezas = _vistas[tipo, para], set(pagina.evaluate(_PIEZAS))
    nueva = not piezas <= vistas
    vistas |= piezas
    return nueva
