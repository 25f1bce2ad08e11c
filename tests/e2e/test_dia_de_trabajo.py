"""A working day of the distributor: ten requests and every path of a payment, by one member of staff."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucleo.archivos import muestras
from pagos.models import Cobro
from portal.demostracion import estados
from portal.demostracion.estados import Reparto
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, Papel, bajar, campo, elegir, ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, FRIDA, IGNACIO, JORGE, MARTA, SONIA, crear

FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js", marks=pytest.mark.completo),
]


@dataclass
class Manana:
    """The ten requests that the inbox holds when the day begins, each named by what it needs."""

    por_responder: Solicitud
    por_responder_con_pago: Solicitud
    por_cobrar: Solicitud
    por_corregir: Solicitud
    pagada: Solicitud
    por_validar: Solicitud
    por_rechazar: Solicitud
    de_la_cartola: Solicitud
    por_confirmar: Solicitud
    por_revertir: Solicitud

    @classmethod
    def del_dia(cls) -> "Manana":
        marta, sonia = crear(MARTA), crear(SONIA)
        crear(JORGE)
        elena, ignacio, frida = (Reparto(crear(quien), marta, sonia) for quien in (ELENA, IGNACIO, FRIDA))
        return cls(
            por_responder=estados.pendiente_respuesta(elena, "4200001-1"),
            por_responder_con_pago=estados.pendiente_respuesta(ignacio, "4200002-2"),
            por_cobrar=estados.pendiente_respuesta(frida, "4200003-3"),
            por_corregir=estados.pendiente_respuesta(elena, "4200004-4"),
            pagada=estados.pago_validado(ignacio, "4200005-5"),
            por_validar=estados.pendiente_validacion(frida, "4200006-6"),
            por_rechazar=estados.pendiente_validacion(frida, "4200007-7"),
            de_la_cartola=estados.pendiente_validacion(elena, "4200008-8"),
            por_confirmar=estados.respondido_automatico(elena, "4200009-9"),
            # Of another account: P-06 opens one answer per account until a person looks.
            por_revertir=estados.respondido_automatico(ignacio, "4200010-K"),
        )


@dataclass
class Jornada:
    """One member of staff before the screen. ``papel``: what gets uploaded."""

    pagina: Page
    js: bool
    camara: Camara
    papel: Papel

    def ir(self, solicitud: Solicitud, boton: str) -> None:
        """Opens the request as the inbox does, by its folio, and then the page of one of its buttons."""
        self.pagina.goto(f"/bandeja/?folio={solicitud.folio}")
        self.pagina.get_by_role("link", name=solicitud.folio, exact=True).click()
        self.pagina.get_by_role("link", name=boton, exact=True).first.click()

    def grabar(self, boton: str, dice: str) -> None:
        self.pagina.get_by_role("button", name=boton, exact=True).click()
        expect(self.pagina.locator("main [role=status]").first).to_contain_text(dice)

    def subir(self, nombre: str) -> None:
        elegir(self.pagina, nombre, self.papel)
        if self.js:
            expect(campo(self.pagina, nombre)).to_contain_text("Subido")

    def cuentan(self, vistas: dict[str, int]) -> None:
        """The tabs of the inbox, each with its number."""
        for vista, cuantas in vistas.items():
            pestana = self.pagina.locator("nav .vistas a").filter(has_text=vista).first
            expect(pestana).to_have_text(re.compile(rf"{vista}\s+{cuantas}$"))

    def mirar(self, nombre: str) -> None:
        self.camara.tomar(self.pagina, nombre)


@pytest.mark.req("D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07", "P-01", "P-04", "P-05", "P-06")
@pytest.mark.parametrize("forma", FORMAS)
def test_un_dia_de_diez_solicitudes(
    forma: tuple[str, bool], abrir: Callable[..., Page], servidor: Any, tmp_path: Path
) -> None:
    ancho, js = forma
    manana = Manana.del_dia()
    papel = Papel(tmp_path / "documento.pdf")
    papel.ruta.write_bytes(muestras.pdf("Informe de la red"))
    pagina = abrir(ancho=ancho, javascript=js)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, MARTA)
    dia = Jornada(pagina, js, Camara(f"dia-{ancho}-{'con' if js else 'sin'}-js"), papel)

    _mirar_la_bandeja(dia)
    _repartir(dia, manana)
    _responder(dia, manana)
    _pedir_pagos(dia, manana)
    _pedir_correccion_y_escribir(dia, manana)
    _revisar_comprobantes(dia, manana)
    _importar_cartola(dia, manana, tmp_path)
    _revisar_los_que_abrio_el_plazo(dia, manana)
    _cerrar_el_dia(dia, manana)
    assert quejas == []


def _mirar_la_bandeja(dia: Jornada) -> None:
    dia.pagina.goto("/bandeja/")
    dia.mirar("bandeja")
    dia.cuentan({"Todas": 10, "Por responder": 5, "Pagos por validar": 3, "Respondidas": 2, "Mías": 0})
    dia.pagina.get_by_role("link", name=re.compile("Por responder")).click()
    expect(dia.pagina.locator("#resultados tbody tr")).to_have_count(5)
    dia.mirar("por-responder")


def _repartir(dia: Jornada, manana: Manana) -> None:
    """Two of them for Marta herself, ticked in the list."""
    for solicitud in (manana.por_responder, manana.por_responder_con_pago):
        dia.pagina.get_by_label(f"Seleccionar folio {solicitud.folio}", exact=True).check()
    dia.mirar("elegidas")
    dia.pagina.get_by_role("button", name="Asignar", exact=True).click()
    dia.pagina.get_by_label("Responsable").select_option(label=f"{MARTA.nombres} {MARTA.apellidos}")
    dia.grabar("Grabar", "2 solicitudes")
    dia.cuentan({"Mías": 2})


def _responder(dia: Jornada, manana: Manana) -> None:
    for solicitud in (manana.por_responder, manana.pagada):
        dia.ir(solicitud, "Responder")
        _motivo(dia)
        dia.pagina.get_by_label("Tu N° de solicitud").fill(f"D-{solicitud.pk}")
        dia.subir("respuesta")
        dia.mirar("responder")
        dia.grabar("Grabar respuesta", "Respuesta enviada")
    assert _estado(manana.por_responder) == _estado(manana.pagada) == Estado.RESPONDIDO


def _pedir_pagos(dia: Jornada, manana: Manana) -> None:
    dia.ir(manana.por_responder_con_pago, "Responder")
    _motivo(dia)
    dia.subir("respuesta")
    dia.pagina.get_by_label("Sí", exact=True).check()
    dia.pagina.get_by_label("Monto").fill("$38.500")
    dia.pagina.get_by_label("Qué se paga").fill("Estudio de la red")
    dia.grabar("Grabar respuesta", "Respuesta guardada")
    dia.ir(manana.por_cobrar, "Solicitar pago")
    dia.pagina.get_by_label("Monto").fill("12000")
    dia.pagina.get_by_label("Qué se paga").fill("Visita a terreno")
    dia.mirar("cobro")
    dia.pagina.get_by_role("button", name="Solicitar pago").click()
    dia.ir(manana.por_cobrar, "Retirar cobro")
    dia.pagina.get_by_label("Motivo para retirar el cobro").fill("Ya no hace falta la visita")
    dia.mirar("retirar")
    dia.pagina.get_by_role("button", name="Retirar cobro").click()
    assert _estado(manana.por_cobrar) == Estado.PENDIENTE_RESPUESTA
    assert _estado(manana.por_responder_con_pago) == Estado.PENDIENTE_PAGO


def _pedir_correccion_y_escribir(dia: Jornada, manana: Manana) -> None:
    dia.ir(manana.por_corregir, "Pedir corrección")
    dia.mirar("pedir-correccion")
    dia.pagina.locator("main .revela input[type=checkbox]").first.check()
    dia.pagina.locator("main .revela__si").first.locator("textarea, input").fill("Falta la firma en la página 2")
    dia.pagina.get_by_label("Comentario general").fill("Fírmalo y súbelo otra vez.")
    dia.pagina.get_by_role("button", name="Pedir corrección").click()
    assert _estado(manana.por_corregir) == Estado.OBSERVADA
    dia.ir(manana.por_cobrar, "Comunicar")
    dia.pagina.get_by_label("Comentario").fill("Pasaremos el martes por la mañana.")
    dia.mirar("comunicar")
    dia.pagina.get_by_role("button", name="Grabar y enviar").click()
    expect(dia.pagina.locator("main [role=status]").first).to_be_visible()
    dia.ir(manana.por_cobrar, "Editar el N° de solicitud")
    dia.pagina.get_by_label("N° de solicitud (opcional)", exact=True).fill("D-2026-77")
    dia.pagina.get_by_role("button", name="Grabar", exact=True).click()
    expect(dia.pagina.locator("main")).to_contain_text("D-2026-77")
    manana.por_cobrar.refresh_from_db()
    assert manana.por_cobrar.numero_solicitud == "D-2026-77"


def _revisar_comprobantes(dia: Jornada, manana: Manana) -> None:
    dia.ir(manana.por_validar, "Validar pago")
    dia.pagina.get_by_label("Sí, validar el pago").check()
    dia.grabar("Grabar validación", "Validaste el pago y la respuesta quedó disponible.")
    dia.ir(manana.por_rechazar, "Validar pago")
    dia.pagina.get_by_label("No, rechazar el pago").check()
    dia.pagina.get_by_label("Motivo del rechazo").fill("El monto no coincide con el cobro")
    dia.grabar("Grabar validación", "Rechazaste el pago.")
    assert _estado(manana.por_validar) == Estado.RESPONDIDO
    assert _estado(manana.por_rechazar) == Estado.PAGO_RECHAZADO


def _importar_cartola(dia: Jornada, manana: Manana, carpeta: Path) -> None:
    """The bank's file, twice: the second time nothing happens."""
    cobro = Cobro.objects.get(solicitud=manana.de_la_cartola)
    cartola = Papel(carpeta / "cartola.csv")
    cartola.ruta.write_text(
        f"Fecha;Glosa;Abono\n20-11-2026;TRANSFERENCIA {cobro.referencia};{cobro.monto}\n20-11-2026;Otra cosa;9.990\n",
        encoding="cp1252",
    )
    dia.pagina.goto("/distribuidora/pagos/cartolas/")
    dia.pagina.locator("main input[type=file]").set_input_files(cartola.ruta)
    dia.pagina.get_by_role("button", name="Importar cartola").click()
    for columna, nombre in {"de la fecha": "Fecha", "del monto": "Abono", "del texto": "Glosa"}.items():
        dia.pagina.get_by_label(f"Columna {columna}").select_option(label=nombre)
    dia.mirar("columnas")
    dia.grabar("Importar cartola", "Nada se valida hasta que lo confirmes")
    assert _estado(manana.de_la_cartola) == Estado.PENDIENTE_VALIDACION
    dia.mirar("cartola")
    dia.pagina.get_by_label(f"Validar {manana.de_la_cartola.folio}").check()
    dia.grabar("Validar los elegidos", f"Validaste 1 pago: {manana.de_la_cartola.folio}")
    assert _estado(manana.de_la_cartola) == Estado.RESPONDIDO


