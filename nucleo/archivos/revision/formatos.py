"""The kinds of file that the portal knows: one line each, read by checks, store and download.

No check is imported here: the web process never loads the parsers, the process apart does (``aparte.py``).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Formato:
    """``tipo`` is the media type, stored and served; ``firma`` opens every such file; ``modulo`` checks the rest."""

    extension: str
    tipo: str
    firmas: tuple[bytes, ...]
    modulo: str


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMATOS = {
    formato.extension: formato
    for formato in (
        Formato("pdf", "application/pdf", (b"%PDF-",), "pdf"),
        Formato("jpg", "image/jpeg", (b"\xff\xd8\xff",), "imagen"),
        Formato("png", "image/png", (b"\x89PNG\r\n\x1a\n",), "imagen"),
        Formato("doc", "application/msword", (OLE,), "doc"),
        # Word wraps a .docx with a password in an OLE file: its check says so better than "not what it says".
        Formato(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            (b"PK\x03\x04", OLE),
            "docx",
        ),
        Formato(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            (b"PK\x03\x04", OLE),
            "xlsx",
        ),
        Formato("zip", "application/zip", (b"PK\x03\x04",), "zip"),
        # Text has no signature: every file begins with nothing.
        Formato("csv", "text/csv", (b"",), "texto"),
        Formato("txt", "text/plain", (b"",), "texto"),
    )
}
# What photographs of some telephones are, whatever they are called (DISENO 14).
HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
EXTENSIONES_HEIC = frozenset({"heic", "heif", "hif"})


def es_heic(inicio: bytes) -> bool:
    return inicio[4:8] == b"ftyp" and inicio[8:12] in HEIC
