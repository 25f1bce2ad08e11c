"""The identity document is decided where it is needed: at a distributor with a live request of its person."""

import pytest

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.documento.models import EstadoDocumento
from nucleo.comun.errores import NoPermitido
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.tests.ayudas_reloj import papel
from tests.personas import ELENA, MARTA, OLGA, crear


@pytest.mark.django_db
@pytest.mark.req("A-17", "U-06")
def test_decide_solo_una_distribuidora_con_un_tramite_vivo_de_la_persona() -> None:
    elena, marta, olga = crear(ELENA), crear(MARTA), crear(OLGA)
    assert marta.distribuidora_id != olga.distribuidora_id
    documento = enviar_documento(actor=elena, archivo=papel(elena, "identidad"))
    solicitud = fabricas.enviada(elena)
    assert solicitud.distribuidora_id == marta.distribuidora_id
    with pytest.raises(NoPermitido, match="En la tuya no tiene"):
        decidir_documento(actor=olga, documento=documento, decision="validado", numero_leido=ELENA.documento)
    actions.desistir(actor=elena, solicitud_id=solicitud.pk)
    with pytest.raises(NoPermitido, match="En la tuya no tiene"):
        decidir_documento(actor=marta, documento=documento, decision="validado", numero_leido=ELENA.documento)
    fabricas.enviada(elena)
    assert (
        decidir_documento(actor=marta, documento=documento, decision="validado", numero_leido=ELENA.documento).estado
        == EstadoDocumento.VALIDADO
    )
