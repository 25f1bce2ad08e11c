"""V3: what belongs to one distributor is in no byte that another receives; SEC's sábana has both."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction
from django.test import Client

from fiscalizacion.sabana.archivo import escribir_solicitudes
from nucleo.avisos.models import Aviso
from portal.demostracion import fabricas
from solicitudes.models import ContadorFolio, Solicitud
from tests.mundo import Mundo, entrar, mundo

__all__ = ["mundo"]
FICHA = re.compile(rb"\b[A-Za-z0-9]{64}\b")
CANARIO_OV, CANARIO_YN = "7734951-K", "8845062-J"
COMENTARIO_OV, COMENTARIO_YN = "La red de la costa admite cinco", "La red del centro admite cuatro"


@pytest.fixture
def sembrado(mundo: Mundo, db: None) -> dict[str, Solicitud]:
    """One answered request at each distributor, each with its own strings."""
    # Long folios: one of three signs is found by chance in a token or a digest.
    ContadorFolio.objects.update(ultimo=7_654_320)
    ignacio, olga, marta = (mundo.persona[letra] for letra in "IOM")
    correo = {"OV": "costa@canario.ejemplo", "YN": "centro@canario.ejemplo"}
    ov = fabricas.enviada(ignacio, "OV", numero_cliente=CANARIO_OV, correo_adicional=correo["OV"])
    yn = fabricas.enviada(mundo.persona["F"], "YN", numero_cliente=CANARIO_YN, correo_adicional=correo["YN"])
    return {
        "OV": fabricas.respondida(ov, olga, COMENTARIO_OV),
        "YN": fabricas.respondida(yn, marta, COMENTARIO_YN),
    }


def _de(solicitud: Solicitud) -> list[str]:
    """What would betray the request: folio, numbers, names, addresses, comment, files."""
    respuesta = solicitud.respuestas.get()
    return [
        solicitud.folio, solicitud.numero_cliente, solicitud.correo_adicional, solicitud.solicitante.email,
        solicitud.solicitante.documento_mostrado, solicitud.solicitante.nombre, respuesta.comentario,
        str(respuesta.archivo_id), *(str(adjunto.archivo_id) for adjunto in solicitud.adjuntos.all()),
    ]  # fmt: skip


def _paginas_de(cliente: Client, propia: Solicitud, ajena: Solicitud) -> list[tuple[str, bytes]]:
    """Every page of a distributor, its lists asked in every way a filter can ask, and the other's addresses."""
    listas = ["/bandeja/", *(f"/bandeja/?{consulta}" for consulta in (
        "por=100", f"folio={ajena.folio}", f"cliente={ajena.numero_cliente}", "distribuidora=OV", "distribuidora=YN",
        "estado=respondido&orden=-distribuidora", "orden=folio&por=100", "page=2",
        f"solicitud={ajena.numero_solicitud}",
    )), "/reporte/?por=100"]  # fmt: skip
    archivos = [a.archivo_id for a in ajena.adjuntos.all()] + [ajena.respuestas.get().archivo_id]
    ajenas = [f"/solicitudes/{ajena.folio}/", f"/solicitudes/{ajena.folio}/respuesta/",
              f"/solicitudes/{ajena.folio}/plazo/", f"/solicitudes/{ajena.folio}/documentos.zip",
              f"/expedientes/{ajena.expediente_id}/", *(f"/archivos/{a}/" for a in archivos),
              *(f"/solicitudes/{propia.folio}/documentos/{a}/" for a in archivos)]  # fmt: skip
    propias = [f"/solicitudes/{propia.folio}/", f"/solicitudes/{propia.folio}/plazo/",
               f"/solicitudes/{propia.folio}/documentos.zip", f"/expedientes/{propia.expediente_id}/",
               "/ayuda/", "/"]  # fmt: skip
    vistas = []
    for direccion in [*listas, *ajenas, *propias]:
        for cabeceras in ({}, {"HX-Request": "true"}):
            respuesta = cliente.get(direccion, headers=cabeceras)
            cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
            # Random tokens out: a folio of three signs would sooner or later be found in one.
            vistas.append((direccion, FICHA.sub(b"", str(dict(respuesta.items())).encode() + cuerpo)))
    return vistas


