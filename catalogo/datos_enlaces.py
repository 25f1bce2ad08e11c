"""The six links of interest that the portal brings (A-20): only the first words, which SEC edits afterwards."""

from typing import NamedTuple


class EnlaceInicial(NamedTuple):
    codigo: str
    titulo: str
    proposito: str
    direccion: str


# Of the SEC's own site only pages that have kept their address for years: a deep link of today breaks tomorrow.
SITIO_SEC = "https://www.sec.cl/"
ENLACES = (
    EnlaceInicial(
        "proceso-de-conexion",
        "Proceso de Conexión",
        "Los cuatro pasos para conectar tu equipo, quién responde cada uno y en cuántos días.",
        "/ayuda/#proceso",
    ),
    EnlaceInicial(
        "descarga-de-formularios",
        "Descarga de Formularios",
        "Los formularios en blanco que llenas y adjuntas a cada solicitud.",
        f"{SITIO_SEC}generacion-ciudadana/",
    ),
    EnlaceInicial(
        "te4",
        "Declaración de puesta en servicio (TE4)",
        "Dónde tu instalador declara la instalación antes de pedir la conexión.",
        SITIO_SEC,
    ),
    EnlaceInicial(
        "generacion-ciudadana-en-la-sec",
        "La Generación Ciudadana en la SEC",
        "Normas, equipos autorizados, instaladores y cifras que publica la Superintendencia.",
        f"{SITIO_SEC}generacion-ciudadana/",
    ),
    EnlaceInicial(
        "acerca-de-la-generacion-ciudadana",
        "Acerca de la Generación Ciudadana",
        "La ley 20.571: quién puede generar su propia energía y cómo se pagan los excedentes.",
        "https://www.bcn.cl/leychile/navegar?idNorma=1038211",
    ),
    EnlaceInicial(
        "ayuda",
        "Ayuda",
        "Cómo usar este portal, qué documentos necesitas y a quién escribir.",
        "/ayuda/",
    ),
)
