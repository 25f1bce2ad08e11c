"""The public page of links (A-20)."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from catalogo import carga
from catalogo.models import Enlace
from nucleo.archivos.muestras import pdf
from nucleo.archivos.recepcion import guardar_generado

pytestmark = [pytest.mark.django_db, pytest.mark.req("A-20")]
LOS_SEIS = [
    "Proceso de Conexión",
    "Descarga de Formularios",
    "Declaración de puesta en servicio (TE4)",
    "La Generación Ciudadana en la SEC",
    "Acerca de la Generación Ciudadana",
    "Ayuda",
]


def con_archivo(ruta: Path, uso: str = "enlace") -> Enlace:
    origen = ruta / "x.pdf"
    origen.write_bytes(pdf())
    archivo = guardar_generado(origen, uso=uso, nombre="Formulario de conexión.pdf", actor=None, tipo="application/pdf")
    enlace = Enlace.objects.get(codigo="descarga-de-formularios")
    enlace.direccion, enlace.archivo = "", archivo
    enlace.save()
    return enlace


def test_cualquiera_ve_los_seis_en_su_orden(client: Client) -> None:
    pagina = client.get("/enlaces/")
    assert [enlace.titulo for enlace, _ in pagina.context["tarjetas"]] == LOS_SEIS
    texto = pagina.content.decode()
    assert texto.count("(abre otro sitio)") == sum(e.es_externo for e in Enlace.objects.all())
    assert 'href="/ayuda/"' in texto


def test_lo_que_la_sec_cambio_no_vuelve_atras() -> None:
    Enlace.objects.filter(codigo="ayuda").update(titulo="Otra ayuda", vigente=False)
    Enlace.objects.filter(codigo="te4").delete()
    assert carga.cargar_enlaces() == 1
    assert Enlace.objects.get(codigo="ayuda").titulo == "Otra ayuda"


def test_un_archivo_se_baja_sin_ingresar_y_la_tarjeta_dice_tipo_y_tamano(client: Client, tmp_path: Path) -> None:
    enlace = con_archivo(tmp_path)
    assert "Archivo PDF, " in client.get("/enlaces/").content.decode()
    respuesta = client.get(reverse("catalogo:enlace-archivo", args=[enlace.pk]))
    assert respuesta.status_code == 200
    assert b"".join(respuesta.streaming_content) == pdf()
    assert respuesta["Content-Disposition"].startswith("attachment")


def test_un_enlace_oculto_no_se_lista_ni_entrega_su_archivo(client: Client, tmp_path: Path) -> None:
    enlace = con_archivo(tmp_path)
    Enlace.objects.filter(pk=enlace.pk).update(vigente=False)
    assert enlace.titulo not in client.get("/enlaces/").content.decode()
    assert client.get(reverse("catalogo:enlace-archivo", args=[enlace.pk])).status_code == 404


def test_la_puerta_publica_no_entrega_archivos_de_otro_uso(client: Client, tmp_path: Path) -> None:
    enlace = con_archivo(tmp_path, uso="documento")
    assert client.get(reverse("catalogo:enlace-archivo", args=[enlace.pk])).status_code == 404
    assert client.get(reverse("catalogo:enlace-archivo", args=[0])).status_code == 404
