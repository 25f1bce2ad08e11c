"""The first journey as a person walks it in a browser: small steps that the tests put together."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from nucleo.archivos import muestras
from tests.cliente import sesion_de
from tests.largo import COMPLETO
from tests.personas import CLAVE, crear

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from portal.demostracion.personas import Persona

CAPTURAS = Path(__file__).resolve().parent.parent.parent / "capturas"
CON_CAPTURAS = COMPLETO or bool(os.environ.get("CAPTURAS"))
CINCO_MEGAS = 5 * 1024 * 1024
COMENTARIO = "Hay capacidad en el transformador de tu cuadra.\nEl informe explica cómo seguir."


@dataclass(frozen=True)
class Papel:
    """A file to upload, and the words with which it must be refused, if any."""

    ruta: Path
    rechazo: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.ruta.read_bytes())


@dataclass(frozen=True)
class Papeles:
    formulario: Papel
    cedula: Papel
    respuesta: Papel
    malos: tuple[Papel, ...]


def sha256(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


def escribir_papeles(carpeta: Path) -> Papeles:
    """Real files on disk; the bad ones carry the words of DISENO 6.6 for *Copia de la cédula de identidad*."""

    def papel(nombre: str, contenido: bytes, rechazo: str = "") -> Papel:
        ruta = carpeta / nombre
        ruta.write_bytes(contenido)
        return Papel(ruta, rechazo)

    bueno = muestras.pdf("Formulario firmado", paginas=3)
    return Papeles(
        formulario=papel(
            "formulario firmado con un nombre bastante más largo de lo que cabe en un teléfono.pdf", bueno
        ),
        cedula=papel("cedula.pdf", muestras.pdf("Cédula por ambos lados")),
        respuesta=papel("respuesta.pdf", muestras.pdf("Respuesta de la distribuidora")),
        malos=(
            papel(
                "disfrazado.pdf",
                muestras.png(),
                "El contenido de disfrazado.pdf no corresponde a su extensión",
            ),
            papel("vacio.pdf", b"", "vacio.pdf está vacío"),
            papel("cortado.pdf", bueno[:-400], "El contenido de cortado.pdf no corresponde a su extensión"),
            papel(
                "grande.pdf",
                bueno + b"\n" * CINCO_MEGAS,
                "Copia de la cédula de identidad debe pesar 5 MB o menos. Este archivo pesa 5,1 MB.",
            ),
            papel(
                "planilla.xlsx",
                muestras.docx(),
                "Copia de la cédula de identidad debe ser del tipo PDF, JPG, PNG, DOC o DOCX",
            ),
        ),
    )


class Camara:
    """Full-page pictures under ``capturas/`` (ignored by git), numbered in the order of the journey.

    Only for whoever asks, by ``CAPTURAS=1`` or ``bin/test --completo``: they are a fifth of the cost of a walk.
    """

    def __init__(self, nombre: str) -> None:
        self.carpeta = CAPTURAS / nombre
        self.tomadas = 0
        if not CON_CAPTURAS:
            return
        self.carpeta.mkdir(parents=True, exist_ok=True)
        for vieja in self.carpeta.glob("*.png"):
            vieja.unlink()

    def tomar(self, pagina: "Page", nombre: str) -> None:
        if not CON_CAPTURAS:
            return
        self.tomadas += 1
        pagina.screenshot(path=self.carpeta / f"{self.tomadas:02}-{nombre}.png", full_page=True)


def ingresar(pagina: "Page", persona: "Persona") -> None:
    """Gives the browser a session of ``persona``, who stays at no page yet: a quarter of the form's cost."""
    sesion = {"name": settings.SESSION_COOKIE_NAME, "value": sesion_de(crear(persona)), "url": settings.PORTAL_URL}
    pagina.context.add_cookies([sesion])


def ingresar_por_el_formulario(pagina: "Page", persona: "Persona", documento: str = "") -> None:
    """Signs in as people do; ``documento`` when the RUT is to be typed in another spelling."""
    pagina.goto("/ingresar/")
    pagina.get_by_label({"sec": "SEC"}.get(persona.perfil.value, persona.perfil.label), exact=True).check()
    pagina.get_by_label("RUT", exact=True).fill(documento or persona.documento)
    pagina.get_by_label("Contraseña", exact=True).fill(CLAVE)
    pagina.locator("main").get_by_role("button", name="Ingresar").click()
    pagina.wait_for_url(lambda url: "/ingresar/" not in url)


def salir(pagina: "Page") -> None:
    pagina.locator("details.usuario summary").click()
    pagina.get_by_role("button", name="Cerrar sesión").click()


def campo(pagina: "Page", codigo: str) -> "Locator":
    """One document field; the node is another after each upload, the id is not."""
    return pagina.locator(f"#campo-{codigo}")


def elegir(pagina: "Page", codigo: str, papel: Papel) -> None:
    """Chooses a file. With script it leaves at once; without it travels with the form."""
    campo(pagina, codigo).locator("input[type=file]").set_input_files(papel.ruta)


def bajar(pagina: "Page", enlace: "Locator") -> bytes:
    """The bytes that a click downloads."""
    with pagina.expect_download() as descarga:
        enlace.click()
    return Path(descarga.value.path()).read_bytes()


def texto_del_resumen(pagina: "Page") -> list[str]:
    return pagina.locator(".errores li").all_inner_texts()


def contiene_todo(texto: str, partes: Iterable[str]) -> list[str]:
    """What of ``partes`` is missing in ``texto``."""
    return [parte for parte in partes if parte not in texto]
