"""The four forms as a person files them in a browser: the small steps of tests/e2e/test_formularios_*.py."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from nucleo.archivos import muestras
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, Papel, campo, texto_del_resumen

if TYPE_CHECKING:
    from playwright.sync_api import Page

NUMERO, FACTIBILIDAD = "3306118-2", "F-2026/77"
DE_UNA_VEZ = 4  # each file is judged in a process of its own: twelve at once outlast the browser's patience


@dataclass
class Tramitador:
    """One person at one browser. ``papel(codigo)`` is a file of its own for each document."""

    pagina: "Page"
    js: bool
    carpeta: Path
    camara: Camara
    papeles: dict[str, Papel] = field(default_factory=dict)

    def papel(self, codigo: str) -> Papel:
        if codigo not in self.papeles:
            es_foto = codigo.startswith("cedula")
            ruta = self.carpeta / f"{codigo}.{'jpg' if es_foto else 'pdf'}"
            ruta.write_bytes(muestras.jpg() if es_foto else muestras.pdf(f"Documento {codigo}"))
            self.papeles[codigo] = Papel(ruta)
        return self.papeles[codigo]

    def foto(self, nombre: str) -> None:
        self.camara.tomar(self.pagina, nombre)

    def comenzar(self, formulario: str) -> None:
        self.pagina.goto("/nuevo-envio/")
        self.pagina.get_by_role("button", name=f"Comenzar {formulario}", exact=True).click()
        expect(self.pagina.get_by_role("heading", level=1)).to_have_text("Datos generales")

    def continuar_con_errores(self) -> list[str]:
        """Presses *Continuar* where something is missing: 422, the title, the summary, its links."""
        with self.pagina.expect_response(lambda r: r.request.method == "POST" and "autoguardado" not in r.url) as r:
            self.pagina.get_by_role("button", name="Continuar").last.click()
        assert r.value.status == 422
        expect(self.pagina).to_have_title(re.compile("^Error: "))
        errores = texto_del_resumen(self.pagina)
        for ancla in self.pagina.locator(".errores a").all():
            destino = (ancla.get_attribute("href") or "")[1:]
            assert self.pagina.locator(f"[id='{destino}']").is_visible(), f"the summary leads to #{destino}, not seen"
        return errores

    def continuar(self, titulo: str) -> None:
        self.pagina.get_by_role("button", name="Continuar").last.click()
        expect(self.pagina.get_by_role("heading", level=1)).to_have_text(titulo)

    def llenar_el_lugar(self, numero: str = NUMERO) -> None:
        self.pagina.get_by_label("Distribuidora").select_option("Enel Distribución")
        if numero == FACTIBILIDAD:
            self.pagina.get_by_label("No tengo Nro. de Cliente").check()
            self.pagina.get_by_label("Número de factibilidad").fill(numero)
        else:
            self.pagina.get_by_label("N° de cliente").fill(numero)
        if self.js:
            self.pagina.get_by_label("Región").select_option("Metropolitana de Santiago")
        self.pagina.get_by_label("Comuna").select_option("Ñuñoa")

    def adjuntar(self, *codigos: str) -> None:
        """With script each leaves at once; without, some at a time with *Subir los archivos elegidos*."""
        for desde in range(0, len(codigos), DE_UNA_VEZ):
            tanda = codigos[desde : desde + DE_UNA_VEZ]
            for codigo in tanda:
                campo(self.pagina, codigo).locator("input[type=file]").set_input_files(self.papel(codigo).ruta)
                if self.js:
                    expect(campo(self.pagina, codigo).locator(".ok")).to_contain_text("Subido")
            if not self.js:
                self.pagina.get_by_role("button", name="Subir los archivos elegidos").click()
        for codigo in codigos:
            expect(campo(self.pagina, codigo).locator(".archivo__nombre")).to_have_text(self.papel(codigo).ruta.name)

    def grabar(self) -> Solicitud:
        """From the review to the confirmation; returns what was filed."""
        self.pagina.get_by_role("button", name="Grabar y enviar").click()
        self.pagina.wait_for_url("**/enviada/")
        solicitud = Solicitud.objects.latest("id")
        expect(self.pagina.locator(".exito__folio")).to_have_text(f"Folio {solicitud.folio}")
        return solicitud

    def resumen(self) -> dict[str, str]:
        """The review, label → value."""
        filas = self.pagina.locator("main dl > div").all()
        return {fila.locator("dt").inner_text(): fila.locator("dd").inner_text() for fila in filas}


def nombres(solicitud: Solicitud) -> list[str]:
    return list(solicitud.adjuntos.order_by("id").values_list("codigo", flat=True))
