"""The reasons that come up again and again, in the words that the owner of the paper reads."""

from suministros.identidades.papeles import DOCUMENTO, PODER

_NO_SE_LEE = (
    "La imagen está borrosa",
    "Un reflejo tapa los datos",
    "La imagen está cortada: no se ve completa",
    "Está muy oscura o muy pequeña",
    "No se puede abrir: envíalo como foto JPG o PNG, o como PDF",
)
DE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    DOCUMENTO: (
        ("Si no se lee", _NO_SE_LEE),
        (
            "Si no sirve",
            (
                "El número no es el de tu cuenta",
                "El nombre no es el de tu cuenta",
                "El documento está vencido",
                "No es el frente del documento de identidad",
                "Es una fotocopia o una foto de una pantalla",
            ),
        ),
    ),
    PODER: (
        ("Si no se lee", _NO_SE_LEE),
        (
            "Si no sirve",
            (
                "No está firmado por el titular del suministro",
                "Quien lo firma no es el titular del suministro",
                "No nombra a la persona de esta cuenta",
                "No nombra este suministro",
                "El plazo del poder ya terminó",
            ),
        ),
    ),
}
