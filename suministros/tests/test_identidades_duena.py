"""The owner's side of a review: messages, sign-in, who looked, and the copy that goes (U-06, U-07, A-17)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.models import Usuario
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.archivos import almacen
from nucleo.archivos.limpieza import barrer_huerfanos, filas_sin_archivo
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import redactar
from nucleo.avisos.texto_sms import piezas
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora, en
from portal.demostracion import fabricas, suministros
from suministros import actions
from suministros.models import PoderSuministro, Vinculo
from suministros.tasks import barrer_copias
from suministros.tests.test_identidades import LUNES, aceptar, documento_de, poder_de, ruta
from tests.personas import CLAVE, ELENA, FABIAN, FRIDA, JORGE, MARTA, OLGA, crear

pytestmark = [pytest.mark.django_db(), pytest.mark.req("U-06")]
PERFIL = "/perfil/documento/"
MOTIVO = "El reflejo tapa el número"


def con_celular(persona: Any) -> Usuario:
    usuario = crear(persona)
    usuario.celular, usuario.celular_verificado_en = "+56911112222", ahora()
    usuario.save(update_fields=["celular", "celular_verificado_en"])
    return usuario


@pytest.mark.parametrize("decision", ["validado", "no-legible", "rechazado"])
def test_cada_decision_se_cuenta_por_correo_y_por_sms_una_vez(decision: str, settings: Any) -> None:
    settings.SMS_URL = "disco://"
    frida = con_celular(FRIDA)
    poder = poder_de(FRIDA, ELENA)
    documento = frida.documentos_de_identidad.get()
    dicho = {"decision": decision, "motivo": MOTIVO}
    decidir_documento(actor=crear(MARTA), documento=documento, numero_leido=FRIDA.documento, **dicho)
    actions.decidir_poder(actor=crear(JORGE), poder=poder, numero_leido=ELENA.documento, **dicho)
    for clave in ("identidad-decidida", "poder-decidido"):
        avisos = {aviso.canal: aviso for aviso in Aviso.objects.filter(clave=clave)}
        assert Aviso.objects.filter(clave=clave).count() == 2 and set(avisos) == {Canal.CORREO, Canal.SMS}
        correo, sms = (redactar(avisos[canal]) for canal in (Canal.CORREO, Canal.SMS))
        assert correo and sms and (MOTIVO in correo.texto) is (decision != "validado")
        assert avisos[Canal.SMS].destinatario == frida.celular and len(piezas(sms.texto)) <= 2
        assert str(crear(MARTA).distribuidora) in sms.texto
    abiertos = Aviso.objects.filter(clave="suministro-habilitado").count()
    assert abiertos == (2 if decision == "validado" else 0), "that plans are open is another fact"


def test_el_aviso_de_un_poder_que_ya_no_cuenta_no_sale() -> None:
    poder = poder_de(FRIDA, ELENA)
    actions.decidir_poder(actor=crear(MARTA), poder=poder, decision="rechazado", motivo=MOTIVO)
    otro = fabricas.archivo(crear(FRIDA), uso="poder_suministro", nombre="otro.pdf")
    actions.enviar_poder(actor=crear(FRIDA), vinculo_id=poder.vinculo_id, archivo=otro)
    assert redactar(Aviso.objects.get(clave="poder-decidido")) is None


@pytest.mark.parametrize("persona", [OLGA, FRIDA, ELENA, FABIAN])
def test_el_poder_lo_decide_solo_la_distribuidora_del_suministro(persona: Any) -> None:
    poder = poder_de(FRIDA, ELENA)
    with pytest.raises(NoPermitido):
        actions.decidir_poder(actor=crear(persona), poder=poder, decision="validado", numero_leido=ELENA.documento)
    poder.refresh_from_db()
    assert poder.estado == "en-analisis" and not Evento.objects.filter(tipo="PODER_DECIDIDO").exists()


def test_un_poder_que_ya_no_hace_falta_no_se_decide() -> None:
    decidido, quitado = poder_de(FRIDA, ELENA), None
    actions.decidir_poder(actor=crear(MARTA), poder=decidido, decision="rechazado", motivo=MOTIVO)
    with pytest.raises(EstadoCambio, match="ya revisó") as choque:
        actions.decidir_poder(actor=crear(JORGE), poder=decidido, decision="rechazado", motivo=MOTIVO)
    decidido.refresh_from_db()
    assert (choque.value.quien, choque.value.cuando) == (crear(MARTA).nombre, decidido.decidido_en)
    with en(LUNES):
        vinculo = suministros.vinculo(crear(FRIDA), titular=crear(ELENA), numero="2000111333")
    quitado = vinculo.poderes.get()
    suministro = vinculo.suministro
    suministro.titular_documento = FRIDA.documento
    suministro.save(update_fields=["titular_documento"])
    with pytest.raises(EstadoCambio, match="a nombre de esta persona"):
        actions.decidir_poder(actor=crear(MARTA), poder=quitado, decision="rechazado", motivo=MOTIVO)
    actions.retirar(actor=crear(FRIDA), vinculo_id=vinculo.pk)
    with pytest.raises(EstadoCambio, match="quitó el suministro"):
        actions.decidir_poder(actor=crear(MARTA), poder=quitado, decision="rechazado", motivo=MOTIVO)


def test_sin_documento_del_titular_en_el_registro_se_acepta_y_queda_dicho() -> None:
    poder = poder_de(FRIDA, ELENA)
    suministro = poder.vinculo.suministro
    suministro.titular_documento = ""
    suministro.save(update_fields=["titular_documento"])
    marta = ingresar(crear(MARTA))
    assert "Tu registro no lo tiene: compara el nombre" in cuerpo(marta, ruta(poder))
    assert aceptar(marta, poder, ELENA.documento).status_code == 302
    assert Evento.objects.get(tipo="PODER_DECIDIDO").datos["comparado"] is False


# --- Sign-in and profile -----------------------------------------------------------------------------------------


def entrar(persona: Any, **mas: str) -> Any:
    from django.test import Client

    cliente = Client()
    respuesta = cliente.post(
        "/ingresar/", {"perfil": "solicitante", "documento": persona.documento, "clave": CLAVE, **mas}
    )  # fmt: skip
    return cliente, respuesta["Location"]


@pytest.mark.req("U-07", "A-17")
def test_al_ingresar_se_dice_que_esta_en_analisis_una_vez() -> None:
    documento_de(ELENA)
    cliente, destino = entrar(ELENA)
    assert destino == "/inicio/"
    assert "está en análisis" in cuerpo(cliente, destino)
    assert "está en análisis" not in cuerpo(cliente, destino)
    crear(FRIDA)
    assert "está en análisis" not in cuerpo(entrar(FRIDA)[0], "/inicio/")


@pytest.mark.req("U-07", "A-17")
def test_al_ingresar_con_uno_no_legible_se_llega_a_subir_otra_foto() -> None:
    documento = documento_de(ELENA)
    decidir_documento(actor=crear(MARTA), documento=documento, decision="no-legible", motivo=MOTIVO)
    cliente, destino = entrar(ELENA, next="/suministros/")
    assert destino == f"{PERFIL}?next=%2Fsuministros%2F"
    pagina = cuerpo(cliente, destino)
    assert 'href="/suministros/">seguir a donde ibas' in pagina and MOTIVO in pagina
    assert "evil" not in cuerpo(cliente, f"{PERFIL}?next=https://evil.example/")
    for direccion in ("/inicio/", "/suministros/", "/perfil/"):
        assert "NO LEGIBLE" in cuerpo(cliente, direccion), "the band, until it is replaced"
    elena = crear(ELENA)
    enviar_documento(actor=elena, archivo=fabricas.archivo(elena, uso="identidad", nombre="otra.jpg"))
    assert "NO LEGIBLE" not in cuerpo(cliente, "/inicio/")
    assert entrar(ELENA)[1] == "/inicio/"


@pytest.mark.req("A-17")
def test_el_perfil_muestra_la_copia_y_quien_la_vio() -> None:
    documento = documento_de(ELENA)
    elena = ingresar(crear(ELENA))
    assert f'src="/archivos/{documento.archivo_id}/vista/1/"' in cuerpo(elena, PERFIL)
    assert elena.get(f"/archivos/{documento.archivo_id}/vista/1/").status_code == 200
    accesos = cuerpo(elena, "/perfil/accesos/")
    assert "vista por" not in accesos
    marta = ingresar(crear(MARTA), REMOTE_ADDR="198.51.100.77")
    marta.get(ruta(documento))
    marta.get(f"{ruta(documento)}paginas/1/")
    accesos = cuerpo(elena, "/perfil/accesos/")
    assert f"Copia de tu documento o poder, vista por {crear(MARTA).distribuidora}" in accesos
    assert "198.51.100.77" not in accesos and "Marta" not in accesos
    assert "198.51.100.77" not in elena.get("/perfil/datos/descarga/").content.decode()
    assert "vista por" not in cuerpo(ingresar(crear(FRIDA)), "/perfil/accesos/")


# --- The copies go -----------------------------------------------------------------------------------------------


@pytest.mark.req("U-06", "A-17")
def test_la_copia_se_va_a_los_noventa_dias_y_la_decision_queda(
    django_capture_on_commit_callbacks: Any, capsys: Any, settings: Any
) -> None:
    poder, elena = poder_de(FRIDA, ELENA), documento_de(ELENA)
    frida = crear(FRIDA).documentos_de_identidad.get()
    with en(LUNES):
        decidir_documento(actor=crear(MARTA), documento=elena, decision="validado", numero_leido=ELENA.documento)
        actions.decidir_poder(actor=crear(MARTA), poder=poder, decision="rechazado", motivo=MOTIVO)
    # The samples are the same bytes: the photo of Frida, undecided, still needs Elena's file; nobody the poder's.
    assert elena.archivo.sha256_guardado == frida.archivo.sha256_guardado
    rutas = {p: almacen.ruta(p.archivo.sha256_guardado) for p in (elena, frida, poder)}
    with en(LUNES + timedelta(days=89, hours=23)):
        barrer_copias()
    assert not Evento.objects.filter(tipo__startswith="COPIA_DE").exists()
    with en(LUNES + timedelta(days=90, minutes=1)):
        call_command("barrer_copias", simular=True)
        assert capsys.readouterr().out == "documentos: 1, poderes: 1\n" and rutas[poder].is_file()
        with django_capture_on_commit_callbacks(execute=True):
            barrer_copias()
            barrer_copias()
    for papel in (elena, frida, poder):
        papel.archivo.refresh_from_db()
        papel.refresh_from_db()
    assert elena.archivo.borrado_en and poder.archivo.borrado_en and frida.archivo.borrado_en is None
    assert (elena.estado, poder.estado, poder.motivo) == ("validado", "rechazado", MOTIVO)
    assert rutas[elena].is_file() and not rutas[poder].exists(), "shared bytes survive while another row needs them"
    eventos = Evento.objects.filter(tipo__startswith="COPIA_DE").order_by("tipo")
    assert [e.datos["sha256"] for e in eventos] == [elena.archivo.sha256_recibido, poder.archivo.sha256_recibido]
    assert [*filas_sin_archivo()] == [] and barrer_huerfanos().archivos == 0
    cliente = ingresar(crear(ELENA))
    pagina = cuerpo(cliente, PERFIL)
    assert "Copia eliminada el" in pagina and "/archivos/" not in pagina
    for resto in ("", "vista/", "vista/1/"):
        assert cliente.get(f"/archivos/{elena.archivo_id}/{resto}").status_code == 404, "not by the file of the other"
    assert Vinculo.objects.get(usuario=crear(ELENA)).estado == "validado"


def test_lo_que_nadie_decidira_tambien_se_va_y_lo_que_espera_se_queda(django_capture_on_commit_callbacks: Any) -> None:
    elena = documento_de(ELENA)
    poder = poder_de(FRIDA, ELENA)
    with en(LUNES):
        duena = crear(ELENA)
        enviar_documento(actor=duena, archivo=fabricas.archivo(duena, uso="identidad", nombre="otra.jpg"))
        actions.retirar(actor=crear(FRIDA), vinculo_id=poder.vinculo_id)
    with en(LUNES + timedelta(days=91)), django_capture_on_commit_callbacks(execute=True):
        barrer_copias()
    borrados = {p.pk: bool(p.archivo.borrado_en) for p in duena.documentos_de_identidad.select_related("archivo")}
    assert borrados.pop(elena.pk) is True and [*borrados.values()] == [False]
    assert PoderSuministro.objects.get(pk=poder.pk).archivo.borrado_en
