"""The identity document of an account: sent, seen by its owner only, decided once, replaced (A-17; reglas.md 8)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from catalogo.models import Distribuidora, TipoDocumento
from cuentas.documento import actions, consultas, necesidad
from cuentas.documento.actions import DecisionRechazada, decidir_documento, enviar_documento
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Cambio, EstadoCuenta, Perfil, Rol, Usuario
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import docx, jpg, pdf
from nucleo.archivos.recepcion import recibir
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.bitacora.models import Acceso, Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from tests.personas import ELENA, FABIAN, FRIDA, JORGE, MARTA, OLGA, SONIA, crear

RUTA = "/perfil/documento/"
MOTIVO = "El reflejo tapa el número"
BANDA = "NO LEGIBLE"
pytestmark = [pytest.mark.django_db, pytest.mark.req("A-17")]


@pytest.fixture(autouse=True)
def toda_distribuidora_lo_necesita(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who needs it is told by the rooms on the right; here it is every one but Saesa."""
    todas = lambda usuario: set(Distribuidora.objects.exclude(prefijo="SA").values_list("pk", flat=True))  # noqa: E731
    monkeypatch.setattr(necesidad, "distribuidoras", todas)


def foto(actor: Usuario, texto: str = "cédula", uso: str = "identidad") -> Archivo:
    subido = SimpleUploadedFile("cedula.jpg", jpg(texto=texto))
    limites = Limites(("jpg", "png", "pdf"), 5 * 1024 * 1024)
    return recibir(subido, uso=uso, limites=limites, nombre_documento="Documento", actor=actor)


def enviado(actor: Usuario, texto: str = "cédula") -> DocumentoIdentidad:
    return enviar_documento(actor=actor, archivo=foto(actor, texto))


def decidido(duena: Usuario, decision: str, actor: Usuario | None = None) -> DocumentoIdentidad:
    return decidir_documento(
        actor=actor or crear(MARTA),
        documento=enviado(duena),
        decision=decision,
        motivo=MOTIVO,
        numero_leido=duena.documento_mostrado,
    )


def subir(cliente: Client, nombre: str = "cedula.jpg", contenido: bytes | None = None) -> Any:
    return cliente.post(RUTA, {"documento": SimpleUploadedFile(nombre, jpg() if contenido is None else contenido)})


def test_se_envia_desde_el_perfil_y_queda_en_analisis() -> None:
    elena = crear(ELENA)
    cliente = ingresar(elena)
    assert "<dd>No enviado" in cuerpo(cliente, "/perfil/") and "Todavía no envías" in cuerpo(cliente, RUTA)
    respuesta = subir(cliente)
    assert respuesta.status_code == 302 and respuesta["Location"] == RUTA
    texto, resumen = cuerpo(cliente, RUTA), cuerpo(cliente, "/perfil/")
    documento = DocumentoIdentidad.objects.get()
    assert "Documento de identidad</dt>" in resumen and "En análisis" in resumen
    assert "En análisis" in texto and "cedula.jpg" in texto and f"/archivos/{documento.archivo_id}/" in texto
    assert documento.archivo.uso == "identidad" and documento.archivo.creado_por == elena
    evento = Evento.objects.get(tipo="IDENTIDAD_ENVIADA")
    assert evento.cadena == f"usuario:{elena.pk}" and evento.actor == elena
    assert evento.datos == {
        "documento": documento.pk,
        "archivo": str(documento.archivo_id),
        "sha256": documento.archivo.sha256_recibido,
        "reemplaza": None,
    }
    assert evento.ocurrido == documento.enviado_en


@pytest.mark.parametrize(
    ("nombre", "contenido", "dice"),
    [
        ("cedula.docx", docx, "debe ser del tipo JPG, PNG o PDF"),
        ("cedula.jpg", lambda: b"MZ\x90\x00" * 50, "no corresponde a su extensión"),
        ("cedula.pdf", lambda: b"", "está vacío"),
        ("cedula.pdf", lambda: pdf() + b"x" * (5 * 1024 * 1024), "debe pesar 5"),
        ("cedula.heic", lambda: b"\x00\x00\x00\x18ftypheic" * 4, "Guarda la foto como JPG"),
    ],
    ids=["docx", "programa", "vacio", "pesado", "heic"],
)
def test_lo_que_no_sirve_se_rechaza_en_el_campo(nombre: str, contenido: Callable[[], bytes], dice: str) -> None:
    respuesta = subir(ingresar(crear(ELENA)), nombre, contenido())
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422 and texto.count(dice) == 2, "in the summary and at the field"
    assert 'href="#id_documento"' in texto and "<title>Error: " in texto
    assert not DocumentoIdentidad.objects.exists() and not Archivo.objects.exists()