@pytest.mark.req("D-01")
@pytest.mark.django_db
@pytest.mark.parametrize(("prefijo", "letras", "otra"), [("YN", "MJ", "OV"), ("OV", "O", "YN")])
def test_ningun_byte_de_la_otra_distribuidora(
    sembrado: dict[str, Solicitud], mundo: Mundo, prefijo: str, letras: str, otra: str
) -> None:
    canarios = _de(sembrado[otra])
    for letra in letras:
        cliente = entrar(mundo.persona[letra])
        for direccion, bytes_ in _paginas_de(cliente, sembrado[prefijo], sembrado[otra]):
            # What was typed comes back in the filter's field: that is the reader's own.
            ajenos = [c for c in canarios if c.encode() in bytes_ and c not in direccion]
            assert not ajenos, (direccion, ajenos)
        bandeja = cliente.get("/bandeja/?por=100").content.decode()
        assert sembrado[prefijo].folio in bandeja, "the canary must be able to sing"


@pytest.mark.django_db
def test_ningun_byte_de_otra_persona(sembrado: dict[str, Solicitud], mundo: Mundo) -> None:
    canarios = _de(sembrado["OV"])
    cliente = entrar(mundo.persona["E"])
    for direccion in ("/inicio/?por=100", f"/inicio/?folio={sembrado['OV'].folio}", "/nuevo-envio/", "/notificaciones/",
                      f"/solicitudes/{sembrado['OV'].folio}/"):  # fmt: skip
        cuerpo = cliente.get(direccion).content.decode()
        assert not [c for c in canarios if c in cuerpo and c not in direccion], direccion


@pytest.mark.django_db
def test_los_avisos_de_una_no_llegan_a_la_otra(sembrado: dict[str, Solicitud]) -> None:
    for prefijo, otra in (("OV", "YN"), ("YN", "OV")):
        avisos = Aviso.objects.filter(contexto__solicitud=sembrado[prefijo].pk)
        assert avisos.exists()
        destinos = set(avisos.values_list("destinatario", flat=True))
        assert destinos.isdisjoint({sembrado[otra].correo_adicional, sembrado[otra].solicitante.email,
                                    sembrado[otra].distribuidora.correo_avisos or "-"})  # fmt: skip


@pytest.mark.req("F-04")
@pytest.mark.django_db
def test_la_sabana_de_la_sec_tiene_ambas(sembrado: dict[str, Solicitud], mundo: Mundo, tmp_path: Path) -> None:
    ruta = tmp_path / "sabana.xlsx"
    escribir_solicitudes(ruta, {}, por="la prueba")
    libro = openpyxl.load_workbook(BytesIO(ruta.read_bytes()), read_only=True)
    celdas = {str(celda) for fila in libro["Solicitudes"].iter_rows(values_only=True) for celda in fila if celda}
    for solicitud in sembrado.values():
        assert {solicitud.folio, solicitud.numero_cliente} <= celdas
    todas = entrar(mundo.persona["X"]).get("/todas/?por=100").content.decode()
    assert all(solicitud.folio in todas for solicitud in sembrado.values())


@pytest.mark.req("P-05")
@pytest.mark.django_db
def test_la_respuesta_trabada_no_sale_por_ningun_lado(mundo: Mundo) -> None:
    """V4: comment, file name and address of a locked answer, on every page its applicant can open."""
    trabada, archivo = mundo.solicitud["trabado"], mundo.archivo["trabado"]
    cliente = entrar(mundo.persona["E"])
    for direccion in (f"/solicitudes/{trabada.folio}/", f"/solicitudes/{trabada.folio}/?imprimir=1", "/inicio/?por=100",
                      f"/solicitudes/{trabada.folio}/enviada/", f"/solicitudes/{trabada.folio}/plazo/"):  # fmt: skip
        cuerpo = cliente.get(direccion).content.decode()
        assert trabada.folio in cuerpo
        # Not the digest: the sample answer has the bytes of the applicant's own paper, whose receipt shows it.
        secretos = ("Comentario reservado", str(archivo.pk), archivo.nombre)
        assert [secreto for secreto in secretos if secreto in cuerpo] == [], direccion
    for direccion in (f"/archivos/{archivo.pk}/", f"/solicitudes/{trabada.folio}/documentos/{archivo.pk}/"):
        for cabeceras in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": '"x"'}):
            assert cliente.get(direccion, headers=cabeceras).status_code == 404
            assert cliente.head(direccion, headers=cabeceras).status_code == 404
    for raiz in ("/media/", "/privado/", "/static/"):
        with transaction.atomic():
            assert cliente.get(f"{raiz}{archivo.sha256_guardado[:2]}/{archivo.sha256_guardado}").status_code == 404
