"""The state of a link follows from its papers, whichever order they are decided in (reglas.md 8)."""

import pytest

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.documento.models import DocumentoIdentidad
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import CampoRechazado, EstadoCambio, NoPermitido
from portal.demostracion import fabricas, suministros
from suministros import actions
from suministros.models import Vinculo
from tests.personas import ELENA, FRIDA, MARTA, crear

pytestmark = pytest.mark.django_db


@pytest.mark.req("U-05", "U-06")
def test_el_titular_queda_en_analisis_hasta_que_validan_su_documento():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    assert (vinculo.estado, vinculo.es_titular) == ("en-analisis", True)
    suministros.identidad_validada(elena)
    vinculo.refresh_from_db()
    assert vinculo.estado == "validado"
    assert vinculo.resuelto_en is not None
    tipos = Evento.objects.filter(cadena=f"usuario:{elena.pk}").order_by("numero").values_list("tipo", flat=True)
    assert [*tipos][-4:] == ["SUMINISTRO_ASOCIADO", "IDENTIDAD_ENVIADA", "IDENTIDAD_DECIDIDA", "VINCULO_CAMBIADO"]


@pytest.mark.req("U-04", "U-06")
def test_quien_no_es_titular_necesita_ademas_el_poder():
    elena, frida = crear(ELENA), crear(FRIDA)
    vinculo = suministros.vinculo(frida, titular=elena)
    assert not vinculo.es_titular
    suministros.identidad_validada(frida)
    vinculo.refresh_from_db()
    assert vinculo.estado == "en-analisis"


@pytest.mark.req("U-07")
def test_un_documento_no_legible_arrastra_el_vinculo_y_otra_foto_lo_devuelve():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    documento = DocumentoIdentidad.objects.get(usuario=elena)
    decidir_documento(actor=crear(MARTA), documento=documento, decision="no-legible", motivo="Sale cortado el número")
    vinculo.refresh_from_db()
    assert vinculo.estado == "no-legible"
    enviar_documento(actor=elena, archivo=fabricas.archivo(elena, uso="identidad", nombre="otra.jpg"))
    vinculo.refresh_from_db()
    assert (vinculo.estado, vinculo.resuelto_en) == ("en-analisis", None)


@pytest.mark.req("U-05")
def test_lo_que_no_se_puede_asociar():
    elena, frida = crear(ELENA), crear(FRIDA)
    fila = suministros.suministro(elena)
    with pytest.raises(CampoRechazado):
        actions.asociar(actor=elena, suministro_id=fila.pk)
    foto = fabricas.archivo(frida, uso="identidad", nombre="documento.jpg")
    with pytest.raises(CampoRechazado):
        actions.asociar(actor=frida, suministro_id=fila.pk, identidad=foto)
    with pytest.raises(NoPermitido):
        actions.asociar(actor=crear(MARTA), suministro_id=fila.pk, identidad=foto)
    assert not Vinculo.objects.exists()
    suministros.vinculo(elena)
    with pytest.raises(EstadoCambio):
        actions.asociar(actor=elena, suministro_id=fila.pk)


@pytest.mark.req("U-01")
def test_quitado_deja_de_existir_y_se_puede_volver_a_asociar():
    elena = crear(ELENA)
    vinculo = suministros.vinculo(elena)
    actions.retirar(actor=elena, vinculo_id=vinculo.pk)
    assert not Vinculo.objects.visibles_para(elena).exists()
    with pytest.raises(EstadoCambio):
        actions.retirar(actor=elena, vinculo_id=vinculo.pk)
    assert suministros.vinculo(elena).pk != vinculo.pk
