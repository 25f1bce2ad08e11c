"""What one document may be. Hint, ``accept``, message and check all read the same numbers (DISENO 6.6)."""

import math
from dataclasses import dataclass

KB = 1024
MB = 1024 * KB
# The other spellings of an extension that people's machines write.
ALIAS = {"jpeg": "jpg", "jpe": "jpg"}


@dataclass(frozen=True)
class Limites:
    """``extensiones`` without dot and in lower case (``("pdf", "jpg")``); ``maximo`` in bytes, inclusive."""

    extensiones: tuple[str, ...]
    maximo: int

    def describir(self) -> str:
        """The hint under the field: ``PDF, JPG, PNG, DOC o DOCX, hasta 5 MB``."""
        return f"{self.tipos()}, hasta {mostrar_tamano(self.maximo)}"

    def tipos(self) -> str:
        """The kinds alone, as a sentence lists them: ``PDF, JPG o PNG``."""
        nombres = [extension.upper() for extension in self.extensiones]
        return nombres[0] if len(nombres) == 1 else f"{', '.join(nombres[:-1])} o {nombres[-1]}"

    def accept(self) -> str:
        """The ``accept`` attribute of the input, aliases included: ``.pdf,.jpg,.jpeg,.jpe``."""
        todas = [*self.extensiones, *(alias for alias, propia in ALIAS.items() if propia in self.extensiones)]
        return ",".join(f".{extension}" for extension in todas)


def mostrar_tamano(cantidad: int) -> str:
    """``cantidad`` bytes for a person: ``812 KB``, ``5 MB``, ``5,1 MB``.

    Rounded up: a file one byte over the limit must not read as the limit itself.
    """
    if cantidad < KB:
        return f"{cantidad} bytes" if cantidad != 1 else "1 byte"
    if cantidad < MB:
        return f"{math.ceil(cantidad / KB)} KB"
    decimos = math.ceil(cantidad * 10 / MB)
    return f"{decimos // 10} MB" if decimos % 10 == 0 else f"{decimos // 10},{decimos % 10} MB"
