"""From where a draft starts: what an earlier request of the account already told (DISENO 7.2, WCAG 3.3.7).

Everything here is an offer: initial values and choices that the applicant may change. Nothing is guessed for an
installer, whose last request is of another customer.
"""

from collections.abc import Iterable
from typing import Any

from catalogo.models import TipoDocumento
from cuentas.models import Usuario
from solicitudes.documentos import cabe
from solicitudes.estados import RESPONDIDAS, SIN_EFECTO, Tipo
from solicitudes.lugares import lugar
from solicitudes.models import Adjunto, Borrador, Expediente, Solicitud
from solicitudes.vigencia import necesita_manifestacion
from suministros import consultas as suministros
from suministros.models import Vinculo

SIGUIENTE = {
    Tipo.INFORMACION: Tipo.CONEXION,
    Tipo.CONEXION: Tipo.MANIFESTACION,
    Tipo.MANIFESTACION: Tipo.NOTIFICACION,
}
# Papers about people, which do not change from one form to the next.
REPETIBLES = ("cedula", "poder", "cedula_mandante")


def solicitud_de_partida(borrador: Borrador) -> Solicitud | None:
    """The request whose data the draft takes: the newest of its expediente, else of the account."""
    propias = Solicitud.objects.filter(solicitante=borrador.dueno_id).select_related("distribuidora", "comuna")
    if borrador.expediente_id is not None:
        propias = propias.filter(expediente=borrador.expediente_id)
    elif borrador.dueno.es_instalador:
        return None
    return propias.order_by("-enviada_en", "-id").first()


def datos_de(solicitud: Solicitud) -> dict[str, Any]:
    """The general data of a request as a draft keeps what is typed."""
    numero = {"sin_numero_cliente": "on", "numero_factibilidad": solicitud.numero_cliente}
    return {
        "distribuidora": str(solicitud.distribuidora_id),
        "comuna": solicitud.comuna_id,
        "correo_adicional": solicitud.correo_adicional,
        "es_titular": "si" if solicitud.es_titular else "no",
        **(numero if solicitud.es_factibilidad else {"numero_cliente": solicitud.numero_cliente}),
    }


def suministro_de_partida(borrador: Borrador) -> Vinculo | None:
    """The only validated supply of an account that is no installer's: its data are taken when no request tells them."""
    if borrador.expediente_id is not None or borrador.dueno.es_instalador:
        return None
    validados = suministros.validados(borrador.dueno)
    return validados[0] if len(validados) == 1 else None


def datos_del_suministro(vinculo: Vinculo) -> dict[str, Any]:
    """Distributor, number and place of a supply as a draft keeps what is typed (reglas.md 8)."""
    return {
        "distribuidora": str(vinculo.suministro.distribuidora_id),
        "comuna": vinculo.suministro.comuna_id,
        "numero_cliente": vinculo.suministro.numero,
        "sin_numero_cliente": "",
        "numero_factibilidad": "",
        "es_titular": "si" if vinculo.es_titular else "no",
    }


def expedientes_para(borrador: Borrador) -> list[Expediente]:
    """Those of the account at that place that still lack this form, the newest first; the draft's own before all."""
    donde = lugar(borrador.datos)
    if donde is None:
        return []
    distribuidora, numero = donde
    propios = Expediente.objects.filter(
        solicitante=borrador.dueno_id, distribuidora=distribuidora, numero=numero, solicitudes__isnull=False
    )
    if borrador.tipo != Tipo.INFORMACION:
        con_este = Solicitud.objects.filter(tipo=borrador.tipo, solicitante=borrador.dueno_id)
        propios = propios.exclude(pk__in=con_este.exclude(estado__in=SIN_EFECTO).values("expediente"))
    encontrados = propios.distinct().order_by("-id").prefetch_related("solicitudes")
    return sorted(encontrados, key=lambda expediente: expediente.pk != borrador.expediente_id)


def papeles_anteriores(borrador: Borrador, tipos: Iterable[TipoDocumento]) -> dict[str, Adjunto]:
    """By document code, the account's newest paper of the same supply that this form would take as it is."""
    donde = lugar(borrador.datos)
    por_codigo = {tipo.codigo: tipo for tipo in tipos if tipo.codigo in REPETIBLES}
    if donde is None or not por_codigo:
        return {}
    distribuidora, numero = donde
    propios = Adjunto.objects.filter(
        solicitud__solicitante=borrador.dueno_id,
        solicitud__distribuidora=distribuidora,
        solicitud__numero_cliente_compacto=numero,
        codigo__in=por_codigo,
    ).select_related("archivo", "solicitud")
    hallados: dict[str, Adjunto] = {}
    for adjunto in propios.order_by("solicitud__enviada_en", "pk"):
        if cabe(adjunto.archivo, por_codigo[adjunto.codigo]):
            hallados[adjunto.codigo] = adjunto
    return hallados


def paso_siguiente(usuario: Usuario) -> tuple[Solicitud, Tipo] | None:
    """The account's newest answered request whose expediente lacks the form that follows it."""
    ultima = (
        Solicitud.objects.filter(solicitante=usuario, estado__in=RESPONDIDAS, tipo__in=list(SIGUIENTE))
        .order_by("-enviada_en", "-id")
        .first()
    )
    if ultima is None or usuario.es_instalador:
        return None
    siguiente = SIGUIENTE[Tipo(ultima.tipo)]
    if siguiente == Tipo.MANIFESTACION and necesita_manifestacion(ultima) is False:
        siguiente = SIGUIENTE[siguiente]
    hecha = ultima.expediente.solicitudes.filter(tipo=siguiente).exclude(estado__in=SIN_EFECTO).exists()
    return None if hecha else (ultima, siguiente)
