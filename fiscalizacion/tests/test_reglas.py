"""The pages by which SEC keeps the rules: holidays, terms, documents, automatic rules, and what a change moves."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client

from catalogo import plazos as aritmetica
from catalogo.models import MEGA, Distribuidora, Feriado, MuyBajaDensidad, ReglaAutomatica, ReglaPlazo, TipoDocumento
from cuentas.models import Usuario
from fiscalizacion.reglas import recalculo
from nucleo.archivos import almacen
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes import recalculo as de_solicitudes
from solicitudes.actions.envio import BorradorIncompleto
from solicitudes.obligaciones import BAJA_DENSIDAD, casos_posibles
from solicitudes.tests.ayudas_reloj import DIA, SC, SI, VIERNES, el, elena, enviada, fresca, papel, responder
from tests.personas import ELENA, FABIAN, JORGE, MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-06", "L-01", "L-02")]
RAIZ = "/administracion/"
FERIADOS, NUEVO = f"{RAIZ}feriados/", f"{RAIZ}feriados/nuevo/"
PLAZO = f"{RAIZ}plazos/sc-sin-si/"
CAMBIO = f"{PLAZO}cambio/"
MARTES_1 = "2026-12-01"
MOTIVO = "Ley de prueba publicada hoy"
ELECCION = {"fecha": MARTES_1, "nombre": "Elección", "region": "", "motivo": MOTIVO}
VEINTE = {
    "cantidad": "20",
    "unidad": "habiles",
    "articulo": "DS 99/2026 art. 1",
    "desde": "2026-11-20",
    "motivo": MOTIVO,
}


@pytest.fixture(autouse=True)
def carpeta(settings: Any, tmp_path: Any) -> None:
    settings.PORTAL_DATA = tmp_path
    settings.ARCHIVOS_DIR = settings.SENDFILE_ROOT = tmp_path / "archivos"


@pytest.fixture
def sonia(client: Client) -> Iterator[Usuario]:
    """Signed in on Wednesday 25 Nov 2026."""
    with el(VIERNES + 5 * DIA, 12):
        usuario = crear(SONIA)
        client.force_login(usuario)
        yield usuario
    aritmetica.olvidar_calendario()


def errores(respuesta: Any) -> dict[str, str]:
    assert respuesta.status_code == 422
    return {campo: mensajes[0] for campo, mensajes in respuesta.context["form"].errors.items()}


def confirmar(client: Client, ruta: str, datos: dict[str, Any]) -> Any:
    """The confirm page, and then its button."""
    previa = client.post(ruta, datos)
    assert previa.status_code == 200 and "Todavía no guardamos nada" in previa.content.decode()
    return client.post(ruta, datos | {"confirmado": "1"})


def es_habil_en_una_pagina() -> bool:
    """Tuesday 1 Dec 2026, as a request of this process sees it."""
    with aritmetica.un_pedido():
        return aritmetica.calendario().es_habil(date(2026, 12, 1))


def avisos_de(s: Any) -> list[tuple[str, str]]:
    return sorted(
        Aviso.objects.filter(contexto__solicitud=s.pk, clave__startswith="plazo_recalculado").values_list(
            "clave", "destinatario"
        )
    )


def test_un_feriado_nuevo_muestra_lo_que_mueve_lo_mueve_en_el_fondo_y_avisa(sonia: Usuario, client: Client) -> None:
    """By the checks of reglas.md 3: SC of Friday 20 Nov, ten days, 4 Dec; a holiday on Tuesday 1 Dec, 7 Dec."""
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos="avisos@ejemplo.cl")
    en_curso, ajena = enviada(SC, VIERNES), enviada(SI, VIERNES - 60 * DIA)
    with el(VIERNES - 50 * DIA):
        responder(ajena)
    previa = client.post(NUEVO, ELECCION)
    assert [(m.folio, m.plazo, m.antes, m.ahora) for m in previa.context["previa"].movidas] == [
        (en_curso.folio, "Responder", date(2026, 12, 4), date(2026, 12, 7))
    ]
    assert fresca(en_curso).vence_el == date(2026, 12, 4), "seeing it moves nothing"
    assert not Feriado.objects.filter(fecha=MARTES_1).exists() and not Trabajo.objects.exists()
    vuelta = client.post(NUEVO, ELECCION | {"editar": "1"})
    assert vuelta.status_code == 200 and 'value="Elección"' in vuelta.content.decode()

    hecho = client.post(NUEVO, ELECCION | {"confirmado": "1"})
    trabajo = Trabajo.objects.get(tipo=recalculo.TIPO_DE_TRABAJO)
    assert hecho.headers["Location"] == f"/trabajos/{trabajo.pk}/"
    assert not es_habil_en_una_pagina(), "at once, in every page"
    assert ejecucion.ejecutar_pendientes() == 1
    assert fresca(en_curso).vence_el == fresca(en_curso).plazo_respuesta_el == date(2026, 12, 7)
    assert avisos_de(en_curso) == [
        ("plazo_recalculado", elena().email),
        ("plazo_recalculado_distribuidora", "avisos@ejemplo.cl"),
    ]
    assert avisos_de(ajena) == []
    trabajo.refresh_from_db()
    assert trabajo.estado == Estado.LISTO and trabajo.hechas == trabajo.total == 1
    assert trabajo.archivo
    pagina = client.get(f"/trabajos/{trabajo.pk}/").content.decode()
    assert "Los plazos están recalculados" in pagina and "Por el cambio: Feriado del 01-12-2026" in pagina
    hoja = openpyxl.load_workbook(io.BytesIO(almacen.ruta(trabajo.archivo.sha256_guardado).read_bytes()))[
        "Plazos recalculados"
    ]
    filas = [[str(celda.value)[:10] for celda in fila[:4]] for fila in hoja.iter_rows(min_row=2)]
    assert filas == [[en_curso.folio, "Responder", "2026-12-04", "2026-12-07"]]

    evento = Evento.objects.get(cadena="catalogo", tipo="FERIADO_AGREGADO")
    assert evento.actor == sonia and evento.cambio.motivo == MOTIVO  # type: ignore[attr-defined]
    pagina = client.get(f"{FERIADOS}?anio=2026").content.decode()
    assert "Elección" in pagina and "Sonia" in pagina and MOTIVO in pagina and "Feriado del 01-12-2026" in pagina
    # Taken out again: the terms come back, and the row stays.
    feriado = Feriado.objects.get(fecha=MARTES_1)
    assert confirmar(client, f"{FERIADOS}{feriado.pk}/", {"nombre": "Elección", "motivo": MOTIVO}).status_code == 302
    assert ejecucion.ejecutar_pendientes() == 1
    feriado.refresh_from_db()
    assert not feriado.vigente and fresca(en_curso).vence_el == date(2026, 12, 4)
    assert es_habil_en_una_pagina()
    assert errores(client.post(NUEVO, ELECCION))["fecha"].endswith("Ábrelo y vuelve a ponerlo")
    assert list(de_solicitudes.recalcular()) == [] and list(verificar()) == []


def test_un_feriado_de_una_region_se_anota_y_no_mueve_nada(sonia: Usuario, client: Client) -> None:
    s = enviada(SC, VIERNES)
    datos = ELECCION | {"region": "01"}
    assert "no mueve ningún plazo" in client.post(NUEVO, datos).content.decode()
    assert client.post(NUEVO, datos | {"confirmado": "1"}).headers["Location"] == FERIADOS
    assert not Trabajo.objects.exists() and fresca(s).vence_el == date(2026, 12, 4)


def test_lo_mal_escrito_tiene_sus_palabras(sonia: Usuario, client: Client) -> None:
    for fecha, palabras in (
        ("0002-12-01", "Escribe un año entre 2014 y 2036"),
        ("2099-12-01", "Escribe un año entre 2014 y 2036"),
        ("31/31/2026", "Escribe la fecha como 31-12-2026"),
        ("", "Escribe la fecha del feriado"),
        ("2026-12-25", "El 25-12-2026 ya es feriado: Navidad"),
    ):
        assert errores(client.post(NUEVO, ELECCION | {"fecha": fecha})) == {"fecha": palabras}
    assert set(errores(client.post(NUEVO, ELECCION | {"nombre": "--", "motivo": "ok"}))) == {"nombre", "motivo"}
    casos: tuple[tuple[dict[str, str], str, str], ...] = (
        ({"cantidad": "0"}, "cantidad", "Escribe 1 o más"),
        ({"cantidad": "9999"}, "cantidad", "Escribe 365 o menos"),
        ({"cantidad": "500", "unidad": "meses"}, "cantidad", "Escribe 120 o menos"),
        ({"cantidad": "diez"}, "cantidad", "Escribe un número entero, como 10"),
        ({"unidad": "lunas"}, "unidad", "Elige una opción de «De qué»"),
        ({"desde": "0002-01-01"}, "desde", "Escribe un año entre 2014 y 2036"),
        ({"desde": "2020-11-06"}, "desde", "Ya hay un plazo que rige desde el 06-11-2020. Elige otro día"),
        ({"cantidad": "10", "articulo": "DS 57/2019 art. 15 a)"}, "cantidad",
         "Es el mismo plazo que ya rige ese día. Cambia los días o el artículo"),
    )  # fmt: skip
    for cambio, campo, palabras in casos:
        assert errores(client.post(CAMBIO, VEINTE | cambio)) == {campo: palabras}
        # What was refused on the way to the confirm page is refused at its button too.
        assert errores(client.post(CAMBIO, VEINTE | cambio | {"confirmado": "1"})) == {campo: palabras}
    assert not Evento.objects.filter(cadena="catalogo").exists()


def test_un_plazo_nuevo_cierra_el_anterior_y_alcanza_lo_que_ya_corria(sonia: Usuario, client: Client) -> None:
    """Twenty days from Friday 20 Nov 2026: 21 Dec (reglas.md 3). What came the day before keeps its ten."""
    alcanzada, anterior = enviada(SC, VIERNES), enviada(SC, VIERNES - DIA, prefijo="OV")
    vieja = ReglaPlazo.objects.get(caso="sc-sin-si", vigente_hasta=None)
    previa = client.post(CAMBIO, VEINTE)
    assert [m.folio for m in previa.context["previa"].movidas] == [alcanzada.folio]
    hecho = client.post(CAMBIO, VEINTE | {"confirmado": "1"})
    assert hecho.status_code == 302 and ejecucion.ejecutar_pendientes() == 1
    vieja.refresh_from_db()
    nueva = ReglaPlazo.objects.get(caso="sc-sin-si", vigente_hasta=None)
    assert (vieja.cantidad, vieja.vigente_hasta) == (10, VIERNES - DIA)
    assert (nueva.cantidad, nueva.vigente_desde, nueva.descripcion) == (20, VIERNES, vieja.descripcion)
    assert fresca(alcanzada).vence_el == date(2026, 12, 21) and fresca(anterior).vence_el == date(2026, 12, 3)
    assert client.post(CAMBIO, VEINTE | {"confirmado": "1"}).status_code == 422, "sent twice, done once"
    # From a day to come nothing moves, and the rule of today stays until its eve.
    luego = VEINTE | {"cantidad": "15", "desde": "2026-12-31"}
    assert "aún no llega" in client.post(CAMBIO, luego).content.decode()
    assert client.post(CAMBIO, luego | {"confirmado": "1"}).headers["Location"] == PLAZO
    # A rule between two ends where the next one begins.
    medio = VEINTE | {"cantidad": "18", "desde": "2026-12-10"}
    assert client.post(CAMBIO, medio | {"confirmado": "1"}).status_code == 302
    filas = ReglaPlazo.objects.filter(caso="sc-sin-si", vigente_desde__gte=VIERNES).order_by("vigente_desde")
    assert [(r.cantidad, str(r.vigente_desde), str(r.vigente_hasta)) for r in filas] == [
        (20, "2026-11-20", "2026-12-09"), (18, "2026-12-10", "2026-12-30"), (15, "2026-12-31", "None"),
    ]  # fmt: skip
    # The middle one is withdrawn before its day: the one before it goes on until the next.
    ruta = f"{PLAZO}retiro/{filas[1].pk}/"
    previa = confirmar(client, ruta, {"motivo": MOTIVO})
    assert previa.headers["Location"] == PLAZO and "20 días hábiles" in client.get(PLAZO).content.decode()
    en_pie = filas.all().en_pie()
    assert [(r.cantidad, str(r.vigente_desde), str(r.vigente_hasta)) for r in en_pie] == [
        (20, "2026-11-20", "2026-12-30"), (15, "2026-12-31", "None"),
    ]  # fmt: skip
    for regla, palabras in ((filas[1], "ya retiró este plazo"), (en_pie[0], "ya rige"), (vieja, "ya rige")):
        mala = client.post(f"{PLAZO}retiro/{regla.pk}/", {"motivo": MOTIVO})
        assert mala.status_code == 422 and palabras in mala.content.decode()
    assert client.post(CAMBIO, medio | {"confirmado": "1"}).status_code == 302, "its day is free again"
    assert Evento.objects.filter(cadena="catalogo", tipo="REGLA_RETIRADA").count() == 1
    pagina = client.get(PLAZO).content.decode()
    assert "Retirado" in pagina and "18 → 20" in pagina
    assert "10 → 20" in pagina and "06-11-2020 → 20-11-2026" in pagina and "Regirá" in pagina
    assert list(de_solicitudes.recalcular()) == []


def test_lo_recibido_un_sabado_alcanza_la_regla_del_lunes_y_su_retiro(sonia: Usuario, client: Client) -> None:
    """What arrives on Saturday 28 Nov is received on Monday 30: twenty days are 29 Dec, ten are 15 Dec."""
    with el(VIERNES + 8 * DIA, 12):
        s = enviada(SC, VIERNES + 8 * DIA)
        diez = fresca(s).vence_el
        datos = VEINTE | {"desde": "2026-11-30"}
        assert [m.folio for m in client.post(CAMBIO, datos).context["previa"].movidas] == [s.folio]
        assert "/trabajos/" in client.post(CAMBIO, datos | {"confirmado": "1"}).headers["Location"]
        assert ejecucion.ejecutar_pendientes() == 1
        veinte = fresca(s).vence_el
        ruta = f"{PLAZO}retiro/{ReglaPlazo.objects.get(vigente_desde='2026-11-30').pk}/"
        (movida,) = client.post(ruta, {"motivo": MOTIVO}).context["previa"].movidas
        assert (movida.antes, movida.ahora) == (veinte, diez) and veinte > diez
        assert "/trabajos/" in client.post(ruta, {"motivo": MOTIVO, "confirmado": "1"}).headers["Location"]
        assert ejecucion.ejecutar_pendientes() == 1 and fresca(s).vence_el == diez
        assert list(de_solicitudes.recalcular()) == []


def test_una_comuna_de_muy_baja_densidad_se_agrega_y_se_quita_con_motivo(sonia: Usuario, client: Client) -> None:
    """DS 57 art. 15 c): thirty days, where SEC says so; what was reclassified keeps them."""
    s = enviada(SC, VIERNES)
    lista, nueva = f"{RAIZ}baja-densidad/", f"{RAIZ}baja-densidad/nueva/"
    datos = {"distribuidora": s.distribuidora_id, "comuna": s.comuna_id, "motivo": MOTIVO}
    assert "No hay comunas anotadas" in client.get(lista).content.decode()
    assert BAJA_DENSIDAD not in casos_posibles(s)
    for malo, campo, palabras in (
        ({"comuna": ""}, "comuna", "Elige una comuna"),
        ({"comuna": "99999"}, "comuna", "Elige una comuna de la lista"),
        ({"distribuidora": "0"}, "distribuidora", "Elige una distribuidora de la lista"),
    ):
        assert errores(client.post(nueva, datos | malo)) == {campo: palabras}
    assert confirmar(client, nueva, datos).headers["Location"] == lista
    assert BAJA_DENSIDAD in casos_posibles(s)
    for boton in ({}, {"confirmado": "1"}):
        assert errores(client.post(nueva, datos | boton))["comuna"].endswith("Elige otra comuna")
    actions.reclasificar(actor=crear(MARTA), solicitud_id=s.pk, caso=BAJA_DENSIDAD, motivo="Comuna rural extensa")
    vence_el = fresca(s).vence_el
    retiro = f"{lista}{MuyBajaDensidad.objects.get().pk}/retiro/"
    client.get(retiro)
    revision = client.post(retiro, {"motivo": MOTIVO}).content.decode()
    assert "Las ya reclasificadas, 1, conservan su plazo." in revision and "btn-peligro-lleno" in revision
    assert client.post(retiro, {"motivo": MOTIVO, "confirmado": "1"}).headers["Location"] == lista
    assert client.get(retiro).status_code == 404
    assert not MuyBajaDensidad.objects.exists() and fresca(s).vence_el == vence_el and not Trabajo.objects.exists()
    pagina = client.get(lista).content.decode()
    assert "Comuna de muy baja densidad quitada" in pagina and f"{s.comuna} → sin dato" in pagina and MOTIVO in pagina
    assert list(de_solicitudes.recalcular()) == [] and list(verificar()) == []


def test_un_recalculo_que_fallo_lo_termina_otra_persona_administradora(sonia: Usuario, client: Client) -> None:
    s = enviada(SC, VIERNES)
    client.post(NUEVO, ELECCION | {"confirmado": "1"})
    trabajo = Trabajo.objects.get()
    with pytest.raises(EstadoCambio):
        recalculo.repetir(actor=sonia, trabajo_id=trabajo.pk)
    Trabajo.objects.update(estado=Estado.FALLO)
    with pytest.raises(NoPermitido):
        recalculo.repetir(actor=crear(FABIAN), trabajo_id=trabajo.pk)
    fabian = crear(FABIAN)
    Usuario.objects.filter(pk=fabian.pk).update(rol="administrador")
    client.force_login(Usuario.objects.get(pk=fabian.pk))
    assert "Reintentar el recálculo" in client.get(FERIADOS).content.decode()
    otro = client.post(f"{RAIZ}recalculos/{trabajo.pk}/intento/").headers["Location"]
    assert str(trabajo.pk) not in otro and ejecucion.ejecutar_pendientes() == 1
    assert fresca(s).vence_el == date(2026, 12, 7)


def test_documentos_con_sus_limites_y_los_borradores_al_enviarlos(sonia: Usuario, client: Client) -> None:
    tipo = TipoDocumento.objects.get(tramite="informacion", codigo="formulario")
    ficha = f"{RAIZ}documentos/{tipo.pk}/"
    bueno = {
        "nombre": "Formulario de SI", "ayuda": tipo.ayuda, "exigencia": "siempre", "extensiones": ["jpg", "png"],
        "maximo": "0,5", "articulo": tipo.articulo, "orden": "10", "vigente": "on", "motivo": MOTIVO,
    }  # fmt: skip
    for malo, campo, palabras in (
        ({"maximo": "9999"}, "maximo", "Escribe un tamaño entre 0,1 y 5 MB"),
        ({"maximo": "0"}, "maximo", "Escribe un tamaño entre 0,1 y 5 MB"),
        ({"maximo": "mucho"}, "maximo", "Escribe un tamaño entre 0,1 y 5 MB"),
        ({"maximo": "NaN"}, "maximo", "Escribe un tamaño entre 0,1 y 5 MB"),
        ({"extensiones": []}, "extensiones", "Elige al menos un tipo de archivo"),
        ({"extensiones": ["exe"]}, "extensiones", "Elige tipos de la lista"),
        ({"exigencia": "cuando"}, "exigencia", "Elige una opción de «¿Se exige?»"),
        ({"orden": "-1"}, "orden", "Escribe un número de 0 a 1000"),
        ({"nombre": ""}, "nombre", "Escribe el nombre del documento"),
    ):
        assert errores(client.post(ficha, bueno | malo)) == {campo: palabras}
    previa = client.post(ficha, bueno).content.decode()
    assert "5 MB → 512 KB" in previa and "los borradores se revisan con estos límites" in previa

    borrador = actions.crear_borrador(actor=elena(), tipo=SI)
    actions.adjuntar_a_borrador(actor=elena(), borrador_id=borrador.pk, codigo="formulario", archivo=papel(elena()))
    assert client.post(ficha, bueno | {"confirmado": "1"}).status_code == 302
    tipo.refresh_from_db()
    assert (tipo.nombre, tipo.maximo, tipo.extensiones) == ("Formulario de SI", MEGA // 2, "jpg,png")
    with pytest.raises(BorradorIncompleto, match="Quita el archivo y adjunta otro: JPG o PNG"):
        actions.enviar(actor=elena(), borrador_id=borrador.pk, token=uuid4(), datos=datos_generales())
    pagina = client.get(f"{RAIZ}documentos/").content.decode()
    assert "512 KB" in pagina and "5 MB → 512 KB" in pagina and MOTIVO in pagina
    # A paper of a step keeps its obligation: without it the step could not be taken.
    respuesta = TipoDocumento.objects.get(tramite="respuesta")
    assert (
        set(client.get(f"{RAIZ}documentos/{respuesta.pk}/").context["form"].fields) & {"exigencia", "vigente"} == set()
    )


def datos_generales() -> dict[str, Any]:
    # Nobody's identity was validated, so the cédula is the first that lacks unless SEC stops asking for it.
    TipoDocumento.objects.filter(tramite="informacion", codigo="cedula").update(vigente=False)
    return fabricas.datos("YN", SI)


@pytest.mark.req("P-06")
def test_las_reglas_automaticas_se_apagan_y_se_encienden_con_motivo(sonia: Usuario, client: Client) -> None:
    ruta = f"{RAIZ}parametros/pago-validacion/"
    assert "Hoy esperan 0" in client.post(ruta, {"activa": "no", "motivo": MOTIVO}).content.decode()
    assert confirmar(client, ruta, {"activa": "no", "motivo": MOTIVO}).status_code == 302
    assert not ReglaAutomatica.objects.get(codigo="pago-validacion").activa
    pagina = client.get(f"{RAIZ}parametros/").content.decode()
    assert "Apagada" in pagina and "sí → no" in pagina and "2 días hábiles" in pagina
    assert (
        "No cambiaste"
        in client.post(ruta, {"activa": "no", "motivo": MOTIVO, "confirmado": "1"}, follow=True).content.decode()
    )
    assert Evento.objects.filter(tipo="REGLA_AUTOMATICA_CAMBIADA").count() == 1
    assert errores(client.post(ruta, {"activa": "quizás", "motivo": ""})).keys() == {"activa", "motivo"}


def test_la_fiscalizacion_lee_y_no_cambia_nadie_mas_entra(client: Client) -> None:
    feriado, tipo = Feriado.objects.all()[0].pk, TipoDocumento.objects.all()[0].pk
    se_leen = (
        RAIZ,
        FERIADOS,
        f"{RAIZ}baja-densidad/",
        f"{RAIZ}plazos/",
        PLAZO,
        f"{RAIZ}documentos/",
        f"{RAIZ}parametros/",
    )
    cambian = (
        NUEVO, f"{FERIADOS}{feriado}/", CAMBIO, f"{PLAZO}retiro/1/", f"{RAIZ}baja-densidad/nueva/",
        f"{RAIZ}documentos/{tipo}/", f"{RAIZ}parametros/mc-objecion/",
        f"{RAIZ}recalculos/{uuid4()}/intento/",
    )  # fmt: skip
    for persona in (FABIAN, ELENA, MARTA, JORGE):
        client.force_login(crear(persona))
        lee = 200 if persona is FABIAN else 403
        paginas = {ruta: client.get(ruta) for ruta in se_leen}
        assert {ruta: pagina.status_code for ruta, pagina in paginas.items()} == dict.fromkeys(se_leen, lee)
        assert {client.post(ruta, {"confirmado": "1"}).status_code for ruta in cambian} == {403}
        if persona is FABIAN:
            assert not any(ruta in pagina.content.decode() for pagina in paginas.values() for ruta in cambian)
            assert "Usuarios" not in paginas[RAIZ].content.decode()
    assert not Evento.objects.filter(cadena="catalogo").exists()


def test_otro_proceso_ve_el_feriado_en_su_proximo_pedido(sonia: Usuario, client: Client) -> None:
    """Its calendar was read before; the next request compares it with the chain, and one that goes on does not."""
    assert es_habil_en_una_pagina()
    viejo = aritmetica._guardado
    client.post(NUEVO, ELECCION | {"confirmado": "1"})
    aritmetica._guardado = viejo
    assert not es_habil_en_una_pagina()
