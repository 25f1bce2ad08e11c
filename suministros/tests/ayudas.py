"""The pages of 'Asociar suministro', one step after the other, as a browser posts them."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nucleo.archivos.muestras import jpg, pdf
from nucleo.comun.templatetags.formatos import fecha_texto
from suministros.models import Suministro
from tests.mundo import entrar

ASOCIACION = "/suministros/asociacion/"


class Recorrido:
    """One account and one supply. Each step posts its page and answers the response."""

    def __init__(self, cuenta: Any, suministro: Suministro, cliente: Client | None = None) -> None:
        self.suministro = suministro
        self.cliente = cliente or entrar(cuenta)
        self.base = f"{ASOCIACION}{suministro.pk}/"

    def buscar(self, numero: str = "", **extra: Any) -> Any:
        datos = {"distribuidora": self.suministro.distribuidora_id, "numero": numero or self.suministro.numero}
        return self.cliente.post(ASOCIACION, datos, **extra)

    def comprobar(self, **cambios: Any) -> Any:
        ultima = self.suministro.facturas.recientes_primero().first()
        bien = {"cual": "ultima", "monto": str(ultima.monto), "vence_el": fecha_texto(ultima.vence_el)}
        return self.cliente.post(f"{self.base}comprobacion/", {**bien, **cambios})

    def errar(self, monto: int = 1) -> Any:
        return self.comprobar(monto=str(monto))

    def adjuntar(self, *, poder: bool = False, **datos: Any) -> Any:
        archivos = {"identidad": SimpleUploadedFile("documento.jpg", jpg())}
        if poder:
            archivos["poder_suministro"] = SimpleUploadedFile("poder.pdf", pdf())
        return self.cliente.post(f"{self.base}documentos/", {**archivos, **datos})

    def confirmar(self, token: str = "") -> Any:
        return self.cliente.post(f"{self.base}confirmacion/", {"token": token or str(uuid4())})
