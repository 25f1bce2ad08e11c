"""The two files of the register, column by column: titles, what they mean, how a cell is read (U-10)."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogo.models import Comuna
from nucleo.comun.texto import buscable, compacto
from nucleo.comun.valores import ValorIlegible
from suministros.carga import celdas
from suministros.models import ClaseCarga, EstadoFactura, EstadoSuministro

EJEMPLO = "EJEMPLO"  # the number of the example row of the templates, which is never loaded
Error = tuple[str, str, str]  # title of the column, what was written, what to do
# The values of a line in the order of its columns, and what is wrong with them together.
Cruzar = Callable[[list[str], list[str]], list[tuple[int, str]]]


@dataclass(frozen=True)
class Columna:
    """``campo`` of the staged line; ``otros``: other titles under which people know it, folded."""

    campo: str
    titulo: str
    significado: str
    ejemplo: str
    leer: celdas.Leer
    otros: tuple[str, ...] = ()

    @property
    def nombres(self) -> set[str]:
        return {plegado(self.titulo), *self.otros}


@dataclass(frozen=True)
class Formato:
    """One file. ``derivados``: columns made of others, appended to each line; ``cruzar`` checks several at once."""

    clase: ClaseCarga
    columnas: tuple[Columna, ...]
    cruzar: Cruzar
    derivados: tuple[str, ...] = ()
    derivar: Callable[[list[str]], list[str]] = lambda valores: []

    @property
    def campos(self) -> tuple[str, ...]:
        return (*(columna.campo for columna in self.columnas), *self.derivados)

    def leer(self, escritas: list[str]) -> tuple[list[str], list[Error]]:
        """The values of one line as COPY takes them, and each cell that cannot be."""
        valores, errores = [], []
        for columna, celda in zip(self.columnas, escritas, strict=True):
            try:
                valores.append(columna.leer(celda))
            except ValorIlegible as error:
                errores.append((columna.titulo, celda, error.mensaje))
        if not errores:
            errores = [(self.columnas[n].titulo, escritas[n], que) for n, que in self.cruzar(valores, escritas)]
        return [*valores, *([] if errores else self.derivar(valores))], errores


def plegado(titulo: str) -> str:
    """A title as it is compared: folded, and without signs or the little words that people leave out."""
    palabras = "".join(signo if signo.isalnum() and signo not in "ºª" else " " for signo in buscable(titulo)).split()
    return " ".join(palabra for palabra in palabras if palabra not in {"de", "del", "la", "el", "n", "no", "num"})


def _opciones(clase: type[EstadoSuministro] | type[EstadoFactura]) -> dict[str, str]:
    return {buscable(str(uno.label)): uno.value for uno in clase}


_ESTADO_SUMINISTRO = celdas.opcion(_opciones(EstadoSuministro), "Escribe Activo, Suspendido o Retirado.")
_ESTADO_FACTURA = celdas.opcion(_opciones(EstadoFactura), "Escribe Pendiente, Pagada o Anulada.")
_TIPO = celdas.opcion({"rut": "RUT", "dni": "DNI", "": "RUT"}, "Escribe RUT o DNI.")
_NUMERO = celdas.identificador(40, "Escribe el N° de suministro.")
_TIPO_EN, _DOCUMENTO_EN = 2, 3
_EMISION_EN, _VENCIMIENTO_EN = 4, 5


def _comunas() -> celdas.Leer:
    filas = list(Comuna.objects.values_list("codigo", "nombre"))
    nombres = {clave: codigo for codigo, nombre in filas for clave in (buscable(nombre), codigo, codigo.lstrip("0"))}
    return celdas.opcion(nombres, "No conocemos esa comuna. Escribe su nombre completo o su código CUT.")


def _documento(valores: list[str], escritas: list[str]) -> list[tuple[int, str]]:
    """Which document it is decides how it is read, so it is read here."""
    try:
        valores[_DOCUMENTO_EN] = celdas.documento(valores[_TIPO_EN], escritas[_DOCUMENTO_EN])
    except ValorIlegible as error:
        return [(_DOCUMENTO_EN, error.mensaje)]
    return []


def _fechas(valores: list[str], escritas: list[str]) -> list[tuple[int, str]]:
    if valores[_VENCIMIENTO_EN] < valores[_EMISION_EN]:
        return [(_VENCIMIENTO_EN, "El vencimiento no puede ser anterior a la emisión. Revisa las dos fechas.")]
    return []


def suministros() -> Formato:
    """The file of supplies; asks the catalogue for its comunas once."""
    columnas = (
        Columna("numero", "N° de suministro", "Como lo imprimes en la factura. Hasta 40 caracteres.", EJEMPLO, _NUMERO,
                ("suministro", "cliente", "numero suministro", "numero cliente", "numero")),
        Columna("titular_nombre", "Nombre del titular", "Nombre y apellidos, o razón social.", "Ana Díaz Soto",
                celdas.texto(160, "Escribe el nombre del titular."), ("titular", "nombre titular", "nombre")),
        Columna("titular_documento_tipo", "Tipo de documento", "RUT o DNI. Vacío es RUT.", "RUT", _TIPO,
                ("tipo documento", "tipo documento titular")),
        Columna("titular_documento", "Documento del titular",
                "Con su dígito verificador. Vacío si no lo conoces: nadie será reconocido como titular.",
                "12.345.678-5", celdas.texto(40), ("documento titular", "documento", "rut", "rut titular")),
        Columna("direccion", "Dirección", "Calle y número. Hasta 200 caracteres.", "Los Aromos 120",
                celdas.texto(200, "Escribe la dirección."), ("direccion", "direccion suministro")),
        Columna("comuna_id", "Comuna", "El nombre de la comuna o su código CUT.", "Ñuñoa", _comunas(), ("cut",)),
        Columna("grupo_tarifario", "Grupo tarifario", "Como lo llamas tú. Puede ir vacío.", "BT1",
                celdas.texto(40), ("tarifa",)),
        Columna("estado", "Estado", "Activo, Suspendido o Retirado.", "Activo", _ESTADO_SUMINISTRO,
                ("estado suministro",)),
        Columna("estado_cobranza", "Estado de cobranza", "Como lo llamas tú. Puede ir vacío.", "Al día",
                celdas.texto(40), ("cobranza",)),
    )  # fmt: skip
    return Formato(
        ClaseCarga.SUMINISTROS, columnas, _documento, ("numero_compacto",),
        lambda valores: [compacto(valores[0])],
    )  # fmt: skip


def facturas() -> Formato:
    """The file of invoices."""
    columnas = (
        Columna("suministro", "N° de suministro", "El de una línea ya cargada en Suministros.", EJEMPLO, _compacto,
                ("suministro", "cliente", "numero suministro", "numero cliente")),
        Columna("numero", "N° de factura", "Hasta 30 caracteres. No se repite en un suministro.", "F-1001",
                celdas.identificador(30, "Escribe el N° de factura."), ("factura", "numero factura", "boleta")),
        Columna("periodo", "Período", "El mes facturado: 11-2026 o cualquier día de ese mes.", "11-2026",
                celdas.periodo, ("mes",)),
        Columna("monto", "Monto", "En pesos, sin decimales. Puede llevar puntos.", "38.450", celdas.monto,
                ("total", "monto total", "monto pesos")),
        Columna("emitida_el", "Fecha de emisión", "Día-mes-año, o una fecha de Excel.", "03-11-2026", celdas.fecha,
                ("emision", "emitida", "emitida el")),
        Columna("vence_el", "Fecha de vencimiento", "Igual o posterior a la emisión.", "23-11-2026", celdas.fecha,
                ("vencimiento", "vence", "vence el")),
        Columna("estado", "Estado", "Pendiente, Pagada o Anulada.", "Pendiente", _ESTADO_FACTURA, ("estado factura",)),
        Columna("referencia", "Referencia de pago", "La que debe citar quien paga. Puede ir vacía.", "R-1001",
                celdas.texto(40), ("referencia", "referencia pago")),
    )  # fmt: skip
    return Formato(ClaseCarga.FACTURAS, columnas, _fechas)


def _compacto(celda: str) -> str:
    return compacto(_NUMERO(celda))


def de(clase: str) -> Formato:
    return suministros() if clase == ClaseCarga.SUMINISTROS else facturas()
