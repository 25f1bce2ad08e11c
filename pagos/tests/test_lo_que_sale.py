"""What goes to the applicant is looked into first: it is told, nothing is lost, and 'Enviar así' stays in the event."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from nucleo.archivos import muestras
from nucleo.archivos.resguardo import REVISA
from nucleo.archivos.tests import con_rastros
from nucleo.bitacora.models import Evento
from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes.estados import Tipo, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import navegador, papel
from tests.personas import ELENA, FABIAN, MARTA, crear

pytestmark = pytest.mark.django_db
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
COMENTADO = con_rastros.words()["comentario"][1]
CON_NOTA = con_rastros.pdfs()["nota"][1]
DEL_VECINO = muestras.pdf(f"RUT {con_rastros.AJENO}")
CON_HTMX = {"HX-Request": "true"}


@pytest.fixture
def solicitud() -> Solicitud:
    with en(VIERNES):
        return fabricas.enviada(crear(ELENA), tipo=Tipo.INFORMACION, numero_cliente="11.111.112-K")


def _enviar(solicitud: Solicitud, pagina: str, **datos: Any) -> HttpResponse:
    return navegador(MARTA).post(f"{solicitud.get_absolute_url()}{pagina}/", {"token": str(uuid4()), **datos})


def _frases(respuesta: HttpResponse, campo: int = 0) -> list[str]:
    return [uno.frase for uno in respuesta.context["campos"].campos[campo].advertencias]  # type: ignore[attr-defined]


def _asi(respuesta: HttpResponse, *campos: int) -> dict[str, str]:
    """What the page carries back: its files, and the boxes 'Enviar así' of some, ticked."""
    todos = respuesta.context["campos"].campos  # type: ignore[attr-defined]
    return {f"{c.campo}_guardado": c.guardado for c in todos if c.guardado} | {
        f"{todos[n].campo}_asi": todos[n].conformidad for n in campos
    }


def _confirmado(solicitud: Solicitud, tipo: TipoEvento) -> Any:
    return Evento.objects.filter(cadena=solicitud.cadena, tipo=tipo).latest("numero").datos["confirmado"]


@pytest.mark.req("D-04", "S-11")
def test_la_respuesta_y_el_cupon_se_miran_antes_de_salir(solicitud: Solicitud) -> None:
    escrito = {"comentario": "Hay capacidad", "pago": "si", "monto": "38.500", "explicacion": "Estudio"}
    with en(VIERNES):
        primera = _enviar(solicitud, "respuesta", **escrito,
            respuesta=papel("informe.docx", COMENTADO), cupon=papel("cupon.pdf", CON_NOTA),
        )  # fmt: skip
        cuerpo = primera.content.decode()
        assert primera.status_code == 422 and cuerpo.count(REVISA) == 4  # in the summary and at each field
        assert _frases(primera) == ["Tiene comentarios."]
        assert _frases(primera, 1) == ["Tiene notas o marcas puestas sobre sus páginas."]
        assert "Hay capacidad" in cuerpo and "38.500" in cuerpo and not solicitud.respuestas.exists()
        segunda = _enviar(solicitud, "respuesta", **escrito, **_asi(primera, 0))
        assert segunda.status_code == 422 and "checked" in segunda.content.decode()
        ajena = {**_asi(segunda, 0, 1), "cupon_asi": _asi(segunda, 0)["respuesta_asi"]}
        assert _enviar(solicitud, "respuesta", **escrito, **ajena).status_code == 422
        assert _enviar(solicitud, "respuesta", **escrito, **_asi(segunda, 0, 1)).status_code == 302
        paginas = {p: navegador(p).get(solicitud.get_absolute_url()).content.decode() for p in (MARTA, ELENA, FABIAN)}
    assert _confirmado(solicitud, TipoEvento.SOLICITUD_RESPONDIDA) == ["respuesta:comentarios", "cupon:notas"]
    dicho = "Enviada con advertencia: comentarios y notas"
    assert {p: dicho in pagina for p, pagina in paginas.items()} == {MARTA: True, ELENA: False, FABIAN: True}


@pytest.mark.req("D-04")
def test_reemplazar_el_archivo_basta_y_el_cupon_que_no_se_pide_no_se_mira(solicitud: Solicitud) -> None:
    with en(VIERNES):
        primera = _enviar(solicitud, "respuesta", respuesta=papel("informe.docx", COMENTADO))
        limpia = {**_asi(primera), "respuesta": papel("informe.pdf"), "cupon": papel("cupon.pdf", CON_NOTA)}
        assert _enviar(solicitud, "respuesta", pago="no", **limpia).status_code == 302
    assert solicitud.respuestas.get().archivo.nombre == "informe.pdf"
    assert _confirmado(solicitud, TipoEvento.SOLICITUD_RESPONDIDA) == []


@pytest.mark.req("D-04")
def test_al_subirlo_el_guion_ya_lo_dice(solicitud: Solicitud) -> None:
    """The applicant's own RUT, and a client number that looks like one, are nobody else's."""
    propios = muestras.pdf(f"{mostrar_rut(ELENA.documento)} y el suministro 11.111.112-K")
    with en(VIERNES):
        pagina, marta = f"{solicitud.get_absolute_url()}respuesta/", navegador(MARTA)
        for nombre, datos, dicho in (("a.pdf", DEL_VECINO, True), ("b.pdf", propios, False)):
            parte = marta.post(pagina, {"respuesta": papel(nombre, datos)}, headers=CON_HTMX)
            assert parte.status_code == 200
            assert ("Nombra el RUT 11.111.111-1" in parte.content.decode()) is dicho
            assert ("Enviar así" in parte.content.decode()) is dicho


@pytest.mark.req("D-06", "S-11")
def test_la_comunicacion_juzga_los_rut_cuando_sabe_de_quien_es(solicitud: Solicitud) -> None:
    marta, pagina = navegador(MARTA), "/comunicaciones/nueva/"
    escrito = {"folio": solicitud.folio, "numero_cliente": solicitud.numero_cliente, "comentario": "Revisa el plano"}
    with en(VIERNES):
        parte = marta.post(pagina, {"comunicacion": papel("p.pdf", DEL_VECINO)}, headers=CON_HTMX).content.decode()
        assert "Enviar así" not in parte and "p.pdf" in parte
        primera = marta.post(pagina, {**escrito, "token": uuid4(), "comunicacion": papel("p.pdf", DEL_VECINO)})
        assert primera.status_code == 422 and "Revisa el plano" in primera.content.decode()
        assert _frases(primera) == ["Nombra el RUT 11.111.111-1, que no es del solicitante."]
        assert marta.post(pagina, {**escrito, "token": uuid4(), **_asi(primera, 0)}).status_code == 302
    assert _confirmado(solicitud, TipoEvento.COMUNICACION_ENVIADA) == ["comunicacion:rut-ajeno"]


@pytest.mark.req("L-11", "P-01")
def test_el_complemento_y_el_cobro_usan_el_mismo_mecanismo(solicitud: Solicitud) -> None:
    with en(VIERNES):
        otra = fabricas.enviada(crear(ELENA), tipo=Tipo.INFORMACION)
        cobro = {"monto": "1000", "explicacion": "Estudio"}
        primera = _enviar(otra, "cobro", **cobro, cupon=papel("c.pdf", CON_NOTA))
        assert primera.status_code == 422
        assert _enviar(otra, "cobro", **cobro, **_asi(primera, 0)).status_code == 302
        fabricas.respondida(solicitud, crear(MARTA))
        primera = _enviar(solicitud, "complementacion", respuesta=papel("c.docx", COMENTADO))
        assert primera.status_code == 422
        assert _enviar(solicitud, "complementacion", **_asi(primera, 0)).status_code == 302
    assert _confirmado(otra, TipoEvento.PAGO_SOLICITADO) == ["cupon:notas"]
    assert _confirmado(solicitud, TipoEvento.RESPUESTA_COMPLEMENTADA) == ["respuesta:comentarios"]
