"""An identity document and a power of attorney, as one thing to review."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse

from catalogo.plazos import calendario
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from suministros.identidades.reloj import Reloj, reloj
from suministros.models import PoderSuministro

DOCUMENTO, PODER = "documento", "poder"
_NOMBRES = {DOCUMENTO: "Documento de identidad", PODER: "Poder"}


@dataclass(frozen=True)
class EnRevision:
    """What the queue and the page of one paper show of it. The number that it should carry is not among it."""

    papel: DocumentoIdentidad | PoderSuministro

    @property
    def clase(self) -> str:
        return DOCUMENTO if isinstance(self.papel, DocumentoIdentidad) else PODER

    @property
    def nombre(self) -> str:
        return _NOMBRES[self.clase]

    @property
    def persona(self) -> Usuario:
        """Who sent it."""
        return self.papel.usuario if isinstance(self.papel, DocumentoIdentidad) else self.papel.vinculo.usuario

    @property
    def tipo_de_numero(self) -> str:
        """What is to be read on it: a RUT or a DNI."""
        if isinstance(self.papel, DocumentoIdentidad):
            return str(self.papel.usuario.documento_tipo)
        return str(self.papel.vinculo.suministro.titular_documento_tipo)

    @property
    def espera(self) -> bool:
        """Whether there is anything to decide."""
        abierto = self.papel.estado == EstadoDocumento.EN_ANALISIS and self.papel.reemplazado_en is None
        if isinstance(self.papel, DocumentoIdentidad):
            return abierto
        return abierto and self.papel.vinculo.retirado_en is None and not self.papel.vinculo.es_titular

    @property
    def archivo(self) -> Archivo:
        return self.papel.archivo

    @property
    def enviado_en(self) -> datetime:
        return self.papel.enviado_en

    @cached_property
    def reloj(self) -> Reloj:
        return reloj(self.papel.enviado_en, calendario())

    @property
    def objeto(self) -> str:
        """Its name in the notes of accesses: the file's, as everywhere."""
        return f"archivo:{self.papel.archivo_id}"

    @property
    def url(self) -> str:
        return reverse(f"suministros:identidad-{self.clase}", args=[self.papel.pk])

    def url_de_pagina(self, pagina: int) -> str:
        return reverse(f"suministros:identidad-{self.clase}-pagina", args=[self.papel.pk, pagina])
