"""Supplies with invoices, and links to them made by the real actions: shared by the demonstration and the tests."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogo.models import Distribuidora
from cuentas.documento.actions import decidir_documento
from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.comun.reloj import hoy
from nucleo.comun.texto import compacto
from portal.demostracion.fabricas import archivo
from portal.demostracion.personas import MARTA, crear
from suministros import actions
from suministros.carga import columnas, directa
from suministros.carga.informe import rechazos
from suministros.models import ClaseCarga, EstadoCarga, EstadoFactura, Suministro, Vinculo

NUMERO = "2000111222"
Fila = tuple[str, ...]
MONTOS = (38_450, 41_990, 36_720)  # whole pesos, the newest first


def suministro(titular: Usuario, numero: str = NUMERO, prefijo: str = "YN") -> Suministro:
    """A supply in ``titular``'s name with three monthly invoices, the last one unpaid; the same one if it exists."""
    suyos = Suministro.objects.filter(distribuidora__prefijo=prefijo, numero_compacto=compacto(numero))
    if not suyos.exists():
        cargar({numero: titular}, prefijo)
    return suyos.get()


def cargar(titulares: dict[str, Usuario], prefijo: str = "YN") -> None:
    """Loads the supplies of those numbers as the command does. Raises RuntimeError with what was refused."""
    distribuidora = Distribuidora.objects.get(prefijo=prefijo)
    suministros = [_fila(titular, numero) for numero, titular in titulares.items()]
    facturas = [factura for numero in titulares for factura in _facturas(numero)]
    for clase, filas in ((ClaseCarga.SUMINISTROS, suministros), (ClaseCarga.FACTURAS, facturas)):
        with TemporaryDirectory() as carpeta:
            ruta = Path(carpeta) / f"{clase}.csv"
            titulos = ";".join(columna.titulo for columna in columnas.de(clase).columnas)
            ruta.write_text("\n".join([titulos, *(";".join(fila) for fila in filas)]), encoding="utf-8")
            carga = directa.cargar(distribuidora=distribuidora, clase=clase, ruta=ruta, aplicar=True)
        if carga.estado != EstadoCarga.APLICADA:
            raise RuntimeError(f"{carga.mensaje} {[*rechazos(carga)]}")


def _fila(titular: Usuario, numero: str) -> Fila:
    nombre = f"{titular.nombres} {titular.apellidos}"
    documento = (titular.documento_tipo, titular.documento)
    return (numero, nombre, *documento, "Los Aromos 120", "13120", "BT1", "Activo", "Con deuda")


def _facturas(numero: str) -> list[Fila]:
    filas: list[Fila] = []
    mes, corto = hoy().replace(day=1), compacto(numero)
    for indice, monto in enumerate(MONTOS):
        estado = EstadoFactura.PAGADA if indice else EstadoFactura.PENDIENTE
        emitida, vence = mes.isoformat(), (mes + timedelta(days=20)).isoformat()
        referencia = f"R{corto}{mes:%y%m}"
        filas.append((numero, f"F{corto}-{mes:%Y%m}", emitida, str(monto), emitida, vence, estado, referencia))
        mes = (mes - timedelta(days=1)).replace(day=1)
    return filas


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
