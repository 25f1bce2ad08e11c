"""The documents of S-04 to S-10 and P-03 as rows."""

import re

import pytest
from django.conf import settings

from catalogo import documentos
from catalogo.models import MEGA, TipoDocumento

pytestmark = pytest.mark.django_db
CINCO = ("pdf", "jpg", "png", "doc", "docx")


def _exigencias(tramite: str) -> dict[str, str]:
    return {tipo.codigo: tipo.condicion or tipo.exigencia for tipo in documentos.de(tramite)}


def test_todos_los_codigos_del_contrato() -> None:
    contrato = (settings.BASE_DIR / "docs/contrato.md").read_text(encoding="utf-8")
    parrafo = re.search(r"Document codes: (.*?)\.\n", contrato)
    assert parrafo is not None
    codigos = re.findall(r"`(\w+)`", parrafo[1])
    assert len(codigos) == 20
    assert set(TipoDocumento.objects.values_list("codigo", flat=True)) == set(codigos)


@pytest.mark.req("S-04")
def test_informacion() -> None:
    assert list(_exigencias("informacion").items()) == [
        ("formulario", "siempre"),
        ("cedula", "sin-identidad-validada"),
        ("poder", "actua-por-otro"),
        ("cedula_mandante", "cedula-del-poder-aparte"),
        ("otros", "nunca"),
    ]


@pytest.mark.req("S-05")
def test_conexion() -> None:
    assert _exigencias("conexion") == _exigencias("informacion")
    assert documentos.uno("conexion", "otros").nombre == "Otro documento"


@pytest.mark.req("S-07")
def test_manifestacion() -> None:
    assert _exigencias("manifestacion") == {"manifestacion": "siempre", "otros": "nunca"}


@pytest.mark.req("S-08", "S-09")
def test_notificacion() -> None:
    assert list(_exigencias("notificacion").items()) == [
        ("formulario", "siempre"),
        ("instalador", "siempre"),
        ("te4", "siempre"),
        ("contrato", "siempre"),
        ("dominio", "siempre"),
        ("poder", "actua-por-otro"),
        ("cedula_mandante", "cedula-del-poder-aparte"),
        ("cedula", "nunca"),
        ("otros", "nunca"),
        ("medidor_entrega", "aporta-medidor"),
        ("medidor_exactitud", "aporta-medidor"),
        ("medidor_autorizacion", "aporta-medidor"),
    ]


@pytest.mark.req("S-09")
def test_lo_del_medidor_se_ofrece_solo_con_el() -> None:
    """The receipt of delivery is optional also with the meter; without it nobody is asked for it."""
    exigencias = {t.codigo: t.exigencia for t in documentos.de("notificacion") if t.condicion == "aporta-medidor"}
    assert exigencias == {"medidor_entrega": "nunca", "medidor_exactitud": "cuando", "medidor_autorizacion": "cuando"}


@pytest.mark.req("S-10", "P-03")
def test_limites_de_cada_documento() -> None:
    """5 MB = 5 × 1024 × 1024 and the five types; what departs from it is listed here."""
    distintos = {
        (tipo.tramite, tipo.codigo): (documentos.limites(tipo).extensiones, documentos.limites(tipo).maximo)
        for tipo in TipoDocumento.objects.all()
        if (tipo.lista_extensiones, tipo.maximo) != (list(CINCO), 5 * 1024 * 1024)
    }
    assert distintos == {
        ("notificacion", "contrato"): (("pdf",), MEGA),
        ("pago", "cupon"): (CINCO, MEGA),
        ("pago", "comprobante"): (CINCO, MEGA),
        ("suministro", "identidad"): (("jpg", "png", "pdf"), 5 * MEGA),
        ("suministro", "poder_suministro"): (("jpg", "png", "pdf"), 5 * MEGA),
    }


def test_la_ayuda_del_limite_sale_de_la_misma_tabla() -> None:
    assert documentos.limites(documentos.uno("notificacion", "contrato")).describir() == "PDF, hasta 1 MB"


def test_un_documento_retirado_deja_de_pedirse() -> None:
    TipoDocumento.objects.filter(tramite="notificacion", codigo="dominio").update(vigente=False)
    assert "dominio" not in _exigencias("notificacion")
    with pytest.raises(TipoDocumento.DoesNotExist):
        documentos.uno("notificacion", "dominio")


def test_toda_condicion_tiene_su_explicacion() -> None:
    usadas = set(TipoDocumento.objects.exclude(condicion="").values_list("condicion", flat=True))
    assert usadas == set(documentos.CONDICIONES)
