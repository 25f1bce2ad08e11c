"""The notices by key, and their load into the table that SEC edits."""

from nucleo.avisos.models import MensajePredefinido
from nucleo.avisos.textos import TEXTOS, Original

ORIGINALES: dict[tuple[str, str], Original] = {(texto.clave, texto.tramite): texto for texto in TEXTOS}
CLAVES: tuple[str, ...] = tuple(dict.fromkeys(texto.clave for texto in TEXTOS))


def original(clave: str, tramite: str = "") -> Original:
    """The text as shipped: the form's own, else the general one. Raises LookupError for an unknown key."""
    for llave in ((clave, tramite), (clave, "")):
        if llave in ORIGINALES:
            return ORIGINALES[llave]
    raise LookupError(f"No hay mensaje {clave} para {tramite or 'todos los formularios'}")


def cargar() -> int:
    """Inserts the messages that are missing and touches none that is there. Answers how many it inserted."""
    hay = set(MensajePredefinido.objects.values_list("clave", "tramite"))
    nuevos = [
        MensajePredefinido(clave=t.clave, tramite=t.tramite, asunto=t.asunto, cuerpo=t.cuerpo)
        for llave, t in ORIGINALES.items()
        if llave not in hay
    ]
    # Two loads at once: the unique key keeps one of each.
    MensajePredefinido.objects.bulk_create(nuevos, ignore_conflicts=True)
    return len(nuevos)
