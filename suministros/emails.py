"""Who is told what about a linked supply, and how each message is written when it leaves (U-05, U-06, U-14).

One message per fact. A decision on a paper is told by ``cuentas.documento.avisos`` and by ``identidades.avisos``;
here are told the link itself, to its account and to those that had the supply already, that a supply was opened by its
validation, and that a load closed it again by changing its holder.
"""

from django.conf import settings
from django.urls import reverse

from cuentas import por_ambos
from cuentas.documento.models import EstadoDocumento
from cuentas.models import EstadoCuenta
from nucleo.avisos import redactores, sms
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import REVISA_SPAM, armar
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from suministros.identidades.reloj import plazo_en_palabras
from suministros.models import Vinculo

ASOCIADO, OTRA_CUENTA = "suministro-asociado", "suministro-en-otra-cuenta"
HABILITADO, FALTA_PODER = "suministro-habilitado", "suministro-sin-poder"


def asociado(vinculo: Vinculo, evento: Evento) -> None:
    """The confirmation to the account, and a word to each other account that has the supply.

    Who had it first learns nothing of the newcomer, only that it happened and whom to ask: whoever found an invoice
    in a mailbox must not be able to link a neighbour's supply in silence.
    """
    encolar(
        clave=ASOCIADO,
        evento=evento,
        destinatario=vinculo.usuario.email,
        usuario=vinculo.usuario,
        contexto={"vinculo": vinculo.pk},
    )
    otros = Vinculo.objects.con_todo().filter(suministro=vinculo.suministro_id, retirado_en=None).exclude(pk=vinculo.pk)
    for otro in otros.filter(usuario__estado=EstadoCuenta.ACTIVA):
        encolar(
            clave=OTRA_CUENTA,
            evento=evento,
            destinatario=otro.usuario.email,
            usuario=otro.usuario,
            contexto={"vinculo": otro.pk},
        )


def resuelto(vinculo: Vinculo, evento: Evento) -> None:
    """Registered in ``vinculos.al_resolver``. Papers sent again are the person's own act and are not told."""
    if vinculo.estado == EstadoDocumento.VALIDADO:
        por_ambos.avisar(clave=HABILITADO, usuario=vinculo.usuario, evento=evento, contexto={"vinculo": vinculo.pk})
    elif vinculo.estado == EstadoDocumento.EN_ANALISIS and evento.actor_id != vinculo.usuario_id:
        por_ambos.avisar(clave=FALTA_PODER, usuario=vinculo.usuario, evento=evento, contexto={"vinculo": vinculo.pk})


def _vigente(aviso: Aviso) -> Vinculo | None:
    """None once the link was withdrawn: the word would be about something that is no longer there."""
    vinculo = Vinculo.objects.con_todo().filter(pk=aviso.contexto["vinculo"], retirado_en=None).first()
    return vinculo if vinculo and vinculo.usuario.is_active else None


def _carta(aviso: Aviso, vinculo: Vinculo, asunto: str, *parrafos: str) -> Redactado:
    enlace = settings.PORTAL_URL.rstrip("/") + reverse("suministros:detalle", args=[vinculo.pk])
    cuerpo = "\n\n".join([f"Hola, {vinculo.usuario.nombre}:", *parrafos, f"Ver el suministro: {enlace}"])
    return armar(aviso, asunto, cuerpo)


def _cual(vinculo: Vinculo) -> str:
    return f"{vinculo.suministro.numero} de {vinculo.suministro.distribuidora.nombre}"


def _redactar_asociado(aviso: Aviso) -> Redactado | None:
    vinculo = _vigente(aviso)
    if vinculo is None:
        return None
    parrafos = [
        f"El {fecha_hora_texto(vinculo.asociado_en)} asociaste a tu cuenta el suministro {_cual(vinculo)}. Ya puedes "
        "ver, imprimir y pagar sus facturas."
    ]
    if not vinculo.validado:
        que = "tu documento de identidad" if vinculo.es_titular else "tu documento de identidad y el poder"
        canales = "correo y SMS" if sms.disponible() and vinculo.usuario.celular_verificado_en else "correo"
        parrafos.append(
            f"La distribuidora revisará {que} en {plazo_en_palabras()}. Cuando los valide podrás pedir planes "
            f"de pago y trámites comerciales, y te avisaremos por {canales}."
        )
    parrafos.append("Si no fuiste tú, cambia tu contraseña y quita el suministro de tu cuenta.")
    return _carta(
        aviso, vinculo, f"Suministro {vinculo.suministro.numero}: ya está en tu cuenta", *parrafos, REVISA_SPAM
    )


def _redactar_otra_cuenta(aviso: Aviso) -> Redactado | None:
    vinculo = _vigente(aviso)
    if vinculo is None:
        return None
    return _carta(
        aviso,
        vinculo,
        f"Suministro {vinculo.suministro.numero}: otra cuenta también lo asoció",
        f"Otra cuenta del portal asoció el suministro {_cual(vinculo)}, que también está en la tuya. Para hacerlo "
        "escribió los datos de una de sus dos últimas facturas. Tu cuenta sigue igual.",
        "Si alguien de tu hogar o de tu confianza lo usa, no tienes que hacer nada. Si no sabes quién puede ser, "
        f"avísale a {vinculo.suministro.distribuidora.nombre}.",
    )


def _redactar_habilitado(aviso: Aviso) -> Redactado | None:
    vinculo = _vigente(aviso)
    if vinculo is None or not vinculo.validado:
        return None
    if aviso.canal == Canal.SMS:
        return Redactado("", f"Suministro {vinculo.suministro.numero}: ya puedes pedir planes de pago y trámites "
                         "comerciales en el Portal de Generación Ciudadana.")  # fmt: skip
    return _carta(
        aviso,
        vinculo,
        f"Suministro {vinculo.suministro.numero}: ya puedes pedir planes de pago",
        f"La validación del suministro {_cual(vinculo)} terminó. Desde ahora puedes pedir planes de pago y trámites "
        "comerciales.",
        REVISA_SPAM,
    )


def _redactar_falta_poder(aviso: Aviso) -> Redactado | None:
    """Nothing of the new holder: whoever reads it has shown nobody's word yet."""
    vinculo = _vigente(aviso)
    if vinculo is None or vinculo.validado or vinculo.es_titular:
        return None
    numero = vinculo.suministro.numero
    if aviso.canal == Canal.SMS:
        return Redactado("", f"Suministro {numero}: cambió su titular. Entra al portal y envía un poder del nuevo.")
    return _carta(
        aviso,
        vinculo,
        f"Suministro {numero}: falta el poder de su nuevo titular",
        f"En el registro de {vinculo.suministro.distribuidora.nombre} cambió el titular del suministro {numero}. "
        "Mientras no se valide un poder suyo no podrás pedir planes de pago ni trámites comerciales.",
        "Envíalo desde la página del suministro. Si el cambio es un error, avísale a "
        f"{vinculo.suministro.distribuidora.nombre}.",
    )


def registrar() -> None:
    for clave, funcion, nombre in (
        (ASOCIADO, _redactar_asociado, "Suministro asociado a tu cuenta"),
        (OTRA_CUENTA, _redactar_otra_cuenta, "Otra cuenta asoció tu suministro"),
        (HABILITADO, _redactar_habilitado, "Planes de pago y trámites habilitados"),
        (FALTA_PODER, _redactar_falta_poder, "Falta el poder de un suministro"),
    ):
        redactores.registrar(clave, funcion, clase=Clase.LEGAL, nombre=nombre)
