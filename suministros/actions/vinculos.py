"""Linking a supply to an account, its power of attorney, and taking the link away."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from cuentas.documento import consultas as documentos
from cuentas.documento.actions import enviar_documento
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun import envios
from nucleo.comun.errores import CampoRechazado, EstadoCambio, NoPermitido
from nucleo.comun.transacciones import en_transaccion
from suministros import emails, vinculos
from suministros.models import EstadoSuministro, PoderSuministro, Suministro, Vinculo
from suministros.permissions import USO_PODER
from suministros.validado import tomar_cuenta

YA_ASOCIADO = "Este suministro ya está en tu cuenta."
FALTA_IDENTIDAD = "Adjunta una foto del frente de tu documento de identidad"
SOLO_SOLICITANTES = "Solo las cuentas de Solicitante asocian suministros."
FALTA_PODER = "Adjunta el poder que te dio el titular del suministro"


@en_transaccion
def asociar(
    *,
    actor: Usuario,
    suministro_id: int,
    identidad: Archivo | None = None,
    poder: Archivo | None = None,
    direccion: str | None = None,
) -> Vinculo:
    """Links the supply to the account. Who calls has seen the challenge of reglas.md 8 passed.

    ``identidad``: needed while the account has no document that counts. ``poder``: needed when the account's document
    is not the holder's. Raises ``NoPermitido`` (not an applicant, somebody else's file), ``EstadoCambio`` (linked
    already, a supply no longer in use) and ``CampoRechazado`` (a paper that is missing).
    """
    # Before the account, as a load takes them: it must not change the holder while the link is being made.
    cerrojo = Suministro.objects.select_for_update(of=("self",), no_key=True)
    suministro = cerrojo.select_related("distribuidora").get(pk=suministro_id)
    cuenta = tomar_cuenta(actor, SOLO_SOLICITANTES)
    if suministro.estado == EstadoSuministro.RETIRADO:
        raise EstadoCambio("La distribuidora retiró este suministro.")
    if previo := Vinculo.objects.filter(usuario=cuenta, suministro=suministro, retirado_en=None).first():
        raise EstadoCambio(YA_ASOCIADO, cuando=previo.asociado_en, enlace=previo.get_absolute_url())
    _exigir_identidad(cuenta, identidad)
    cadena = f"usuario:{cuenta.pk}"
    instante = momento(cadena)
    vinculo = Vinculo.objects.create(usuario=cuenta, suministro=suministro, asociado_en=instante)
    if not vinculo.es_titular and poder is None:
        raise CampoRechazado("poder_suministro", FALTA_PODER)
    datos = {"vinculo": vinculo.pk, "suministro": suministro.pk, "distribuidora": suministro.distribuidora_id}
    evento = registrar(
        cadena=cadena, tipo="SUMINISTRO_ASOCIADO", actor=cuenta, datos=datos, direccion=direccion, ocurrido=instante
    )
    if poder is not None and not vinculo.es_titular:
        _guardar_poder(cuenta, vinculo, poder, direccion)
    emails.asociado(vinculo, evento)
    if identidad is not None:  # every link of the account follows, this one too
        enviar_documento(actor=cuenta, archivo=identidad, direccion=direccion)
        vinculo.refresh_from_db(fields=["estado", "resuelto_en"])
    else:
        vinculos.poner_al_dia(vinculo, actor=cuenta, direccion=direccion)
    return vinculo


def huella_de_asociar(suministro_id: int, token: UUID) -> str:
    """What one sending of the confirm page is known by, also once the proof behind it was spent."""
    return envios.huella("asociar", suministro_id, str(token))


@en_transaccion
def asociar_una_vez(*, actor: Usuario, suministro_id: int, token: UUID, **papeles: Any) -> str:
    """``asociar`` once per token; the address of what it made, however often the page is sent."""
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella_de_asociar(suministro_id, token),
        accion=lambda: reverse(
            "suministros:asociado", args=[asociar(actor=actor, suministro_id=suministro_id, **papeles).pk]
        ),
    )


@en_transaccion
def enviar_poder(*, actor: Usuario, vinculo_id: int, archivo: Archivo, direccion: str | None = None) -> PoderSuministro:
    """Another power of attorney in the place of the one before, in analysis.

    Raises ``NoPermitido`` (another's link or file) and ``EstadoCambio`` (withdrawn, or the account is the holder).
    """
    cuenta = tomar_cuenta(actor, SOLO_SOLICITANTES)
    vinculo = _propio(cuenta, vinculo_id)
    if vinculo.es_titular:
        raise EstadoCambio("El suministro está a tu nombre: no necesitas un poder.")
    nuevo = _guardar_poder(cuenta, vinculo, archivo, direccion)
    vinculos.poner_al_dia(vinculo, actor=cuenta, direccion=direccion)
    return nuevo


@en_transaccion
def retirar(*, actor: Usuario, vinculo_id: int, direccion: str | None = None) -> Vinculo:
    """Takes the supply out of the account; its history stays."""
    cuenta = tomar_cuenta(actor, SOLO_SOLICITANTES)
    vinculo = _propio(cuenta, vinculo_id)
    vinculo.retirado_en = momento(vinculos.cadena(vinculo))
    vinculo.save(update_fields=["retirado_en"])
    registrar(
        cadena=vinculos.cadena(vinculo),
        tipo="SUMINISTRO_RETIRADO",
        actor=cuenta,
        datos={"vinculo": vinculo.pk, "suministro": vinculo.suministro_id},
        direccion=direccion,
        ocurrido=vinculo.retirado_en,
    )
    return vinculo


def _propio(cuenta: Usuario, vinculo_id: int) -> Vinculo:
    vinculo = Vinculo.objects.con_todo().visibles_para(cuenta).filter(pk=vinculo_id).first()
    if vinculo is None:
        raise EstadoCambio("Ese suministro ya no está en tu cuenta.")
    return vinculo


def _exigir_identidad(cuenta: Usuario, identidad: Archivo | None) -> None:
    actual = documentos.vigente(cuenta)
    if identidad is None and (actual is None or actual.niega):
        raise CampoRechazado("identidad", FALTA_IDENTIDAD)


def _guardar_poder(cuenta: Usuario, vinculo: Vinculo, archivo: Archivo, direccion: str | None) -> PoderSuministro:
    if archivo.uso != USO_PODER or archivo.creado_por_id != cuenta.pk:
        raise NoPermitido("Ese archivo no es un poder tuyo.")
    instante: datetime = momento(vinculos.cadena(vinculo))
    anterior = vinculos.poder_de(vinculo)
    if anterior and anterior.archivo_id == archivo.pk:  # the same page, sent twice
        return anterior
    if PoderSuministro.objects.filter(archivo=archivo).exists():
        raise EstadoCambio("Ese archivo ya lo enviaste.")
    if anterior:
        anterior.reemplazado_en = instante
        anterior.save(update_fields=["reemplazado_en"])
    nuevo = PoderSuministro.objects.create(vinculo=vinculo, archivo=archivo, enviado_en=instante)
    registrar(
        cadena=vinculos.cadena(vinculo),
        tipo="PODER_ENVIADO",
        actor=cuenta,
        datos={
            "vinculo": vinculo.pk,
            "poder": nuevo.pk,
            "archivo": str(archivo.pk),
            "sha256": archivo.sha256_recibido,
            "reemplaza": anterior.pk if anterior else None,
        },
        direccion=direccion,
        ocurrido=instante,
    )
    return nuevo
