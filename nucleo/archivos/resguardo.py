"""Files that a form received and has not filed yet: they come back with the form, however often it fails (S-11).

What travels in the page is the file's id, signed for one account and one purpose, with what was found in it if it is to
be sent to somebody. The file waits in the store without any link; the sweep takes it a day later if the form was never
sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest

from nucleo.archivos import rastros
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limpieza import GRACIA
from nucleo.archivos.models import Archivo
from nucleo.archivos.rastros import Rastros
from nucleo.archivos.recepcion import recibir
from nucleo.comun.reloj import ahora

_SAL = "archivos.resguardo"
# Shorter than the grace of the sweep: what is taken back must not be swept before it is linked.
DURA = GRACIA - timedelta(hours=1)


REVISA = "Reemplaza el archivo o marca «Enviar así»"


def firmar(archivo: Archivo, *, actor: Any, para: str, visto: Rastros | None = None) -> str:
    """What brings ``archivo`` back: it serves ``actor`` alone, for the purpose ``para`` alone. ``visto``: in it."""
    hallado = [visto.codigos, visto.ruts] if visto else []
    return signing.dumps([str(archivo.pk), actor.pk, para, *hallado], salt=_SAL)


def recuperar(texto: str, *, actor: Any, para: str) -> Archivo | None:
    """The file of ``firmar``; None when the text is not whole, is another's, for something else, or too old."""
    try:
        identidad, cuenta, proposito, *_ = signing.loads(texto, salt=_SAL)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if (cuenta, proposito) != (actor.pk, para):
        return None
    return Archivo.objects.filter(pk=identidad, creado_por=actor, creado_en__gt=ahora() - DURA).first()


def visto_en(texto: str) -> Rastros | None:
    """What ``firmar`` said of the file, once ``recuperar`` took it; None where nobody looked."""
    _, _, _, *hallado = signing.loads(texto, salt=_SAL)
    return Rastros(*(tuple(lista) for lista in hallado)) if hallado else None


class CamposGuardados:
    """The file fields of one form. ``uso``: of the files received; ``para``: what the form does, and to what."""

    def __init__(self, campos: Iterable[CampoArchivo], *, uso: str, para: str, actor: Any) -> None:
        self.campos = list(campos)
        self.uso, self.para, self.actor = uso, para, actor
        self._tomados: dict[str, Archivo] = {}

    def __iter__(self) -> Iterator[CampoArchivo]:
        return iter(self.campos)

    @property
    def archivos(self) -> dict[str, Archivo]:
        """Field → the file that stands in it, shown or about to be replaced."""
        return {campo.campo: self._tomados[campo.campo] for campo in self.campos if campo.presente}

    @property
    def errores(self) -> list[tuple[str, str]]:
        """Words and control of each failed field, for the error summary."""
        return [(campo.error, f"id_{campo.campo}") for campo in self.campos if campo.error]

    @property
    def firmados(self) -> dict[str, str]:
        """Field → the text that brings its file back, to be kept beside the form (``reponer``)."""
        return {campo.campo: campo.guardado for campo in self.campos if campo.presente and campo.guardado}

    def reponer(self, firmados: Mapping[str, str]) -> None:
        """Puts back what ``firmados`` kept; a text that no longer serves leaves its field empty."""
        for campo in self.campos:
            firmado = firmados.get(campo.campo, "")
            if archivo := self._recuperar(campo, firmado):
                self._poner(campo, archivo, visto_en(firmado))

    def recibir(self, request: HttpRequest) -> None:
        """Takes what the form brings: what it had, what it adds, and its buttons *Quitar* and *Reemplazar*."""
        for campo in self.campos:
            firmado = request.POST.get(f"{campo.campo}_guardado", "")
            if archivo := self._recuperar(campo, firmado):
                self._poner(campo, archivo, visto_en(firmado))
            for subido in request.FILES.getlist(campo.campo):
                self._recibir_uno(campo, subido)
            campo.asi = request.POST.get(f"{campo.campo}_asi", "")
            if request.POST.get("quitar") == campo.campo:
                campo.sacar()
            if request.POST.get("reemplazar") == campo.campo:
                campo.ofrecer_reemplazo()

    def completos(self) -> bool:
        """Whether nothing failed, is missing or waits for a second look; says at the field what is."""
        for campo in self.campos:
            if campo.obligatorio and not campo.presente and not campo.error:
                campo.error = campo.mensaje_de_falta
            if campo.advertencias and not campo.conforme and not campo.error:
                campo.error = REVISA
        return not self.errores

    def admitir(self, propios: Set[str] | None) -> None:
        """``propios``: the numbers that a file may name (``CampoArchivo.propios``)."""
        for campo in self.campos:
            campo.propios = propios

    @property
    def confirmado(self) -> list[str]:
        """``field:code`` of every warning with which a file is sent all the same, for its event."""
        return [f"{campo.campo}:{uno.codigo}" for campo in self.campos for uno in campo.advertencias]

    def pedido(self, request: HttpRequest) -> CampoArchivo | None:
        """The field that a script sent alone: by its file, or by the name that *Quitar* carries."""
        return next((c for c in self.campos if c.campo in request.FILES or request.POST.get("quitar") == c.campo), None)

    def _recibir_uno(self, campo: CampoArchivo, subido: Any) -> None:
        try:
            archivo = recibir(
                subido,
                uso=campo.uso or self.uso,
                limites=campo.limites,
                nombre_documento=campo.etiqueta,
                actor=self.actor,
            )
        except ArchivoRechazado as error:
            campo.error = error.mensaje
        else:
            self._poner(campo, archivo)

    def _poner(self, campo: CampoArchivo, archivo: Archivo, visto: Rastros | None = None) -> None:
        campo.poner(archivo)
        self._tomados[campo.campo] = archivo
        campo.rastros = (visto or rastros.de(archivo)) if campo.sale else None
        campo.guardado = firmar(archivo, actor=self.actor, para=self._para(campo), visto=campo.rastros)

    def _recuperar(self, campo: CampoArchivo, texto: str) -> Archivo | None:
        return recuperar(texto, actor=self.actor, para=self._para(campo)) if texto else None

    def _para(self, campo: CampoArchivo) -> str:
        return f"{self.uso}:{self.para}:{campo.campo}"


def solo_archivos(request: HttpRequest) -> bool:
    """Whether the person was still changing files and did not send the form."""
    return "quitar" in request.POST or "reemplazar" in request.POST