def _revisar_los_que_abrio_el_plazo(dia: Jornada, manana: Manana) -> None:
    dia.ir(manana.por_confirmar, "Confirmar pago")
    dia.mirar("confirmar")
    dia.pagina.get_by_role("button", name="Confirmar pago").click()
    dia.ir(manana.por_revertir, "Revertir aceptación")
    dia.pagina.get_by_label(re.compile("Motivo")).fill("El comprobante es de otra cuenta")
    dia.mirar("revertir")
    dia.pagina.get_by_role("button", name="Revertir aceptación").click()
    manana.por_confirmar.refresh_from_db()
    assert not manana.por_confirmar.pago_sin_revisar
    assert _estado(manana.por_revertir) == Estado.PAGO_RECHAZADO


def _cerrar_el_dia(dia: Jornada, manana: Manana) -> None:
    """The sheet of the payments and the inbox tell the same day."""
    dia.pagina.goto("/distribuidora/pagos/conciliacion/")
    dia.mirar("conciliacion")
    filas = dia.pagina.locator("table.lista-pagos tbody tr")
    expect(filas).to_have_count(Cobro.objects.count())
    dia.pagina.goto("/bandeja/")
    dia.mirar("bandeja-al-final")
    dia.cuentan({"Todas": 10, "Por responder": 1, "Pagos por validar": 0, "Respondidas": 5})
    excel = bajar(dia.pagina, dia.pagina.get_by_role("link", name="Exportar a Excel (10 filas)"))
    assert excel.startswith(b"PK")


def _motivo(dia: Jornada) -> None:
    """Others wait in front: the regulator will read why."""
    motivo = dia.pagina.get_by_label("Motivo para responder fuera de orden")
    if motivo.count():
        motivo.fill("Las anteriores esperan un estudio de la red")


def _estado(solicitud: Solicitud) -> Estado:
    solicitud.refresh_from_db(fields=["estado"])
    return Estado(solicitud.estado)
