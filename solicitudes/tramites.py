"""The four forms as the applicant meets them: address, purpose, what to have at hand, usual time (DISENO 7.2)."""

from dataclasses import dataclass

from catalogo import reglas
from catalogo.models import FormularioEnBlanco
from nucleo.comun.reloj import hoy
from solicitudes.estados import Tipo
from solicitudes.models import Borrador


@dataclass(frozen=True)
class Tramite:
    """``palabra`` is its word in addresses; ``caso`` the usual deadline of its answer."""

    tipo: Tipo
    palabra: str
    proposito: str
    a_mano: str
    caso: str


TRAMITES = (
    Tramite(
        Tipo.INFORMACION,
        "informacion",
        "Pregunta a tu distribuidora qué capacidad puede recibir la red en tu domicilio.",
        "tu última boleta, el formulario firmado y tu cédula por ambos lados.",
        "si-respuesta",
    ),
    Tramite(
        Tipo.CONEXION,
        "conexion",
        "Pide conectar tu equipo de generación.",
        "el formulario firmado, tu cédula y la respuesta a tu Solicitud de Información, si la tienes.",
        "sc-sin-si",
    ),
    Tramite(
        Tipo.MANIFESTACION,
        "manifestacion-de-conformidad",
        "Acepta lo que respondió la distribuidora a tu Solicitud de Conexión.",
        "la manifestación firmada, o el otro documento que quieras entregar.",
        "",
    ),
    Tramite(
        Tipo.NOTIFICACION,
        "notificacion",
        "Avisa que tu instalación está lista para conectarse.",
        "el formulario, la identificación del instalador, la declaración TE4, el contrato firmado y el certificado"
        " de dominio vigente.",
        "nc-respuesta",
    ),
)
POR_PALABRA = {tramite.palabra: tramite for tramite in TRAMITES}


@dataclass(frozen=True)
class Ficha:
    """One card of 'Nuevo envío'."""

    tipo: Tipo
    palabra: str
    proposito: str
    a_mano: str
    plazo: str
    borrador: Borrador | None
    en_blanco: FormularioEnBlanco | None


def fichas(borradores: dict[str, Borrador]) -> list[Ficha]:
    """The four cards, each with the account's newest open draft of that form, if any."""
    blancos = {blanco.tramite: blanco for blanco in FormularioEnBlanco.objects.select_related("archivo")}
    return [
        Ficha(
            tipo=tramite.tipo,
            palabra=tramite.palabra,
            proposito=tramite.proposito,
            a_mano=tramite.a_mano,
            plazo=_plazo(tramite.caso),
            borrador=borradores.get(tramite.tipo),
            en_blanco=blancos.get(tramite.tipo),
        )
        for tramite in TRAMITES
    ]


def en_blanco(tipo: str) -> FormularioEnBlanco | None:
    """The form to print and fill (S-18), if the catalogue holds one."""
    return FormularioEnBlanco.objects.select_related("archivo").filter(tramite=tipo).first()


def _plazo(caso: str) -> str:
    if not caso:
        return "no requiere respuesta."
    regla = reglas.vigente(caso, hoy())
    return f"la distribuidora tiene {regla.cantidad} {regla.get_unidad_display()} para responder."
