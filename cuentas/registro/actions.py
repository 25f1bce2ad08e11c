"""From a registration to an account (A-08, A-13, A-24). The work is the same whether or not anybody is known."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from cuentas import avisos, codigos, enlaces_de_un_uso
from cuentas.models import EstadoCuenta, Perfil, RegistroPendiente, Usuario, clave_de_ingreso
from cuentas.registro import consentimiento
from nucleo.bitacora.actions import registrar as registrar_evento
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

ACTIVACION = "activacion"
DURA = timedelta(hours=48)
GUARDADO = timedelta(days=7)


def registrar(*, datos: dict[str, Any], tipo: str) -> RegistroPendiente:
    """Keeps a registration and mails its link and code; for a known document or address, tells its owner instead.

    ``datos``: what ``FormularioRegistro`` cleaned. Limits are the caller's, before.
    """
    llave = clave_de_ingreso(Perfil.SOLICITANTE, datos["documento"], tipo)
    clave = make_password(datos["clave"])
    instante = ahora()
    with transaction.atomic():
        registro = RegistroPendiente.objects.create(
            documento_tipo=tipo,
            documento=datos["documento"],
            clave_de_ingreso=llave,
            password=clave,
            nombres=datos.get("nombres", ""),
            apellidos=datos.get("apellidos", ""),
            razon_social=datos.get("razon_social", ""),
            email=datos["email"],
            celular=datos["celular"],
            es_instalador=datos["es_instalador"],
            consentimiento_en=instante,
            consentimiento_texto=consentimiento.VIGENTE,
            duplicado_de=_duena(llave, datos["email"]),
            creado_en=instante,
        )
        enviar(registro)
    return registro


def enviar(registro: RegistroPendiente) -> None:
    """A new link and a new code; the earlier ones die. Inside a transaction.

    Raises ``DemasiadosIntentos`` after five in a day.
    """
    codigo = codigos.emitir(proposito=ACTIVACION, para=registro.para)
    enlaces_de_un_uso.anular(proposito=ACTIVACION, registro=registro)
    enlace = enlaces_de_un_uso.emitir(proposito=ACTIVACION, registro=registro, dura=DURA)
    avisos.activacion(registro, enlace, codigo)


def espera(registro: RegistroPendiente) -> int:
    """Seconds until another message may be asked for."""
    return codigos.espera(proposito=ACTIVACION, para=registro.para)


@en_transaccion
def reenviar(registro: RegistroPendiente) -> int:
    """Sends again; or, before a minute, only answers how many seconds are missing. Two at once send one."""
    tomado = RegistroPendiente.objects.select_for_update(of=("self",)).filter(pk=registro.pk).first()
    if tomado is None:  # the account was activated meanwhile
        return 0
    faltan = espera(tomado)
    if not faltan:
        enviar(tomado)
    return faltan


def cambiar_correo(*, registro: RegistroPendiente, email: str) -> None:
    """A mistyped address, mended before activation: what went to the first one no longer works."""
    with transaction.atomic():
        registro.email = email
        registro.duplicado_de = _duena(registro.clave_de_ingreso, email)
        registro.save(update_fields=["email", "duplicado_de"])
        enviar(registro)


def activar_con_enlace(*, token: str, direccion: str | None) -> Usuario | None:
    """The account that the link makes; None when it was used, expired, altered or came too late."""
    with transaction.atomic():
        enlace = enlaces_de_un_uso.gastar(proposito=ACTIVACION, token=token)
        if enlace is None or enlace.registro_id is None:
            return None
        return _crear(enlace.registro_id, "enlace", direccion)


def activar_con_codigo(*, registro: RegistroPendiente, cifra: str, direccion: str | None) -> Usuario | None:
    """The account that the code makes. The try is taken outside the transaction: a refusal must not give it back."""
    if codigos.gastar(proposito=ACTIVACION, para=registro.para, cifra=cifra) is None:
        return None
    with transaction.atomic():
        return _crear(registro.pk, "codigo", direccion)


def barrer() -> int:
    """Erases registrations older than seven days (A-24); returns how many."""
    return RegistroPendiente.objects.filter(creado_en__lt=ahora() - GUARDADO).delete()[0]


def _crear(registro_id: UUID, por: str, direccion: str | None) -> Usuario | None:
    registro = RegistroPendiente.objects.select_for_update().filter(pk=registro_id).first()
    if registro is None or registro.duplicado_de_id is not None:
        return None
    instante = ahora()
    try:
        # The unique keys decide between two registrations of one document or address.
        with transaction.atomic():
            usuario = Usuario.objects.create(
                perfil=Perfil.SOLICITANTE,
                documento_tipo=registro.documento_tipo,
                documento=registro.documento,
                clave_de_ingreso=registro.clave_de_ingreso,
                password=registro.password,
                nombres=registro.nombres,
                apellidos=registro.apellidos,
                razon_social=registro.razon_social,
                email=registro.email,
                celular=registro.celular,
                es_instalador=registro.es_instalador,
                estado=EstadoCuenta.ACTIVA,
                consentimiento_en=registro.consentimiento_en,
                consentimiento_texto=registro.consentimiento_texto,
                creada_en=instante,
                activada_en=instante,
            )
    except IntegrityError:
        return None
    evento = registrar_evento(
        cadena=f"usuario:{usuario.pk}",
        tipo="CUENTA_ACTIVADA",
        actor=usuario,
        datos={"por": por, "texto": registro.consentimiento_texto},
        direccion=direccion,
        ocurrido=instante,
    )
    avisos.activacion_de(registro, usuario)
    avisos.bienvenida(usuario, evento)
    RegistroPendiente.objects.filter(clave_de_ingreso=registro.clave_de_ingreso).delete()
    return usuario


def _duena(llave: str, email: str) -> Usuario | None:
    """The account that holds the document, else the active one that holds the address. Two queries, always."""
    por_documento = Usuario.objects.filter(clave_de_ingreso=llave).first()
    por_correo = Usuario.objects.filter(
        perfil=Perfil.SOLICITANTE, email_plegado=email.lower(), estado=EstadoCuenta.ACTIVA
    ).first()
    return por_documento or por_correo
