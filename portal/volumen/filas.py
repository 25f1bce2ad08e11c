"""The rows of a batch of accounts, as ``COPY`` reads them: text, tabs between columns, ``\\N`` for null."""

import random
from collections.abc import Sequence
from typing import Any

from portal.volumen import cadena
from portal.volumen.cadena import NADA
from portal.volumen.columnas import COLUMNAS
from portal.volumen.cuenta import Cuenta
from portal.volumen.dias import Dias, sello
from portal.volumen.mundo import Mundo
from portal.volumen.personas import fila_de_cuenta
from portal.volumen.tramite import SOLICITANTE, Tramite

_V = "ft"


def _kw(vatios: int) -> str:
    return f"{vatios // 1000}.{vatios % 1000:03}" if vatios else NADA


def _sello(instante: int) -> str:
    return sello(instante) if instante else NADA


def compacto(numero: str) -> str:
    """As ``nucleo.comun.texto.compacto``, for the numbers made here."""
    return numero.replace("-", "").casefold()


class Escritor:
    """Writes one batch. ``primeros``: the first free id of each table for it; it counts on from there."""

    def __init__(self, mundo: Mundo, primeros: dict[str, int], semilla: int) -> None:
        self.mundo, self.dias, self.id = mundo, mundo.dias, dict(primeros)
        self.tablas: dict[str, list[str]] = {tabla: [] for tabla in COLUMNAS}
        # Apart from the dice of the lives, which are thrown twice: salts and names of files are thrown once.
        self._bits = random.Random(semilla).getrandbits  # noqa: S311 - believable, not secret

    def sal(self) -> bytes:
        return self._bits(128).to_bytes(16, "big")

    def cuenta(
        self, cuenta: Cuenta, cuenta_id: int, folios: Sequence[int], cobros: Sequence[int], adelantadas: Sequence[int]
    ) -> None:
        """The account with its projects; ``folios`` and ``adelantadas`` one per request, ``cobros`` one per payment."""
        self.tablas["cuentas_usuario"].append(fila_de_cuenta(self.mundo.datos, cuenta, cuenta_id))
        primero = self.id["solicitudes_expediente"]
        for n, lugar in enumerate(cuenta.lugares):
            distribuidora = self.mundo.distribuidoras[lugar.dx]
            self.tablas["solicitudes_expediente"].append(
                f"{primero + n}\t{distribuidora.id}\t{cuenta_id}\t{compacto(lugar.numero)}\t{lugar.comuna}"
                f"\t{sello(lugar.creado)}\n"
            )
        self.id["solicitudes_expediente"] += len(cuenta.lugares)
        pagados = 0
        for n, v in enumerate(cuenta.tramites):
            ids = cadena.Ids()
            ids.cuenta, ids.expediente, ids.adelantadas = cuenta_id, primero, adelantadas[n]
            ids.cobros = [self.id["cobro"] + orden for orden in cobros[pagados : pagados + len(v.cobros)]]
            pagados += len(v.cobros)
            self._solicitud(cuenta, v, ids, folios[n])

    def _solicitud(self, cuenta: Cuenta, v: Tramite, ids: cadena.Ids, folio: int) -> None:
        ids.solicitud = self.id["solicitudes_solicitud"] + folio
        folio_numero = self.id["folio"] + folio
        ids.folio = f"{self.mundo.distribuidoras[v.dx].prefijo}{folio_numero}"
        ids.respuesta, ids.observacion = self.id["solicitudes_respuesta"], self.id["solicitudes_observacion"]
        ids.comprobante, ids.comunicacion = self.id["pagos_comprobante"], self.id["solicitudes_comunicacion"]
        self.tablas["solicitudes_solicitud"].append(
            fila_de_solicitud(self.dias, self.mundo, cuenta, v, ids, folio_numero)
        )
        archivos = self._archivos(v, ids)
        self._papeles(v, ids, archivos)
        self._pagos(v, ids, archivos)
        self._gestion(v, ids)
        textos = cadena.escribir(
            v,
            ids,
            self.id["bitacora_evento"],
            self.id["solicitudes_textodeevento"],
            self.mundo.datos.registrado,
            self.sal,
            self.tablas["bitacora_evento"],
            self.tablas["bitacora_cabeza"],
            self.tablas["solicitudes_textodeevento"],
        )
        self.id["bitacora_evento"] += len(v.pasos)
        self.id["solicitudes_textodeevento"] += textos

    def _archivos(self, v: Tramite, ids: cadena.Ids) -> list[str]:
        uuids, filas = [], self.tablas["archivos_archivo"]
        for uso, nombre, extension, cual, instante, actor in v.archivos:
            contenido = self.mundo.contenidos[extension][cual]
            crudo = f"{self._bits(128):032x}"
            uuid = f"{crudo[:8]}-{crudo[8:12]}-4{crudo[13:16]}-a{crudo[17:20]}-{crudo[20:]}"
            uuids.append(uuid)
            filas.append(
                f"{uuid}\t{uso}\t{nombre}\t{extension}\t{contenido.tipo}\t{contenido.bytes}\t{contenido.bytes}"
                f"\t{contenido.sha256}\t{contenido.sha256}\t{sello(instante)}"
                f"\t{ids.cuenta if actor == SOLICITANTE else actor}\n"
            )
        return uuids

    def _papeles(self, v: Tramite, ids: cadena.Ids, archivos: list[str]) -> None:
        solicitud, primero = ids.solicitud, self.id["solicitudes_adjunto"]
        self.tablas["solicitudes_adjunto"] += [
            f"{primero + n}\t{solicitud}\t{codigo}\t{nombre}\t{archivos[archivo]}\t{version}\t{sello(instante)}\n"
            for n, (codigo, nombre, archivo, version, instante) in enumerate(v.adjuntos)
        ]
        self.id["solicitudes_adjunto"] += len(v.adjuntos)
        for version, archivo, actor, instante, disponible, datos in v.respuestas:
            necesaria = datos.get("manifestacion_necesaria")
            self.tablas["solicitudes_respuesta"].append(
                f"{self.id['solicitudes_respuesta']}\t{solicitud}\t{version}\t{archivos[archivo]}"
                f"\t{datos.get('comentario', '')}\t{actor}\t{sello(instante)}\t{_sello(disponible)}\t\\N"
                f"\t{_kw(datos.get('capacidad_permitida', 0))}\t{_kw(datos.get('inyeccion_permitida', 0))}"
                f"\t{datos.get('obras', '')}\t{datos.get('obras_costo', NADA)}\t{datos.get('obras_dias', NADA)}"
                f"\t{NADA if necesaria is None else _V[necesaria]}\t{_sello(datos.get('acordada_en', 0))}\n"
            )
            self.id["solicitudes_respuesta"] += 1

    def _pagos(self, v: Tramite, ids: cadena.Ids, archivos: list[str]) -> None:
        primero = self.id["cobro"]
        for cobro_id, (monto, explicacion, actor, instante, retirado) in zip(ids.cobros, v.cobros, strict=True):
            referencia = self.id["referencia"] + cobro_id - primero
            self.tablas["pagos_cobro"].append(
                f"{cobro_id}\t{ids.solicitud}\tP{referencia}\t{monto}\t{explicacion}\t\\N\t{actor}\t{sello(instante)}"
                f"\t{_sello(retirado)}\n"
            )
        for cobro, metodo, archivo, estado, instante, decidido_por, decidido in v.comprobantes:
            self.tablas["pagos_comprobante"].append(
                f"{self.id['pagos_comprobante']}\t{ids.cobros[cobro]}\t{metodo}\t{archivos[archivo]}\t{estado}"
                f"\t{ids.cuenta}\t{sello(instante)}\t{NADA if decidido_por is None else decidido_por}"
                f"\t{_sello(decidido)}\n"
            )
            self.id["pagos_comprobante"] += 1

    def _gestion(self, v: Tramite, ids: cadena.Ids) -> None:
        solicitud, tablas = ids.solicitud, self.tablas
        iso = self.dias.iso
        for o in v.obligaciones:
            tablas["solicitudes_obligacion"].append(
                f"{self.id['solicitudes_obligacion']}\t{solicitud}\t{o.clase}\t{o.caso}\t{o.regla}\t{o.responsable}"
                f"\t{sello(o.comienza)}\t{iso[o.recibida]}\t{iso[o.vence]}\t{_sello(o.termina)}\t{o.fin}\n"
            )
            self.id["solicitudes_obligacion"] += 1
        for conjunta, tarde, actor, instante, corregida, documentos in v.observaciones:
            observacion = self.id["solicitudes_observacion"]
            tablas["solicitudes_observacion"].append(
                f"{observacion}\t{solicitud}\t{_V[conjunta]}\t{_V[tarde]}\t{actor}\t{sello(instante)}"
                f"\t{_sello(corregida)}\n"
            )
            self.id["solicitudes_observacion"] += 1
            for codigo, nombre, motivo in documentos:
                documento = self.id["solicitudes_documentoobservado"]
                tablas["solicitudes_documentoobservado"].append(
                    f"{documento}\t{observacion}\t{codigo}\t{nombre}\t{motivo}\n"
                )
                self.id["solicitudes_documentoobservado"] += 1
        for comunicacion in v.comunicaciones:
            actor, de_la_distribuidora, texto, instante = comunicacion
            comunicacion.append(self.sal())
            tablas["solicitudes_comunicacion"].append(
                f"{self.id['solicitudes_comunicacion']}\t{solicitud}\t{ids.cuenta if actor == SOLICITANTE else actor}"
                f"\t{_V[de_la_distribuidora]}\t{texto}\t\\\\x{comunicacion[4].hex()}\t\\N\t{sello(instante)}\n"
            )
            self.id["solicitudes_comunicacion"] += 1
        for resultado, dia, actor, instante in v.conexiones:
            tablas["solicitudes_conexion"].append(
                f"{self.id['solicitudes_conexion']}\t{solicitud}\t{resultado}\t{iso[dia]}\t{actor}\t{sello(instante)}\n"
            )
            self.id["solicitudes_conexion"] += 1


