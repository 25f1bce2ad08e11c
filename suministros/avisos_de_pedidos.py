"""Who is told of the steps of plans and procedures, and in which words. Both rooms give theirs as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cuentas import por_ambos
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso, Canal
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento


@dataclass(frozen=True)
class Mensaje:
    """One message. Its texts name ``{numero}``, ``{suministro}``, ``{distribuidora}``, ``{solicitante}``, ``{que}``
    and ``{dicho}`` (what was written, a paragraph of its own). ``sms``: told by SMS too."""

    clave: str
    nombre: str
    asunto: str
    cuerpo: str
    sms: str = ""


@dataclass(frozen=True)
class Correo:
    """The messages of one trade by type of event, for each side. ``contexto``: the name of the row's id in them.

    ``que(objeto)``: what was asked, in a few words; ``dicho(objeto, mensaje_id)``: what was written for that step.
    """

    modelo: Any
    contexto: str
    al_solicitante: Mapping[str, Mensaje]
    a_la_distribuidora: Mapping[str, Mensaje]
    que: Callable[[Any], str]
    dicho: Callable[[Any, int | None], str]

    def avisar(self, objeto: Any, evento: Evento) -> None:
        """Leaves the notices of ``evento`` in the outbox, in the transaction of the fact."""
        contexto = {self.contexto: objeto.pk, "mensaje": evento.datos.get("mensaje")}
        if mensaje := self.al_solicitante.get(evento.tipo):
            if mensaje.sms:
                por_ambos.avisar(clave=mensaje.clave, usuario=objeto.solicitante, evento=evento, contexto=contexto)
            else:
                usuario = objeto.solicitante
                encolar(
                    clave=mensaje.clave, destinatario=usuario.email, usuario=usuario, evento=evento, contexto=contexto
                )
        if mensaje := self.a_la_distribuidora.get(evento.tipo):
            encolar(
                clave=mensaje.clave, destinatario=objeto.distribuidora.correo_avisos, evento=evento, contexto=contexto
            )

    def registrar(self) -> None:
        for mensajes, al_solicitante in ((self.al_solicitante, True), (self.a_la_distribuidora, False)):
            for mensaje in mensajes.values():
                redactores.registrar(
                    mensaje.clave, self._redactor(mensaje, al_solicitante), clase=Clase.LEGAL, nombre=mensaje.nombre
                )

    def _redactor(self, mensaje: Mensaje, al_solicitante: bool) -> redactores.Redactor:
        def redactar(aviso: Aviso) -> Redactado | None:
            objeto = self.modelo.objects.con_todo().filter(pk=aviso.contexto[self.contexto]).first()
            if objeto is None or not self._puede(objeto, aviso, al_solicitante):
                return None
            datos = self._datos(objeto, aviso)
            if aviso.canal == Canal.SMS:
                return Redactado("", mensaje.sms.format(**datos))
            saludo = f"Hola, {objeto.solicitante.nombre}:\n\n" if al_solicitante else ""
            enlace = settings.PORTAL_URL.rstrip("/") + objeto.get_absolute_url()
            cuerpo = f"{saludo}{mensaje.cuerpo.format(**datos)}\n\nVer {objeto.numero}: {enlace}"
            return armar(aviso, mensaje.asunto.format(**datos), cuerpo)

        return redactar

    def _puede(self, objeto: Any, aviso: Aviso, al_solicitante: bool) -> bool:
        """Whether the address is still theirs."""
        if al_solicitante:
            return bool(objeto.solicitante.is_active)
        return bool(objeto.distribuidora.correo_avisos == aviso.destinatario)

    def _datos(self, objeto: Any, aviso: Aviso) -> dict[str, str]:
        dicho = self.dicho(objeto, aviso.contexto.get("mensaje"))
        return {
            "numero": objeto.numero,
            "suministro": objeto.vinculo.suministro.numero,
            "distribuidora": objeto.distribuidora.nombre,
            "solicitante": objeto.solicitante.nombre,
            "que": self.que(objeto),
            "dicho": f"\n\n{dicho}" if dicho else "",
        }
