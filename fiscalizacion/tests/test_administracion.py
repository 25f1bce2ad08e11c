"""The pages of 'Administrador': accounts, distributors, links (F-06, A-20)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogo.models import Distribuidora, Enlace
from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario, clave_de_ingreso
from cuentas.personal import cambios
from fiscalizacion.enlaces.forms import MAL_ESCRITA
from nucleo.archivos.muestras import pdf
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Acceso, Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.reloj import ahora
from portal.demostracion import fabricas
from solicitudes.forms import FormularioDatos
from tests.personas import ELENA, FABIAN, JORGE, MARTA, OLGA, SONIA, TODAS, crear

pytestmark = pytest.mark.django_db
USUARIOS, EMPRESAS, ENLACES = (f"/administracion/{sala}/" for sala in ("usuarios", "distribuidoras", "enlaces"))
NUEVA = {
    "elegido": "sec", "rol_sec": "fiscalizador", "documento": "46.111.111-4", "nombres": "Rosa",
    "apellidos": "Prado Leiva", "email": "rosa@ejemplo.cl",
}  # fmt: skip
DE_DISTRIBUIDORA = {"elegido": "distribuidora", "rol_distribuidora": "operador"}
DE_EMPRESA = {"elegido": "solicitante", "documento": "99.888.777-1"}


@pytest.fixture
def sonia(client: Client) -> Usuario:
    usuario = crear(SONIA)
    client.force_login(usuario)
    return usuario


def errores(respuesta: Any) -> dict[str, str]:
    assert respuesta.status_code == 422
    return {campo: mensajes[0] for campo, mensajes in respuesta.context["form"].errors.items()}


def muchas(cuantas: int) -> None:
    Usuario.objects.bulk_create(
        Usuario(
            perfil=Perfil.SOLICITANTE,
            documento=f"{20_000_000 + n}0",
            nombres=f"Ángela {n:03}",
            apellidos="Ñúñez",
            clave_de_ingreso=clave_de_ingreso("solicitante", f"{20_000_000 + n}0"),
            email=f"a{n}@ejemplo.cl",
            estado=EstadoCuenta.ACTIVA,
            creada_en=ahora(),
        )  # fmt: skip
        for n in range(cuantas)
    )


# --- The list --------------------------------------------------------------------------------------------


@pytest.mark.req("F-06")
@pytest.mark.parametrize(
    ("consulta", "nombres"),
    [
        ("rut=42.424.242-k", {"Olga"}),
        ("rut=4242", {"Olga"}),
        ("nombre=ríos", {"Marta"}),
        ("nombre=FABIAN cerda", {"Fabián"}),
        ("correo=JORGE@", {"Jorge"}),
        ("perfil=sec", {"Sonia", "Fabián"}),
        ("rol=operador", {"Marta", "Olga"}),
        ("distribuidora=OV", {"Olga"}),
        ("estado=desactivada", set()),
        ("perfil=nada&estado=x&rol=y&por=7&page=x&orden=password", {p.nombres for p in TODAS}),
        ("nombre=%00%25_'--", set()),
    ],
)
def test_la_lista_filtra(client: Client, sonia: Usuario, consulta: str, nombres: set[str]) -> None:
    for persona in TODAS:
        crear(persona)
    pagina = client.get(f"{USUARIOS}?{consulta}")
    assert {usuario.nombres for usuario in pagina.context["pagina"]} == nombres


@pytest.mark.req("F-06")
def test_la_lista_ordena_y_pagina(client: Client, sonia: Usuario) -> None:
    muchas(30)
    primera = client.get(f"{USUARIOS}?perfil=solicitante&por=25&orden=-nombre").context["pagina"]
    assert [u.nombres for u in primera][:2] == ["Ángela 029", "Ángela 028"]
    assert len(client.get(f"{USUARIOS}?perfil=solicitante&por=25&page=99").context["pagina"].object_list) == 5
    for orden in ("rut", "-correo", "perfil", "distribuidora", "-estado", "ingreso", "-ingreso"):
        assert client.get(f"{USUARIOS}?orden={orden}").status_code == 200


@pytest.mark.req("F-06")
def test_la_lista_no_hace_mas_consultas_con_mas_cuentas(client: Client, sonia: Usuario) -> None:
    muchas(100)
    client.get(USUARIOS)  # the first page of a session also notes that it is in use
    consultas = []
    for por in (10, 100):
        with CaptureQueriesContext(connection) as hechas:
            client.get(f"{USUARIOS}?por={por}")
        consultas.append(len(hechas))
    assert consultas[0] == consultas[1]


@pytest.mark.req("F-06")
def test_htmx_recibe_solo_las_filas(client: Client, sonia: Usuario) -> None:
    fragmento = client.get(USUARIOS, headers={"HX-Request": "true"})
    assert "<html" not in fragmento.content.decode()
    assert fragmento["Vary"].startswith("HX-Request")


# --- Accounts --------------------------------------------------------------------------------------------


@pytest.mark.req("F-06", "A-05")
def test_crear_desactivar_activar_y_eliminar_por_las_paginas(client: Client, sonia: Usuario) -> None:
    creada = client.post(f"{USUARIOS}nuevo/", NUEVA, follow=True)
    assert "Enviamos una invitación a rosa@ejemplo.cl." in creada.content.decode()
    rosa = Usuario.objects.get(email="rosa@ejemplo.cl")
    ruta = f"{USUARIOS}{rosa.pk}/"
    assert client.post(f"{ruta}invitacion/").status_code == 302
    assert "nunca se usó" in client.get(f"{ruta}eliminacion/").content.decode()
    assert client.post(f"{ruta}eliminacion/", {"motivo": "RUT mal escrito"}).status_code == 302
    assert not Usuario.objects.filter(pk=rosa.pk).exists()
    marta = f"{USUARIOS}{crear(MARTA).pk}/"
    for que in ("desactivacion", "activacion"):
        assert client.get(f"{marta}{que}/").status_code == 200
        assert errores(client.post(f"{marta}{que}/", {"motivo": " \u202e "})) == {"motivo": "Escribe el motivo"}
        assert client.post(f"{marta}{que}/", {"motivo": "Licencia"}).status_code == 302
    historia = client.get(marta).content.decode()
    assert "“Licencia”" in historia and "Activa → Desactivada" in historia and sonia.nombre in historia


@pytest.mark.req("F-06")
def test_eliminar_con_historia_explica_y_ofrece_desactivar(client: Client, sonia: Usuario) -> None:
    elena = crear(ELENA)
    fabricas.enviada(elena)
    pagina = client.get(f"{USUARIOS}{elena.pk}/eliminacion/").content.decode()
    assert "Tiene registros en el portal" in pagina and f"{elena.pk}/desactivacion/" in pagina
    assert client.post(f"{USUARIOS}{elena.pk}/eliminacion/", {"motivo": "x"}).status_code == 409


@pytest.mark.req("F-06")
def test_el_cambio_de_rol_vale_en_la_peticion_siguiente(client: Client, sonia: Usuario) -> None:
    fabian, de_fabian = crear(FABIAN), Client()
    de_fabian.force_login(fabian)
    assert de_fabian.get(USUARIOS).status_code == 403
    datos = {"nombres": "Fabián", "apellidos": "Cerda Rojo", "email": fabian.email, "rol_sec": "administrador"}
    assert client.post(f"{USUARIOS}{fabian.pk}/cambio/", datos).status_code == 302
    assert de_fabian.get(USUARIOS).status_code == 302  # its session ended; a new one has the new role
    de_fabian.force_login(Usuario.objects.get(pk=fabian.pk))
    assert de_fabian.get(USUARIOS).status_code == 200


@pytest.mark.req("F-06")
def test_en_la_propia_cuenta_no_hay_rol_ni_botones(client: Client, sonia: Usuario) -> None:
    ruta = f"{USUARIOS}{sonia.pk}/"
    assert "desactivacion" not in client.get(ruta).content.decode()
    assert "rol_sec" not in client.get(f"{ruta}cambio/").context["form"].fields
    datos = {"nombres": "Sonia", "apellidos": "Vergara", "email": sonia.email, "rol_sec": "fiscalizador"}
    assert client.post(f"{ruta}cambio/", datos).status_code == 302
    sonia.refresh_from_db()
    assert (sonia.rol, sonia.apellidos) == (Rol.ADMINISTRADOR, "Vergara")


@pytest.mark.req("F-06")
@pytest.mark.parametrize(
    ("cambia", "campo", "dice"),
    [
        ({"elegido": ""}, "elegido", "Elige el perfil"),
        ({"elegido": "dios"}, "elegido", "Elige uno de los tres perfiles"),
        ({"documento": "46.111.111-5"}, "documento", "El dígito verificador no corresponde. Revisa el RUT"),
        ({"documento": "99.888.777-1"}, "documento", "Escribe el RUT de una persona, no de una empresa"),
        ({"nombres": "R" * 200}, "nombres", "«Nombres» debe tener 120 caracteres o menos"),
        ({"nombres": "🙂🙂"}, "nombres", "Escribe «Nombres» con letras"),
        ({"apellidos": "\u202e\x07"}, "apellidos", "Escribe los apellidos"),
        ({"email": "rosa@"}, "email", "Escribe un correo como nombre@ejemplo.cl"),
        ({"email": "rosa\u0456@ejemplo.cl"}, "email", None),
        ({"rol_sec": ""}, "rol_sec", "Elige el rol de la persona"),
        (DE_DISTRIBUIDORA, "distribuidora", "Elige la distribuidora en que trabaja"),
        (DE_EMPRESA, "razon_social", "Escribe la razón social de la empresa"),
    ],
)  # fmt: skip
def test_lo_mal_escrito_se_explica_y_se_conserva(
    client: Client, sonia: Usuario, cambia: dict[str, str], campo: str, dice: str | None
) -> None:
    respuesta = client.post(f"{USUARIOS}nuevo/", NUEVA | cambia)
    hallados = errores(respuesta)
    assert set(hallados) == {campo}
    assert dice is None or hallados[campo] == dice
    assert respuesta.context["form"]["email"].value() == (NUEVA | cambia)["email"]
    assert not Usuario.objects.exclude(pk=sonia.pk).exists()


@pytest.mark.req("F-06")
def test_una_cuenta_repetida_se_dice_con_palabras(client: Client, sonia: Usuario) -> None:
    fabian = crear(FABIAN)
    dicho = errores(client.post(f"{USUARIOS}nuevo/", NUEVA | {"documento": fabian.documento}))["documento"]
    assert fabian.nombre in dicho and fabian.documento_mostrado in dicho and "activa" in dicho


@pytest.mark.req("F-06")
def test_una_empresa_y_datos_de_otro_perfil_entran_limpios(client: Client, sonia: Usuario) -> None:
    envio = NUEVA | {"elegido": "solicitante", "documento": "99.888.777-1", "razon_social": "  Sol   y Cía. "}
    assert client.post(f"{USUARIOS}nuevo/", envio).status_code == 302
    empresa = Usuario.objects.get(documento="998887771")
    assert (empresa.razon_social, empresa.nombres, empresa.rol) == ("Sol y Cía.", "", "")


@pytest.mark.req("F-06")
@pytest.mark.parametrize("persona", [FABIAN, JORGE, ELENA], ids=lambda p: p.nombres)
def test_quien_no_administra_recibe_403_con_su_acceso_anotado(client: Client, persona: Any) -> None:
    client.force_login(crear(persona))
    olga = crear(OLGA)
    for ruta in (f"{USUARIOS}nuevo/", f"{USUARIOS}{olga.pk}/desactivacion/", f"{EMPRESAS}nueva/", f"{ENLACES}nuevo/"):
        antes = Acceso.objects.count()
        assert client.post(ruta, {"motivo": "x"}).status_code == 403
        assert Acceso.objects.filter(permitido=False).count() > 0 and Acceso.objects.count() == antes + 1
    assert Usuario.objects.get(pk=olga.pk).is_active
    assert not Aviso.objects.exists()


# --- Distributors ------------------------------------------------------------------------------------------


def de_empresa(**cambia: str) -> dict[str, str]:
    base = {
        "nombre": "Luz del Ñandú", "razon_social": "Luz del Ñandú S.A.", "rut": "99.888.777-1", "prefijo": "x9",
        "clase": "cooperativa", "correo_avisos": "Avisos@Ejemplo.cl", "activa": "on",
    }  # fmt: skip
    return base | cambia


@pytest.mark.req("F-06")
def test_crear_una_distribuidora_y_que_se_pueda_elegir(client: Client, sonia: Usuario) -> None:
    assert client.post(f"{EMPRESAS}nueva/", de_empresa()).status_code == 302
    empresa = Distribuidora.objects.get(prefijo="X9")
    assert (empresa.rut, empresa.correo_avisos, empresa.activa) == ("998887771", "avisos@ejemplo.cl", True)
    assert empresa in FormularioDatos().fields["distribuidora"].queryset
    evento = Evento.objects.get(cadena=f"distribuidora:{empresa.pk}", tipo="DISTRIBUIDORA_CREADA")
    assert evento.actor == sonia and cambios.coincide(evento.cambio)


@pytest.mark.req("F-06")
def test_desactivarla_la_saca_de_las_solicitudes_nuevas_y_queda_el_evento(client: Client, sonia: Usuario) -> None:
    client.post(f"{EMPRESAS}nueva/", de_empresa())
    empresa = Distribuidora.objects.get(prefijo="X9")
    datos = de_empresa()
    del datos["activa"]
    assert client.post(f"{EMPRESAS}{empresa.pk}/", datos).status_code == 302
    assert empresa not in FormularioDatos().fields["distribuidora"].queryset
    evento = Evento.objects.get(cadena=f"distribuidora:{empresa.pk}", tipo="DISTRIBUIDORA_DESACTIVADA")
    assert (evento.datos["campos"], evento.datos["antes"], evento.datos["despues"]) == (["activa"], [True], [False])
    assert list(verificar(f"distribuidora:{empresa.pk}")) == []
    assert "Activa:</strong> sí → no" in client.get(f"{EMPRESAS}{empresa.pk}/").content.decode()


@pytest.mark.req("F-06", "S-13")
def test_el_prefijo_no_cambia_despues_del_primer_folio(client: Client, sonia: Usuario) -> None:
    empresa = Distribuidora.objects.get(prefijo="YN")
    ruta = f"{EMPRESAS}{empresa.pk}/"
    assert "prefijo" in client.get(ruta).context["form"].fields
    fabricas.enviada(crear(ELENA))
    assert "prefijo" not in client.get(ruta).context["form"].fields
    client.post(ruta, de_empresa(prefijo="Q1", nombre=empresa.nombre))
    empresa.refresh_from_db()
    assert empresa.prefijo == "YN"


@pytest.mark.req("F-06")
@pytest.mark.parametrize(
    ("cambia", "campo", "dice"),
    [
        ({"prefijo": "YN"}, "prefijo", "El prefijo YN ya es de"),
        ({"prefijo": "ñ1"}, "prefijo", "Escribe dos caracteres"),
        ({"prefijo": "ABC"}, "prefijo", "Escribe dos caracteres"),
        ({"nombre": "E" * 200}, "nombre", "80 caracteres o menos"),
        ({"rut": "1-2"}, "rut", "dígito verificador"),
        ({"correo_avisos": "a@b@c"}, "correo_avisos", "Escribe un correo como"),
        ({"clase": "otra"}, "clase", "Elige empresa o cooperativa"),
    ],
)
def test_una_distribuidora_mal_escrita_se_explica(
    client: Client, sonia: Usuario, cambia: dict[str, str], campo: str, dice: str
) -> None:
    hallados = errores(client.post(f"{EMPRESAS}nueva/", de_empresa(**cambia)))
    assert set(hallados) == {campo} and dice in hallados[campo]


# --- Links -------------------------------------------------------------------------------------------------


def de_enlace(**cambia: Any) -> dict[str, Any]:
    base = {"titulo": "Guía", "proposito": "Cómo empezar.", "destino": "direccion", "direccion": "https://ejemplo.cl/g"}
    return base | {"vigente": "on"} | cambia


@pytest.mark.req("A-20")
@pytest.mark.parametrize(
    "direccion",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
        "//malo.cl", "/\\malo.cl", "ftp://ejemplo.cl", "https://", "https://sec.cl@malo.cl/", "ejemplo.cl",
        'https://ejemplo.cl/"><script>', "http://[::1",
    ],
)  # fmt: skip
def test_una_direccion_peligrosa_se_rechaza_con_palabras(client: Client, sonia: Usuario, direccion: str) -> None:
    ayuda = Enlace.objects.get(codigo="ayuda")
    hallados = errores(client.post(f"{ENLACES}{ayuda.pk}/", de_enlace(direccion=direccion)))
    assert hallados == {"direccion": MAL_ESCRITA}
    assert Enlace.objects.get(pk=ayuda.pk).direccion == "/ayuda/"


@pytest.mark.req("A-20")
def test_la_sec_cambia_titulo_proposito_y_direccion(client: Client, sonia: Usuario) -> None:
    ayuda = Enlace.objects.get(codigo="ayuda")
    nuevos = de_enlace(titulo="<b>Guía</b>", direccion="https://ejemplo.cl/guía?a=1&b=2")
    assert client.post(f"{ENLACES}{ayuda.pk}/", nuevos).status_code == 302
    publica = Client().get("/enlaces/").content.decode()
    assert "&lt;b&gt;Guía&lt;/b&gt; (abre otro sitio)" in publica and "a=1&amp;b=2" in publica
    evento = Evento.objects.get(tipo="ENLACE_CAMBIADO")
    assert (evento.cadena, evento.actor, evento.datos["enlace"]) == ("catalogo", sonia, ayuda.pk)
    assert evento.cambio.antes["direccion"] == "/ayuda/" and cambios.coincide(evento.cambio)
    assert list(verificar("catalogo")) == []


@pytest.mark.req("A-20")
def test_la_sec_sube_un_archivo_y_cualquiera_lo_baja(client: Client, sonia: Usuario) -> None:
    enlace = Enlace.objects.get(codigo="descarga-de-formularios")
    ruta = f"{ENLACES}{enlace.pk}/"
    con_archivo = {"destino": "archivo", "direccion": "javascript:quedó escrita"}
    assert errores(client.post(ruta, de_enlace(**con_archivo))) == {"archivo": "Adjunta el archivo"}
    malo = SimpleUploadedFile("f.pdf", b"MZ no soy un pdf")
    assert "archivo" in errores(client.post(ruta, de_enlace(**con_archivo, archivo=malo)))
    vacio = SimpleUploadedFile("f.pdf", b"")
    assert "vacío" in errores(client.post(ruta, de_enlace(**con_archivo, archivo=vacio)))["archivo"]
    bueno = SimpleUploadedFile("Formulario.pdf", pdf("Formulario en blanco"))
    assert client.post(ruta, de_enlace(**con_archivo, archivo=bueno)).status_code == 302
    bajada = Client().get(f"/enlaces/{enlace.pk}/archivo/")
    assert b"".join(bajada.streaming_content) == pdf("Formulario en blanco")
    # Kept when the words change, replaced by an address when that is chosen.
    assert client.post(ruta, de_enlace(titulo="Otro título", destino="archivo")).status_code == 302
    enlace.refresh_from_db()
    assert enlace.archivo and enlace.titulo == "Otro título"
    client.post(ruta, de_enlace())
    assert Client().get(f"/enlaces/{enlace.pk}/archivo/").status_code == 404


@pytest.mark.req("A-20")
def test_los_botones_cambian_el_orden(client: Client, sonia: Usuario) -> None:
    codigos = lambda: list(Enlace.objects.values_list("codigo", flat=True))  # noqa: E731
    antes = codigos()
    ultimo, primero = Enlace.objects.get(codigo=antes[-1]), Enlace.objects.get(codigo=antes[0])
    client.post(f"{ENLACES}{ultimo.pk}/orden/", {"hacia": "arriba"})
    assert codigos() == [*antes[:-2], antes[-1], antes[-2]]
    assert Evento.objects.filter(tipo="ENLACE_MOVIDO").count() == 2
    client.post(f"{ENLACES}{primero.pk}/orden/", {"hacia": "arriba"})  # nothing above: nothing happens
    assert codigos()[0] == antes[0]
    assert client.post(f"{ENLACES}{primero.pk}/orden/", {"hacia": "lejos"}).status_code == 409


@pytest.mark.req("A-20")
def test_agregar_y_ocultar_un_enlace(client: Client, sonia: Usuario) -> None:
    assert client.post(f"{ENLACES}nuevo/", de_enlace(titulo="Tarifas")).status_code == 302
    nuevo = Enlace.objects.get(titulo="Tarifas")
    assert Enlace.objects.last() == nuevo
    oculto = de_enlace(titulo="Tarifas")
    del oculto["vigente"]
    client.post(f"{ENLACES}{nuevo.pk}/", oculto)
    assert "Tarifas" not in Client().get("/enlaces/").content.decode()
    assert "Oculto" in client.get(ENLACES).content.decode()
