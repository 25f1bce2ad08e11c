"""The menu of each profile (DISENO 5 and 14): data, and the one rule that shows an entry.

An entry appears when a page answers at its address and its declared rule admits the user, so a room that is
not built, or switched off, leaves no trace. Addresses, not URL names: they are the contract of DISENO 5.
"""

from dataclasses import dataclass
from typing import Any

from nucleo.comun.templatetags.componentes import acceso_de


@dataclass(frozen=True)
class Entrada:
    etiqueta: str
    ruta: str
    icono: str
    # Other addresses whose pages belong to this entry.
    tambien: tuple[str, ...] = ()

    def contiene(self, ruta: str) -> bool:
        return any(ruta.startswith(prefijo) for prefijo in (self.ruta, *self.tambien))


AYUDA = Entrada("Ayuda", "/ayuda/", "question-circle")
MENUS: dict[str, tuple[Entrada, ...]] = {
    "solicitante": (
        Entrada("Inicio", "/inicio/", "house", ("/solicitudes/", "/expedientes/")),
        Entrada("Nuevo envío", "/nuevo-envio/", "plus-lg", ("/borradores/",)),
        Entrada("Mis suministros", "/suministros/", "plug", ("/tramites-comerciales/", "/tramites/", "/planes/")),
        Entrada("Notificaciones", "/notificaciones/", "bell"),
        Entrada("Enlaces de interés", "/enlaces/", "link-45deg"),
        AYUDA,
    ),
    "distribuidora": (
        Entrada("Bandeja", "/bandeja/", "inbox", ("/solicitudes/",)),
        Entrada("Comunicación", "/comunicaciones/nueva/", "chat-left-text", ("/comunicaciones/",)),
        Entrada("Reporte", "/reporte/", "file-earmark-spreadsheet"),
        Entrada("Identidades", "/identidades/", "person-badge"),
        Entrada("Mi distribuidora", "/distribuidora/", "building", ("/planes/", "/tramites/")),
        AYUDA,
    ),
    "sec": (
        Entrada("Panel", "/panel/", "bar-chart"),
        Entrada("Solicitudes", "/todas/", "inbox", ("/solicitudes/", "/planes/", "/tramites/")),
        Entrada("Data", "/data/", "file-earmark-spreadsheet"),
        Entrada("Mensajes", "/mensajes/", "envelope"),
        Entrada("Administrador", "/administracion/", "people"),
        AYUDA,
    ),
}


@dataclass(frozen=True)
class Enlace:
    """An entry as one page shows it."""

    etiqueta: str
    ruta: str
    icono: str
    actual: bool


def menu(usuario: Any, ruta: str) -> list[Enlace]:
    """The entries for a signed-in user on the page at ``ruta``; the current one is marked."""
    visibles = [
        entrada
        for entrada in MENUS.get(getattr(usuario, "perfil", ""), ())
        if (acceso := acceso_de(entrada.ruta)) and acceso.permite(usuario)
    ]
    actual = max(
        (entrada for entrada in visibles if entrada.contiene(ruta)), key=lambda entrada: len(entrada.ruta), default=None
    )
    return [Enlace(entrada.etiqueta, entrada.ruta, entrada.icono, entrada is actual) for entrada in visibles]
