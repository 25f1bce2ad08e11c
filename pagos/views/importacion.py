"""Taking a bank statement in: the file, its columns where they are not known yet, and its lines."""

from django.http import HttpRequest

from cuentas.sesion import cuenta
from nucleo.archivos import almacen
from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.templatetags.componentes import errores_de
from pagos import actions
from pagos.actions.cartola import Importada
from pagos.cartolas.lectura import MAXIMO_BYTES, CartolaIlegible, Columnas, Hoja, abrir, leer
from pagos.forms.cartola import FormularioColumnas
from pagos.models import FormatoCartola

LIMITES = Limites(("csv", "txt"), MAXIMO_BYTES)
_NADA_LEGIBLE = "No pudimos leer ninguna línea con esas columnas. Revisa cuál es cada una."


class Importacion:
    """One POST of the page. ``importada`` is set when the statement is in; else form and errors say what is missing.

    The file waits in the store for the answer about its columns, and the daily sweep takes it: nothing links it.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.campo = CampoArchivo(
            "cartola", "Cartola del banco", LIMITES, falta="Elige la cartola que descargaste del banco",
            ayuda="Con los nombres de las columnas en la primera línea.",
        )  # fmt: skip
        self.campos = CamposGuardados([self.campo], uso="cartola", para="importar", actor=cuenta(request))
        self.formato = FormatoCartola.objects.filter(distribuidora=cuenta(request).distribuidora_id).first()
        self.hoja: Hoja | None = None
        self.form: FormularioColumnas | None = None
        self.importada: Importada | None = None
        if request.method == "POST":
            self._recibir()

    @property
    def errores(self) -> list[tuple[str, str]]:
        return [*self.campos.errores, *(errores_de(self.form) if self.form else [])]

    def _recibir(self) -> None:
        self.campos.recibir(self.request)
        if solo_archivos(self.request) or not self.campos.completos():
            return
        archivo = self.campos.archivos["cartola"]
        try:
            self.hoja = abrir(almacen.ruta(archivo.sha256_guardado).read_bytes())
        except CartolaIlegible as error:
            self.campo.sacar()
            self.campo.error = error.mensaje
            return
        if columnas := self._columnas(self.hoja):
            self._importar(archivo, self.hoja, columnas)

    def _columnas(self, hoja: Hoja) -> Columnas | None:
        """What the distributor said of this header, now or before; None while it has still to be asked."""
        conocidas = self.formato and self.formato.encabezado == hoja.encabezado
        if self.formato and conocidas and "fecha" not in self.request.POST:
            return Columnas(self.formato.fecha, self.formato.monto, self.formato.texto)
        dicho = self.request.POST if "fecha" in self.request.POST else None
        self.form = FormularioColumnas(dicho, nombres=hoja.nombres)
        return self.form.columnas if self.form.is_valid() else None

    def _importar(self, archivo: Archivo, hoja: Hoja, columnas: Columnas) -> None:
        lectura = leer(hoja, columnas)
        if not lectura.abonos and not lectura.cargos:
            self.form = self.form or FormularioColumnas(nombres=hoja.nombres)
            self.campo.error = _NADA_LEGIBLE
            return
        self.importada = actions.importar_cartola(
            actor=cuenta(self.request),
            nombre=archivo.nombre,
            huella=archivo.sha256_recibido,
            encabezado=hoja.encabezado,
            columnas=columnas,
            lectura=lectura,
            direccion=direccion_de(self.request),
        )
