"""The pages of 'Administrador', of a jefatura and of the links in a real browser (DISENO 12)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogo.models import Distribuidora, Enlace
from cuentas import enlaces_de_un_uso
from cuentas.models import EnlaceDeUnUso, Perfil, Rol, Usuario
from cuentas.personal import actions, pedidos
from cuentas.personal.datos import Datos
from tests.cliente import sesion_de
from tests.e2e.revision import Abrir, escuchar_politica, revisar
from tests.personas import JORGE, SONIA, TODAS, crear

pytestmark = pytest.mark.django_db(transaction=True)
LARGO = "Maximiliana Fernanda de las Mercedes del Carmen " * 2


def mundo() -> dict[str, int]:
    for persona in TODAS:
        crear(persona)
    empresa = Distribuidora.objects.get(prefijo="YN")
    datos = Datos(
        perfil=Perfil.DISTRIBUIDORA, documento="461111114", email=f"{'rosa' * 14}@ejemplo.cl", nombres=LARGO.strip(),
        apellidos="Prado", rol=Rol.OPERADOR, distribuidora=empresa,
    )  # fmt: skip
    pedidos.pedir(actor=crear(JORGE), datos=Datos(**{**datos.__dict__, "documento": "46222222K"}), comentario=LARGO)
    rosa = actions.invitar(actor=crear(SONIA), datos=datos)
    actions.desactivar(actor=crear(SONIA), usuario_id=crear(TODAS[3]).pk, motivo="Cambio de área")
    return {
        "rosa": rosa.pk,
        "elena": crear(TODAS[0]).pk,
        "yn": empresa.pk,
        "ayuda": Enlace.objects.get(codigo="ayuda").pk,
    }


def entrar(pagina: Page, servidor: Any, persona: Any) -> None:
    pagina.context.add_cookies([{"name": "sesion", "value": sesion_de(crear(persona)), "url": servidor.url}])


def de_sonia(ids: dict[str, int]) -> list[str]:
    usuarios, rosa = "/administracion/usuarios/", f"/administracion/usuarios/{ids['rosa']}/"
    return [
        "/administracion/", "/administracion/bitacora/",
        usuarios, f"{usuarios}?nombre=nadie", f"{usuarios}nuevo/", f"{usuarios}pedidos/", rosa,
        f"{rosa}cambio/", f"{rosa}desactivacion/", f"{rosa}eliminacion/", f"{usuarios}{ids['elena']}/eliminacion/",
        "/administracion/distribuidoras/", "/administracion/distribuidoras/nueva/",
        f"/administracion/distribuidoras/{ids['yn']}/", "/administracion/enlaces/",
        f"/administracion/enlaces/{ids['ayuda']}/", "/enlaces/",
    ]  # fmt: skip


DE_JORGE = ("/distribuidora/", "/distribuidora/equipo/", "/distribuidora/equipo/nueva/")
CON_ERRORES = (
    "/administracion/usuarios/nuevo/",
    "/administracion/distribuidoras/nueva/",
    "/administracion/enlaces/nuevo/",
)


@pytest.mark.req("F-06", "A-20", "A-05")
def test_sin_faltas_ni_desbordes(abrir: Abrir, servidor: Any) -> None:
    """Each page once, resized: accessibility at 1280 and 360 px, overflow from 320."""
    ids = mundo()
    faltas: dict[str, list[str]] = {}

    def anotar(pagina: Page, ruta: str) -> None:
        if hallado := revisar(pagina):
            faltas[ruta] = hallado

    for persona, rutas in ((SONIA, de_sonia(ids)), (JORGE, DE_JORGE)):
        pagina = abrir()
        quejas = escuchar_politica(pagina)
        entrar(pagina, servidor, persona)
        for ruta in rutas:
            pagina.goto(ruta)
            anotar(pagina, ruta)
        if persona is SONIA:
            for ruta in CON_ERRORES:
                pagina.goto(ruta)
                pagina.locator("main form[method=post] button[type=submit]").click()
                expect(pagina.locator(".errores")).to_be_focused()
                anotar(pagina, f"{ruta} con errores")
        assert quejas == []
    assert faltas == {}


@pytest.mark.req("F-06", "A-05")
def test_el_perfil_muestra_lo_suyo_y_la_politica_calla(abrir: Abrir, servidor: Any) -> None:
    mundo()
    pagina = abrir()
    quejas = escuchar_politica(pagina)
    entrar(pagina, servidor, SONIA)
    pagina.goto("/administracion/usuarios/nuevo/")
    expect(pagina.get_by_label("Distribuidora", exact=True).and_(pagina.locator("select"))).to_be_hidden()
    pagina.get_by_label("Distribuidora", exact=True).and_(pagina.locator("[type=radio]")).check()
    expect(pagina.get_by_label("Distribuidora", exact=True).and_(pagina.locator("select"))).to_be_visible()
    expect(pagina.get_by_label("Jefatura")).to_be_visible()
    expect(pagina.get_by_label("Fiscalizador")).to_be_hidden()
    pagina.get_by_label("SEC", exact=True).check()
    expect(pagina.get_by_label("Fiscalizador")).to_be_visible()
    expect(pagina.get_by_label("Jefatura")).to_be_hidden()
    pagina.goto("/administracion/usuarios/")
    pagina.get_by_label("Nombre").fill("vergara")
    expect(pagina.locator("#resultados tbody tr")).to_have_count(1)
    assert quejas == []


@pytest.mark.req("F-06", "A-05", "A-20")
def test_crear_invitar_y_entrar_sin_javascript(abrir: Abrir, servidor: Any) -> None:
    crear(SONIA)
    pagina = abrir(ancho="telefono", javascript=False)
    entrar(pagina, servidor, SONIA)
    pagina.goto("/administracion/usuarios/")
    pagina.get_by_role("link", name="Nuevo usuario").click()
    pagina.get_by_label("SEC", exact=True).check()
    pagina.get_by_label("Fiscalizador").check()
    pagina.get_by_role("textbox", name="RUT").fill("46.111.111-4")
    pagina.get_by_label("Nombres").fill("Rosa")
    pagina.get_by_label("Apellidos").fill("Prado")
    pagina.get_by_label("Correo").fill("rosa@ejemplo.cl")
    pagina.get_by_role("button", name="Crear y enviar invitación").click()
    expect(pagina.get_by_text("Enviamos una invitación a rosa@ejemplo.cl.")).to_be_visible()
    rosa = Usuario.objects.get(email="rosa@ejemplo.cl")
    token = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(usuario=rosa))
    de_rosa = abrir(ancho="telefono", javascript=False)
    de_rosa.goto(f"/invitacion/{token}/")
    assert token not in de_rosa.url
    de_rosa.get_by_label("Contraseña", exact=True).fill("siete barcos de lana 41")
    de_rosa.get_by_label("Repite la contraseña").fill("siete barcos de lana 41")
    de_rosa.get_by_role("button", name="Activar mi cuenta").click()
    expect(de_rosa.get_by_text("Tu cuenta está activa.")).to_be_visible()
    rosa.refresh_from_db()
    assert rosa.is_active
    pagina.goto("/administracion/enlaces/")
    pagina.get_by_role("button", name="Subir Ayuda").click()
    expect(pagina.get_by_text("Movimos «Ayuda».")).to_be_visible()
