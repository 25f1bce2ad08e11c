"""Sending an identity document, and deciding on it. Each locks the account first, so that they never cross."""

from django.db import IntegrityError, transaction

from cuentas.documento import avisos, consecuencias
from cuentas.documento.decision import (
    DECISIONES,
    LARGO_DEL_MOTIVO,
    DecisionRechazada,
    exigir_numero,
    exigir_que_espere,
    motivo_de,
)
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.documento.permisos import exigir_que_pueda_decidir, exigir_que_pueda_enviar
from cuentas.models import Usuario
from cuentas.personal import cambios
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion

__all__ = ["DECISIONES", "LARGO_DEL_MOTIVO", "DecisionRechazada", "decidir_documento", "enviar_documento"]


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
    numero_leido: str = "",
    direccion: str | None = None,
) -> DocumentoIdentidad:
    """Stores what a person of a distributor decided, and tells the owner. ``decision``: one of ``DECISIONES``.

    ``numero_leido``: the number that the person read on it; only the account's own lets it be accepted. Tries at it
    are limited by who calls (``suministros.identidades``), outside this transaction.
    Raises ``NoPermitido``, ``DecisionRechazada`` (unknown decision, no reason, too long; ``NumeroDistinto``) and
    ``EstadoCambio`` (decided already, by whom and when, or replaced meanwhile).
    """
    motivo = motivo_de(decision, motivo)
    _tomar(documento.usuario_id)
    con_todo = DocumentoIdentidad.objects.select_related("usuario", "decidido_por__distribuidora")
    fresco = con_todo.select_for_update(of=("self",)).get(pk=documento.pk)
    actor = Usuario.objects.select_related("distribuidora").get(pk=actor.pk)
    exigir_que_pueda_decidir(actor, fresco)
    exigir_que_espere(fresco, actor)
    if decision == EstadoDocumento.VALIDADO:
        exigir_numero(fresco.usuario.documento_tipo, fresco.usuario.documento, numero_leido)
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


def _tomar(usuario_id: int) -> Usuario:
    return Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=usuario_id)
