"""The documents of each form as first loaded (S-04 to S-10, P-03). SEC edits the rows afterwards."""

from typing import NamedTuple

from catalogo.models import MEGA, Exigencia

SIEMPRE, CUANDO, NUNCA = Exigencia.SIEMPRE, Exigencia.CUANDO, Exigencia.NUNCA
TODAS = "pdf,jpg,png,doc,docx"
IMAGENES = "jpg,png,pdf"
MANUAL = "Manual del portal"

# The conditions; solicitudes decides whether each holds.
SIN_IDENTIDAD = "sin-identidad-validada"
POR_OTRO = "actua-por-otro"
CON_MEDIDOR = "aporta-medidor"
CEDULA_APARTE = "cedula-del-poder-aparte"


class Documento(NamedTuple):
    codigo: str
    nombre: str
    ayuda: str
    exigencia: Exigencia = SIEMPRE
    condicion: str = ""
    articulo: str = MANUAL
    extensiones: str = TODAS
    maximo: int = 5 * MEGA


def _formulario(nombre: str) -> Documento:
    return Documento("formulario", nombre, "Descarga el formulario, complétalo y súbelo firmado.")


_CEDULA_AYUDA = "Por ambos lados, en un solo archivo."
_CEDULA = Documento("cedula", "Copia de la cédula de identidad", _CEDULA_AYUDA, CUANDO, SIN_IDENTIDAD)
_PODER = (
    Documento("poder", "Poder simple", "Firmado por el titular del suministro.", CUANDO, POR_OTRO),
    # S-17: in the same file as the poder, or here.
    Documento("cedula_mandante", "Cédula de quien firma el poder", _CEDULA_AYUDA, CUANDO, CEDULA_APARTE),
)
_OTRO_AYUDA = "Cualquier otro antecedente que quieras acompañar."
_OTROS = Documento("otros", "Otros documentos", _OTRO_AYUDA, NUNCA)
_OTRO = _OTROS._replace(nombre="Otro documento")

_MEDIDOR = (
    Documento(
        "medidor_entrega",
        "Comprobante de entrega del equipo de medida",
        "El que te dio la distribuidora al recibir tu medidor.",
        NUNCA,
        CON_MEDIDOR,
    ),
    Documento(
        "medidor_exactitud", "Comprobante de exactitud", "El que entrega el proveedor del medidor.", CUANDO, CON_MEDIDOR
    ),
    Documento(
        "medidor_autorizacion",
        "Comprobante de autorización de comercialización",
        "El que entrega el vendedor del medidor.",
        CUANDO,
        CON_MEDIDOR,
    ),
)

_NOTIFICACION = (
    _formulario("Formulario de Notificación de Conexión"),
    Documento("instalador", "Identificación del instalador", "Su licencia de instalador autorizado por la SEC."),
    Documento("te4", "Declaración de puesta en servicio (TE4) ante la SEC", "Copia del trámite hecho en la SEC."),
    Documento(
        "contrato",
        "Contrato firmado por el usuario o cliente final",
        "Firmado por ti y escaneado.",
        extensiones="pdf",
        maximo=MEGA,
    ),
    Documento("dominio", "Certificado de dominio vigente", "Del inmueble donde está la instalación."),
    *_PODER,
    Documento("cedula", "Fotocopia de la cédula de identidad", _CEDULA_AYUDA, NUNCA),
    _OTRO._replace(nombre="Otro documento distinto a los anteriores"),
    *_MEDIDOR,
)

# The order of each list is the order on the page (DISENO 7.2).
POR_TRAMITE: dict[str, tuple[Documento, ...]] = {
    "informacion": (_formulario("Formulario de Solicitud de Información"), _CEDULA, *_PODER, _OTROS),
    "conexion": (_formulario("Formulario de Solicitud de Conexión"), _CEDULA, *_PODER, _OTRO),
    "manifestacion": (
        Documento(
            "manifestacion",
            "Manifestación de Conformidad u otro",
            "El documento completo y firmado.",
            articulo="DS 57/2019 art. 20",
        ),
        _OTROS,
    ),
    "notificacion": _NOTIFICACION,
    "respuesta": (Documento("respuesta", "Respuesta", "El solicitante la descargará desde el portal."),),
    "pago": (
        Documento("cupon", "Cupón de pago", "Con él el solicitante podrá pagar.", NUNCA, maximo=MEGA),
        Documento("comprobante", "Comprobante de pago", "El de la forma de pago que elegiste.", maximo=MEGA),
    ),
    "comunicacion": (Documento("comunicacion", "Documento", "", NUNCA),),
    "suministro": (
        Documento("identidad", "Documento de identidad", "Una foto nítida del frente.", extensiones=IMAGENES),
        Documento(
            "poder_suministro",
            "Poder simple",
            "Firmado por el titular del suministro.",
            CUANDO,
            POR_OTRO,
            extensiones=IMAGENES,  # staff see pictures of it, never the file
        ),
        Documento("tramite_comercial", "Documento del trámite", "", NUNCA),
    ),
}
