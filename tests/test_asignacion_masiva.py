"""AZ-5: a field that no form shows changes nothing, whoever sends it and by whatever name."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from nucleo.archivos.muestras import pdf
from solicitudes.models import Adjunto, Borrador, Expediente, Respuesta, Solicitud
from tests.mundo import Mundo, entrar, general, mundo, respuesta_valida

__all__ = ["mundo"]
MODELOS = [Solicitud, Borrador, Expediente, Adjunto, Respuesta, apps.get_model("cuentas.Usuario")]
# What the forms of step 1, step 2 and the answer do ask for.
PEDIDOS = {
    "distribuidora", "numero_cliente", "comuna", "correo_adicional", "es_titular", "token", "accion", "comentario",
    "numero_solicitud", "respuesta",
}  # fmt: skip


def _de_mas(mundo: Mundo) -> dict[str, str]:
    """Every column of every model of the case file and of the account, with a value that would be noticed."""
    nombres = {nombre for modelo in MODELOS for campo in modelo._meta.concrete_fields
               for nombre in (campo.name, campo.attname)} - PEDIDOS  # fmt: skip
    de_olga = str(mundo.persona["O"].pk)
    por_tipo: dict[type[models.Field], str] = {
        models.BooleanField: "true", models.DateTimeField: "2020-01-01T00:00:00Z", models.DateField: "2020-01-01",
        models.ForeignKey: de_olga,
    }  # fmt: skip
    valores = dict.fromkeys(nombres, "999")
    for modelo in MODELOS:
        for campo in modelo._meta.concrete_fields:
            for nombre in {campo.name, campo.attname} & nombres:
                valores[nombre] = por_tipo.get(type(campo), valores[nombre])
    return valores | {
        "estado": "respondido", "folio": "YN1", "tipo": "conexion", "monto": "1", "is_staff": "1", "is_superuser": "1",
        "perfil": "sec", "rol": "administrador", "solicitante": de_olga, "dueno": de_olga, "pk": "1", "id": "1",
    }  # fmt: skip


def _usuario(mundo: Mundo, letra: str) -> dict[str, Any]:
    usuario = type(mundo.persona[letra]).objects.get(pk=mundo.persona[letra].pk)
    return {c.attname: getattr(usuario, c.attname) for c in usuario._meta.concrete_fields if c.name != "last_login"}


@pytest.mark.django_db
def test_los_campos_de_mas_no_cambian_un_envio(mundo: Mundo) -> None:
    de_mas, elena = _de_mas(mundo), mundo.persona["E"]
    assert len(de_mas) > 60
    antes = _usuario(mundo, "E")
    cliente = entrar(elena)
    borrador = str(cliente.post("/nuevo-envio/informacion/", de_mas)["Location"]).split("/")[2]
    base = f"/borradores/{borrador}"
    assert cliente.post(f"{base}/datos/", {**de_mas, **general(numero_cliente="55-5")}).status_code == 302
    for codigo in ("formulario", "cedula"):
        papel = {codigo: SimpleUploadedFile("papel.pdf", pdf())}
        assert cliente.post(f"{base}/archivos/{codigo}/", {**de_mas, **papel}).status_code == 302
    paso = cliente.post(f"{base}/documentos/", {**de_mas, "accion": "continuar", "es_titular": "si"})
    assert paso["Location"] == f"{base}/revision/", paso.content.decode()[:500]
    guardado = Borrador.objects.get(pk=borrador)
    assert guardado.dueno == elena and guardado.tipo == "informacion"
    assert set(guardado.datos) == {
        "distribuidora", "numero_cliente", "comuna", "correo_adicional", "es_titular",
        "expediente", "aporta_medidor", "cedula_en_poder",
    }  # fmt: skip
    ficha = respuesta_valida()["token"]
    # The one column that the review asks back: which draft was reviewed.
    revisado = {"token": ficha, "tocado_en": guardado.tocado_en.isoformat()}
    folio = str(cliente.post(f"{base}/revision/", {**de_mas, **general(), **revisado})["Location"]).split("/")[2]
    solicitud = Solicitud.objects.get(folio=folio)
    esperado = {
        "tipo": "informacion", "estado": "pendiente-respuesta", "solicitante_id": elena.pk, "numero_cliente": "55-5",
        "aumenta_capacidad": False, "pago_sin_revisar": False, "respondida_en": None, "disponible_en": None,
        "abierta_en": None, "es_factibilidad": False, "numero_solicitud": "", "es_titular": True,
    }  # fmt: skip
    assert {campo: getattr(solicitud, campo) for campo in esperado} == esperado
    assert solicitud.folio_numero == mundo.solicitud["trabado"].folio_numero + 1
    assert solicitud.enviada_en.year > 2020 and solicitud.distribuidora.prefijo == "YN"
    assert _usuario(mundo, "E") == antes


@pytest.mark.django_db
def test_los_campos_de_mas_no_cambian_una_respuesta(mundo: Mundo) -> None:
    de_mas, propia, antes = _de_mas(mundo), mundo.solicitud["propio"], _usuario(mundo, "M")
    cambian = {"estado", "respondida_en", "disponible_en", "obligacion", "vence_el", "numero_solicitud",
               "numero_solicitud_compacto", "dias_respuesta", "cerrada_en", "abierta_en"}  # fmt: skip
    fijo = {c.attname: getattr(propia, c.attname) for c in Solicitud._meta.concrete_fields if c.name not in cambian}
    respuesta = entrar(mundo.persona["M"]).post(
        f"/solicitudes/{propia.folio}/respuesta/", {**de_mas, **respuesta_valida()}
    )
    assert respuesta.status_code == 302
    despues = Solicitud.objects.get(pk=propia.pk)
    assert {campo: getattr(despues, campo) for campo in fijo} == fijo
    assert despues.respondida_en is not None and despues.respondida_en.year > 2020
    unica = despues.respuestas.get()
    assert (unica.version, unica.creada_por_id, unica.creada_en) == (1, mundo.persona["M"].pk, despues.respondida_en)
    assert _usuario(mundo, "M") == antes


@pytest.mark.django_db
def test_ids_ajenos_en_el_cuerpo_no_abren_nada(mundo: Mundo) -> None:
    """AZ-3: the owner of another draft, folio or account in the body is not read."""
    ajeno, propio = mundo.borrador["ajeno"], mundo.borrador["propio"]
    antes = (Borrador.objects.get(pk=ajeno.pk).datos, ajeno.archivos.count())
    cuerpo = {"borrador": str(ajeno.pk), "borrador_id": str(ajeno.pk), "folio": mundo.solicitud["ajeno"].folio,
              "quitar": "formulario", **general()}  # fmt: skip
    cliente = entrar(mundo.persona["E"])
    for paso in ("datos", "documentos", "revision", "descarte"):
        cliente.post(f"/borradores/{propio.pk}/{paso}/?borrador_id={ajeno.pk}", cuerpo)
    assert (Borrador.objects.get(pk=ajeno.pk).datos, ajeno.archivos.count()) == antes
    assert not Solicitud.objects.filter(distribuidora__prefijo="OV", solicitante=mundo.persona["E"]).exists()
