"""What staff write among themselves reaches no byte that the applicant's side can ask for, at any address (L-10)."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction

from nucleo.avisos.models import Aviso
from solicitudes import actions
from tests.mundo import Mundo, mundo
from tests.test_rutas import FILAS, _direccion

__all__ = ["mundo"]
NOTA = "Zarzaparrilla-4471: llamar al instalador antes de responder"
RESPONSABLE = "Jorge Tapia"


def _contenido(respuesta: Any) -> str:
    """All that was sent, with what is packed (ZIP, Excel) unpacked."""
    crudo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    if crudo[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(crudo)) as paquete:
            crudo = b"\n".join(paquete.read(nombre) for nombre in paquete.namelist())
    return str(crudo.decode("utf-8", "replace"))


@pytest.mark.req("L-10", "D-03")
@pytest.mark.django_db
def test_el_solicitante_no_ve_las_notas_en_ninguna_direccion(mundo: Mundo) -> None:
    avisos = Aviso.objects.count()
    marta, jorge = mundo.persona["M"], mundo.persona["J"]
    for nombre in ("propio", "cerrado", "trabado"):
        actions.anotar(actor=marta, solicitud_id=mundo.solicitud[nombre].pk, nota=NOTA)
        actions.asignar(actor=marta, solicitud_id=mundo.solicitud[nombre].pk, a=jorge.pk)
    assert Aviso.objects.count() == avisos  # nobody is written to
    hallados, vistas = [], 0
    for fila in (una for una in FILAS if una.metodo == "GET"):
        for letra in ("E", "F", "I", "A"):
            with transaction.atomic():
                contenido = _contenido(mundo.cliente[letra].get(_direccion(fila, mundo)))
                transaction.set_rollback(True)
            vistas += 1
            hallados += [(letra, str(fila)) for secreto in (NOTA[:18], RESPONSABLE) if secreto in contenido]
    assert hallados == [] and vistas > 400
    for letra in ("M", "J", "S"):  # or this would prove nothing
        pagina = mundo.cliente[letra].get(mundo.solicitud["propio"].get_absolute_url()).content.decode()
        assert NOTA in pagina and f"Asignada a {RESPONSABLE}" in pagina
