"""Deciding on a power of attorney (U-06)."""

from cuentas.documento.decision import NumeroDistinto, exigir_que_espere, leer_numero, motivo_de
from cuentas.documento.models import EstadoDocumento
from cuentas.models import Usuario
from cuentas.personal import cambios
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion
from suministros import vinculos
from suministros.identidades import avisos
from suministros.models import PoderSuministro, Suministro
from suministros.permissions import exigir_que_pueda_decidir_poder

YA_NO_ESPERA = "Otra persona ya revisó este poder."
QUITADO = "La persona quitó el suministro de su cuenta."
YA_ES_TITULAR = "El suministro está ahora a nombre de esta persona: no necesita un poder."
OTRO_TITULAR = "El número que leíste no es el del titular en tu registro. Revísalo en la imagen; si es otro, rechaza."


@en_transaccion
def decidir_poder(
    *,
    actor: Usuario,
    poder: PoderSuministro,
    decision: str,
    motivo: str = "",
    numero_leido: str = "",
    direccion: str | None = None,
) -> PoderSuministro:
    """Stores what a person of the supply's distributor decided, and tells the account that sent it.

    ``numero_leido``: the document of who grants it, as the person read it on the paper; only the holder's lets it be
    accepted. Where the register holds no document there is nothing to compare, and the event says so.
    Raises as ``decidir_documento`` does, and ``EstadoCambio`` also where no power of attorney is needed any more.
    """
    motivo = motivo_de(decision, motivo)
    Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=poder.vinculo.usuario_id)
    con_todo = PoderSuministro.objects.select_related(
        "vinculo__usuario", "vinculo__suministro__distribuidora", "decidido_por__distribuidora"
    )
    fresco = con_todo.select_for_update(of=("self", "vinculo")).get(pk=poder.pk)
    actor = Usuario.objects.select_related("distribuidora").get(pk=actor.pk)
    exigir_que_pueda_decidir_poder(actor, fresco)
    _exigir_que_haga_falta(fresco, actor)
    comparado = False
    if decision == EstadoDocumento.VALIDADO:
        comparado = _comparar(fresco.vinculo.suministro, numero_leido)
    evento = cambios.registrar(
        cadena=vinculos.cadena(fresco.vinculo),
        tipo="PODER_DECIDIDO",
        actor=actor,
        antes={"estado": fresco.estado},
        despues={"estado": decision},
        motivo=motivo,
        direccion=direccion,
        objeto={
            "poder": fresco.pk,
            "vinculo": fresco.vinculo_id,
            "distribuidora": actor.distribuidora_id or 0,
            "comparado": comparado,
        },
    )
    fresco.estado, fresco.motivo = decision, motivo
    fresco.decidido_por, fresco.decidido_en = actor, evento.ocurrido
    fresco.save(update_fields=["estado", "motivo", "decidido_por", "decidido_en"])
    avisos.decidido(fresco, evento)
    vinculos.poner_al_dia(fresco.vinculo, actor=actor, direccion=direccion)
    return fresco


def _exigir_que_haga_falta(poder: PoderSuministro, actor: Usuario) -> None:
    exigir_que_espere(poder, actor, ya_no_espera=YA_NO_ESPERA)
    if poder.vinculo.retirado_en:
        raise EstadoCambio(QUITADO, cuando=poder.vinculo.retirado_en, titulo="Ya no hay nada que revisar")
    if poder.vinculo.es_titular:
        raise EstadoCambio(YA_ES_TITULAR, titulo="Ya no hay nada que revisar")


def _comparar(suministro: Suministro, escrito: str) -> bool:
    """Whether there was a number to compare with. Raises ``NumeroDistinto``."""
    leido = leer_numero(suministro.titular_documento_tipo, escrito)
    if suministro.titular_documento and leido != suministro.titular_documento:
        raise NumeroDistinto(OTRO_TITULAR)
    return bool(suministro.titular_documento)
