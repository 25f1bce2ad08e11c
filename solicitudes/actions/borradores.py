"""Drafts: never a request, seen by their owner only. What is typed is kept, right or wrong (reglas.md 6)."""

from typing import Any
from uuid import UUID

from catalogo.documentos import de
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import ErrorDeDominio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from solicitudes.estados import Accion, Tipo, filas
from solicitudes.models import Adjunto, Borrador, BorradorArchivo, Expediente
from solicitudes.partida import papeles_anteriores
from solicitudes.permissions import parte_de

MAXIMO_POR_CUENTA = 20
LARGO_MAXIMO = 1_000  # characters kept of one field: over every field's own limit, under what would fill a disk


class DemasiadosBorradores(ErrorDeDominio):
    """The account holds as many drafts as it may."""


class BorradorAusente(ErrorDeDominio, Borrador.DoesNotExist):
    """Another's draft, or one that was filed or discarded in the same moment: for the reader it is not there."""

    codigo = 404


@en_transaccion
def crear_borrador(
    *, actor: Any, tipo: Tipo, expediente_id: int | None = None, datos: dict[str, Any] | None = None
) -> Borrador:
    """A new draft of ``actor``, of one of their expedientes if given; at most 20 per account.

    ``datos``: what it starts with, as a draft keeps what is typed (``partida.datos_del_suministro``).
    Raises ``NoPermitido``, ``DemasiadosBorradores``, and ``Expediente.DoesNotExist`` for another's expediente.
    """
    parte = parte_de(actor)
    if parte is None or not any(tipo in fila.tipos for fila in filas(Accion.ENVIAR, parte)):
        raise NoPermitido("Solo un solicitante puede enviar formularios.")
    # The account's row is the lock: two clicks at once must not both see 19 drafts.
    Usuario.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if Borrador.objects.filter(dueno=actor).count() >= MAXIMO_POR_CUENTA:
        raise DemasiadosBorradores(f"Tienes {MAXIMO_POR_CUENTA} borradores. Envía o descarta uno para empezar otro.")
    expediente = None
    if expediente_id is not None:
        expediente = Expediente.objects.get(pk=expediente_id, solicitante=actor)
    instante = ahora()
    return Borrador.objects.create(
        dueno=actor, tipo=tipo, expediente=expediente, datos=datos or {}, creado_en=instante, tocado_en=instante
    )


@en_transaccion
def guardar_datos(*, actor: Any, borrador_id: UUID, datos: dict[str, Any]) -> Borrador:
    """Keeps what was typed in step 1 or 2; other fields of the draft stay. PostgreSQL's JSON has no NUL."""
    borrador = _propio(actor, borrador_id)
    legibles = {
        campo: valor.replace("\x00", "")[:LARGO_MAXIMO] if isinstance(valor, str) else valor
        for campo, valor in datos.items()
    }
    borrador.datos = {**borrador.datos, **legibles}
    borrador.tocado_en = ahora()
    borrador.save(update_fields=["datos", "tocado_en"])
    return borrador


@en_transaccion
def adjuntar_a_borrador(*, actor: Any, borrador_id: UUID, codigo: str, archivo: Archivo) -> BorradorArchivo:
    """Puts a file, already received and stored, in a document's place; a former one leaves it."""
    borrador = _propio(actor, borrador_id)
    adjunto, _ = BorradorArchivo.objects.update_or_create(
        borrador=borrador,
        codigo=codigo,
        defaults={"archivo": archivo, "creado_en": ahora()},
    )
    _tocar(borrador)
    return adjunto


@en_transaccion
def repetir_papel(*, actor: Any, borrador_id: UUID, codigo: str) -> Adjunto | None:
    """Puts in its place the same file that an earlier request of this supply carries; None when there is none.

    Which one is looked up here: no id of a file is ever taken from the browser (seguridad.md V1).
    """
    borrador = _propio(actor, borrador_id)
    adjunto = papeles_anteriores(borrador, de(borrador.tipo)).get(codigo)
    if adjunto is not None:
        adjuntar_a_borrador(actor=actor, borrador_id=borrador_id, codigo=codigo, archivo=adjunto.archivo)
    return adjunto


@en_transaccion
def quitar_de_borrador(*, actor: Any, borrador_id: UUID, codigo: str) -> None:
    borrador = _propio(actor, borrador_id)
    BorradorArchivo.objects.filter(borrador=borrador, codigo=codigo).delete()
    _tocar(borrador)


@en_transaccion
def descartar_borrador(*, actor: Any, borrador_id: UUID) -> None:
    """Leaves without a trace (S-12); the files go with the daily sweep."""
    _propio(actor, borrador_id).delete()


def _propio(actor: Any, borrador_id: UUID) -> Borrador:
    borrador = Borrador.objects.select_for_update().filter(pk=borrador_id, dueno=actor).first()
    if borrador is None:
        raise BorradorAusente("Este borrador ya no existe.")
    return borrador


def _tocar(borrador: Borrador) -> None:
    borrador.tocado_en = ahora()
    borrador.save(update_fields=["tocado_en"])
