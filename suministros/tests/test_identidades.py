"""'Identidades': what waits for whom, how one paper is reviewed, and what nobody else ever sees (U-06)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from cuentas.documento.actions import enviar_documento
from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Perfil, Rol, Usuario
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.bitacora.models import Acceso, Evento
from nucleo.comun.reloj import en
from nucleo.comun.texto import compacto
from portal.demostracion import fabricas, suministros
from suministros import actions
from suministros.identidades.forms import _DETALLE
from suministros.identidades.motivos import DE
from suministros.models import PoderSuministro, Vinculo
from tests.carga.registro import rut
from tests.personas import ELENA, FABIAN, FRIDA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-06")]
COLA = "/identidades/"
LUNES = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)  # midday in Chile
NEGADO = {"decision": "no-legible", "elegido": "Un reflejo tapa los datos"}


def documento_de(persona: Any, cuando: datetime = LUNES, **cambios: Any) -> DocumentoIdentidad:
    """A document in analysis, of a person who linked a supply of YN then."""
    with en(cuando):
        suministros.vinculo(crear(persona), **cambios)
    return DocumentoIdentidad.objects.get(usuario=crear(persona), reemplazado_en=None)


def poder_de(persona: Any, titular: Any, cuando: datetime = LUNES) -> PoderSuministro:
    with en(cuando):
        vinculo = suministros.vinculo(crear(persona), titular=crear(titular))
    return PoderSuministro.objects.get(vinculo=vinculo)


def ruta(papel: DocumentoIdentidad | PoderSuministro) -> str:
    return f"{COLA}{'poderes/' if isinstance(papel, PoderSuministro) else ''}{papel.pk}/"


def aceptar(cliente: Client, papel: Any, numero: str) -> Any:
    return cliente.post(ruta(papel), {"decision": "validado", "numero": numero})


def en_la_cola(cliente: Client, vista: str = "") -> list[Any]:
    return [papel.papel for papel, _ in cliente.get(COLA, {"vista": vista}).context["filas"]]


def test_la_cola_trae_lo_que_espera_del_mas_antiguo_al_mas_nuevo() -> None:
    frida = poder_de(FRIDA, ELENA, LUNES + timedelta(hours=1))
    de_frida = DocumentoIdentidad.objects.get(usuario=frida.vinculo.usuario)
    elena = documento_de(ELENA)
    marta = ingresar(crear(MARTA))
    with en(LUNES + timedelta(hours=2)):
        assert en_la_cola(marta) == [elena, de_frida, frida], "sent at one instant: the document first"
        assert en_la_cola(marta, "documentos") == [elena, de_frida]
        assert en_la_cola(marta, "poderes") == [frida]
        assert en_la_cola(marta, "atrasados") == []
        assert '<span class="num">3</span> identidades por revisar' in cuerpo(marta, "/bandeja/")
        texto = cuerpo(marta, COLA)
    assert "Elena Araya Soto" in texto and "Vence en 22 horas hábiles" in texto and "18-11-2026, 18:00" in texto
    assert ELENA.documento not in texto and crear(ELENA).documento_mostrado not in texto
    with en(datetime(2026, 11, 18, 20, 30, tzinfo=UTC)):  # Wednesday 17:30; hers ends at 18:00
        assert "Vence hoy" in cuerpo(ingresar(crear(MARTA)), COLA)
    with en(datetime(2026, 11, 19, 12, 30, tzinfo=UTC)):  # Thursday 09:30
        marta = ingresar(crear(MARTA))
        assert en_la_cola(marta, "atrasados") == [elena]
        assert "Vencida" in cuerpo(marta, COLA) and [v["numero"] for v in marta.get(COLA).context["vistas"]] == [
            3, 2, 1, 1,
        ]  # fmt: skip


def test_la_cola_cuesta_lo_mismo_con_muchos(django_assert_max_num_queries: Any) -> None:
    for n, persona in enumerate((ELENA, FRIDA, IGNACIO)):
        documento_de(persona, numero=f"20001112{n}")
    marta = ingresar(crear(MARTA))
    marta.get(COLA)
    with django_assert_max_num_queries(13) as consultas:
        assert len(en_la_cola(marta)) == 3
    antes = len(consultas)
    for n in range(12):
        documento_de(
            replace(ELENA, nombres=f"Ele{n}", documento=compacto(rut(4_646_400 + n)).upper()), numero=f"30001112{n}"
        )
    with django_assert_max_num_queries(antes):
        assert len(en_la_cola(marta)) == 15


@pytest.mark.parametrize("vista", ["", "documentos", "poderes", "atrasados", "otra"])
def test_una_cola_vacia_lo_dice(vista: str) -> None:
    marta = ingresar(crear(MARTA))
    for pagina in ("1", "9999999", "-1", "x\x00", "9" * 30):
        respuesta = marta.get(COLA, {"vista": vista, "page": pagina})
        assert respuesta.status_code == 200 and "No hay " in respuesta.content.decode(), pagina


def _no_existe(persona: Any, papel: Any) -> None:
    cliente = ingresar(crear(persona))
    assert papel not in en_la_cola(cliente), persona
    for direccion in (ruta(papel), f"{ruta(papel)}paginas/1/"):
        assert cliente.get(direccion).status_code == 404, (persona, direccion)
    assert aceptar(cliente, papel, "1").status_code == 404


def test_otra_distribuidora_no_ve_nada_y_la_propia_deja_de_ver_cuando_ya_no_lo_necesita() -> None:
    poder = poder_de(FRIDA, ELENA)
    documento = DocumentoIdentidad.objects.get(usuario=crear(FRIDA))
    for papel in (documento, poder):
        _no_existe(OLGA, papel)
    fabricas.enviada(crear(FRIDA), "OV")  # a live request at OV: the document is theirs too, the poder never
    olga = ingresar(crear(OLGA))
    assert en_la_cola(olga) == [documento] and olga.get(ruta(documento)).status_code == 200
    _no_existe_el_poder = ingresar(crear(OLGA)).get(ruta(poder)).status_code
    assert _no_existe_el_poder == 404
    actions.retirar(actor=crear(FRIDA), vinculo_id=poder.vinculo_id)
    _no_existe(MARTA, documento)
    assert en_la_cola(ingresar(crear(MARTA))) == []
    assert ingresar(crear(MARTA)).get(ruta(poder)).status_code == 409, "hers, and nothing left to decide"


def test_la_sec_y_los_solicitantes_no_entran() -> None:
    documento = documento_de(ELENA)
    for persona in (ELENA, SONIA, FABIAN):
        cliente = ingresar(crear(persona))
        for direccion in (COLA, ruta(documento), f"{ruta(documento)}paginas/1/"):
            assert cliente.get(direccion).status_code == 403, (persona, direccion)


def test_nadie_revisa_lo_propio_ni_el_poder_que_dio() -> None:
    """Elena also works for YN: another account, the same person."""
    poder = poder_de(FRIDA, ELENA)
    documento = documento_de(ELENA)
    doble = replace(ELENA, nombres="Ele", perfil=Perfil.DISTRIBUIDORA, rol=Rol.OPERADOR, distribuidora="YN")
    assert en_la_cola(ingresar(crear(doble))) == [DocumentoIdentidad.objects.get(usuario=crear(FRIDA))]
    for papel in (documento, poder):
        _no_existe(doble, papel)


def test_se_acepta_con_el_numero_leido_y_viene_el_siguiente() -> None:
    elena, frida = documento_de(ELENA), documento_de(FRIDA, LUNES + timedelta(minutes=5), numero="2000111223")
    marta = ingresar(crear(MARTA))
    pagina = cuerpo(marta, ruta(elena))
    for escrito in (ELENA.documento, crear(ELENA).documento_mostrado, "444.444"):
        assert escrito not in pagina, "what is to be read is nowhere on the page"
    respuesta = aceptar(marta, elena, crear(ELENA).documento_mostrado)
    assert (respuesta.status_code, respuesta["Location"]) == (302, ruta(frida))
    assert "Aceptaste el documento de Elena Araya Soto. Le avisamos por correo." in cuerpo(marta, ruta(frida))
    elena.refresh_from_db()
    assert (elena.estado, elena.decidido_por) == ("validado", crear(MARTA))
    assert Vinculo.objects.get(usuario=crear(ELENA)).estado == "validado"
    assert aceptar(marta, frida, FRIDA.documento)["Location"] == COLA, "and when none is left, the queue"


def test_un_numero_distinto_no_se_acepta_queda_anotado_y_no_se_adivina() -> None:
    documento = documento_de(ELENA)
    marta = ingresar(crear(MARTA))
    assert "Así no es un RUT" in aceptar(marta, documento, "44444444-5").content.decode(), "no number at all: no try"
    for _ in range(3):
        respuesta = aceptar(marta, documento, FRIDA.documento)
        texto = respuesta.content.decode()
        assert respuesta.status_code == 422 and texto.count("no es el registrado") == 2
        assert ELENA.documento not in texto and "44.444.444-4" not in texto
    anotados = Acceso.objects.filter(accion="identidad.numero", objeto=f"archivo:{documento.archivo_id}")
    assert [(a.usuario, a.permitido, a.motivo) for a in anotados] == [(crear(MARTA), False, "numero-distinto")] * 3
    assert "Ya escribiste tres veces" in aceptar(marta, documento, ELENA.documento).content.decode()
    documento.refresh_from_db()
    assert documento.estado == "en-analisis"
    assert "Ya escribiste tres veces" in cuerpo(marta, ruta(documento))
    assert marta.post(ruta(documento), NEGADO).status_code == 302, "the other answers stay open"
    otro = documento_de(FRIDA, numero="2000111223")
    assert aceptar(ingresar(crear(JORGE)), otro, FRIDA.documento).status_code == 302


@pytest.mark.parametrize(
    ("enviado", "dice"),
    [
        ({"decision": "no-legible", "detalle": "Sin elegir"}, "Elige un motivo"),
        ({"decision": "rechazado", "elegido": "de-otro-tiempo"}, "Elige una opción"),
        ({"decision": "rechazado", "elegido": "otro"}, "Escribe cuál es el motivo"),
        ({"decision": "rechazado", "elegido": "otro", "detalle": "x" * 201}, "200 caracteres o menos"),
        ({"decision": "quizas", "elegido": "otro", "detalle": "Porque sí"}, "Elige si el documento se acepta"),
        ({"decision": "validado", "numero": ""}, "Escribe el número que lees"),
        ({}, "Aceptar"),
    ],
)
def test_una_respuesta_mal_escrita_dice_que_corregir_y_conserva_lo_escrito(enviado: dict[str, str], dice: str) -> None:
    documento = documento_de(ELENA)
    respuesta = ingresar(crear(MARTA)).post(ruta(documento), enviado)
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422 and dice in texto and enviado.get("detalle", "") in texto
    documento.refresh_from_db()
    assert documento.estado == "en-analisis"


def test_el_motivo_une_lo_elegido_y_lo_escrito_y_cabe() -> None:
    documento = documento_de(ELENA)
    ingresar(crear(MARTA)).post(
        ruta(documento), {**NEGADO, "decision": "rechazado", "detalle": "Prueba sin flash."}
    )  # fmt: skip
    documento.refresh_from_db()
    assert (documento.estado, documento.motivo) == ("rechazado", "Un reflejo tapa los datos. Prueba sin flash.")
    largos = [len(motivo) for grupos in DE.values() for _, motivos in grupos for motivo in motivos]
    assert max(largos) + len(". ") + _DETALLE <= 300


def test_quien_llega_segundo_lee_quien_y_cuando() -> None:
    documento = documento_de(ELENA)
    marta, jorge = ingresar(crear(MARTA)), ingresar(crear(JORGE))
    assert jorge.get(ruta(documento)).status_code == 200
    assert "<strong>Jorge Tapia Mena</strong> también la tiene abierta" in cuerpo(marta, ruta(documento))
    assert "Jorge Tapia Mena" in cuerpo(marta, COLA)
    marta.post(ruta(documento), NEGADO)
    for respuesta in (jorge.post(ruta(documento), {"decision": "validado", "numero": ELENA.documento}),
                      jorge.get(ruta(documento))):  # fmt: skip
        texto = respuesta.content.decode()
        assert respuesta.status_code == 409 and "Lo revisó Marta Ovalle Ríos el " in texto
    assert Evento.objects.filter(tipo="IDENTIDAD_DECIDIDA").count() == 1


def test_el_siguiente_se_salta_lo_que_mira_otra_persona() -> None:
    primero = documento_de(ELENA)
    segundo = documento_de(FRIDA, LUNES + timedelta(minutes=1), numero="2000111223")
    tercero = documento_de(IGNACIO, LUNES + timedelta(minutes=2), numero="2000111224")
    marta, jorge = ingresar(crear(MARTA)), ingresar(crear(JORGE))
    jorge.get(ruta(segundo))
    assert f'href="{ruta(tercero)}"' in cuerpo(marta, ruta(primero)), "'Dejar para después'"
    assert aceptar(marta, primero, ELENA.documento)["Location"] == ruta(tercero)
    assert aceptar(marta, tercero, IGNACIO.documento)["Location"] == ruta(segundo), "rather than nothing"


def test_la_copia_se_ve_marcada_y_el_archivo_no_se_baja() -> None:
    documento = documento_de(ELENA)
    archivo = documento.archivo
    vistas = []
    for persona in (MARTA, JORGE):
        cliente = ingresar(crear(persona))
        respuesta = cliente.get(f"{ruta(documento)}paginas/1/")
        assert respuesta.status_code == 200 and respuesta["Content-Type"] == "image/jpeg"
        assert respuesta["Cache-Control"] == "no-store" and "sandbox" in respuesta["Content-Security-Policy"]
        assert "Content-Disposition" not in respuesta
        vistas.append(respuesta.content)
        assert cliente.get(f"{ruta(documento)}paginas/2/").status_code == 404
        for directa in (
            f"/archivos/{archivo.pk}/",
            f"/archivos/{archivo.pk}/vista/",
            f"/archivos/{archivo.pk}/vista/1/",
        ):
            assert cliente.get(directa).status_code == 404, directa
        assert f"/archivos/{archivo.pk}" not in cuerpo(cliente, ruta(documento))
    sin_marca = b"".join(ingresar(crear(ELENA)).get(f"/archivos/{archivo.pk}/vista/1/").streaming_content)
    limpia, *marcadas = (Image.open(BytesIO(bytes_)).convert("L") for bytes_ in (sin_marca, *vistas))
    assert all(imagen.height > limpia.height for imagen in marcadas), "the band below"
    arriba = [imagen.crop((0, 0, *limpia.size)).tobytes() for imagen in marcadas]
    cambiados = sum(abs(a - b) > 24 for a, b in zip(limpia.tobytes(), arriba[0], strict=True))
    assert cambiados > 0.02 * limpia.width * limpia.height, "and all over the picture"
    assert arriba[0] != arriba[1], "each reader has the own"
    vieron = Acceso.objects.filter(objeto=f"archivo:{archivo.pk}", accion="identidad.ver", permitido=True)
    assert {acceso.usuario for acceso in vieron} == {crear(MARTA), crear(JORGE)}


def test_decidida_ya_no_se_muestra() -> None:
    documento = documento_de(ELENA)
    marta = ingresar(crear(MARTA))
    aceptar(marta, documento, ELENA.documento)
    assert marta.get(f"{ruta(documento)}paginas/1/").status_code == 404
    respuesta = marta.get(ruta(documento))
    assert respuesta.status_code == 409 and "paginas/" not in respuesta.content.decode()


def test_el_poder_se_acepta_con_el_numero_del_titular() -> None:
    poder = poder_de(FRIDA, ELENA)
    marta = ingresar(crear(MARTA))
    pagina = cuerpo(marta, ruta(poder))
    assert "Elena Araya Soto" in pagina and "termina en 444-4" in pagina and "44.444.444-4" not in pagina
    assert "no es el del titular" in aceptar(marta, poder, FRIDA.documento).content.decode()
    assert aceptar(marta, poder, ELENA.documento).status_code == 302
    poder.refresh_from_db()
    assert (poder.estado, poder.decidido_por, poder.vinculo.estado) == ("validado", crear(MARTA), "en-analisis")
    evento = Evento.objects.get(tipo="PODER_DECIDIDO")
    assert evento.cadena == f"usuario:{poder.vinculo.usuario_id}" and evento.datos["comparado"] is True
    suministros.identidad_validada(crear(FRIDA))
    assert Vinculo.objects.get(usuario=crear(FRIDA)).estado == "validado"


def test_otra_foto_saca_de_la_cola_la_que_esperaba() -> None:
    primera = documento_de(ELENA)
    elena = Usuario.objects.get(pk=primera.usuario_id)
    segunda = enviar_documento(actor=elena, archivo=fabricas.archivo(elena, uso="identidad", nombre="otra.jpg"))
    marta = ingresar(crear(MARTA))
    assert en_la_cola(marta) == [segunda]
    respuesta = marta.get(ruta(primera))
    assert respuesta.status_code == 409 and "reemplazó por otro" in respuesta.content.decode()
    assert aceptar(marta, primera, ELENA.documento).status_code == 409
