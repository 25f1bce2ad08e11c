"""Invented data of the component gallery: people, folios and dates that nobody has."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from catalogo.semaforo import Semaforo
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.limites import Limites
from nucleo.comun.templatetags.graficos import Dato
from solicitudes.estados import Estado

KB, MB = 1024, 1024 * 1024
PDF = Limites(("pdf", "jpg", "png", "doc", "docx"), 5 * MB)
BORRADOR = SimpleNamespace(slug="borrador", etiqueta="Borrador", icono="pencil")
SEMAFOROS = (
    Semaforo("en-plazo", "Vence en 8 días", "20-03-2026", date(2026, 3, 20)),
    Semaforo("por-vencer", "Vence en 2 días", "12-03-2026", date(2026, 3, 12)),
    Semaforo("hoy", "Vence hoy", "10-03-2026", date(2026, 3, 10)),
    Semaforo("vencida", "Vencida hace 2 días", "venció el 06-03-2026", date(2026, 3, 6)),
    Semaforo("pausada", "Espera al solicitante", "desde el 09-03-2026", date(2026, 3, 9)),
    Semaforo("cerrada", "Respondida en plazo", "el 25-02-2026", date(2026, 2, 25)),
    Semaforo("sin-plazo", "No requiere respuesta", "recibida el 18-02-2026", date(2026, 2, 18)),
)
TRAMITES = (
    "Solicitud de Información",
    "Solicitud de Conexión",
    "Manifestación de Conformidad",
    "Notificación de Conexión",
)
PERSONAS = ("Marta Quilodrán R.", "Solar Quebrada SpA", "Ignacio Lefimil T.")


def momento(dia: int, hora: int, minuto: int) -> datetime:
    return datetime(2026, 3, dia, hora, minuto, tzinfo=UTC)


def filas() -> list[dict[str, Any]]:
    """One per state, enough for two pages."""
    return [
        {
            "folio": f"LA{212 - indice * 3}",
            "numero": f"2026-{14 - indice:03}" if indice % 3 else "",
            "cliente": f"{3306118 + indice * 811}-{indice % 10}",
            "tramite": TRAMITES[indice % 4],
            "persona": PERSONAS[indice % 3],
            "enviada": momento(9, 12, 0),
            "plazo": SEMAFOROS[indice % 7],
            "estado": estado,
            "nueva": indice == 0,
        }
        for indice, estado in enumerate(Estado)
    ]


def campos(url: str) -> list[CampoArchivo]:
    """The file field empty, uploaded, and with an error."""
    return [
        CampoArchivo(
            "formulario",
            "Formulario de Solicitud de Conexión",
            PDF,
            url_subida=f"{url}formulario/",
            ayuda="Descarga el formulario, complétalo y súbelo firmado.",
        ),
        CampoArchivo(
            "te4",
            "Declaración de puesta en servicio (TE4)",
            PDF,
            url_subida=f"{url}te4/",
            archivo={"nombre": "te4-firmado.pdf", "bytes": 418 * KB},
            url_ver="#",
        ),
        CampoArchivo(
            "cedula",
            "Copia de la cédula de identidad",
            PDF,
            opcional=True,
            url_subida=f"{url}cedula/",
            ayuda="Por ambos lados, en un solo archivo.",
            error="Copia de la cédula de identidad debe pesar 5\u00a0MB o menos. Este archivo pesa 7,2\u00a0MB.",
        ),
    ]


SUCESOS = (
    {
        "titulo": "Comprobante de pago recibido",
        "quien": "Marta Quilodrán",
        "cuando": momento(9, 19, 58),
        "icono": "receipt",
        "destaca": True,
        "url": "#",
        "archivo": "Comprobante.pdf (212 KB)",
    },
    {
        "titulo": "Pago rechazado",
        "quien": "Ignacio Lefimil",
        "cuando": momento(6, 14, 20),
        "icono": "x-octagon",
        "cita": "El comprobante no muestra la fecha de la transferencia.",
    },
    {"titulo": "Acuse de recibo enviado", "quien": "", "cuando": momento(2, 18, 44), "icono": "envelope"},
    {"titulo": "Solicitud enviada", "quien": "Marta Quilodrán", "cuando": momento(2, 18, 44), "icono": "send"},
)
DOCUMENTOS = (
    {
        "nombre": "Formulario de Solicitud de Conexión.pdf",
        "tipo": "Formulario",
        "bytes": 418 * KB,
        "url": "#",
        "ver": "#",
    },
    {"nombre": "Poder simple.docx", "tipo": "Poder simple", "bytes": 36 * KB, "url": "#"},
    {"nombre": "Cédula de identidad (ambos lados).jpg", "tipo": "Cédula de identidad", "bytes": 218 * KB, "url": "#"},
)
INDICADORES = (
    {"numero": "1.026", "etiqueta": "Recibidas · 8\u00a0% más que antes", "url": "#"},
    {"numero": "91,4\u00a0%", "etiqueta": "Respondidas dentro de plazo", "url": "#"},
    {"numero": "37", "etiqueta": "Vencidas sin respuesta", "url": "#", "icono": "exclamation-octagon-fill"},
    {"numero": "6 días", "etiqueta": "Mediana de respuesta (hábiles)"},
)
ETAPAS = (
    {"nombre": "Solicitud de Información", "info": "Respondida el 20-02-2026", "situacion": "lista"},
    {"nombre": "Solicitud de Conexión", "info": "En curso: falta informar el pago", "situacion": "actual"},
    {"nombre": "Manifestación de Conformidad", "info": "Cuando recibas la respuesta"},
    {"nombre": "Notificación de Conexión", "info": "Borrador: 3 de 5 documentos"},
)
VISTAS = (
    {"etiqueta": "Todas", "url": "#", "numero": 84, "actual": True},
    {"etiqueta": "Por responder", "url": "#", "numero": 12},
    {"etiqueta": "Vencidas", "url": "#", "numero": 1, "tono": "alerta"},
    {"etiqueta": "Pagos por validar", "url": "#", "numero": 4, "tono": "aviso"},
    {"etiqueta": "Mis filtros", "url": "#", "icono": "bookmark"},
)
FICHAS = ({"texto": "Folio: LA", "url": "#"}, {"texto": "Desde: 01-02-2026", "url": "#"})
POR_DIA = tuple(
    Dato(f"{dia:02}-03-2026", numero, corta=f"{dia:02}-03")
    for dia, numero in enumerate((11, 47, 35, 60, 52, 37, 6, 3, 52, 52, 41, 38, 44, 5, 2, 49, 46, 39, 40, 33), 1)
)
CANTIDADES = (33, 214, 61, 38, 12, 44, 9, 507, 96, 21, 7, 4)
POR_ESTADO = tuple(
    Dato(estado.etiqueta, cuantos, url="#", slug=estado.slug, icono=estado.icono)
    for estado, cuantos in zip(Estado, CANTIDADES, strict=True)
)
CUMPLIMIENTO = (
    ("Cooperativa Río Claro", ((62, 21), (58, 31), None, (61, 52))),
    ("Distribuidora Cordillera", ((88, 96), (79, 74), (84, 41), (84, 211))),
    ("Compañía Austral", ((99, 140), (98, 101), (97, 52), (98, 293))),
)
COLORES = (
    "p-texto",
    "p-texto-2",
    "p-superficie",
    "p-separador",
    "p-borde-control",
    "p-primario",
    "p-primario-suave",
    "p-enlace",
    "p-marino",
    "p-error",
    "p-exito",
    "p-aviso",
    "p-foco",
)
