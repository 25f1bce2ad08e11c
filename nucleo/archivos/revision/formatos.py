"""The kinds of file that the portal knows: one line each, read by checks, store and download."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Formato:
    """``tipo`` is the media type, stored and served."""

    extension: str
    tipo: str


FORMATOS = {
    formato.extension: formato
    for formato in (
        Formato("pdf", "application/pdf"),
        Formato("jpg", "image/jpeg"),
        Formato("png", "image/png"),
        Formato("doc", "application/msword"),
        Formato("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    )
}
