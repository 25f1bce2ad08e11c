"""What libmagic thinks a file is: a hint for the log, never a decision (a renamed .docm passes for Word)."""

from pathlib import Path


def pista(ruta: Path) -> str:
    """A media type such as ``image/gif``; "?" when libmagic cannot be asked."""
    try:
        import pylibmagic  # noqa: F401  (puts the bundled library where python-magic finds it)

        import magic

        with open(ruta, "rb") as archivo:
            return str(magic.from_buffer(archivo.read(4096), mime=True))
    except Exception:
        return "?"