def test_sin_archivo_se_dice_que_adjuntar() -> None:
    respuesta = ingresar(crear(ELENA)).post(RUTA, {})
    assert respuesta.status_code == 422
    assert respuesta.content.decode().count("Adjunta la foto de tu documento de identidad") == 2


def test_el_tipo_fuera_de_uso_no_recibe_y_no_falla() -> None:
    TipoDocumento.objects.filter(codigo="identidad").update(vigente=False)
    cliente = ingresar(crear(ELENA))
    assert 'type="file"' not in cuerpo(cliente, RUTA)
    assert subir(cliente).status_code == 404 and not Archivo.objects.exists()


@pytest.mark.parametrize("persona", [MARTA, SONIA])
def test_el_personal_no_tiene_documento(persona: Any) -> None:
    usuario = crear(persona)
    assert ingresar(usuario).get(RUTA).status_code == 403
    assert RUTA not in cuerpo(ingresar(usuario), "/perfil/")
    with pytest.raises(NoPermitido):
        enviado(usuario)


def test_lo_descarga_su_duena_y_nadie_mas() -> None:
    elena = crear(ELENA)
    documento = enviado(elena)
    ruta = f"/archivos/{documento.archivo_id}/"
    respuesta = ingresar(elena).get(ruta)
    assert respuesta.status_code == 200 and b"".join(respuesta.streaming_content)
    assert respuesta["Content-Disposition"].startswith("attachment") and respuesta["Cache-Control"] == "no-store"
    for persona in (FRIDA, MARTA, JORGE, SONIA, FABIAN):
        ajena = ingresar(crear(persona)).get(ruta)
        assert ajena.status_code == 404, persona
    assert Acceso.objects.filter(objeto=f"archivo:{documento.archivo_id}", permitido=False).count() == 5
    assert Client().get(ruta).status_code == 302
    Usuario.objects.filter(pk=elena.pk).update(estado=EstadoCuenta.DESACTIVADA)
    from nucleo.archivos import puertas

    assert not puertas.puede_ver(Usuario.objects.get(pk=elena.pk), documento.archivo)


def test_el_nuevo_reemplaza_y_el_anterior_queda() -> None:
    elena = crear(ELENA)
    primero = decidido(elena, EstadoDocumento.NO_LEGIBLE)
    segundo = enviado(elena, "otra foto")
    primero.refresh_from_db()
    assert primero.reemplazado_en == segundo.enviado_en and primero.motivo == MOTIVO
    assert consultas.vigente(elena) == segundo and segundo.estado == EstadoDocumento.EN_ANALISIS
    assert Evento.objects.filter(tipo="IDENTIDAD_ENVIADA").last().datos["reemplaza"] == primero.pk
    texto = cuerpo(ingresar(elena), RUTA)
    assert "Los anteriores" in texto and MOTIVO in texto and "En análisis" in texto
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cuentas_documentoidentidad")


def test_no_se_envia_el_archivo_de_otra_persona_ni_de_otro_uso_ni_dos_veces() -> None:
    elena, frida = crear(ELENA), crear(FRIDA)
    for archivo in (foto(frida), foto(elena, uso="documento")):
        with pytest.raises(NoPermitido):
            enviar_documento(actor=elena, archivo=archivo)
    propio = foto(elena, "una vez")
    enviar_documento(actor=elena, archivo=propio)
    with pytest.raises(EstadoCambio):
        enviar_documento(actor=elena, archivo=propio)
    assert consultas.vigente(elena).archivo == propio


@pytest.mark.parametrize(
    ("decision", "validado", "banda", "asunto"),
    [
        ("validado", True, False, "Tu documento de identidad fue validado"),
        ("no-legible", False, True, "Tu documento de identidad no se lee bien"),
        ("rechazado", False, False, "Tu documento de identidad fue rechazado"),
    ],
)
def test_la_decision_se_ve_se_avisa_y_queda_en_la_cadena(
    decision: str, validado: bool, banda: bool, asunto: str
) -> None:
    elena, marta = crear(ELENA), crear(MARTA)
    assert not consultas.documento_validado(elena)
    documento = decidido(elena, decision, marta)
    assert consultas.documento_validado(elena) is validado
    assert (documento.decidido_por, documento.estado) == (marta, decision) and documento.decidido_en
    cliente = ingresar(elena)
    texto = cuerpo(cliente, RUTA)
    assert EstadoDocumento(decision).label in texto and str(marta.distribuidora) in texto
    assert (MOTIVO in texto) is (not validado)
    for ruta in ("/inicio/", "/perfil/", "/enlaces/", "/"):
        assert (BANDA in cuerpo(cliente, ruta)) is banda, ruta
    assert BANDA not in cuerpo(ingresar(crear(FRIDA)), "/inicio/")
    evento = Evento.objects.get(tipo="IDENTIDAD_DECIDIDA")
    assert evento.actor == marta and evento.datos["despues"] == [decision]
    assert evento.datos["distribuidora"] == marta.distribuidora_id and MOTIVO not in str(evento.datos)
    assert Cambio.objects.get(evento=evento).motivo == ("" if validado else MOTIVO)
    escrito = redactar(Aviso.objects.get(clave="identidad-decidida", destinatario=elena.email))
    assert escrito.asunto == asunto and (MOTIVO in escrito.texto) is (not validado) and RUTA in escrito.texto
    if banda:
        assert subir(cliente).status_code == 302 and BANDA not in cuerpo(cliente, "/inicio/")


