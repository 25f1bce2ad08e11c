"""The legal terms as first loaded (reglas.md 3). SEC edits the rows afterwards; nothing else reads this file.

Each case is loaded twice. From 6 Nov 2020 it cites DS 57/2019. Before that DS 71/2014 ruled, whose terms
the project does not hold: so that a request of any date from 2014 on finds a rule, the same number is
loaded for the earlier years and says that it is applied by analogy. 2014 is the first year of the
holidays and of the repealed decree.
"""

from datetime import date
from typing import NamedTuple

from catalogo.models import Responsable, Unidad

PRIMER_DIA = date(2014, 1, 1)
DS57_DESDE = date(2020, 11, 6)
DS57_VISPERA = date(2020, 11, 5)
HABILES, MESES = Unidad.HABILES, Unidad.MESES
DX, SOL, AMBOS = Responsable.DISTRIBUIDORA, Responsable.SOLICITANTE, Responsable.AMBOS


class Caso(NamedTuple):
    """``articulo`` of DS 57/2019, or None when the rule comes from the manual."""

    caso: str
    descripcion: str
    cantidad: int
    unidad: Unidad
    responsable: Responsable
    articulo: str | None


class Tramo(NamedTuple):
    """A period of one case, as a row of ReglaPlazo."""

    articulo: str
    vigente_desde: date
    vigente_hasta: date | None


CASOS = (
    Caso("si-respuesta", "Responder una Solicitud de Información", 10, HABILES, DX, "12"),
    Caso("sc-observacion", "Pedir que se corrija una Solicitud de Conexión", 5, HABILES, DX, "13"),
    Caso("sc-correccion", "Corregir una Solicitud de Conexión", 5, HABILES, SOL, "13"),
    Caso(
        "sc-con-si",
        "Responder dentro de la capacidad permitida, con Solicitud de Información previa",
        5,
        HABILES,
        DX,
        "15 a)",
    ),
    Caso(
        "sc-sin-si",
        "Responder dentro de la capacidad permitida, sin Solicitud de Información previa",
        10,
        HABILES,
        DX,
        "15 a)",
    ),
    Caso("sc-simple", "Responder un caso simple del artículo 44", 5, HABILES, DX, "15 b)"),
    Caso("sc-excede", "Responder cuando se excede la capacidad o cambia el empalme", 20, HABILES, DX, "15 c)"),
    Caso(
        "sc-excede-baja-densidad",
        "Responder cuando se excede la capacidad en una comuna de muy baja densidad",
        30,
        HABILES,
        DX,
        "15 c)",
    ),
    Caso("sc-suministro-nuevo", "Responder con suministro nuevo o ampliación", 20, HABILES, DX, "14"),
    Caso(
        "sc-conjunto",
        "Responder a un conjunto habitacional o a varios usuarios de un transformador",
        20,
        HABILES,
        DX,
        "16",
    ),
    Caso("sc-conjunto-red", "Responder a un conjunto habitacional si debe cambiar la red", 40, HABILES, DX, "16"),
    Caso("mc-presentacion", "Presentar la Manifestación de Conformidad", 20, HABILES, SOL, "19"),
    Caso("mc-objecion", "Objetar un aumento de capacidad", 5, HABILES, DX, "20"),
    # Observada (MC) must lapse too, and neither the decree nor reglas.md gives its term: that of an SC is taken.
    Caso("mc-correccion", "Corregir una Manifestación de Conformidad objetada", 5, HABILES, SOL, "13 (por analogía)"),
    Caso("nc-observacion", "Pedir que se corrija una Notificación de Conexión", 5, HABILES, DX, "28"),
    Caso("nc-correccion", "Corregir una Notificación de Conexión", 5, HABILES, SOL, "28"),
    Caso(
        "nc-correccion-conjunta", "Corregir una Notificación de Conexión de propiedad conjunta", 10, HABILES, SOL, "28"
    ),
    Caso("nc-respuesta", "Acordar la fecha de la conexión", 5, HABILES, AMBOS, "29"),
    Caso("nc-conexion", "Conectar, desde la fecha acordada", 10, HABILES, DX, "29"),
    Caso("respuesta-complemento", "Completar una respuesta incompleta", 5, HABILES, DX, "79"),
    Caso("pago-validacion", "Validar un comprobante de pago", 2, HABILES, DX, None),
    Caso("vigencia", "Vigencia de la manifestación, o de la respuesta que no la necesita", 6, MESES, SOL, "24"),
    Caso("vigencia-prorroga", "Prórroga de la vigencia", 6, MESES, SOL, "24"),
    Caso(
        "vigencia-prorroga-especial",
        "Prórroga por otra tecnología, fondos públicos o propiedad conjunta",
        24,
        MESES,
        SOL,
        "24",
    ),
    Caso("vigencia-prorroga-conjunto", "Prórroga de un conjunto habitacional", 36, MESES, SOL, "24"),
)


def tramos(articulo: str | None) -> list[Tramo]:
    """The periods of a case, oldest first."""
    if articulo is None:
        return [Tramo("Manual del portal", PRIMER_DIA, None)]
    cita = f"DS 57/2019 art. {articulo}"
    analogia = cita if "analogía" in articulo else f"{cita} (por analogía)"
    return [Tramo(analogia, PRIMER_DIA, DS57_VISPERA), Tramo(cita, DS57_DESDE, None)]


AUTOMATICAS = (
    ("pago-validacion", "Aceptar el comprobante de pago que la distribuidora no revisó a tiempo"),
    ("mc-objecion", "Cerrar la Manifestación de Conformidad que nadie objetó a tiempo"),
)
