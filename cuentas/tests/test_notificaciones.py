"""'Notificaciones' and what an account may switch off (U-11)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cuentas.models import Usuario
from cuentas.por_ambos import avisar
from nucleo.avisos import clases, redactores, sms
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import REVISA_SPAM, armar
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, Canal, Preferencia
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import UTC, ahora
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, JORGE, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-11")]
MAYO = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)


def _aviso(usuario: Usuario, n: int, **cambios: Any) -> Aviso:
    datos: dict[str, Any] = {
        "evento": str(n), "clave": "acuse", "destinatario": usuario.email, "usuario": usuario, "creado_en": MAYO,
        "estado": "enviado", "asunto": f"LA{n}: recibimos tu solicitud", "texto": f"Texto {n}\n\nVer: http://x.cl/",
    } | cambios  # fmt: skip
    if datos["estado"] == "enviado":
        datos.setdefault("enviado_en", datos["creado_en"])
    else:
        datos |= {"asunto": "", "texto": ""}
    return Aviso.objects.create(**datos)


def _main(respuesta: Any) -> str:
    return " ".join(respuesta.content.decode().partition("<main")[2].partition("</main>")[0].split())


def test_cada_aviso_con_su_canal_su_hora_y_su_estado_y_por_que() -> None:
    elena = crear(ELENA)
    _aviso(elena, 1)
    _aviso(elena, 2, canal="sms", destinatario="+56911111111", asunto="", clave="identidad-decidida")
    _aviso(elena, 3, canal="portal", asunto="LA3: en el portal")
    _aviso(elena, 4, estado="pendiente", proximo=MAYO)
    _aviso(
        elena, 5, estado="pendiente", intentos=3, causa="conexion", error="550 elena@ejemplo.cl", clave="comunicacion"
    )
    _aviso(elena, 6, estado="muerto", causa="rechazo", error="550 secreto del servidor", clave="pago_validado")
    _aviso(elena, 7, estado="descartado", causa="preferencia", clave="recordatorio_solicitante")
    _aviso(elena, 8, estado="descartado", causa="preferencia", canal="sms", clave="identidad-decidida")
    _aviso(elena, 9, estado="descartado", clave="respuesta_disponible")
    _aviso(crear(FRIDA), 10, asunto="LA10: de Frida")
    cuerpo = _main(entrar(elena).get("/notificaciones/"))
    for frase in (
        "LA1: recibimos tu solicitud", "04-05-2026", "11:00", "En el portal", "Revisión de tu documento de identidad",
        "Acuse de recibo", "Sale desde el", "lo volvemos a intentar solos", "El servidor de destino lo rechazó",
        "Tenías apagados estos recordatorios.", "Tenías apagados los SMS.", "Dejó de corresponder", "1–9",
    ):  # fmt: skip
        assert frase in cuerpo, frase
    assert "LA10" not in cuerpo and "550" not in cuerpo


def test_los_codigos_y_enlaces_no_se_muestran_nunca() -> None:
    """Not even where a row of before still has its subject or its text; and not in 'Mis datos'."""
    elena = crear(ELENA)
    enlace = _aviso(elena, 1, clave="correo-nuevo", asunto="Alguien pidió usar tu correo", texto="Tu código es 123456")
    cliente = entrar(elena)
    for ruta in ("/notificaciones/", f"/notificaciones/{enlace.pk}/", "/perfil/datos/", "/perfil/datos/descarga/"):
        cuerpo = cliente.get(ruta).content.decode()
        assert "Código para cambiar de correo" in cuerpo, ruta
        assert "123456" not in cuerpo and "Alguien pidió usar" not in cuerpo, ruta
    assert "lleva un código o un enlace" in cliente.get(f"/notificaciones/{enlace.pk}/").content.decode()


def test_la_pagina_de_un_aviso_muestra_el_texto_y_su_enlace(settings: Any) -> None:
    elena = crear(ELENA)
    texto = f"Hola, <b>Elena</b>:\n\nVer la solicitud: {settings.PORTAL_URL}/solicitudes/LA1/\n\n-- \nPortal"
    cuerpo = _main(entrar(elena).get(f"/notificaciones/{_aviso(elena, 1, texto=texto).pk}/"))
    assert "Hola, &lt;b&gt;Elena&lt;/b&gt;:" in cuerpo and "elena@ejemplo.cl" in cuerpo
    assert f'<a href="{settings.PORTAL_URL}/solicitudes/LA1/">Ver la solicitud</a>' in cuerpo
    pendiente = _aviso(elena, 2, estado="pendiente")
    assert "se escribe cuando el aviso sale" in _main(entrar(elena).get(f"/notificaciones/{pendiente.pk}/"))


def test_filtros_y_paginas_con_las_mismas_consultas() -> None:
    elena = crear(ELENA)
    for n in range(30):
        _aviso(elena, n, creado_en=MAYO + timedelta(days=n), canal="sms" if n % 3 == 0 else "correo")
    _aviso(elena, 99, estado="muerto", causa="rechazo")
    cliente = entrar(elena)
    cliente.get("/notificaciones/")
    cuantas = []
    for consulta, dice in (
        ({}, '1–10</strong> de <strong class="num">31'),
        ({"page": "4"}, "31–31</strong>"),
        ({"page": "99"}, "31–31</strong>"),
        ({"canal": "sms", "por": "25"}, '1–10</strong> de <strong class="num">10'),
        ({"estado": "fallo"}, 'Mostrando <strong class="num">1</strong>'),
        ({"desde": "2026-05-10", "hasta": "2026-05-12"}, "1–3</strong>"),
        ({"canal": "portal"}, "Ningún aviso coincide"),
    ):
        with CaptureQueriesContext(connection) as consultas:
            respuesta = cliente.get("/notificaciones/", consulta)
        cuantas.append(len(consultas))
        assert respuesta.status_code == 200 and dice in _main(respuesta), consulta
        assert not [q for q in consultas if '"avisos_aviso"."texto"' in q["sql"]]
    assert max(cuantas) - min(cuantas) <= 1 and max(cuantas) <= 8, cuantas
    for rara in (
        {"desde": "ayer"},
        {"canal": "' OR 1=1"},
        {"desde": "2026-05-02", "hasta": "2026-05-01"},
        {"page": "\x00"},
    ):
        assert cliente.get("/notificaciones/", rara).status_code in (200, 422)


def test_el_orden_de_sus_avisos_sale_de_un_indice() -> None:
    elena = crear(ELENA)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        consulta = Aviso.objects.filter(usuario=elena).order_by("-creado_en", "-pk")[:10].query
        cursor.execute(f"EXPLAIN {consulta.sql_with_params()[0]}", consulta.sql_with_params()[1])
        plan = "\n".join(fila[0] for fila in cursor.fetchall())
    assert "aviso_del_usuario" in plan, plan


def test_se_apagan_recordatorios_y_sms_con_su_hecho(settings: Any) -> None:
    settings.SMS_URL = "json://localhost"
    elena = crear(ELENA)
    cliente = entrar(elena)
    cuerpo = _main(cliente.get("/perfil/avisos/"))
    assert cuerpo.count("checked") == 2 and "No se apagan" in cuerpo and "Verificar mi celular" in cuerpo
    assert "Guardamos tus preferencias." in _main(cliente.post("/perfil/avisos/", {"sms": "on"}, follow=True))
    elegida = Preferencia.objects.get(usuario=elena)
    assert (elegida.recordatorios, elegida.sms) == (False, True)
    evento = Evento.objects.get(cadena=f"usuario:{elena.pk}", tipo="PREFERENCIAS_DE_AVISOS")
    assert evento.datos == {"recordatorios": False, "sms": True} and evento.actor == elena
    assert "siguen igual" in _main(cliente.post("/perfil/avisos/", {"sms": "on"}, follow=True))
    assert Evento.objects.filter(tipo="PREFERENCIAS_DE_AVISOS").count() == 1
    settings.SMS_URL = ""  # without a service there is no switch, and what it was stays
    assert 'name="sms"' not in _main(cliente.get("/perfil/avisos/"))
    cliente.post("/perfil/avisos/", {"recordatorios": "on"})
    elegida.refresh_from_db()
    assert (elegida.recordatorios, elegida.sms) == (True, True)


@pytest.mark.parametrize("persona", [JORGE, SONIA])
def test_el_personal_no_tiene_nada_que_apagar_y_la_pagina_dice_por_que(persona: Any) -> None:
    cliente = entrar(crear(persona))
    cuerpo = _main(cliente.get("/perfil/avisos/"))
    assert "<form" not in cuerpo and "Tu cuenta no recibe otros." in cuerpo
    assert cliente.post("/perfil/avisos/", {"sms": ""}).status_code == 302 and not Preferencia.objects.exists()
    assert "Todavía no te hemos enviado avisos." in _main(cliente.get("/notificaciones/"))


def test_un_recordatorio_apagado_no_sale_del_barrido() -> None:
    """From the reminder of a draft, by its own sweep."""
    from nucleo.comun.reloj import en
    from portal.demostracion import fabricas
    from solicitudes import avisos_borradores

    elena, frida = crear(ELENA), crear(FRIDA)
    Preferencia.objects.create(usuario=elena, recordatorios=False)
    for persona in (elena, frida):
        fabricas.borrador_listo(persona)
    with en(ahora() + timedelta(days=28)):
        avisos_borradores.barrer()
    de_borrador = Aviso.objects.filter(clave=avisos_borradores.CLAVE)
    assert (
        de_borrador.get(usuario=elena).estado == "descartado" and de_borrador.get(usuario=frida).estado == "pendiente"
    )


@pytest.mark.req("U-06", "U-14")
def test_por_correo_y_por_sms_con_una_sola_clave(
    settings: Any, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    """What the decision on an identity and the enabling of payment plans need: only a proven mobile gets the SMS."""
    settings.SMS_URL = "json://localhost"
    monkeypatch.setattr(redactores, "_redactores", dict(redactores._redactores))
    monkeypatch.setattr(clases, "_declaradas", dict(clases._declaradas))
    enviados: list[tuple[str, str]] = []
    monkeypatch.setattr(sms, "_entregar", lambda direccion, texto, plazo: enviados.append((direccion, texto)))

    def escribir(aviso: Aviso) -> Redactado:
        if aviso.canal == Canal.SMS:
            return Redactado("", "Portal: ya puedes pedir planes de pago en tu suministro.")
        return armar(aviso, "Ya puedes pedir planes de pago", f"Hola.\n\n{REVISA_SPAM}")

    redactores.registrar("plan-habilitado", escribir, clase=Clase.LEGAL, nombre="Planes de pago habilitados")
    elena, frida = crear(ELENA), crear(FRIDA)
    for usuario, verificado in ((elena, ahora()), (frida, None)):
        usuario.celular, usuario.celular_verificado_en = f"+5691111000{usuario.pk % 10}", verificado
        usuario.save(update_fields=["celular", "celular_verificado_en"])
        avisar(clave="plan-habilitado", usuario=usuario, evento=f"enlace:{usuario.pk}")
    assert despachar() == 3
    assert len(enviados) == 1 and enviados[0][1].startswith("Portal: ya puedes")
    assert {m.to[0] for m in mailoutbox} == {elena.email, frida.email}
    assert "spam" in mailoutbox[0].body and "no lo respondas" in mailoutbox[0].body
    filas = _main(entrar(elena).get("/notificaciones/"))
    assert "Ya puedes pedir planes de pago" in filas and "Planes de pago habilitados" in filas and "SMS" in filas