def test_el_aviso_de_uno_reemplazado_no_sale() -> None:
    elena = crear(ELENA)
    decidido(elena, "no-legible")
    enviado(elena, "otra")
    assert redactar(Aviso.objects.get(clave="identidad-decidida")) is None


@pytest.mark.parametrize("persona", [ELENA, FRIDA, SONIA, FABIAN])
def test_solo_decide_el_personal_de_una_distribuidora(persona: Any) -> None:
    documento = enviado(crear(ELENA))
    with pytest.raises(NoPermitido):
        decidir_documento(actor=crear(persona), documento=documento, decision="validado", numero_leido=ELENA.documento)
    documento.refresh_from_db()
    assert documento.estado == EstadoDocumento.EN_ANALISIS


def test_no_decide_una_distribuidora_que_no_lo_necesita() -> None:
    documento = enviado(crear(ELENA))
    ajeno = crear(replace(MARTA, nombres="Raquel", documento="454545451", distribuidora="SA"))
    with pytest.raises(NoPermitido, match="En la tuya no tiene"):
        decidir_documento(actor=ajeno, documento=documento, decision="validado", numero_leido=ELENA.documento)
    documento.refresh_from_db()
    assert documento.estado == EstadoDocumento.EN_ANALISIS


def test_nadie_decide_sobre_su_propio_documento() -> None:
    """Elena also works for a distributor: another account, the same person."""
    doble = crear(replace(ELENA, nombres="Ele", perfil=Perfil.DISTRIBUIDORA, rol=Rol.OPERADOR, distribuidora="OV"))
    documento = enviado(crear(ELENA))
    with pytest.raises(NoPermitido, match="tu propio documento"):
        decidir_documento(actor=doble, documento=documento, decision="validado", numero_leido=ELENA.documento)


def test_quien_ya_no_esta_activo_no_decide() -> None:
    marta, documento = crear(MARTA), enviado(crear(ELENA))
    Usuario.objects.filter(pk=marta.pk).update(estado=EstadoCuenta.DESACTIVADA)
    with pytest.raises(NoPermitido):
        decidir_documento(actor=marta, documento=documento, decision="validado", numero_leido=ELENA.documento)


@pytest.mark.parametrize(
    ("decision", "motivo", "dice"),
    [
        ("no-legible", "  ", "Escribe por qué no sirve"),
        ("rechazado", "", "Escribe por qué no sirve"),
        ("rechazado", "x" * (actions.LARGO_DEL_MOTIVO + 1), "caracteres o menos"),
        ("en-analisis", "x", "Elige si"),
        ("otra", "x", "Elige si"),
    ],
)
def test_una_decision_mal_escrita_dice_que_corregir(decision: str, motivo: str, dice: str) -> None:
    documento = enviado(crear(ELENA))
    with pytest.raises(DecisionRechazada, match=dice):
        decidir_documento(actor=crear(MARTA), documento=documento, decision=decision, motivo=motivo)
    documento.refresh_from_db()
    assert documento.estado == EstadoDocumento.EN_ANALISIS


@pytest.mark.req("U-06")
@pytest.mark.parametrize(
    ("leido", "dice"),
    [
        ("", "Escribe el número que lees"),
        ("44444444-5", "Así no es un RUT"),
        (FRIDA.documento, "no es el registrado"),
    ],
)
def test_sin_el_numero_que_se_lee_en_el_no_se_acepta(leido: str, dice: str) -> None:
    documento = enviado(crear(ELENA))
    with pytest.raises(DecisionRechazada, match=dice):
        decidir_documento(actor=crear(MARTA), documento=documento, decision="validado", numero_leido=leido)
    documento.refresh_from_db()
    assert documento.estado == EstadoDocumento.EN_ANALISIS and not Evento.objects.filter(tipo="IDENTIDAD_DECIDIDA")
    escrito = crear(ELENA).documento_mostrado
    decidir_documento(actor=crear(MARTA), documento=documento, decision="validado", numero_leido=f" {escrito} ")
    assert consultas.documento_validado(crear(ELENA))


