"""Every sentence with which a file is refused (DISENO 6.6 and 14), by its code. One table, read by all checks."""

from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.comun.medidas import mostrar_tamano

_CONTENIDO = "El contenido de {nombre} no corresponde a su extensión"
_REHACER = "Ábrelo, guárdalo de nuevo y vuelve a subirlo."

MENSAJES = {
    "vacio": "{nombre} está vacío",
    "tamano": "{documento} debe pesar {maximo} o menos. Este archivo pesa {pesa}.",
    "extension": "{documento} debe ser del tipo {tipos}",
    "heic": "Guarda la foto como JPG y vuelve a subirla.",
    "nombre": "El nombre del archivo tiene caracteres que no se pueden usar. Cámbialo y vuelve a subirlo.",
    "contenido": _CONTENIDO,
    # Cut short or broken: the sentence of DISENO 6.6, and what can be done about it.
    "danado": f"{_CONTENIDO}. Está incompleto o dañado. {_REHACER}",
    "clave": "{nombre} está protegido con contraseña. Quítala y vuelve a subirlo.",
    "activo-pdf": "Este PDF tiene contenido activo. Ábrelo, elige Imprimir y Guardar como PDF, y sube esa copia.",
    "activo-word": "{nombre} tiene macros, objetos incrustados o enlaces a otros archivos. "
    "Guárdalo como PDF y sube esa copia.",
    "imagen-grande": "{nombre} tiene demasiados píxeles. Guárdala con 64 megapíxeles o menos y vuelve a subirla.",
    "complejo": "{nombre} es demasiado complejo para revisarlo. Ábrelo, elige Imprimir y Guardar como PDF, "
    "y sube esa copia.",
    "virus": "{nombre} contiene un virus y no se guardó. Revisa tu equipo con un antivirus y sube otra copia.",
    "sin-revisar": "No pudimos revisar el archivo. Vuelve a intentarlo en unos minutos.",
    "cuota-archivos": "Llegaste al máximo de {cuota} archivos en un día. Vuelve a intentarlo mañana.",
    "cuota-tamano": "Llegaste al máximo de {cuota} subidos en un día. Vuelve a intentarlo mañana.",
    "sin-espacio": "No podemos guardar archivos en este momento. Vuelve a intentarlo en unos minutos.",
}


def rechazo(
    motivo: str,
    *,
    nombre: str = "El archivo",
    documento: str = "El archivo",
    limites: Limites | None = None,
    pesa: int = 0,
    cuota: str = "",
) -> ArchivoRechazado:
    """The refusal for ``motivo``, ready to raise. ``pesa`` in bytes; KeyError for an unknown code."""
    return ArchivoRechazado(
        MENSAJES[motivo].format(
            nombre=nombre,
            documento=documento or "El archivo",
            tipos=limites.tipos() if limites else "",
            maximo=mostrar_tamano(limites.maximo) if limites else "",
            pesa=mostrar_tamano(pesa),
            cuota=cuota,
        ),
        motivo,
    )
