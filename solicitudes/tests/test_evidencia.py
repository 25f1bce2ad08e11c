"""Within hours of an incident somebody must say who took a file, who saw a request, and what an address did (DAT-7)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.demostracion import fabricas
from tests.personas import ELENA, MARTA, OLGA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("L-10")]
CASA, OFICINA, FUERA = "192.0.2.10", "198.51.100.7", "203.0.113.9"


def decir(**opciones: str) -> list[list[str]]:
    salida = StringIO()
    call_command("evidencia", *[parte for par in opciones.items() for parte in (f"--{par[0]}", par[1])], stdout=salida)
    *lineas, cuenta = salida.getvalue().splitlines()
    assert cuenta == f"{len(lineas)} registros"
    return [linea.split("\t")[1:] for linea in lineas]


def test_se_dice_quien_lo_vio_lo_bajo_y_desde_donde() -> None:
    elena, marta, olga = crear(ELENA), crear(MARTA), crear(OLGA)
    solicitud = fabricas.enviada(elena)
    archivo = solicitud.adjuntos.get(codigo="formulario").archivo_id
    papel = f"{solicitud.get_absolute_url()}documentos/{archivo}/"
    for quien, desde in ((marta, OFICINA), (olga, FUERA)):
        cliente = Client(REMOTE_ADDR=desde)
        cliente.force_login(quien)
        cliente.get(solicitud.get_absolute_url())
        cliente.get(papel)
    marta_es, olga_es = (f"usuario:{u.pk} {u}" for u in (marta, olga))
    assert decir(archivo=str(archivo)) == [
        ["archivo.descargar", f"archivo:{archivo}", "permitido", marta_es, OFICINA],
    ]
    de_la_solicitud = decir(folio=solicitud.folio.lower())
    assert [(fila[0], fila[3], fila[4]) for fila in de_la_solicitud] == [
        ("SOLICITUD_ENVIADA", f"usuario:{elena.pk} {elena}", ""),
        ("SOLICITUD_ABIERTA", marta_es, OFICINA),
        ("solicitud.ver", marta_es, OFICINA),
        ("ver", olga_es, FUERA),
        ("ver", olga_es, FUERA),
    ]
    assert de_la_solicitud[-1][2] == "negado (fuera de alcance)"
    assert {fila[3] for fila in decir(ip=OFICINA)} == {marta_es} and len(decir(ip=OFICINA)) == 3
    assert decir(ip=CASA) == [] == decir(ip=OFICINA, hasta="2014-12-31")
    with pytest.raises(CommandError, match="No hay ninguna solicitud con el folio YN99"):
        decir(folio="yn 99")


@pytest.mark.parametrize("mal", [{}, {"--ip": "no"}, {"--archivo": "7"}, {"--ip": CASA, "--folio": "YN1"}])
def test_lo_que_se_pide_mal_se_dice(mal: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("evidencia", *[parte for par in mal.items() for parte in par], stdout=StringIO())
