"""The history of an account, a distributor, a link or a rule as its page tells it: what changed, from what, to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalogo.models import Exigencia, Unidad
from cuentas.models import EstadoCuenta, Perfil, Rol
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.medidas import mostrar_tamano

ETIQUETAS = {
    "activa": "Activa", "apellidos": "Apellidos", "archivo": "Archivo", "clase": "Clase",
    "correo_avisos": "Correo de avisos", "direccion": "Dirección", "distribuidora": "Distribuidora", "documento": "RUT",
    "email": "Correo", "estado": "Estado", "nombre": "Nombre", "nombres": "Nombres", "orden": "Lugar en la lista",
    "pedido": "Pedido", "perfil": "Perfil", "prefijo": "Prefijo", "proposito": "Propósito",
    "razon_social": "Razón social", "rol": "Rol", "rut": "RUT",
    "banco": "Banco", "comprobante": "Comprobante de pago", "correo": "Correo para el comprobante",
    "descuento": "Descuento por boleta", "instrucciones": "Instrucciones", "numero_de_cuenta": "N° de cuenta",
    "rut_del_titular": "RUT del titular", "tipo_de_cuenta": "Tipo de cuenta", "titular": "Titular de la cuenta",
    "transferencia": "Transferencia electrónica", "traba_respuesta": "Respuestas que esperan un pago",
    "segundo_factor": "Segundo factor", "titulo": "Título", "vigente": "Publicado",
    "articulo": "Norma", "automatica": "La aplica el sistema", "ayuda": "Ayuda", "cantidad": "Cuántos", "caso": "Caso",
    "comuna": "Comuna", "cuenta": "Es feriado", "exigencia": "Se exige", "extensiones": "Tipos de archivo",
    "fecha": "Fecha",
    "feriado": "Nombre", "maximo": "Tamaño máximo", "region": "Región", "rige_desde": "Rige desde", "unidad": "De qué",
}  # fmt: skip
_CODIGOS = {
    "perfil": dict(Perfil.choices), "rol": dict(Rol.choices), "estado": dict(EstadoCuenta.choices),
    "exigencia": dict(Exigencia.choices), "unidad": dict(Unidad.choices),
}  # fmt: skip
_DIAS = ("fecha", "rige_desde")
CUANTOS = 50


@dataclass(frozen=True)
class Suceso:
    frase: str
    quien: str
    cuando: datetime
    motivo: str
    campos: list[tuple[str, str, str]]  # label, before, after


def de_cadena(
    cadena: str, *, tipos: tuple[str, ...] = (), objetos: tuple[str, list[int]] | None = None
) -> list[Suceso]:
    """The newest events of ``cadena`` first, the last ``CUANTOS`` of them.

    ``objetos``: the key of the event that names what changed, and which ones are wanted.
    """
    eventos = Evento.objects.filter(cadena=cadena).select_related("actor", "cambio").order_by("-numero")
    if tipos:
        eventos = eventos.filter(tipo__in=tipos)
    if objetos:
        eventos = eventos.filter(**{f"datos__{objetos[0]}__in": objetos[1]})
    return [_suceso(evento) for evento in eventos[:CUANTOS]]


def _suceso(evento: Evento) -> Suceso:
    cambio = getattr(evento, "cambio", None)
    # Without it the owner has erased the readable side; the chain keeps its digests.
    campos = diferencias(cambio.antes, cambio.despues) if cambio else []
    frase = vocabulario.declarados().get(evento.tipo)
    return Suceso(
        frase=(frase.frase if frase else "") or evento.tipo.replace("_", " ").capitalize(),
        quien=evento.actor.nombre if evento.actor else "Sistema",
        cuando=evento.ocurrido,
        motivo=cambio.motivo if cambio else "",
        campos=campos,
    )


def diferencias(antes: Mapping[str, Any], despues: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Label, before and after of each field that reads otherwise."""
    mostrados = [(campo, _mostrar(campo, antes.get(campo)), _mostrar(campo, despues[campo])) for campo in despues]
    return [(ETIQUETAS.get(campo, campo), era, es) for campo, era, es in mostrados if era != es]


def _mostrar(campo: str, valor: Any) -> str:
    if valor is None or valor == "":
        return "sin dato"
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if campo in _DIAS:
        return f"{date.fromisoformat(str(valor)):%d-%m-%Y}"
    if campo == "maximo":
        return mostrar_tamano(int(valor))
    if campo == "archivo":
        return f"archivo de huella {str(valor).removeprefix('sha256:')[:12]}"
    if campo in ("documento", "rut", "rut_del_titular"):
        return mostrar_rut(str(valor))
    return str(_CODIGOS.get(campo, {}).get(valor, valor))
