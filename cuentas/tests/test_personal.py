"""What SEC and jefatura do with the accounts of others, by the actions (F-06, A-05)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from catalogo.models import Distribuidora
from cuentas import enlaces_de_un_uso
from cuentas.models import EnlaceDeUnUso, EstadoCuenta, Perfil, Rol, Usuario, clave_de_ingreso
from cuentas.personal import actions, borrado, cambios, pedidos
from cuentas.personal.datos import Datos, DatosRechazados
from cuentas.personal.models import Cambio, EstadoPedido, PedidoDeCuenta
from nucleo.avisos import redactores
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from portal.demostracion import fabricas
from tests.personas import ELENA, FABIAN, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db
RUT_NUEVO = "461111114"  # valid by its check digit, and nobody's


def datos(**cambian: Any) -> Datos:
    base: dict[str, Any] = {
        "perfil": Perfil.DISTRIBUIDORA,
        "documento": RUT_NUEVO,
        "email": "rosa@ejemplo.cl",
        "nombres": "Rosa",
        "apellidos": "Prado Leiva",
        "rol": Rol.OPERADOR,
        "distribuidora": Distribuidora.objects.get(prefijo="YN"),
    }
    return Datos(**{**base, **cambian})


def de(usuario: Usuario, **cambian: Any) -> Datos:
    campos = ("perfil", "documento", "email", "nombres", "apellidos", "razon_social", "rol", "distribuidora")
    return Datos(**{campo: getattr(usuario, campo) for campo in campos} | cambian)


def otra_administradora() -> Usuario:
    return Usuario.objects.create(
        perfil=Perfil.SEC, rol=Rol.ADMINISTRADOR, documento="46222222K", nombres="Dora", apellidos="Rivas",
        clave_de_ingreso=clave_de_ingreso(Perfil.SEC, "46222222K"), email="dora@ejemplo.cl",
        estado=EstadoCuenta.ACTIVA, creada_en=ahora(), password="x",
    )  # fmt: skip


def eventos(usuario_id: int) -> list[str]:
    return list(Evento.objects.filter(cadena=f"usuario:{usuario_id}").order_by("numero").values_list("tipo", flat=True))


# --- Inviting ------------------------------------------------------------------------------------------


@pytest.mark.req("F-06", "A-05")
@pytest.mark.parametrize(
    ("perfil", "rol"),
    [("solicitante", ""), ("distribuidora", "operador"), ("distribuidora", "jefatura"), ("sec", "fiscalizador")],
)
def test_una_administradora_crea_cuentas_de_todos_los_perfiles(perfil: str, rol: str) -> None:
    empresa = datos().distribuidora if perfil == "distribuidora" else None
    usuario = actions.invitar(actor=crear(SONIA), datos=datos(perfil=perfil, rol=rol, distribuidora=empresa))
    assert (usuario.estado, usuario.perfil, usuario.rol) == (EstadoCuenta.PENDIENTE, perfil, rol)
    assert not usuario.has_usable_password()
    aviso = Aviso.objects.get(clave="invitacion")
    assert aviso.destinatario == "rosa@ejemplo.cl"


@pytest.mark.req("F-06")
def test_la_invitacion_sirve_siete_dias_y_su_texto_no_se_guarda() -> None:
    usuario = actions.invitar(actor=crear(SONIA), datos=datos())
    enlace = EnlaceDeUnUso.objects.get(usuario=usuario, proposito=actions.INVITACION)
    assert enlace.vence_en - enlace.creado_en == actions.DURA_INVITACION
    redactado = redactores.redactar(Aviso.objects.get(clave="invitacion"))
    assert redactado is not None and redactado.reservado
    assert enlaces_de_un_uso.token(enlace) in redactado.texto
    assert enlaces_de_un_uso.token(enlace) not in str(EnlaceDeUnUso.objects.filter(pk=enlace.pk).values())


@pytest.mark.req("F-06")
def test_otra_invitacion_mata_la_anterior_y_a_una_activa_no_se_invita() -> None:
    sonia = crear(SONIA)
    usuario = actions.invitar(actor=sonia, datos=datos())
    primera = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(usuario=usuario))
    actions.invitar_de_nuevo(actor=sonia, usuario_id=usuario.pk)
    assert enlaces_de_un_uso.mirar(proposito=actions.INVITACION, token=primera) is None
    segunda = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(usuario=usuario))
    assert enlaces_de_un_uso.mirar(proposito=actions.INVITACION, token=segunda)
    with pytest.raises(EstadoCambio):
        actions.invitar_de_nuevo(actor=sonia, usuario_id=crear(MARTA).pk)


@pytest.mark.req("F-06")
def test_un_rut_repetido_se_dice_con_el_nombre_de_la_cuenta() -> None:
    marta = crear(MARTA)
    with pytest.raises(DatosRechazados) as rechazo:
        actions.invitar(actor=crear(SONIA), datos=datos(documento=marta.documento))
    assert rechazo.value.campo == "documento"
    assert marta.nombre in rechazo.value.mensaje
    # The same person may have an account of another profile.
    actions.invitar(
        actor=crear(SONIA), datos=datos(documento=marta.documento, perfil="solicitante", rol="", distribuidora=None)
    )


@pytest.mark.req("F-06")
def test_un_correo_de_otra_cuenta_del_perfil_se_rechaza() -> None:
    crear(MARTA)
    with pytest.raises(DatosRechazados) as rechazo:
        actions.invitar(actor=crear(SONIA), datos=datos(email="MARTA@ejemplo.cl"))
    assert rechazo.value.campo == "email"


@pytest.mark.req("F-06", "A-05")
@pytest.mark.parametrize("persona", [FABIAN, JORGE, MARTA, ELENA], ids=lambda p: p.nombres)
def test_nadie_mas_que_una_administradora_crea_cambia_activa_o_elimina(persona: Any) -> None:
    actor, victima = crear(persona), crear(OLGA)
    intentos: list[Callable[[], Any]] = [
        lambda: actions.invitar(actor=actor, datos=datos()),
        lambda: actions.cambiar(actor=actor, usuario_id=victima.pk, datos=de(victima, nombres="X")),
        lambda: actions.desactivar(actor=actor, usuario_id=victima.pk, motivo="x"),
        lambda: actions.activar(actor=actor, usuario_id=victima.pk, motivo="x"),
        lambda: borrado.eliminar(actor=actor, usuario_id=victima.pk, motivo="x"),
        lambda: actions.invitar_de_nuevo(actor=actor, usuario_id=victima.pk),
    ]
    for intento in intentos:
        with pytest.raises(NoPermitido):
            intento()
    assert eventos(victima.pk) == []


# --- Changing ------------------------------------------------------------------------------------------


@pytest.mark.req("F-06")
def test_un_cambio_deja_evento_con_antes_y_despues_y_avisa_a_los_dos_correos() -> None:
    marta = crear(MARTA)
    assert actions.cambiar(
        actor=crear(SONIA),
        usuario_id=marta.pk,
        datos=de(marta, nombres="Marta Inés", email="m@ejemplo.cl", rol="jefatura"),
    )
    evento = Evento.objects.get(cadena=f"usuario:{marta.pk}", tipo="CUENTA_CAMBIADA")
    assert evento.datos["campos"] == ["email", "nombres", "rol"]
    assert (evento.datos["antes"][2], evento.datos["despues"][2]) == ("operador", "jefatura")
    assert "marta@ejemplo.cl" not in str(evento.datos) and "Inés" not in str(evento.datos)
    assert evento.cambio.antes["email"] == "marta@ejemplo.cl"
    assert evento.cambio.despues["nombres"] == "Marta Inés"
    assert cambios.coincide(evento.cambio)
    avisados = Aviso.objects.filter(clave="cuenta-correo-cambiado").values_list("destinatario", flat=True)
    assert set(avisados) == {"marta@ejemplo.cl", "m@ejemplo.cl"}
    assert list(verificar(f"usuario:{marta.pk}")) == []


@pytest.mark.req("F-06")
def test_sin_cambios_no_hay_evento() -> None:
    marta = crear(MARTA)
    assert not actions.cambiar(actor=crear(SONIA), usuario_id=marta.pk, datos=de(marta))
    assert eventos(marta.pk) == []


@pytest.mark.req("F-06")
def test_el_lado_legible_del_evento_no_se_puede_tocar_ni_falsear() -> None:
    marta = crear(MARTA)
    actions.cambiar(actor=crear(SONIA), usuario_id=marta.pk, datos=de(marta, nombres="Otra"))
    cambio = Cambio.objects.get()
    for accion in (lambda: Cambio.objects.update(motivo="x"), lambda: Cambio.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            accion()
    cambio.antes["nombres"] = "Falsa"
    assert not cambios.coincide(cambio)


@pytest.mark.req("F-06")
def test_cambiar_el_correo_de_quien_no_ha_entrado_envia_la_invitacion_al_nuevo() -> None:
    sonia = crear(SONIA)
    usuario = actions.invitar(actor=sonia, datos=datos())
    vieja = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(usuario=usuario))
    actions.cambiar(actor=sonia, usuario_id=usuario.pk, datos=de(usuario, email="rosa2@ejemplo.cl"))
    assert enlaces_de_un_uso.mirar(proposito=actions.INVITACION, token=vieja) is None
    assert Aviso.objects.filter(clave="invitacion", destinatario="rosa2@ejemplo.cl").exists()


# --- Closing and opening --------------------------------------------------------------------------------


@pytest.mark.req("F-06")
def test_desactivar_y_activar_con_motivo() -> None:
    sonia, marta = crear(SONIA), crear(MARTA)
    actions.desactivar(actor=sonia, usuario_id=marta.pk, motivo="Dejó la empresa")
    marta.refresh_from_db()
    assert not marta.is_active and marta.desactivada_en
    assert Cambio.objects.get(evento__tipo="CUENTA_DESACTIVADA").motivo == "Dejó la empresa"
    with pytest.raises(EstadoCambio):
        actions.desactivar(actor=sonia, usuario_id=marta.pk, motivo="x")
    actions.activar(actor=sonia, usuario_id=marta.pk, motivo="Volvió")
    marta.refresh_from_db()
    assert marta.is_active and marta.desactivada_en is None
    assert eventos(marta.pk) == ["CUENTA_DESACTIVADA", "CUENTA_REACTIVADA"]


@pytest.mark.req("F-06")
def test_activar_choca_con_un_correo_que_otra_cuenta_usa_ahora() -> None:
    sonia, marta = crear(SONIA), crear(MARTA)
    actions.desactivar(actor=sonia, usuario_id=marta.pk, motivo="x")
    actions.invitar(actor=sonia, datos=datos(email=marta.email))
    with pytest.raises(EstadoCambio, match="correo"):
        actions.activar(actor=sonia, usuario_id=marta.pk, motivo="x")


@pytest.mark.req("F-06")
def test_nadie_se_desactiva_se_elimina_ni_se_cambia_el_rol_a_si_mismo() -> None:
    sonia = crear(SONIA)
    otra_administradora()
    for accion in (
        lambda: actions.desactivar(actor=sonia, usuario_id=sonia.pk, motivo="x"),
        lambda: borrado.eliminar(actor=sonia, usuario_id=sonia.pk, motivo="x"),
        lambda: actions.cambiar(actor=sonia, usuario_id=sonia.pk, datos=de(sonia, rol="fiscalizador")),
    ):
        with pytest.raises(NoPermitido, match="tu propia cuenta"):
            accion()


@pytest.mark.req("F-06")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("como", ["desactivar", "cambiar"])
def test_dos_administradoras_que_se_sacan_a_la_vez_dejan_a_una(como: str) -> None:
    for vuelta in range(5):
        sonia, dora = crear(SONIA), Usuario.objects.filter(documento="46222222K").first() or otra_administradora()
        Usuario.objects.filter(pk__in=[sonia.pk, dora.pk]).update(estado=EstadoCuenta.ACTIVA, rol=Rol.ADMINISTRADOR)
        salida = Barrier(2)

        def sacar(actor: Usuario, victima: Usuario, salida: Barrier = salida) -> str:
            try:
                salida.wait(timeout=10)
                if como == "desactivar":
                    actions.desactivar(actor=actor, usuario_id=victima.pk, motivo="x")
                else:
                    actions.cambiar(actor=actor, usuario_id=victima.pk, datos=de(victima, rol="fiscalizador"))
            except (NoPermitido, EstadoCambio) as error:
                return type(error).__name__
            finally:
                connection.close()
            return "sí"

        with ThreadPoolExecutor(2) as grupo:
            frescas = [Usuario.objects.get(pk=sonia.pk), Usuario.objects.get(pk=dora.pk)]
            resultados = list(grupo.map(sacar, frescas, reversed(frescas)))
        activas = Usuario.objects.filter(perfil=Perfil.SEC, rol=Rol.ADMINISTRADOR, estado=EstadoCuenta.ACTIVA)
        assert activas.count() == 1, vuelta
        assert sorted(resultados) == ["NoPermitido", "sí"], vuelta


# --- Erasing -------------------------------------------------------------------------------------------


@pytest.mark.req("F-06")
def test_una_cuenta_sin_historia_se_elimina_y_queda_el_evento() -> None:
    sonia = crear(SONIA)
    usuario = actions.invitar(actor=sonia, datos=datos())
    actions.invitar_de_nuevo(actor=sonia, usuario_id=usuario.pk)
    numero = usuario.pk
    assert borrado.eliminar(actor=sonia, usuario_id=numero, motivo="RUT mal escrito") == "Rosa Prado Leiva"
    assert not Usuario.objects.filter(pk=numero).exists()
    assert not EnlaceDeUnUso.objects.filter(usuario_id=numero).exists()
    assert eventos(numero) == ["CUENTA_CREADA_POR_SEC", "INVITACION_ENVIADA", "CUENTA_BORRADA"]
    assert list(verificar(f"usuario:{numero}")) == []


@pytest.mark.req("F-06")
def test_lo_que_tiene_historia_no_se_elimina() -> None:
    sonia = crear(SONIA)
    fabricas.enviada(crear(ELENA))
    Usuario.objects.filter(pk=crear(OLGA).pk).update(last_login=ahora())
    invitada = actions.invitar(actor=sonia, datos=datos())
    actions.cambiar(actor=sonia, usuario_id=invitada.pk, datos=de(invitada, nombres="Rosalía"))
    for usuario, palabra in ((crear(ELENA), "solicitudes"), (crear(OLGA), "ingresó"), (invitada, "cambios")):
        with pytest.raises(EstadoCambio, match=palabra):
            borrado.eliminar(actor=sonia, usuario_id=usuario.pk, motivo="x")
        assert Usuario.objects.filter(pk=usuario.pk).exists()


# --- Jefatura -------------------------------------------------------------------------------------------


@pytest.mark.req("A-05", "F-06")
def test_jefatura_desactiva_solo_a_sus_operadores() -> None:
    jorge, marta, olga = crear(JORGE), crear(MARTA), crear(OLGA)
    actions.desactivar(actor=jorge, usuario_id=marta.pk, motivo="Cambio de área")
    assert not Usuario.objects.get(pk=marta.pk).is_active
    for ajena in (olga, jorge, crear(SONIA), crear(ELENA)):
        with pytest.raises(NoPermitido):
            actions.desactivar(actor=jorge, usuario_id=ajena.pk, motivo="x")


@pytest.mark.req("A-05")
def test_jefatura_pide_y_la_cuenta_que_crea_la_sec_cumple_el_pedido() -> None:
    sonia, jorge = crear(SONIA), crear(JORGE)
    pedido = pedidos.pedir(actor=jorge, datos=datos(), comentario="Reemplaza a Marta")
    assert Aviso.objects.get(clave="cuenta-pedida").destinatario == sonia.email
    with pytest.raises(DatosRechazados, match="Ya pediste"):
        pedidos.pedir(actor=jorge, datos=datos())
    actions.invitar(actor=sonia, datos=datos())
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.resuelto_por) == (EstadoPedido.CREADA, sonia)
    with pytest.raises(EstadoCambio):
        pedidos.descartar(actor=sonia, pedido_id=pedido.pk, motivo="x")


@pytest.mark.req("A-05")
def test_la_sec_descarta_un_pedido_y_jefatura_lee_el_motivo() -> None:
    jorge = crear(JORGE)
    pedido = pedidos.pedir(actor=jorge, datos=datos())
    pedidos.descartar(actor=crear(SONIA), pedido_id=pedido.pk, motivo="Falta el nombramiento")
    aviso = Aviso.objects.get(clave="cuenta-pedido-descartado")
    assert aviso.destinatario == jorge.email
    redactado = redactores.redactar(aviso)
    assert redactado and "Falta el nombramiento" in redactado.texto
    for persona in (crear(FABIAN), jorge):
        with pytest.raises(NoPermitido):
            pedidos.descartar(actor=persona, pedido_id=pedido.pk, motivo="x")


@pytest.mark.req("A-05")
def test_solo_jefatura_pide_cuentas_y_nunca_dice_de_quien_es_un_rut() -> None:
    olga = crear(OLGA)
    with pytest.raises(NoPermitido):
        pedidos.pedir(actor=crear(MARTA), datos=datos())
    with pytest.raises(DatosRechazados) as rechazo:
        pedidos.pedir(actor=crear(JORGE), datos=datos(documento=olga.documento))
    assert olga.nombre not in rechazo.value.mensaje


RESUELTO_A_MEDIAS = {"estado": "creada"}


@pytest.mark.parametrize(
    ("restriccion", "cambian"),
    [
        ("pedido_rol_del_personal", {"rol": "administrador"}),
        ("pedido_documento_conocido", {"documento_tipo": "PAS"}),
        ("pedido_estado_conocido", {"estado": "otro"}),
        ("pedido_resuelto_por_alguien", RESUELTO_A_MEDIAS),
    ],
)
def test_la_base_rechaza_un_pedido_imposible(restriccion: str, cambian: dict[str, str]) -> None:
    pedidos.pedir(actor=crear(JORGE), datos=datos())
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic():
        PedidoDeCuenta.objects.update(**cambian)


# --- The first one ---------------------------------------------------------------------------------------


@pytest.mark.req("F-06")
def test_crear_sec_invita_a_la_primera_administradora() -> None:
    salida = StringIO()
    call_command("crear_sec", "--rut", "46.111.111-4", "--email", "primera@ejemplo.cl", stdout=salida)
    usuario = Usuario.objects.get(documento=RUT_NUEVO)
    assert (usuario.perfil, usuario.rol, usuario.estado) == ("sec", "administrador", "pendiente")
    assert Aviso.objects.get(clave="invitacion").destinatario == "primera@ejemplo.cl"
    assert Evento.objects.get(cadena=f"usuario:{usuario.pk}").actor is None
    assert "46.111.111-4" in salida.getvalue()


@pytest.mark.parametrize(
    ("rut", "email", "palabra"),
    [
        ("46.111.111-5", "a@ejemplo.cl", "dígito verificador"),
        ("46.111.111-4", "a@b@c", "correo"),
        ("99.888.777-1", "a@ejemplo.cl", "RUT"),
    ],
)
def test_crear_sec_explica_lo_que_esta_mal(rut: str, email: str, palabra: str) -> None:
    with pytest.raises(CommandError, match=palabra):
        call_command("crear_sec", "--rut", rut, "--email", email)
