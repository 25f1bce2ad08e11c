"""What the start and help pages tell about the process. Terms and states are not typed here: they are data."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from catalogo.models import ReglaPlazo
from nucleo.comun.reloj import hoy
from solicitudes.estados import Estado, Tipo


@dataclass(frozen=True)
class Paso:
    """One of the four forms, as the citizen meets it. The name is that of ``Tipo``."""

    tipo: Tipo
    para_que: str
    ten_a_mano: str

    @property
    def nombre(self) -> str:
        return str(self.tipo.label)


PASOS = (
    Paso(
        Tipo.INFORMACION,
        "Pregunta a tu distribuidora cómo es la red en tu domicilio y cuánto puedes conectar.",
        "Tu N° de cliente, que está en la boleta, y el formulario firmado.",
    ),
    Paso(
        Tipo.CONEXION,
        "Pide conectar tu equipo de generación. La distribuidora dice si hace falta algún cambio y qué cuesta.",
        "Los datos del equipo que vas a instalar y el formulario firmado.",
    ),
    Paso(
        Tipo.MANIFESTACION,
        "Di que estás de acuerdo con la respuesta para seguir adelante.",
        "La respuesta de la distribuidora y los datos de tu instalador.",
    ),
    Paso(
        Tipo.NOTIFICACION,
        "Avisa que la instalación está lista, para que la revisen y la conecten.",
        "La declaración de puesta en servicio (TE4) y el contrato firmado.",
    ),
)

SIGNIFICADOS = {
    Estado.ENVIADO: "La distribuidora la recibió y no tiene que responderla.",
    Estado.PENDIENTE_RESPUESTA: "Le toca a la distribuidora. La fecha límite aparece junto al estado.",
    Estado.PENDIENTE_PAGO: "La distribuidora pidió un pago. Te toca informarlo.",
    Estado.PENDIENTE_VALIDACION: "Informaste un pago y la distribuidora está revisando el comprobante.",
    Estado.PAGO_RECHAZADO: "El comprobante no sirvió. El motivo está en la solicitud: adjunta otro.",
    Estado.PAGO_VALIDADO: "El pago está conforme. Falta que la distribuidora responda.",
    Estado.OBSERVADA: "La distribuidora pidió corregir documentos. Hazlo antes de la fecha que se indica.",
    Estado.RESPONDIDO: "Ya puedes descargar la respuesta.",
    Estado.RESPONDIDO_AUTOMATICO: "El sistema la cerró porque venció un plazo en que nadie tenía que decidir.",
    Estado.ANULADO: "La SEC la dejó sin efecto. El motivo está en la solicitud.",
    Estado.DESISTIDA: "Quien la envió la retiró.",
    Estado.VENCIDA: "No se corrigió a tiempo. Para seguir hay que enviar una nueva.",
}


def estados() -> list[tuple[Estado, str]]:
    """The twelve, in their fixed order, each with what it means for the applicant."""
    return [(estado, SIGNIFICADOS[estado]) for estado in Estado]


def plazos() -> list[Any]:
    """The terms in force today, as SEC keeps them."""
    dia = hoy()
    return list(
        ReglaPlazo.objects.en_pie()
        .filter(Q(vigente_hasta=None) | Q(vigente_hasta__gte=dia), vigente_desde__lte=dia)
        .order_by("pk")
    )
