"""Supplies with invoices, and links to them made by the real actions: shared by the demonstration and the tests."""

from datetime import date, timedelta

from catalogo.models import Comuna, Distribuidora
from cuentas.documento.actions import decidir_documento
from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.comun.reloj import ahora, hoy
from nucleo.comun.texto import compacto
from portal.demostracion.fabricas import archivo
from portal.demostracion.personas import MARTA, crear
from suministros import actions
from suministros.models import EstadoFactura, Factura, Suministro, Vinculo

NUMERO = "2000111222"
MONTOS = (38_450, 41_990, 36_720)  # whole pesos, the newest first


def suministro(titular: Usuario, numero: str = NUMERO, prefijo: str = "YN") -> Suministro:
    """A supply in ``titular``'s name with three monthly invoices, the last one unpaid; the same one if it exists."""
    distribuidora = Distribuidora.objects.get(prefijo=prefijo)
    fila, nueva = Suministro.objects.get_or_create(
        distribuidora=distribuidora,
        numero_compacto=compacto(numero),
        defaults={
            "numero": numero,
            "titular_nombre": f"{titular.nombres} {titular.apellidos}",
            "titular_documento_tipo": titular.documento_tipo,
            "titular_documento": titular.documento,
            "direccion": "Los Aromos 120",
            "comuna": Comuna.objects.get(codigo="13120"),
            "grupo_tarifario": "BT1",
            "estado_cobranza": "Al día",
            "cargado_en": ahora(),
        },
    )
    if nueva:
        Factura.objects.bulk_create(_facturas(fila))
    return fila


def _facturas(fila: Suministro) -> list[Factura]:
    meses: list[date] = []
    primero = hoy().replace(day=1)
    for _ in MONTOS:
        meses.append(primero)
        primero = (primero - timedelta(days=1)).replace(day=1)
    return [
        Factura(
            suministro=fila,
            numero=f"F{fila.pk}-{mes:%Y%m}",
            periodo=mes,
            monto=monto,
            emitida_el=mes,
            vence_el=mes + timedelta(days=20),
            estado=EstadoFactura.PAGADA if indice else EstadoFactura.PENDIENTE,
            referencia=f"R{fila.pk}{mes:%y%m}",
        )
        for indice, (mes, monto) in enumerate(zip(meses, MONTOS, strict=True))
    ]


def vinculo(usuario: Usuario, titular: Usuario | None = None, numero: str = NUMERO) -> Vinculo:
    """A link in analysis, by ``asociar``: the photo sent, and a power of attorney when another one is the holder."""
    fila = suministro(titular or usuario, numero)
    identidad = None if DocumentoIdentidad.objects.filter(usuario=usuario, reemplazado_en=None).exists() else (
        archivo(usuario, uso="identidad", nombre="documento.jpg")
    )  # fmt: skip
    poder = archivo(usuario, uso="poder_suministro", nombre="poder.pdf") if titular and titular != usuario else None
    return actions.asociar(actor=usuario, suministro_id=fila.pk, identidad=identidad, poder=poder)


def identidad_validada(usuario: Usuario) -> None:
    """The account's document, accepted by Marta of Enel."""
    documento = DocumentoIdentidad.objects.get(usuario=usuario, reemplazado_en=None)
    if documento.estado == "en-analisis":
        decidir_documento(
            actor=crear(MARTA), documento=documento, decision="validado", numero_leido=usuario.documento
        )  # fmt: skip


def vinculo_validado(usuario: Usuario, numero: str = NUMERO) -> Vinculo:
    """A link of the holder's own, its document accepted."""
    nuevo = vinculo(usuario, numero=numero)
    identidad_validada(usuario)
    nuevo.refresh_from_db()
    return nuevo
