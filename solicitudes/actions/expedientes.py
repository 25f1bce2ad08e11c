"""The project of a place: which one a new request joins, and joining by hand (reglas.md 6)."""

from datetime import datetime
from typing import Any

from catalogo.models import Comuna, Distribuidora
from cuentas.models import Usuario
from nucleo.bitacora.actions import registrar
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from solicitudes import vigencia
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.estados import RESPONDIDAS, SIN_EFECTO, Accion, Estado, Tipo, TipoEvento
from solicitudes.models import Expediente, Solicitud


class TramiteRepetido(ErrorDeDominio):
    """The expediente already holds a live request of that form."""

    codigo = 409


def expediente_para(
    *,
    actor: Any,
    tipo: Tipo,
    distribuidora: Distribuidora,
    numero: str,
    comuna: Comuna,
    elegido: int | str | None = None,
    suelto: bool = False,
) -> Expediente:
    """The chosen expediente, the newest of the place that still lacks this form, or a new one.

    Inside the caller's transaction, which from here on holds the account's places: two forms filed at once see each
    other. ``elegido``: the id of one of ``actor`` at this distributor, ``"nuevo"`` or None. ``suelto``: another
    document than the form's own, of which an expediente may hold many. Raises ``TramiteRepetido`` when the chosen one
    already holds a live request of this form, ``Expediente.DoesNotExist`` when it is not theirs or of another place.
    """
    Usuario.objects.select_for_update(no_key=True).get(pk=actor.pk)
    propios = Expediente.objects.filter(solicitante=actor, distribuidora=distribuidora)
    if elegido not in (None, "", "nuevo"):
        expediente = propios.get(pk=elegido)
        if not suelto and _repite(expediente, tipo):
            raise TramiteRepetido(f"Ese expediente ya tiene una {tipo.label} en curso. Elige otro o uno nuevo.")
        return expediente
    if elegido != "nuevo":
        for expediente in propios.filter(numero=numero).order_by("-id"):
            if suelto or not _repite(expediente, tipo):
                return expediente
    return Expediente.objects.create(
        solicitante=actor, distribuidora=distribuidora, numero=numero, comuna=comuna, creado_en=ahora()
    )


def _repite(expediente: Expediente, tipo: Tipo) -> bool:
    """At most one live request of a form in an expediente; of information and other documents, as many as wanted."""
    if tipo == Tipo.INFORMACION:
        return False
    return bool(vigencia.vivas(expediente.solicitudes.all(), tipo))


def tiene_si_respondida(expediente: Expediente) -> bool:
    """Whether an answered Solicitud de Información stands in it, which shortens the SC's term (art. 15 a)."""
    return expediente.solicitudes.filter(tipo=Tipo.INFORMACION, estado__in=RESPONDIDAS).exists()


@en_transaccion
def unir_expediente(*, actor: Any, solicitud_id: int, expediente_id: int, direccion: str | None = None) -> Solicitud:
    """Moves a request into another expediente of the same applicant and distributor; no term changes.

    The applicant joins their own, SEC any. Both sides tell it (reglas.md 6): the event stands in the chain of the moved
    request and, naming it in ``otra``, in those of the requests that it joins and of those that it leaves.
    Raises ``TramiteRepetido``, ``Expediente.DoesNotExist``.
    """
    dueno = Solicitud.objects.values_list("solicitante_id", flat=True).get(pk=solicitud_id)
    # Whoever files or joins in the account waits here, so that no request comes or goes until the commit.
    Usuario.objects.select_for_update(no_key=True).get(pk=dueno)
    origen = Solicitud.objects.values_list("expediente_id", flat=True).get(pk=solicitud_id)
    propias = Solicitud.objects.filter(solicitante=dueno, expediente__in=[origen, expediente_id])
    testigos = list(propias.exclude(pk=solicitud_id).select_for_update().order_by("pk"))

    def hijos(solicitud: Solicitud, instante: datetime) -> dict[str, Any]:
        destino = Expediente.objects.get(
            pk=expediente_id, solicitante=solicitud.solicitante_id, distribuidora=solicitud.distribuidora_id
        )
        viva = Estado(solicitud.estado) not in SIN_EFECTO
        if destino.pk == solicitud.expediente_id or (
            viva and not solicitud.es_otro_documento and _repite(destino, Tipo(solicitud.tipo))
        ):
            raise TramiteRepetido("Ese expediente ya tiene este trámite. Elige otro.")
        solicitud.expediente = destino
        return {"de": origen, "a": destino.pk, "otra": None}

    unida = _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.UNIR_EXPEDIENTE,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=["expediente"],
    )
    for testigo in testigos:
        _atestiguar(testigo, {"de": origen, "a": expediente_id, "otra": unida.pk}, actor, direccion)
    return unida


def _atestiguar(testigo: Solicitud, union: Datos, actor: Any, direccion: str | None) -> None:
    quieta = {"desde": testigo.estado, "hacia": testigo.estado}
    registrar(
        cadena=testigo.cadena,
        tipo=TipoEvento.EXPEDIENTE_UNIDO,
        actor=actor,
        datos={**union, **quieta},
        direccion=direccion,
    )
