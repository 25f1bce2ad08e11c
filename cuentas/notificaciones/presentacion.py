"""How a notice is told to its account: never a code, never the words of a server."""

from dataclasses import dataclass

from cuentas.notificaciones.consulta import SITUACIONES
from nucleo.avisos import clases
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import Parrafo, parrafos
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso
from nucleo.comun.templatetags.formatos import fecha_hora_texto

CANALES = {Canal.CORREO.value: "Correo", Canal.SMS.value: "SMS", Canal.PORTAL.value: "En el portal"}
ICONOS_DE_CANAL = {Canal.CORREO.value: "envelope", Canal.SMS.value: "phone", Canal.PORTAL.value: "bell"}
ESTADOS = {"enviado": "Enviado", "pendiente": "Por enviar", "fallo": "Falló", "no-enviado": "No enviado"}
_ICONOS = {
    "enviado": "check-circle", "pendiente": "hourglass-split", "fallo": "exclamation-octagon-fill",
    "no-enviado": "slash-circle",
}  # fmt: skip
_CLASES = {"enviado": "ok", "pendiente": "etiqueta--info", "fallo": "etiqueta--alerta", "no-enviado": ""}
_DE_ESTADO = {estado: clave for clave, estados in SITUACIONES.items() for estado in estados}
_FALLAS = {
    Causa.RECHAZO: "El servidor de destino lo rechazó. Revisa que tu correo y tu celular estén bien escritos.",
    Causa.MENSAJE: "No se pudo preparar para esa dirección. Revisa que tu correo y tu celular estén bien escritos.",
}
SIN_RESPUESTA = "Lo intentamos varias veces y no llegó."
NO_CORRESPONDIA = "Dejó de corresponder antes de salir: venció, o ya estaba hecho."
SIN_TEXTO = "El texto no se muestra porque lleva un código o un enlace de un solo uso."


@dataclass(frozen=True)
class Notificacion:
    """One row of the outbox for its owner's eyes."""

    aviso: Aviso

    @property
    def asunto(self) -> str:
        """Its subject; the name of its kind while it has none, and always for what carries a code."""
        propio = "" if self.de_codigo else self.aviso.asunto
        return propio or clases.nombre(self.aviso.clave)

    @property
    def de_codigo(self) -> bool:
        return clases.de(self.aviso.clave) == Clase.CODIGO

    @property
    def canal(self) -> str:
        return CANALES[self.aviso.canal]

    @property
    def icono_de_canal(self) -> str:
        return ICONOS_DE_CANAL[self.aviso.canal]

    @property
    def situacion(self) -> str:
        return _DE_ESTADO[EstadoAviso(self.aviso.estado)]

    @property
    def estado(self) -> str:
        return ESTADOS[self.situacion]

    @property
    def icono(self) -> str:
        return _ICONOS[self.situacion]

    @property
    def clase(self) -> str:
        return _CLASES[self.situacion]

    @property
    def por_que(self) -> str:
        """Why it was not sent, or when it will be tried; empty for what was sent."""
        return {"enviado": "", "pendiente": self._cuando, "fallo": self._falla, "no-enviado": self._motivo}[
            self.situacion
        ]

    @property
    def _cuando(self) -> str:
        if not self.aviso.intentos:
            return f"Sale desde el {fecha_hora_texto(self.aviso.proximo)}."
        return "Todavía no llega; lo volvemos a intentar solos."

    @property
    def _falla(self) -> str:
        return _FALLAS.get(Causa(self.aviso.causa), SIN_RESPUESTA)

    @property
    def _motivo(self) -> str:
        if self.aviso.causa != Causa.PREFERENCIA:
            return NO_CORRESPONDIA
        que = "los SMS" if clases.de(self.aviso.clave) != Clase.PRESCINDIBLE else "estos recordatorios"
        return f"Tenías apagados {que}."

    @property
    def parrafos(self) -> list[Parrafo]:
        """The text that was sent, where it was kept; its page alone asks for it."""
        return [] if self.de_codigo else parrafos(self.aviso.texto) if self.aviso.texto else []

    @property
    def sin_texto(self) -> str:
        """What stands in its place."""
        if self.de_codigo:
            return SIN_TEXTO
        return "" if self.aviso.texto else "El texto se escribe cuando el aviso sale."
