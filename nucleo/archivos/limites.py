"""What one document may be. Hint, ``accept``, message and check all read the same numbers (DISENO 6.6)."""

from dataclasses import dataclass

from nucleo.comun.medidas import mostrar_tamano

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
