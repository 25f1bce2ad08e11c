"""Filing: a draft becomes a request with its folio, once however often it is sent (S-12, S-13)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from catalogo.documentos import limites
from catalogo.plazos import calendario_al_dia
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.reloj import ahora
from nucleo.comun.texto import compacto
from nucleo.comun.transacciones import en_transaccion
from solicitudes import folios, obligaciones, vigencia
from solicitudes.actions.aplicar import _nacer
from solicitudes.actions.expedientes import expediente_para, tiene_si_respondida
from solicitudes.documentos import cabe, dispensados, faltantes, pedidos
from solicitudes.estados import Tipo
from solicitudes.models import Adjunto, Borrador, CambioCapacidad, ClaseDocumento, Solicitud


class BorradorIncompleto(ErrorDeDominio):
    """The draft lacks something that the form asks; ``paso`` is the step that asks it."""

    def __init__(self, mensaje: str, paso: str) -> None:
        super().__init__(mensaje)
        self.paso = paso


@en_transaccion
def enviar(
    *,
    actor: Any,
    borrador_id: UUID,
    token: UUID,
    datos: dict[str, Any],
    tocado_en: datetime | None = None,
    direccion: str | None = None,
) -> str:
    """Files the draft and returns the folio.

    ``datos``: the validated general data (``distribuidora``, ``comuna``, ``numero_cliente``, ``es_factibilidad``,
    ``correo_adicional``, ``es_titular``, the capacities in kW, ``clase_documento``, ``nombre_documento``,
    ``cambio_capacidad``, ``aporta_medidor``, and ``expediente``: the id of an own one, ``"nuevo"``, or None for the
    rule of reglas.md 6). ``tocado_en``: the draft's last touch as the reviewed page knew it; the papers are read from
    the draft, so one that changed since is not what was reviewed. Raises ``BorradorIncompleto`` then, and when a
    required document is missing; ``EstadoCambio`` when the token was used for something else;
    ``Borrador.DoesNotExist`` for another's draft.
    """
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=_huella(borrador_id),
        accion=lambda: _enviar(actor, borrador_id, datos, tocado_en, direccion),
    )


def folio_enviado(*, actor: Any, borrador_id: UUID) -> str:
    """The folio that this draft of ``actor`` became within a day; empty when it was not filed."""
    return envios.resultado_previo(usuario=actor, huella=_huella(borrador_id))


def _huella(borrador_id: UUID) -> str:
    return envios.huella("enviar", str(borrador_id))


def _enviar(
    actor: Any, borrador_id: UUID, datos: dict[str, Any], tocado_en: datetime | None, direccion: str | None
) -> str:
    borrador = Borrador.objects.select_for_update().get(pk=borrador_id, dueno=actor)
    if tocado_en is not None and borrador.tocado_en != tocado_en:
        raise BorradorIncompleto("Tu borrador cambió en otra ventana. Revísalo otra vez antes de enviarlo.", "revision")
    archivos = _archivos_pedidos(borrador)
    sin_pedir = dispensados(borrador.tipo, borrador.datos, {tipo.codigo for tipo, _ in archivos}, borrador.dueno)
    dias = calendario_al_dia()
    solicitud = _preparar(actor, borrador, datos)
    solicitud.recibida_el = obligaciones.recibida_el(solicitud.enviada_en, dias)
    solicitud.fuera_de_vigencia = vigencia.llega_tarde(solicitud)
    # Last lock before the commit: the whole country waits in this row.
    solicitud.folio, solicitud.folio_numero = folios.siguiente(solicitud.distribuidora)

    def hijos(nueva: Solicitud, instante: datetime) -> dict[str, Any]:
        Adjunto.objects.bulk_create(
            Adjunto(
                solicitud=nueva,
                codigo=tipo.codigo,
                nombre=tipo.nombre,
                archivo=archivo,
                creado_en=instante,
            )
            for tipo, archivo in archivos
        )
        return {
            "folio": nueva.folio,
            "tipo": nueva.tipo,
            "distribuidora": nueva.distribuidora.prefijo,
            "expediente": nueva.expediente_id,
            "adjuntos": [[tipo.codigo, archivo.sha256_recibido] for tipo, archivo in archivos],
            "dispensados": sin_pedir,
            "caso": nueva.caso,
            "aumenta": nueva.aumenta_capacidad,
            "fuera_de_vigencia": nueva.fuera_de_vigencia,
        }

    _nacer(solicitud=solicitud, actor=actor, direccion=direccion, hijos=hijos, dias=dias)
    borrador.delete()
    return solicitud.folio


def _archivos_pedidos(borrador: Borrador) -> list[tuple[Any, Any]]:
    """The files that this form asks for, in its order; one left over from a changed answer stays behind."""
    por_codigo = {fila.codigo: fila.archivo for fila in borrador.archivos.select_related("archivo")}
    if faltan := faltantes(borrador.tipo, borrador.datos, set(por_codigo), borrador.dueno):
        raise BorradorIncompleto(f"Adjunta {faltan[0].nombre}", paso="documentos")
    pares = [
        (pedido.tipo, por_codigo[pedido.tipo.codigo])
        for pedido in pedidos(borrador.tipo, borrador.datos, borrador.dueno)
        if pedido.tipo.codigo in por_codigo
    ]
    if tipo := next((tipo for tipo, archivo in pares if not cabe(archivo, tipo)), None):
        aviso = f"Los límites de {tipo.nombre} cambiaron. Quita el archivo y adjunta otro: {limites(tipo).describir()}"
        raise BorradorIncompleto(aviso, paso="documentos")
    return pares


def _preparar(actor: Any, borrador: Borrador, datos: dict[str, Any]) -> Solicitud:
    tipo = Tipo(borrador.tipo)
    numero = compacto(datos["numero_cliente"])
    # Locks the place: two forms of it at once must not both find the expediente without this form.
    expediente = expediente_para(
        actor=actor,
        tipo=tipo,
        distribuidora=datos["distribuidora"],
        numero=numero,
        comuna=datos["comuna"],
        elegido=datos.get("expediente"),
        suelto=datos.get("clase_documento") == ClaseDocumento.OTRO,
    )
    solicitud = Solicitud(
        tipo=tipo,
        distribuidora=datos["distribuidora"],
        solicitante=actor,
        expediente=expediente,
        comuna=datos["comuna"],
        numero_cliente=datos["numero_cliente"],
        numero_cliente_compacto=numero,
        es_factibilidad=datos.get("es_factibilidad", False),
        correo_adicional=datos.get("correo_adicional", ""),
        es_titular=datos.get("es_titular", True),
        enviada_en=ahora(),
        **_propios(tipo, datos),
    )
    solicitud.aumenta_capacidad = vigencia.aumenta(solicitud)
    solicitud.caso = obligaciones.caso_de_envio(solicitud, con_si=tiene_si_respondida(expediente))
    return solicitud


def _propios(tipo: Tipo, datos: dict[str, Any]) -> dict[str, Any]:
    """The data that only this form asks; what another form's field left in the draft is not filed."""
    if tipo == Tipo.CONEXION:
        return {campo: datos.get(campo) for campo in ("capacidad_instalar", "capacidad_inyectar")}
    if tipo == Tipo.NOTIFICACION:
        return {"aporta_medidor": datos.get("aporta_medidor", False)}
    if tipo == Tipo.INFORMACION:
        return {}
    clase = datos.get("clase_documento") or ClaseDocumento.MANIFESTACION
    if clase == ClaseDocumento.OTRO:
        return {"clase_documento": clase, "nombre_documento": datos.get("nombre_documento", "")}
    cambio = datos.get("cambio_capacidad") or CambioCapacidad.MANTIENE
    return {
        "clase_documento": clase,
        "cambio_capacidad": cambio,
        "capacidad_nueva": None if cambio == CambioCapacidad.MANTIENE else datos.get("capacidad_nueva"),
    }
