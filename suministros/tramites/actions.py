"""Asking for a commercial procedure, and its steps. Each public function is one act of one person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun import envios
from nucleo.comun.errores import CampoRechazado, NoPermitido
from nucleo.comun.texto import es_motivo, pedir_motivo
from nucleo.comun.transacciones import en_transaccion
from suministros.models import ArchivoDeTramite, MensajeDeTramite, TipoDeTramite, Tramite, Vinculo
from suministros.pasos import Datos, aplicar, dar_paso, motivo_de_rechazo, sellar
from suministros.tramites import emails
from suministros.tramites.estados import PEDIDO, AccionTramite, EstadoTramite
from suministros.tramites.oficio import TRAMITES
from suministros.validado import exigir_vinculo, tomar_cuenta

USO = "tramite"
LARGO = 2_000
CERRADO = "La distribuidora cerró este trámite. Elige otro de la lista"
YA_ENVIADO = "Un archivo de este formulario ya lo enviaste. Quítalo y adjunta otro"
# What a file is called in its message, and the file.
Papeles = Sequence[tuple[str, Archivo]]


@en_transaccion
def pedir(
    *,
    actor: Usuario,
    vinculo_id: int,
    tipo_id: int,
    texto: str,
    token: UUID,
    papeles: Papeles = (),
    direccion: str | None = None,
) -> str:
    """Asks for a procedure of the distributor's list; the address of its page, once per ``token``.

    Raises ``NoPermitido`` (no such supply, another's file), ``EstadoCambio`` (link not validated) and
    ``CampoRechazado`` (a type that is closed, a file that is missing, no text).
    """

    def accion() -> str:
        cuenta = tomar_cuenta(actor)
        vinculo = exigir_vinculo(cuenta, vinculo_id)
        tipo = TipoDeTramite.objects.filter(
            pk=tipo_id, distribuidora=vinculo.suministro.distribuidora_id, abierto=True
        ).first()
        if tipo is None:
            raise CampoRechazado("tipo", CERRADO)
        _exigir_papeles(tipo, papeles)
        return _nacer(cuenta, vinculo, tipo, texto, papeles, direccion).get_absolute_url()

    contenido = envios.huella("tramite", vinculo_id, tipo_id, texto, _digestos(papeles))
    return envios.una_sola_vez(usuario=actor, token=token, huella=contenido, accion=accion)


@en_transaccion
def abrir(*, actor: Usuario, tramite: Tramite, direccion: str | None = None) -> None:
    """The first opening by anybody of the distributor; nothing for any other reading."""
    if motivo_de_rechazo(TRAMITES, actor, AccionTramite.ABRIR, tramite):
        return

    def hijos(fresco: Any, instante: datetime) -> Datos:
        fresco.abierto_en = instante
        return {}

    Tramite.objects.select_for_update().get(pk=tramite.pk)
    tramite.refresh_from_db(fields=["abierto_en"])
    if tramite.abierto_en is None:
        aplicar(
            TRAMITES, objeto_id=tramite.pk, accion=AccionTramite.ABRIR, actor=actor, direccion=direccion,
            hijos=hijos, campos=("abierto_en",),
        )  # fmt: skip


@en_transaccion
def escribir(
    *,
    actor: Usuario,
    tramite_id: int,
    texto: str,
    token: UUID,
    papeles: Papeles = (),
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """A message of either side while it is open. ``confirmado``: warnings with which a file is sent all the same."""
    return _decir(AccionTramite.ESCRIBIR, actor, tramite_id, texto, token, papeles, confirmado, direccion)


@en_transaccion
def responder(
    *,
    actor: Usuario,
    tramite_id: int,
    texto: str,
    token: UUID,
    papeles: Papeles = (),
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """The distributor's answer, which closes it."""
    return _decir(AccionTramite.RESPONDER, actor, tramite_id, texto, token, papeles, confirmado, direccion)


@en_transaccion
def rechazar(*, actor: Usuario, tramite_id: int, texto: str, token: UUID, direccion: str | None = None) -> str:
    """With a reason that the applicant reads."""
    if not es_motivo(texto):
        raise CampoRechazado("texto", pedir_motivo("Escribe por qué rechazas el trámite"))
    return _decir(AccionTramite.RECHAZAR, actor, tramite_id, texto, token, (), (), direccion)


@en_transaccion
def retirar(*, actor: Usuario, tramite_id: int, token: UUID, direccion: str | None = None) -> str:
    """The applicant's, before the answer."""

    def hijos(tramite: Any, instante: datetime) -> Datos:
        tramite.cerrado_en, tramite.espera_al_solicitante = instante, False
        return {}

    return dar_paso(
        TRAMITES, objeto_id=tramite_id, accion=AccionTramite.RETIRAR, actor=actor, token=token, direccion=direccion,
        hijos=hijos, campos=("cerrado_en", "espera_al_solicitante"),
    )  # fmt: skip


def _decir(
    accion: AccionTramite,
    actor: Usuario,
    tramite_id: int,
    texto: str,
    token: UUID,
    papeles: Papeles,
    confirmado: Sequence[str],
    direccion: str | None,
) -> str:
    def hijos(tramite: Any, instante: datetime) -> Datos:
        datos = _escribir(tramite, actor, accion, texto, papeles, instante)
        cerrado = tramite.estado != EstadoTramite.RECIBIDO
        tramite.cerrado_en = instante if cerrado else None
        tramite.espera_al_solicitante = not cerrado and actor.es_distribuidora
        return {**datos, "confirmado": [*confirmado]}

    return dar_paso(
        TRAMITES,
        objeto_id=tramite_id,
        accion=accion,
        actor=actor,
        token=token,
        contenido=[texto, _digestos(papeles)],
        direccion=direccion,
        hijos=hijos,
        campos=("cerrado_en", "espera_al_solicitante"),
    )


def _nacer(
    cuenta: Usuario, vinculo: Vinculo, tipo: TipoDeTramite, texto: str, papeles: Papeles, direccion: str | None
) -> Tramite:
    instante = momento(f"usuario:{cuenta.pk}")
    tramite = Tramite.objects.create(
        vinculo=vinculo,
        distribuidora=vinculo.suministro.distribuidora,
        tipo=tipo,
        nombre=tipo.nombre,
        pedido_en=instante,
    )
    datos = _escribir(tramite, cuenta, AccionTramite.PEDIR, texto, papeles, instante)
    evento = registrar(
        cadena=tramite.cadena,
        tipo=PEDIDO,
        actor=cuenta,
        datos={
            "tramite": tramite.pk,
            "suministro": vinculo.suministro_id,
            "distribuidora": tramite.distribuidora_id,
            "tipo": tipo.pk,
            "confirmado": [],
            **datos,
        },
        direccion=direccion,
        ocurrido=instante,
    )
    emails.avisar(tramite, evento)
    return tramite


def _escribir(
    tramite: Tramite, autor: Usuario, accion: AccionTramite, texto: str, papeles: Papeles, instante: datetime
) -> Datos:
    """Adds the message with its files; what its event says of it."""
    if not texto.strip():
        raise CampoRechazado("texto", "Escribe el mensaje")
    if len(texto) > LARGO:
        raise CampoRechazado("texto", "El mensaje debe tener 2.000 caracteres o menos")
    if any(archivo.uso != USO or archivo.creado_por_id != autor.pk for _, archivo in papeles):
        raise NoPermitido("Ese archivo no es tuyo.")
    if ArchivoDeTramite.objects.filter(archivo__in=[archivo.pk for _, archivo in papeles]).exists():
        raise CampoRechazado("", YA_ENVIADO)
    sal, huella = sellar(texto)
    mensaje = MensajeDeTramite.objects.create(
        tramite=tramite,
        autor=autor,
        de_la_distribuidora=autor.es_distribuidora,
        accion=accion,
        texto=texto,
        sal=sal,
        creado_en=instante,
    )
    for nombre, archivo in papeles:
        ArchivoDeTramite.objects.create(mensaje=mensaje, archivo=archivo, nombre=nombre)
    return {
        "mensaje": mensaje.pk,
        "texto": huella,
        "archivos": [str(archivo.pk) for _, archivo in papeles],
        "sha256": _digestos(papeles),
    }


def _exigir_papeles(tipo: TipoDeTramite, papeles: Papeles) -> None:
    traidos = {nombre for nombre, _ in papeles}
    for numero, nombre in enumerate(tipo.papeles):
        if nombre not in traidos:
            raise CampoRechazado(f"papel-{numero}", f"Adjunta {nombre}")


def _digestos(papeles: Papeles) -> list[str]:
    return [str(archivo.sha256_recibido) for _, archivo in papeles]
