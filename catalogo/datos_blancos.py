"""What the four blank forms ask on paper (S-18): the fields of our own pages, and the papers to bring along."""

from typing import NamedTuple

from catalogo.datos_documentos import POR_TRAMITE


class Seccion(NamedTuple):
    """``campos``: written on a line each, two of a row when short; ``opciones``: boxes to tick."""

    titulo: str
    campos: tuple[str, ...] = ()
    opciones: tuple[str, ...] = ()


class Blanco(NamedTuple):
    titulo: str
    archivo: str
    secciones: tuple[Seccion, ...]


_SOLICITANTE = Seccion(
    "Solicitante",
    ("Nombres", "Apellidos", "RUT", "Correo electrónico", "Teléfono", "Dirección"),
    ("Soy el titular del suministro", "Actúo por otra persona, con poder simple"),
)
_SUMINISTRO = ("Distribuidora", "N° de cliente", "Región", "Comuna", "Correo electrónico adicional (opcional)")
_SIN_NUMERO = ("No tengo Nro. de Cliente. Escribe el Número de factibilidad en su lugar",)
_DATOS = Seccion("Suministro", _SUMINISTRO)
_DATOS_O_FACTIBILIDAD = Seccion("Suministro", _SUMINISTRO, _SIN_NUMERO)


def _documentos(tramite: str) -> Seccion:
    return Seccion("Documentos que acompañas", opciones=tuple(documento.nombre for documento in POR_TRAMITE[tramite]))


BLANCOS = {
    "informacion": Blanco(
        "Solicitud de Información", "solicitud-de-informacion.pdf", (_SOLICITANTE, _DATOS, _documentos("informacion"))
    ),
    "conexion": Blanco(
        "Solicitud de Conexión",
        "solicitud-de-conexion.pdf",
        (
            _SOLICITANTE,
            _DATOS_O_FACTIBILIDAD,
            Seccion("Equipo de generación", ("Capacidad por instalar (kW)", "Capacidad por inyectar (kW)")),
            _documentos("conexion"),
        ),
    ),
    "manifestacion": Blanco(
        "Manifestación de Conformidad",
        "manifestacion-de-conformidad.pdf",
        (
            _SOLICITANTE,
            _DATOS,
            Seccion(
                "Manifiesto mi conformidad con la respuesta a mi Solicitud de Conexión",
                ("Folio de la Solicitud de Conexión", "Capacidad nueva (kW), si cambia"),
                ("La capacidad se mantiene", "La capacidad baja", "La capacidad sube"),
            ),
        ),
    ),
    "notificacion": Blanco(
        "Notificación de Conexión",
        "notificacion-de-conexion.pdf",
        (
            _SOLICITANTE,
            _DATOS_O_FACTIBILIDAD,
            Seccion("Instalador", ("Nombre del instalador", "N° de licencia SEC", "N° de la declaración TE4")),
            _documentos("notificacion"),
        ),
    ),
}
