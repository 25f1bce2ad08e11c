"""A bank statement: its credits are staged, and a person confirms which of them settle a payment."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from catalogo.models import Distribuidora
from cuentas.models import Perfil, Usuario
from nucleo.bitacora import vocabulario
from nucleo.bitacora.actions import registrar
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from pagos.actions.comprobante import validar_pago
from pagos.actions.plazo import confirmar_pago
from pagos.calce import Situacion, con_situacion
from pagos.cartolas.lectura import Abono, Columnas, Lectura
from pagos.cartolas.referencias import candidatas
from pagos.models import Cartola, Cobro, Comprobante, EstadoComprobante, FormatoCartola, LineaCartola
from solicitudes.estados import Estado

POR_DECIDIR = (EstadoComprobante.INFORMADO, EstadoComprobante.ACEPTADO)
MAXIMO_ILEGIBLES = 200  # told one by one; the rest only counted
_POR_PAGAR = (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO, Estado.PENDIENTE_VALIDACION)
_DECIDIDAS = (Situacion.YA_VALIDADO, Situacion.APLICADA)
_LOTE = 1_000
_FRASES = {
    "CARTOLA_IMPORTADA": ("Cartola importada", ("cartola", "huella", "lineas", "columnas")),
    "CARTOLA_DESCARTADA": ("Cartola descartada", ("cartola", "huella")),
    "LINEA_DE_CARTOLA_APLICADA": ("Pago validado con una línea de la cartola", ("cartola", "linea", "comprobante")),
    "COLUMNAS_DE_CARTOLA_OLVIDADAS": ("Columnas de la cartola olvidadas", ()),
}


@dataclass(frozen=True)
class Importada:
    """``nueva``: False for a file that was there already; then nothing has changed."""

    cartola: Cartola
    nueva: bool


@dataclass(frozen=True)
class Aplicada:
    """``confirmada``: the system had accepted the proof, and nobody is told of that (P-06)."""

    folio: str
    confirmada: bool


def declarar() -> None:
    for tipo, (frase, claves) in _FRASES.items():
        vocabulario.declarar(tipo, claves=claves, frase=frase)


@en_transaccion
def importar_cartola(
    *,
    actor: Usuario,
    nombre: str,
    huella: str,
    encabezado: list[str],
    columnas: Columnas,
    lectura: Lectura,
    direccion: str | None = None,
) -> Importada:
    """Stages the credits of a statement for the actor's distributor, and keeps which column is which.

    ``huella``: SHA-256 of the file; the same one again changes nothing. Nobody is told, and no payment moves.
    """
    distribuidora = _tomar_distribuidora(actor)
    if anterior := Cartola.objects.filter(distribuidora=distribuidora, huella=huella).first():
        return Importada(anterior, nueva=False)
    FormatoCartola.objects.update_or_create(
        distribuidora=distribuidora, defaults={"encabezado": encabezado, **asdict(columnas)}
    )
    nuevas = _sin_repetidas(distribuidora.pk, lectura.abonos)
    cartola = Cartola.objects.create(
        distribuidora=distribuidora,
        huella=huella,
        nombre=nombre,
        subida_por=actor,
        subida_en=ahora(),
        cargos=lectura.cargos,
        repetidas=len(lectura.abonos) - len(nuevas),
        ilegibles=lectura.ilegibles[:MAXIMO_ILEGIBLES],
        total_ilegibles=len(lectura.ilegibles),
    )
    _guardar_lineas(cartola, nuevas)
    hecho = {"huella": huella, "lineas": len(nuevas), "columnas": [*asdict(columnas).values()]}
    _registrar(cartola, "CARTOLA_IMPORTADA", actor, direccion, **hecho)
    return Importada(cartola, nueva=True)


@en_transaccion
def aplicar_linea(*, actor: Usuario, linea_id: int, direccion: str | None = None) -> Aplicada:
    """Validates the payment that one line settles.

    By the same action as its page: the proof that waits is validated, one accepted unseen is confirmed. Raises
    ``EstadoCambio`` with the reason when the line does not agree with the payment any more.
    """
    linea = _de_su_distribuidora(actor, LineaCartola.objects.select_for_update(of=("self",)), linea_id)
    comprobante = _por_decidir(linea)
    confirmada = comprobante.estado == EstadoComprobante.ACEPTADO
    accion = confirmar_pago if confirmada else validar_pago
    solicitud_id = comprobante.cobro.solicitud_id
    solicitud = accion(actor=actor, solicitud_id=solicitud_id, comprobante_id=comprobante.pk, direccion=direccion)
    linea.comprobante, linea.aplicada_por, linea.aplicada_en = comprobante, actor, ahora()
    linea.save(update_fields=["comprobante", "aplicada_por", "aplicada_en"])
    hecho = {"linea": linea.numero, "comprobante": comprobante.pk}
    _registrar(linea.cartola, "LINEA_DE_CARTOLA_APLICADA", actor, direccion, **hecho)
    return Aplicada(solicitud.folio, confirmada)


def _por_decidir(linea: LineaCartola) -> Comprobante:
    """The proof that the line settles. Raises ``EstadoCambio`` with why it settles none, and who was faster."""
    situacion = con_situacion(LineaCartola.objects.filter(pk=linea.pk)).values_list("situacion", flat=True).get()
    suyos = Comprobante.objects.select_related("cobro", "decidido_por").filter(cobro=linea.cobro_id)
    if situacion == Situacion.CALZA and (uno := suyos.filter(estado__in=POR_DECIDIR).last()):
        return uno
    # It agreed a moment ago: somebody has decided on the proof since.
    situacion = Situacion.YA_VALIDADO if situacion == Situacion.CALZA else Situacion(situacion)
    ultimo = suyos.exclude(decidido_en=None).last() if situacion in _DECIDIDAS else None
    quien, cuando = (str(ultimo.decidido_por or ""), ultimo.decidido_en) if ultimo else ("", None)
    raise EstadoCambio(f"{situacion.label}.", quien=quien, cuando=cuando)


@en_transaccion
def descartar_cartola(*, actor: Usuario, cartola_id: int, direccion: str | None = None) -> None:
    """Forgets a statement with its lines, so that it may be imported again. Raises ``EstadoCambio`` if one was used."""
    distribuidora = _tomar_distribuidora(actor)
    cartola = Cartola.objects.select_for_update().get(pk=cartola_id, distribuidora=distribuidora)
    # Locked: a line that a colleague is confirming now would be deleted with the rest.
    if any(cartola.lineas.select_for_update().values_list("aplicada_en", flat=True)):
        raise EstadoCambio("Ya validaste pagos con esta cartola: no se puede descartar.")
    _registrar(cartola, "CARTOLA_DESCARTADA", actor, direccion, huella=cartola.huella)
    cartola.delete()


@en_transaccion
def olvidar_columnas(*, actor: Usuario, direccion: str | None = None) -> bool:
    """The next statement asks again which column is which; whether there was anything to forget."""
    distribuidora = _tomar_distribuidora(actor)
    borradas, _ = FormatoCartola.objects.filter(distribuidora=distribuidora).delete()
    if borradas:
        registrar(
            cadena=f"distribuidora:{distribuidora.pk}",
            tipo="COLUMNAS_DE_CARTOLA_OLVIDADAS",
            actor=actor,
            direccion=direccion,
        )
    return bool(borradas)


def _tomar_distribuidora(actor: Usuario) -> Distribuidora:
    """Locked, but not its key: two equal files at once must not both find none before them."""
    if actor.perfil != Perfil.DISTRIBUIDORA or not actor.is_active or actor.distribuidora_id is None:
        raise NoPermitido("Las cartolas las importa el personal de la distribuidora.")
    return Distribuidora.objects.select_for_update(no_key=True).get(pk=actor.distribuidora_id)


def _de_su_distribuidora(actor: Usuario, lineas: QuerySet[LineaCartola], linea_id: int) -> LineaCartola:
    if actor.perfil != Perfil.DISTRIBUIDORA:
        raise NoPermitido("Los pagos los valida el personal de la distribuidora.")
    linea = lineas.filter(pk=linea_id, cartola__distribuidora=actor.distribuidora_id).first()
    if linea is None:
        raise EstadoCambio("Esta línea ya no está: otra persona descartó la cartola.")
    return linea


def _huella(distribuidora_id: int, abono: Abono) -> str:
    """Keyed: whoever reads the table cannot try names and amounts until one gives the digest."""
    partes = (distribuidora_id, abono.fecha, abono.monto, abono.texto, abono.vez)
    texto = "\x1f".join(str(parte) for parte in partes)
    return salted_hmac("pagos.cartola", texto, algorithm="sha256").hexdigest()


def _sin_repetidas(distribuidora_id: int, abonos: Iterable[Abono]) -> list[tuple[str, Abono]]:
    """The credits that no earlier statement brought, each with its digest."""
    todas = {_huella(distribuidora_id, abono): abono for abono in abonos}
    conocidas = set(LineaCartola.objects.filter(huella__in=list(todas)).values_list("huella", flat=True))
    return [(huella, abono) for huella, abono in todas.items() if huella not in conocidas]


def _guardar_lineas(cartola: Cartola, nuevas: list[tuple[str, Abono]]) -> None:
    menciones = {huella: candidatas(abono.texto) for huella, abono in nuevas}
    propios = Cobro.objects.filter(solicitud__distribuidora=cartola.distribuidora)
    buscadas = {referencia for posibles in menciones.values() for referencia in posibles}
    cobros = dict(propios.filter(referencia__in=buscadas).values_list("referencia", "pk"))
    en_espera = propios.filter(retirado_en=None, solicitud__estado__in=_POR_PAGAR)
    montos = set(en_espera.filter(monto__in={a.monto for _, a in nuevas}).values_list("monto", flat=True))
    lineas = []
    for huella, abono in nuevas:
        hallados = [cobros[referencia] for referencia in menciones[huella] if referencia in cobros]
        # Everybody else's payments come in the same statement: their text stays out (minimal data).
        texto = abono.texto if menciones[huella] or abono.monto in montos else ""
        lineas.append(
            LineaCartola(
                cartola=cartola, numero=abono.numero, fecha=abono.fecha, monto=abono.monto, texto=texto, huella=huella,
                cobro_id=hallados[0] if len(hallados) == 1 else None, varias=len(hallados) > 1,
            )
        )  # fmt: skip
    LineaCartola.objects.bulk_create(lineas, batch_size=_LOTE)


def _registrar(cartola: Cartola, tipo: str, actor: Usuario, direccion: str | None, **datos: Any) -> None:
    registrar(
        cadena=f"distribuidora:{cartola.distribuidora_id}",
        tipo=tipo,
        actor=actor,
        direccion=direccion,
        datos={"cartola": cartola.pk, **datos},
    )
