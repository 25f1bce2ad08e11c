"""The four steps of one place, its legal terms, the next step, and joining by hand (L-08; reglas.md 6)."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cuentas.models import Usuario
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.recalculo import recalcular
from solicitudes.views import expedientes as union
from tests.personas import ELENA, FRIDA, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def reparto() -> vidas.Reparto:
    return vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))


def como(quien: Usuario) -> Client:
    cliente = Client()
    cliente.force_login(quien)
    return cliente


def conexion_respondida(reparto: vidas.Reparto, numero: str = "1-9", **datos: Any) -> Solicitud:
    with vidas.dia(8):
        solicitud = fabricas.enviada(
            reparto.solicitante, tipo=Tipo.CONEXION, numero_cliente=numero, capacidad_instalar=Decimal(5)
        )
    with vidas.dia(3):
        actions.responder(
            actor=reparto.operador,
            solicitud_id=solicitud.pk,
            archivo=fabricas.archivo(reparto.operador, uso="respuesta"),
            comentario="Hay capacidad",
            numero_solicitud="",
            token=uuid4(),
            datos=DatosDeRespuesta(**datos),
            motivo="Es una prueba",
        )
    solicitud.refresh_from_db()
    return solicitud


def pagina(quien: Usuario, solicitud: Solicitud) -> Any:
    return como(quien).get(f"/expedientes/{solicitud.expediente_id}/")


@pytest.mark.req("L-08")
def test_dice_los_veinte_dias_y_el_paso_siguiente(reparto: vidas.Reparto) -> None:
    solicitud = conexion_respondida(reparto)
    respuesta = pagina(reparto.solicitante, solicitud)
    por_tipo = {etapa.tipo: etapa for etapa in respuesta.context["etapas"]}
    assert por_tipo[Tipo.CONEXION].situacion == "lista"
    assert por_tipo[Tipo.INFORMACION].info == "No se envió"
    assert por_tipo[Tipo.MANIFESTACION].situacion == "actual"
    paso = respuesta.context["siguiente"]
    assert paso.tipo == Tipo.MANIFESTACION and f"desde={solicitud.folio}" in paso.url
    (termino,) = respuesta.context["terminos"]
    assert termino.frase.startswith("Se presenta hasta el ") and termino.articulo == "DS 57/2019 art. 19"
    assert como(reparto.solicitante).get(paso.url).status_code == 200


@pytest.mark.req("L-08")
def test_sin_manifestacion_necesaria_sigue_la_notificacion(reparto: vidas.Reparto) -> None:
    solicitud = conexion_respondida(reparto, manifestacion_necesaria=False)
    respuesta = pagina(reparto.solicitante, solicitud)
    por_tipo = {etapa.tipo: etapa for etapa in respuesta.context["etapas"]}
    assert por_tipo[Tipo.MANIFESTACION].info == "No es necesaria"
    assert respuesta.context["siguiente"].tipo == Tipo.NOTIFICACION
    titulos = {termino.titulo: termino for termino in respuesta.context["terminos"]}
    assert titulos["Vigencia"].articulo == "DS 57/2019 art. 24" and not titulos["Vigencia"].vencido
    assert "No es necesaria" in titulos[Tipo.MANIFESTACION.label].frase


def test_mientras_algo_corre_no_hay_paso_siguiente(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_RESPUESTA, reparto)
    assert pagina(reparto.solicitante, solicitud).context["siguiente"] is None


def test_el_personal_lee_el_paso_siguiente_sin_enlace(reparto: vidas.Reparto) -> None:
    solicitud = conexion_respondida(reparto)
    for quien in (reparto.operador, reparto.sec):
        assert pagina(quien, solicitud).context["siguiente"].url == ""


def test_la_pagina_de_la_respondida_aconseja_lo_mismo(reparto: vidas.Reparto) -> None:
    solicitud = conexion_respondida(reparto)
    respuesta = como(reparto.solicitante).get(solicitud.get_absolute_url())
    assert respuesta.context["siguiente"] == pagina(reparto.solicitante, solicitud).context["siguiente"]
    assert "Descargar respuesta" in respuesta.content.decode()


def test_se_une_a_otro_propio_y_los_plazos_no_cambian(reparto: vidas.Reparto) -> None:
    primera = fabricas.enviada(reparto.solicitante, numero_cliente="1-9")
    otra = fabricas.enviada(reparto.solicitante, numero_cliente="2-7")
    antes = (otra.vence_el, otra.plazo_respuesta_el)
    cliente = como(reparto.solicitante)
    ruta = f"{otra.get_absolute_url()}expediente/"
    assert primera.folio in cliente.get(ruta).content.decode()
    assert cliente.post(ruta, {}).status_code == 422
    assert cliente.post(ruta, {"expediente": "999999"}).status_code == 422
    respuesta = cliente.post(ruta, {"expediente": primera.expediente_id})
    assert respuesta.url == f"/expedientes/{primera.expediente_id}/"
    otra.refresh_from_db()
    assert otra.expediente_id == primera.expediente_id and (otra.vence_el, otra.plazo_respuesta_el) == antes
    assert Evento.objects.filter(cadena=otra.cadena, tipo=TipoEvento.EXPEDIENTE_UNIDO).count() == 1


@pytest.mark.req("L-08", "L-10")
def test_los_dos_lados_cuentan_la_union_y_se_repite(reparto: vidas.Reparto) -> None:
    """Of three requests one goes from the expediente of the second to that of the third, and comes back."""
    quien = reparto.solicitante
    queda, va = (fabricas.enviada(quien, numero_cliente="1-9", expediente=n) for n in ("nuevo", None))
    recibe = fabricas.enviada(quien, numero_cliente="2-7")
    assert va.expediente_id == queda.expediente_id != recibe.expediente_id
    dos, uno = recibe.expediente_id, queda.expediente_id
    actions.unir_expediente(actor=quien, solicitud_id=va.pk, expediente_id=dos, direccion="192.0.2.7")
    actions.unir_expediente(actor=reparto.sec, solicitud_id=recibe.pk, expediente_id=uno)

    def lineas(solicitud: Solicitud) -> list[str]:
        sucesos = como(quien).get(solicitud.get_absolute_url()).context["sucesos"]
        return [s.titulo.removeprefix("Cambio de expediente: ") for s in sucesos if "expediente" in s.titulo]

    assert lineas(va) == [f"{recibe.folio} se unió a otro", "se unió a otro"]
    assert lineas(queda) == [f"{recibe.folio} se unió a este", f"{va.folio} se unió a otro"]
    assert lineas(recibe) == ["se unió a otro", f"{va.folio} se unió a este"]
    assert [str(d) for d in recalcular()] == []
    assert list(verificar()) == []


def test_no_ofrece_los_de_otra_cuenta_y_un_tramite_repetido_se_explica(reparto: vidas.Reparto) -> None:
    una = fabricas.enviada(reparto.solicitante, tipo=Tipo.CONEXION, numero_cliente="1-9")
    otra = fabricas.enviada(reparto.solicitante, tipo=Tipo.CONEXION, numero_cliente="2-7")
    ajena = fabricas.enviada(crear(FRIDA), numero_cliente="1-9")
    cliente = como(reparto.solicitante)
    ruta = f"{otra.get_absolute_url()}expediente/"
    assert ajena.folio not in cliente.get(ruta).content.decode()
    assert cliente.post(ruta, {"expediente": ajena.expediente_id}).status_code == 422
    repetida = cliente.post(ruta, {"expediente": una.expediente_id})
    assert repetida.status_code == 422 and "ya tiene este trámite" in repetida.content.decode()
    assert como(reparto.sec).post(ruta, {"expediente": ajena.expediente_id}).status_code == 422


def test_entre_muchos_se_busca_el_expediente(reparto: vidas.Reparto, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(union, "A_LA_VEZ", 2)
    va, *otras = [fabricas.enviada(reparto.solicitante, numero_cliente=f"{n}77-{n}") for n in range(1, 6)]
    cliente, ruta = como(reparto.sec), f"{va.get_absolute_url()}expediente/"

    def ofrecidos(**consulta: str) -> list[int]:
        return [valor for valor, _ in cliente.get(ruta, consulta).context["form"].fields["expediente"].choices]

    assert ofrecidos() == [s.expediente_id for s in reversed(otras[2:])]
    assert "Se muestran los 2 más nuevos de 4" in cliente.get(ruta).content.decode()
    for escrito in (otras[0].folio.lower(), "277", "2 77-2"):
        assert ofrecidos(buscar=escrito) == [otras[0].expediente_id], escrito
    assert "Ningún expediente coincide" in cliente.get(ruta, {"buscar": "zz"}).content.decode()
    assert ofrecidos(buscar=va.comuna.nombre) == ofrecidos()
    lejos = f"{ruta}?buscar={otras[0].folio}"
    assert cliente.post(lejos, {"expediente": otras[0].expediente_id}).status_code == 302