def fila_de_solicitud(dias: Dias, mundo: Mundo, cuenta: Cuenta, v: Tramite, ids: cadena.Ids, folio_numero: int) -> str:
    """The request itself, in the order of ``COLUMNAS``."""
    lugar, datos, iso = cuenta.lugares[int(v.pasos[0].propios["expediente"])], v.formulario, dias.iso
    correo = f"avisos{folio_numero}@ejemplo.cl" if datos["correo"] else ""
    clase: Any = datos.get("clase", "")
    return (
        f"{ids.solicitud}\t{ids.folio}\t{folio_numero}\t{v.tipo}\t{v.actual}\t{mundo.distribuidoras[v.dx].id}"
        f"\t{ids.cuenta}\t{ids.expediente + v.expediente}\t{lugar.comuna}\t{lugar.numero}\t{compacto(lugar.numero)}"
        f"\t{_V[lugar.es_factibilidad]}\t{v.numero}\t{compacto(v.numero)}\t{correo}\t{_V[bool(datos['es_titular'])]}"
        f"\t{_V[v.aumenta]}\t{_kw(datos.get('capacidad_instalar', 0))}\t{_kw(datos.get('capacidad_inyectar', 0))}"
        f"\t{_kw(datos.get('nueva', 0))}\t{datos.get('cambio', '')}\t{clase}"
        f"\t{'Carta del instalador' if clase == 'otro' else ''}\t{_V[bool(datos.get('aporta_medidor'))]}"
        f"\t{_V[v.sin_revisar]}\t{_V[ids.adelantadas > 0]}\t{_V[v.fuera_de_vigencia]}"
        f"\t{_V[v.reclasificada]}\t{_V[v.aceptada_por_plazo]}\t{v.asignada or NADA}"
        f"\t{sello(v.enviada)}\t{iso[v.recibida]}\t{iso[v.recepcion]}\t{_sello(v.respondida)}\t{_sello(v.disponible)}"
        f"\t{iso[v.plazo_respuesta] if v.plazo_respuesta else NADA}\t{v.caso}\t{v.obligacion}"
        f"\t{iso[v.vence] if v.vence else NADA}\t{_sello(v.abierta)}\t{_sello(v.cerrada)}"
        f"\t{iso[v.prorrogada] if v.prorrogada else NADA}\t{iso[v.contado]}\t{v.suma[0]}\t{v.suma[1]}\t{v.suma[2]}"
        f"\t{v.suma[3]}\t{v.dias_respuesta if v.dias_respuesta >= 0 else NADA}\n"
    )
