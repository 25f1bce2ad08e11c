"""SEC changes the text of a notice. Each change is an event of the chain ``catalogo`` with the digest of the text."""

import hashlib
from datetime import timedelta
from uuid import uuid4

from cuentas.models import Usuario
from cuentas.personal.cerrojos import Tomadas
from fiscalizacion.mensajes.consultas import inicial, ultima
from nucleo.avisos.actions import encolar
from nucleo.avisos.mensajes_vigentes import Texto, texto
from nucleo.avisos.models import MensajePredefinido, VersionDeMensaje
from nucleo.bitacora import vocabulario
from nucleo.bitacora.actions import registrar
from nucleo.comun import limites
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion

PRUEBA = "mensaje-prueba"
PRUEBAS_POR_HORA = 10
FRASES = {
    "MENSAJE_CAMBIADO": "Mensaje automático cambiado",
    "MENSAJE_RESTAURADO": "Mensaje automático restaurado a su original",
}


class OtraVersion(EstadoCambio):
    """Somebody stored another text since the editor was opened."""


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("clave", "formulario", "version", "huella"), frase=frase)


@en_transaccion
def grabar(
    *, actor: Usuario, clave: str, tramite: str, desde: int, asunto: str, cuerpo: str, direccion: str | None = None
) -> bool:
    """Whether anything changed. The texts come checked (``mensajes.revisar_mensaje``).

    ``desde``: the version that the editor had in front; another one by now raises ``OtraVersion``. Raises
    ``NoPermitido`` unless ``actor`` is a SEC administrador.
    """
    return _poner("MENSAJE_CAMBIADO", actor, clave, tramite, desde, Texto(asunto, cuerpo), direccion)


@en_transaccion
def restaurar(*, actor: Usuario, clave: str, tramite: str, desde: int, direccion: str | None = None) -> bool:
    """Brings back the original text; where the form has none of its own, the general one. As ``grabar`` otherwise."""
    return _poner("MENSAJE_RESTAURADO", actor, clave, tramite, desde, inicial(clave, tramite), direccion)


def probar(*, actor: Usuario, clave: str, tramite: str, asunto: str, cuerpo: str) -> None:
    """Sends the text, stored or not, with sample data to the editor's own address.

    Raises ``DemasiadosIntentos`` after ``PRUEBAS_POR_HORA`` and ``NoPermitido``.
    """
    limites.exigir(
        limites.clave(PRUEBA, actor.pk), PRUEBAS_POR_HORA, timedelta(hours=1),
        "Ya te enviaste muchas pruebas en la última hora.",
    )  # fmt: skip
    _encolar_prueba(actor=actor, contexto={"clave": clave, "tramite": tramite, "asunto": asunto, "cuerpo": cuerpo})


@en_transaccion
def _encolar_prueba(*, actor: Usuario, contexto: dict[str, str]) -> None:
    actor = Tomadas(actor).exigir_administrador()
    encolar(clave=PRUEBA, evento=f"prueba:{uuid4().hex}", destinatario=actor.email, usuario=actor, contexto=contexto)


def _poner(
    tipo: str, actor: Usuario, clave: str, tramite: str, desde: int, nuevo: Texto, direccion: str | None
) -> bool:
    # It locks every SEC administrator, so two of them never write a text at once.
    actor = Tomadas(actor).exigir_administrador()
    numero = ultima(clave, tramite)
    if numero != desde:
        raise OtraVersion("Otra persona cambió este mensaje mientras lo editabas.")
    fila = MensajePredefinido.objects.filter(clave=clave, tramite=tramite).first()
    antes = Texto(fila.asunto, fila.cuerpo) if fila else inicial(clave, tramite)
    if nuevo == antes or (not antes.cuerpo and nuevo == texto(clave, tramite)):
        return False
    evento = registrar(
        cadena="catalogo",
        tipo=tipo,
        actor=actor,
        datos={"clave": clave, "formulario": tramite or None, "version": numero + 1, "huella": huella(nuevo)},
        direccion=direccion,
    )
    if numero == 0 and antes.cuerpo:
        VersionDeMensaje.objects.create(
            clave=clave, tramite=tramite, numero=0, asunto=antes.asunto, cuerpo=antes.cuerpo
        )
    suyo = {"asunto": nuevo.asunto, "cuerpo": nuevo.cuerpo}
    VersionDeMensaje.objects.create(
        clave=clave, tramite=tramite, numero=numero + 1, **suyo,
        grabada_en=evento.ocurrido, grabada_por=actor, evento=evento,
    )  # fmt: skip
    MensajePredefinido.objects.update_or_create(
        clave=clave, tramite=tramite, defaults={**suyo, "modificado_en": evento.ocurrido, "modificado_por": actor}
    )
    return True


def huella(suyo: Texto) -> str:
    """Plain digest: what SEC writes to everybody is no secret of anybody."""
    return "sha256:" + hashlib.sha256(f"{suyo.asunto}\n\n{suyo.cuerpo}".encode()).hexdigest()
