"""Sending an identity document, and deciding on it. Each locks the account first, so that they never cross."""

from django.db import IntegrityError, transaction

from cuentas.documento import avisos, consecuencias
from cuentas.documento.models import CON_MOTIVO, DocumentoIdentidad, EstadoDocumento
from cuentas.documento.permisos import exigir_que_pueda_decidir, exigir_que_pueda_enviar
from cuentas.models import Usuario
from cuentas.personal import cambios
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.texto import una_linea
from nucleo.comun.transacciones import en_transaccion

DECISIONES = (EstadoDocumento.VALIDADO, EstadoDocumento.NO_LEGIBLE, EstadoDocumento.RECHAZADO)
LARGO_DEL_MOTIVO = 300
YA_NO_ESPERA = "Otra persona ya revisó este documento."
REEMPLAZADO = "Su dueño ya lo reemplazó por otro."
SIN_MOTIVO = "Escribe por qué no sirve, para que la persona sepa qué mandar"


class DecisionRechazada(ValueError):
    """The decision is badly written; ``mensaje`` says what to mend, in the words of the form."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


@en_transaccion
def enviar_documento(*, actor: Usuario, archivo: Archivo, direccion: str | None = None) -> DocumentoIdentidad:
    """Makes ``archivo`` the account's document, in analysis; the one before stays as history.

    Raises ``NoPermitido`` (not an applicant, somebody else's file) and ``EstadoCambio`` (a file sent already).
    """
    cuenta = _tomar(actor.pk)
    exigir_que_pueda_enviar(cuenta, archivo)
    cadena = f"usuario:{cuenta.pk}"
    instante = momento(cadena)
    anterior = DocumentoIdentidad.objects.select_for_update().filter(usuario=cuenta, reemplazado_en=None).first()
    if anterior:
        anterior.reemplazado_en = instante
        anterior.save(update_fields=["reemplazado_en"])
    try:
        with transaction.atomic():
            nuevo = DocumentoIdentidad.objects.create(usuario=cuenta, archivo=archivo, enviado_en=instante)
    except IntegrityError as error:
        raise EstadoCambio("Ese archivo ya lo enviaste.") from error
    registrar(
        cadena=cadena,
        tipo="IDENTIDAD_ENVIADA",
        actor=cuenta,
        datos={
            "documento": nuevo.pk,
            "archivo": str(archivo.pk),
            "sha256": archivo.sha256_recibido,
            "reemplaza": anterior.pk if anterior else None,
        },
        direccion=direccion,
        ocurrido=instante,
    )
    consecuencias.seguir(cuenta, cuenta)
    return nuevo


@en_transaccion
def decidir_documento(
    *,
    actor: Usuario,
    documento: DocumentoIdentidad,
    decision: str,
    motivo: str = "",
    direccion: str | None = None,
) -> DocumentoIdentidad:
    """Stores what a person of a distributor decided, and tells the owner. ``decision``: one of ``DECISIONES``.

    Raises ``NoPermitido``, ``DecisionRechazada`` (unknown decision, no reason, too long) and ``EstadoCambio``
    (decided already, or replaced meanwhile).
    """
    motivo = _motivo(decision, motivo)
    _tomar(documento.usuario_id)
    fresco = DocumentoIdentidad.objects.select_for_update(of=("self",)).select_related("usuario").get(
        pk=documento.pk
    )  # fmt: skip
    actor = Usuario.objects.select_related("distribuidora").get(pk=actor.pk)
    exigir_que_pueda_decidir(actor, fresco)
    if fresco.reemplazado_en:
        raise EstadoCambio(REEMPLAZADO)
    if fresco.estado != EstadoDocumento.EN_ANALISIS:
        raise EstadoCambio(YA_NO_ESPERA)
    evento = cambios.registrar(
        cadena=f"usuario:{fresco.usuario_id}",
        tipo="IDENTIDAD_DECIDIDA",
        actor=actor,
        antes={"estado": fresco.estado},
        despues={"estado": decision},
        motivo=motivo,
        direccion=direccion,
        objeto={"documento": fresco.pk, "distribuidora": actor.distribuidora_id or 0},
    )
    fresco.estado, fresco.motivo = decision, motivo
    fresco.decidido_por, fresco.decidido_en = actor, evento.ocurrido
    fresco.save(update_fields=["estado", "motivo", "decidido_por", "decidido_en"])
    avisos.decidido(fresco, evento)
    consecuencias.seguir(fresco.usuario, actor)
    return fresco


def _motivo(decision: str, motivo: str) -> str:
    """The reason as stored: one line; empty for a validated document, whose decision needs none."""
    if decision not in DECISIONES:
        raise DecisionRechazada("Elige si el documento se acepta, no se lee o se rechaza")
    if decision not in CON_MOTIVO:
        return ""
    limpio = una_linea(motivo)
    if not limpio:
        raise DecisionRechazada(SIN_MOTIVO)
    if len(limpio) > LARGO_DEL_MOTIVO:
        raise DecisionRechazada(f"El motivo debe tener {LARGO_DEL_MOTIVO} caracteres o menos")
    return limpio


def _tomar(usuario_id: int) -> Usuario:
    return Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=usuario_id)
