"""'Mis datos': all that is held on the own account, and nothing of anybody else's (L-13, first part)."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuentas.datos_propios import secciones
from cuentas.datos_propios.views import POR_HORA
from cuentas.models import Usuario
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.archivos.muestras import jpg
from nucleo.bitacora.models import Acceso
from portal.demostracion import fabricas
from tests.personas import CLAVE, ELENA, FRIDA, MARTA, SONIA, TODAS, crear

RUTA, DESCARGA = "/perfil/datos/", "/perfil/datos/descarga/"
pytestmark = [pytest.mark.django_db, pytest.mark.req("L-13")]


def bajar(usuario: Usuario) -> tuple[dict[str, Any], str]:
    respuesta = ingresar(usuario).get(DESCARGA)
    texto = respuesta.content.decode()
    assert respuesta.status_code == 200 and respuesta["Content-Type"] == "application/json"
    assert respuesta["Content-Disposition"].startswith('attachment; filename="mis-datos-')
    assert respuesta["Cache-Control"] == "no-store"
    return json.loads(texto)["datos"], texto


def con_vida(usuario: Usuario, sello: str) -> None:
    """A request, its answer, a draft, a photo and a change, all carrying ``sello``."""
    solicitud = fabricas.enviada(usuario, "YN", correo_adicional=f"{sello}@ejemplo.cl")
    fabricas.respondida(solicitud, crear(MARTA), f"Respuesta {sello}")
    fabricas.borrador_listo(usuario)
    ingresar(usuario).post("/perfil/documento/", {"documento": SimpleUploadedFile(f"{sello}.jpg", jpg())})


def test_trae_todo_lo_propio_y_nada_ajeno() -> None:
    elena, frida = crear(ELENA), crear(FRIDA)
    con_vida(elena, "selloelena")
    con_vida(frida, "sellofrida")
    datos, texto = bajar(elena)
    assert (
        datos["cuenta"][0] | {"nombres": "Elena", "email": elena.email, "documento": "RUT 44.444.444-4"}
        == (datos["cuenta"][0])
    )
    assert datos["solicitudes"][0]["correo_adicional"] == "selloelena@ejemplo.cl"
    assert datos["solicitudes"][0]["respuesta"] == "Respuesta selloelena"
    assert datos["documentos_de_identidad"][0]["archivo"] == "selloelena.jpg"
    assert {archivo["nombre"] for archivo in datos["archivos"]} >= {"selloelena.jpg", "formulario.pdf"}
    assert datos["borradores"] and datos["mensajes"] and datos["sesiones"] and datos["accesos"]
    assert "Documento de identidad enviado" in {hecho["hecho"] for hecho in datos["historial"]}
    ajeno = ["sellofrida", frida.email, "Frida", frida.documento, frida.documento_mostrado]
    assert [palabra for palabra in ajeno if palabra in texto] == []
    assert [palabra for palabra in ajeno if palabra in cuerpo(ingresar(elena), RUTA)] == []


def test_no_trae_secretos() -> None:
    elena = crear(ELENA)
    con_vida(elena, "x")
    _, texto = bajar(elena)
    sesiones = [sesion.session_key for sesion in elena.sesiones.all()]
    secretos = [elena.password, CLAVE, *sesiones]
    assert [secreto for secreto in secretos if secreto in texto] == []


def test_la_respuesta_con_llave_no_se_adelanta() -> None:
    """P-05: an answer that waits for a payment is not in the file either."""
    from tests.mundo import trabada

    elena = crear(ELENA)
    trabada(fabricas.enviada(elena, "YN"), crear(MARTA))
    datos, texto = bajar(elena)
    assert datos["solicitudes"][0]["respuesta_disponible_en"] is None
    assert "Comentario reservado hasta el pago" not in texto


@pytest.mark.parametrize("persona", TODAS, ids=lambda persona: persona.nombres)
def test_cada_perfil_ve_su_pagina(persona: Any) -> None:
    usuario = crear(persona)
    texto = cuerpo(ingresar(usuario), RUTA)
    assert usuario.email in texto and usuario.documento_mostrado in texto and DESCARGA in texto
    assert 'href="/perfil/contacto/"' in texto and ('href="/perfil/documento/"' in texto) is usuario.es_solicitante
    assert RUTA in cuerpo(ingresar(usuario), "/perfil/")


def test_quien_administra_no_se_lleva_los_datos_de_quienes_cambia() -> None:
    """The log tells that SEC changed an account; whose address it was is that person's data."""
    from cuentas.personal.actions import desactivar

    sonia, marta = crear(SONIA), crear(MARTA)
    desactivar(actor=sonia, usuario_id=marta.pk, motivo="Motivo de Marta")
    datos, texto = bajar(sonia)
    assert "Cuenta desactivada" in {hecho["hecho"] for hecho in datos["historial"]}
    assert "Motivo de Marta" not in texto and marta.email not in texto


def test_la_pagina_muestra_las_primeras_y_el_archivo_todas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secciones, "EN_PAGINA", 1)
    elena = crear(ELENA)
    for _ in range(3):
        fabricas.enviada(elena, "YN")
    assert "Hay más: la descarga trae el resto." in cuerpo(ingresar(elena), RUTA)
    assert len(bajar(elena)[0]["solicitudes"]) == 3


def test_cada_descarga_queda_anotada_y_tienen_limite() -> None:
    elena = crear(ELENA)
    cliente = ingresar(elena)
    assert [cliente.get(DESCARGA).status_code for _ in range(POR_HORA + 1)] == [200] * POR_HORA + [429]
    assert Acceso.objects.filter(accion="datos.descargar", usuario=elena).count() == POR_HORA


def test_lo_que_parece_html_se_muestra_como_texto() -> None:
    elena = crear(ELENA)
    Usuario.objects.filter(pk=elena.pk).update(apellidos="<b>Araya</b>")
    assert "&lt;b&gt;Araya&lt;/b&gt;" in cuerpo(ingresar(elena), RUTA)
