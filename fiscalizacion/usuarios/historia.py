"""The history of an account, a distributor or a link as its page tells it: what changed, from what, to what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cuentas.models import EstadoCuenta, Perfil, Rol
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from nucleo.comun.identidad import mostrar_rut

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
}  # fmt: skip
_CODIGOS = {"perfil": dict(Perfil.choices), "rol": dict(Rol.choices), "estado": dict(EstadoCuenta.choices)}
CUANTOS = 50


@dataclass(frozen=True)
class Suceso:
    frase: str
    quien: str
    cuando: datetime
    motivo: str
    campos: list[tuple[str, str, str]]  # label, before, after


def de_cadena(cadena: str, *, tipos: tuple[str, ...] = ()) -> list[Suceso]:
    """The newest events of ``cadena`` first, the last ``CUANTOS`` of them."""
    eventos = Evento.objects.filter(cadena=cadena).select_related("actor", "cambio").order_by("-numero")
    if tipos:
        eventos = eventos.filter(tipo__in=tipos)
    return [_suceso(evento) for evento in eventos[:CUANTOS]]


def _suceso(evento: Evento) -> Suceso:
    cambio = getattr(evento, "cambio", None)
    campos = []
    for campo in evento.datos.get("campos", []):
        if cambio is None:  # the owner has erased the readable side; the chain keeps its digests
            break
        antes, despues = _mostrar(campo, cambio.antes.get(campo)), _mostrar(campo, cambio.despues.get(campo))
        if antes != despues:
            campos.append((ETIQUETAS.get(campo, campo), antes, despues))
    frase = vocabulario.declarados().get(evento.tipo)
    return Suceso(
        frase=(frase.frase if frase else "") or evento.tipo.replace("_", " ").capitalize(),
        quien=evento.actor.nombre if evento.actor else "Sistema",
        cuando=evento.ocurrido,
        motivo=cambio.motivo if cambio else "",
        campos=campos,
    )


def _mostrar(campo: str, valor: Any) -> str:
    if valor is None or valor == "":
        return "sin dato"
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if campo == "archivo":
        return f"archivo de huella {str(valor).removeprefix('sha256:')[:12]}"
    if campo in ("documento", "rut", "rut_del_titular"):
        return mostrar_rut(str(valor))
    return str(_CODIGOS.get(campo, {}).get(valor, valor))
