"""The page of a request for every state and reader: turn, deadline, evidence, and what nobody may see (S-16, D-03)."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogo.plazos import olvidar_calendario
from cuentas.models import Usuario
from nucleo.bitacora.models import Acceso, Evento
from nucleo.bitacora.vocabulario import declarados
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions, turnos
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from solicitudes.presentacion.historial import ICONOS, historial
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.turno import banda
from tests.personas import ELENA, JORGE, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db
PRESUPUESTO, DE_LISTA = 25, 12


@pytest.fixture
def reparto() -> vidas.Reparto:
    return vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))


def abrir(quien: Usuario, solicitud: Solicitud, extra: str = "") -> Any:
    cliente = Client()
    cliente.force_login(quien)
    return cliente.get(f"{solicitud.get_absolute_url()}{extra}")


@pytest.mark.req("S-16", "D-03")
@pytest.mark.parametrize("estado", list(Estado))
def test_cada_estado_se_abre_para_los_tres_y_dice_de_quien_es_el_turno(
    estado: Estado, reparto: vidas.Reparto, django_assert_max_num_queries: Any
) -> None:
    solicitud = vidas.en_estado(estado, reparto)
    abrir(reparto.operador, solicitud)  # the first opening is written once
    for quien in (reparto.solicitante, reparto.operador, reparto.sec):
        cliente = Client()
        cliente.force_login(quien)
        with django_assert_max_num_queries(PRESUPUESTO):
            respuesta = cliente.get(solicitud.get_absolute_url())
        pagina = respuesta.content.decode()
        assert respuesta.status_code == 200
        dicha = respuesta.context["banda"]
        assert dicha.turno in pagina and dicha.titulo
        assert "{" not in dicha.titulo + " ".join(dicha.lineas), "a placeholder was left empty"
        for texto in (solicitud.folio, solicitud.numero_cliente, estado.etiqueta, "Historial"):
            assert texto in pagina
        assert (dicha.turno == "Te toca a ti") == (solicitud.turno == quien.perfil)


def test_la_linea_de_ayuda_trae_sus_datos(reparto: vidas.Reparto) -> None:
    """The amount of the newest event, the reason, the documents and the dates (DISENO 4.1)."""
    esperado = {
        Estado.PENDIENTE_PAGO: "$38.500",
        Estado.PAGO_RECHAZADO: "otra referencia",
        Estado.OBSERVADA: "Formulario",
        Estado.ANULADO: "dos veces por error",
        Estado.DESISTIDA: "La retiraste el ",
    }
    for estado, texto in esperado.items():
        solicitud = vidas.en_estado(estado, reparto)
        dicha = banda(Legajo(solicitud, reparto.solicitante))
        assert texto in dicha.titulo, estado


def _largo(solicitud: Solicitud, reparto: vidas.Reparto, veces: int) -> None:
    for numero in range(veces):
        actions.editar_numero(actor=reparto.operador, solicitud_id=solicitud.pk, numero=f"2026-{numero}")
        actions.anotar(actor=reparto.operador, solicitud_id=solicitud.pk, nota=f"Nota {numero}")
        actions.asignar(actor=reparto.operador, solicitud_id=solicitud.pk, a=crear(JORGE).pk)


def test_una_historia_larga_no_cuesta_mas_consultas(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_VALIDACION, reparto)
    cliente = Client()
    cliente.force_login(reparto.operador)
    _consultas(cliente, solicitud)
    _largo(solicitud, reparto, 1)
    corta = _consultas(cliente, solicitud)
    _largo(solicitud, reparto, 25)
    assert Evento.objects.filter(cadena=solicitud.cadena).count() > 75
    larga = _consultas(cliente, solicitud)
    print(f"consultas: {corta} con poca historia, {larga} con {25 * 3} hechos más")
    assert larga == corta <= PRESUPUESTO


def _consultas(cliente: Client, solicitud: Solicitud) -> int:
    from django.db import connection

    olvidar_calendario()  # kept 30 s: one query that comes and goes with the machine's speed
    with CaptureQueriesContext(connection) as vistas:
        assert cliente.get(solicitud.get_absolute_url()).status_code == 200
    return len(vistas)


@pytest.mark.req("P-05")
def test_la_respuesta_trabada_no_deja_rastro_para_el_solicitante(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_VALIDACION, reparto)
    guardada = solicitud.respuestas.get()
    for extra in ("", "?imprimir=1", "plazo/"):
        pagina = abrir(reparto.solicitante, solicitud, extra).content.decode()
        for secreto in (str(guardada.archivo_id), guardada.archivo.nombre, guardada.comentario):
            assert secreto not in pagina, (extra, secreto)
    assert "La respuesta está lista" in abrir(reparto.solicitante, solicitud).content.decode()
    directa = abrir(reparto.solicitante, solicitud, f"documentos/{guardada.archivo_id}/")
    assert directa.status_code == 404
    assert Acceso.objects.filter(objeto=f"archivo:{guardada.archivo_id}", permitido=False).exists()
    for quien in (reparto.operador, reparto.sec):
        assert guardada.archivo.nombre in abrir(quien, solicitud).content.decode()


@pytest.mark.req("L-10")
def test_lo_interno_lo_ven_el_personal_y_la_sec(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_RESPUESTA, reparto)
    actions.anotar(actor=reparto.operador, solicitud_id=solicitud.pk, nota="Llamar al instalador")
    actions.asignar(actor=reparto.operador, solicitud_id=solicitud.pk, a=crear(JORGE).pk)
    for quien, lo_ve in ((reparto.solicitante, False), (reparto.operador, True), (reparto.sec, True)):
        pagina = abrir(quien, solicitud).content.decode()
        assert ("Llamar al instalador" in pagina) is lo_ve
        assert ("Asignada a Jorge Tapia" in pagina) is lo_ve


@pytest.mark.req("S-16")
def test_el_historial_nombra_a_cada_actor_y_cita_lo_escrito(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PAGO_RECHAZADO, reparto)
    sucesos = historial(Legajo(solicitud, reparto.operador))
    assert len(sucesos) == Evento.objects.filter(cadena=solicitud.cadena).count()
    assert [s.cuando for s in sucesos] == sorted((s.cuando for s in sucesos), reverse=True)
    por_titulo = {suceso.titulo: suceso for suceso in sucesos}
    rechazo = por_titulo["Pago rechazado"]
    assert "Marta Ovalle" in rechazo.quien and "otra referencia" in rechazo.cita
    assert por_titulo["Pago informado"].archivo.nombre == "comprobante.pdf"
    solo = vidas.en_estado(Estado.VENCIDA, reparto)
    assert historial(Legajo(solo, reparto.solicitante))[0].quien == "Sistema"


def test_cada_tipo_de_evento_tiene_su_icono() -> None:
    from solicitudes.estados import TipoEvento

    assert set(ICONOS) == set(TipoEvento) and all(declarados()[tipo].frase for tipo in ICONOS)


@pytest.mark.req("L-09")
def test_los_dias_de_cada_parte_suman_los_transcurridos(reparto: vidas.Reparto) -> None:
    from catalogo.plazos import calendario, habiles_entre
    from nucleo.comun.reloj import hoy

    solicitud = vidas.en_estado(Estado.PAGO_RECHAZADO, reparto)
    mostrados = abrir(reparto.solicitante, solicitud).context["dias"]
    assert mostrados == turnos.dias(solicitud, hoy(), calendario())
    assert mostrados.total == habiles_entre(solicitud.recibida_el, hoy(), calendario())
    assert mostrados.pago > 0


@pytest.mark.req("P-08")
def test_abrir_la_que_espera_un_pago_muestra_como_se_paga(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_PAGO, reparto)
    pagina = abrir(reparto.solicitante, solicitud).content.decode()
    assert "Cómo se paga" in pagina and "Transferencia electrónica" in pagina and "$38.500" in pagina
    assert solicitud.cobros.get().referencia in pagina


def test_la_version_corregida_va_primero_y_la_vieja_debajo(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.OBSERVADA, reparto)
    viejo = solicitud.adjuntos.get(codigo="formulario").archivo
    nuevo = fabricas.archivo(reparto.solicitante, nombre="formulario-firmado.pdf")
    actions.corregir(actor=reparto.solicitante, solicitud_id=solicitud.pk, archivos={"formulario": nuevo})
    solicitud.refresh_from_db()
    pagina = abrir(reparto.operador, solicitud).content.decode()
    titulo = pagina.index("Versiones anteriores")
    assert pagina.index(str(nuevo.pk)) < titulo < pagina.index(str(viejo.pk))
    assert "Corregido, versión 2" in pagina


def test_abrir_se_anota_sin_tocar_la_cadena(reparto: vidas.Reparto) -> None:
    """DAT-7: who saw a request, one row for each opening, and no event beside the first one of the distributor."""
    solicitud = vidas.en_estado(Estado.RESPONDIDO, reparto)
    antes = Evento.objects.filter(cadena=solicitud.cadena).count()
    for quien in (reparto.solicitante, reparto.operador, reparto.sec):
        abrir(quien, solicitud)
    vistas = Acceso.objects.filter(objeto=f"solicitud:{solicitud.pk}", accion="solicitud.ver", permitido=True)
    assert set(vistas.values_list("usuario_id", flat=True)) == {
        reparto.solicitante.pk, reparto.operador.pk, reparto.sec.pk,
    }  # fmt: skip
    assert Evento.objects.filter(cadena=solicitud.cadena).count() == antes


@pytest.mark.req("L-12")
def test_el_reclamo_es_del_solicitante_atrasado_o_en_desacuerdo(reparto: vidas.Reparto) -> None:
    con_dias = vidas.en_estado(Estado.PENDIENTE_PAGO, reparto)
    assert abrir(reparto.solicitante, con_dias).context["reclamo"] is None
    discutida = vidas.en_estado(Estado.PAGO_RECHAZADO, reparto)
    pagina = abrir(reparto.solicitante, discutida)
    assert pagina.context["reclamo"].motivos and "Qué tener a mano" in pagina.content.decode()
    assert ("N° folio", discutida.folio) in pagina.context["reclamo"].a_mano
    for otro in (reparto.operador, reparto.sec):
        assert abrir(otro, discutida).context["reclamo"] is None


@pytest.mark.req("L-12")
def test_una_atrasada_ofrece_el_reclamo(reparto: vidas.Reparto) -> None:
    with vidas.dia(20):
        solicitud = fabricas.enviada(reparto.solicitante)
    pagina = abrir(reparto.solicitante, solicitud)
    assert pagina.context["banda"].tono == "error"
    assert "La distribuidora no ha respondido a tiempo." in pagina.context["reclamo"].motivos
    assert "Fuera de plazo" in pagina.content.decode()


def test_las_listas_y_el_expediente_no_pasan_del_suyo(
    reparto: vidas.Reparto, django_assert_max_num_queries: Any
) -> None:
    """However many rows there are: a light asks nothing of the database."""
    for numero in range(11):
        ultima = fabricas.enviada(reparto.solicitante, numero_cliente=f"{numero}-1")
    lugar = f"/expedientes/{ultima.expediente_id}/"
    de_cada_uno = ((reparto.solicitante, "/inicio/"), (reparto.operador, "/bandeja/"), (reparto.sec, "/todas/"))
    for quien, lista in de_cada_uno:
        cliente = Client()
        cliente.force_login(quien)
        cliente.get("/sesion/")  # notes that it is in use: once a minute, not once a page
        for ruta in (f"{lista}?por=10", lugar, ultima.direccion("plazo")):
            with django_assert_max_num_queries(DE_LISTA):
                assert cliente.get(ruta).status_code == 200
