"""A payment in a real browser: asked, informed, rejected, validated, downloaded; with JavaScript and without."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucleo.archivos import muestras
from pagos.models import Comprobante, FormasDePago
from portal.demostracion import fabricas
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, Papel, bajar, campo, elegir, ingresar, sha256, texto_del_resumen
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, JORGE, MARTA, crear

Abrir = Callable[..., Page]
FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js"),
]


@pytest.mark.req("P-01", "P-02", "P-03", "P-04", "P-05", "P-07", "P-08")
@pytest.mark.parametrize("forma", FORMAS)
def test_del_pedido_a_la_descarga(forma: tuple[str, bool], abrir: Abrir, servidor: Any, tmp_path: Path) -> None:
    ancho, js = forma
    crear(MARTA), crear(JORGE)
    solicitud = fabricas.enviada(crear(ELENA))
    camara = Camara(f"pagos-{ancho}-{'con' if js else 'sin'}-js")
    papeles = {nombre: Papel(tmp_path / f"{nombre}.pdf") for nombre in ("respuesta", "cupon", "primero", "segundo")}
    for nombre, papel in papeles.items():
        papel.ruta.write_bytes(muestras.pdf(nombre))

    jefa, quejas = _entrar(abrir, ancho, js, JORGE)
    _datos_de_pago(jefa, camara)
    personal, otras = _entrar(abrir, ancho, js, MARTA)
    _responder_con_pago(personal, solicitud, papeles, camara, js)
    propia, mas = _entrar(abrir, ancho, js, ELENA)
    _informar(propia, solicitud, papeles["primero"], camara, js, veces=1)
    _decidir(personal, solicitud, camara, "No, rechazar el pago")
    _informar(propia, solicitud, papeles["segundo"], camara, js, veces=2)
    _decidir(personal, solicitud, camara, "Sí, validar el pago")
    propia.goto(solicitud.get_absolute_url())
    camara.tomar(propia, "respondida")
    enlace = propia.get_by_role("link", name="Descargar respuesta.pdf").first
    assert sha256(bajar(propia, enlace)) == solicitud.respuestas.get().archivo.sha256_guardado
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.RESPONDIDO
    assert [*quejas, *otras, *mas] == []


def _entrar(abrir: Abrir, ancho: str, js: bool, persona: Any) -> tuple[Page, list[str]]:
    pagina = abrir(ancho=ancho, javascript=js)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, persona)
    return pagina, quejas


def _dice(pagina: Page, texto: str) -> None:
    expect(pagina.locator("main [role=status]").first).to_contain_text(texto)


def _datos_de_pago(pagina: Page, camara: Camara) -> None:
    pagina.goto("/distribuidora/")
    pagina.get_by_role("link", name="Datos de pago").click()
    pagina.get_by_label("Banco", exact=True).fill("Banco del Sur")
    pagina.get_by_label("Tipo de cuenta").fill("Cuenta corriente")
    pagina.get_by_label("N° de cuenta").fill("00-123-45")
    pagina.get_by_label("Titular", exact=True).fill("Red Austral SpA")
    pagina.get_by_label("RUT del titular").fill("76.123.456-1")
    pagina.get_by_role("button", name="Guardar los datos").click()
    assert texto_del_resumen(pagina) == ["El dígito verificador no corresponde. Revisa el RUT"]
    camara.tomar(pagina, "datos-con-error")
    pagina.get_by_label("RUT del titular").fill("76.123.456-0")
    pagina.get_by_label("Instrucciones").fill("Escribe la referencia en la glosa.")
    pagina.get_by_role("button", name="Ver vista previa").click()
    expect(pagina.locator("#vista")).to_contain_text("00-123-45")
    assert not FormasDePago.objects.exists()
    camara.tomar(pagina, "datos-vista-previa")
    pagina.get_by_role("button", name="Guardar los datos").click()
    _dice(pagina, "Guardamos los datos de pago.")
    pagina.get_by_role("main").get_by_role("link", name="Formas de pago").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Cómo pagar a")
    camara.tomar(pagina, "formas-de-una")
    pagina.goto("/formas-de-pago/")
    camara.tomar(pagina, "formas-de-pago")


def _responder_con_pago(
    pagina: Page, solicitud: Solicitud, papeles: dict[str, Papel], camara: Camara, js: bool
) -> None:
    pagina.goto(solicitud.get_absolute_url())
    pagina.get_by_role("link", name="Solicitar pago").click()
    camara.tomar(pagina, "cobro")
    pagina.goto(solicitud.get_absolute_url() + "respuesta/")
    expect(pagina.get_by_label("Monto")).to_be_hidden()
    camara.tomar(pagina, "responder")
    pagina.get_by_label("Sí", exact=True).check()
    pagina.get_by_label("Monto").fill("38,5")
    pagina.get_by_label("Qué se paga").fill("Estudio de la red")
    elegir(pagina, "respuesta", papeles["respuesta"])
    if js:
        expect(campo(pagina, "respuesta")).to_contain_text("Subido")
    elegir(pagina, "cupon", papeles["cupon"])
    if js:
        expect(campo(pagina, "cupon")).to_contain_text("Subido")
    pagina.get_by_role("button", name="Grabar respuesta").click()
    assert texto_del_resumen(pagina) == ["Escribe el monto en pesos, sin decimales, por ejemplo 38.500"]
    expect(campo(pagina, "cupon")).to_contain_text("cupon.pdf")
    camara.tomar(pagina, "responder-con-error")
    pagina.get_by_label("Monto").fill("38.500")
    pagina.get_by_role("button", name="Grabar respuesta").click()
    _dice(pagina, "Respuesta guardada. Quedará disponible cuando valides el pago.")
    camara.tomar(pagina, "trabada")
    pagina.goto(solicitud.get_absolute_url() + "cobro/retiro/")
    camara.tomar(pagina, "retiro")


def _informar(pagina: Page, solicitud: Solicitud, papel: Papel, camara: Camara, js: bool, *, veces: int) -> None:
    pagina.goto(solicitud.get_absolute_url())
    expect(pagina.get_by_text("La respuesta está lista.").first).to_be_visible()
    assert pagina.get_by_text("respuesta.pdf").count() == 0
    camara.tomar(pagina, f"por-pagar-{veces}")
    pagina.get_by_role("link", name="Informar pago").first.click()
    expect(pagina.get_by_text("00-123-45")).to_be_visible()
    if veces == 2:
        expect(pagina.get_by_text("El monto no coincide")).to_be_visible()
    pagina.get_by_role("button", name="Grabar comprobante").click()
    assert texto_del_resumen(pagina) == ["Elige cómo pagaste", "Adjunta Comprobante de pago"]
    camara.tomar(pagina, f"informar-con-error-{veces}")
    pagina.get_by_label("Transferencia electrónica").check()
    elegir(pagina, "comprobante", papel)
    if js:
        expect(campo(pagina, "comprobante")).to_contain_text("Subido")
    pagina.get_by_role("button", name="Grabar comprobante").click()
    _dice(pagina, "Comprobante recibido. La distribuidora tiene 2 días hábiles para validarlo.")
    camara.tomar(pagina, f"informado-{veces}")
    assert Comprobante.objects.count() == veces


def _decidir(pagina: Page, solicitud: Solicitud, camara: Camara, cual: str) -> None:
    pagina.goto("/distribuidora/pagos/por-validar/")
    camara.tomar(pagina, "por-validar")
    pagina.get_by_role("link", name="Revisar el pago").click()
    expect(pagina.get_by_label("Motivo del rechazo")).to_be_hidden()
    camara.tomar(pagina, "revisar")
    pagina.get_by_role("button", name="Grabar validación").click()
    assert texto_del_resumen(pagina) == ["Elige si el comprobante es correcto"]
    pagina.get_by_label(cual).check()
    if cual.startswith("No"):
        pagina.get_by_role("button", name="Grabar validación").click()
        assert texto_del_resumen(pagina) == ["Escribe por qué rechazas el pago"]
        camara.tomar(pagina, "rechazar-con-error")
        pagina.get_by_label("Motivo del rechazo").fill("El monto no coincide")
    pagina.get_by_role("button", name="Grabar validación").click()
    _dice(
        pagina, "Rechazaste el pago." if cual.startswith("No") else "Validaste el pago y la respuesta quedó disponible."
    )
    camara.tomar(pagina, "decidido")