def test_ni_lo_decidido_ni_lo_reemplazado_se_decide_otra_vez() -> None:
    elena = crear(ELENA)
    primero = decidido(elena, "rechazado")
    for colega, se_dice in ((OLGA, str(crear(MARTA).distribuidora)), (JORGE, crear(MARTA).nombre)):
        with pytest.raises(EstadoCambio, match="ya revisó") as choque:
            decidir_documento(actor=crear(colega), documento=primero, decision="validado", numero_leido="x")
        assert (choque.value.quien, choque.value.cuando) == (se_dice, primero.decidido_en)
    viejo = enviado(elena, "segunda")
    enviado(elena, "tercera")
    with pytest.raises(EstadoCambio, match="reemplazó"):
        decidir_documento(actor=crear(OLGA), documento=viejo, decision="validado", numero_leido=ELENA.documento)


@pytest.mark.parametrize(
    ("cambio", "regla"),
    [
        (
            "estado = 'perdido', decidido_en = now(), decidido_por_id = (SELECT min(id) FROM cuentas_usuario"
            " WHERE perfil = 'distribuidora')",
            "documento_identidad_estado_conocido",
        ),
        ("estado = 'validado'", "documento_decidido_por_alguien"),
        ("decidido_en = now()", "documento_decidido_por_alguien"),
        ("motivo = 'x'", "documento_negado_con_motivo"),
        (
            "estado = 'rechazado', decidido_en = now(), decidido_por_id = (SELECT min(id) FROM cuentas_usuario"
            " WHERE perfil = 'distribuidora')",
            "documento_negado_con_motivo",
        ),
        ("estado = 'validado', decidido_en = now(), decidido_por_id = usuario_id", "documento_decidido_por_otro"),
        ("reemplazado_en = enviado_en - interval '1 second'", "documento_tiempos_en_orden"),
    ],
)
def test_la_base_rechaza_una_fila_imposible(cambio: str, regla: str) -> None:
    crear(MARTA)
    enviado(crear(ELENA))
    with pytest.raises(IntegrityError, match=regla), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cuentas_documentoidentidad SET {cambio}")


@pytest.mark.parametrize(
    ("orden", "regla"),
    [
        ("UPDATE cuentas_usuario SET estado = 'dormida'", "cuenta_estado_conocido"),
        ("UPDATE cuentas_usuario SET documento_tipo = 'PAS'", "cuenta_documento_conocido"),
        (
            "INSERT INTO cuentas_registropendiente (id, documento_tipo, documento, clave_de_ingreso, password, nombres,"
            " apellidos, razon_social, email, celular, es_instalador, consentimiento_en, consentimiento_texto,"
            " creado_en) VALUES (gen_random_uuid(), 'PAS', '1', 'x', 'x', '', '', '', 'a@ejemplo.cl', '', false,"
            " now(), '1', now())",
            "registro_documento_conocido",
        ),
    ],
)
def test_los_codigos_de_la_cuenta_son_los_conocidos(orden: str, regla: str) -> None:
    crear(ELENA)
    with pytest.raises(IntegrityError, match=regla), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden)


def _a_la_vez(tareas: list[Callable[[], Any]]) -> list[Any]:
    def una(tarea: Callable[[], Any]) -> Any:
        try:
            return tarea()
        except (EstadoCambio, NoPermitido) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return list(hilos.map(una, tareas))


@pytest.mark.django_db(transaction=True)
def test_de_ocho_envios_y_ocho_decisiones_a_la_vez_queda_uno_vigente() -> None:
    elena, operadores = crear(ELENA), [crear(MARTA), crear(OLGA)]
    primero = enviado(elena)
    fotos = [foto(elena, f"foto {n}") for n in range(8)]
    envios = [lambda f=f: enviar_documento(actor=elena, archivo=f) for f in fotos]
    decisiones = [
        lambda n=n: decidir_documento(
            actor=operadores[n % 2], documento=primero, decision="validado", numero_leido=ELENA.documento
        )
        for n in range(8)
    ]
    hechos = _a_la_vez([tarea for par in zip(envios, decisiones, strict=True) for tarea in par])
    assert sum(isinstance(h, DocumentoIdentidad) for h in hechos[::2]) == 8
    assert sum(isinstance(h, DocumentoIdentidad) for h in hechos[1::2]) <= 1
    assert DocumentoIdentidad.objects.filter(reemplazado_en=None).count() == 1
    assert DocumentoIdentidad.objects.count() == 9
    assert not consultas.documento_validado(elena)
