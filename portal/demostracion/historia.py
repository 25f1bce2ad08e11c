"""The history of the demonstration: past days lived through the real actions with the clock held back."""

import random
from datetime import date, datetime, time, timedelta

from django.db import transaction

from catalogo.models import Comuna, Distribuidora
from catalogo.plazos import calendario
from cuentas.models import Usuario
from nucleo.comun.reloj import CHILE, en, hoy
from pagos.actions import guardar_formas
from portal.demostracion import autogestion, estados, fabricas, identidades, suministros
from portal.demostracion.estados import VIDAS, Reparto
from portal.demostracion.personas import ELENA, FABIAN, IGNACIO, JORGE, MARTA, OLGA, TODAS, VERA, crear
from solicitudes import actions, fila
from solicitudes.actions.textos_guardados import guardar
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud

SEMILLA = 20_571  # the number of the law: any fixed one would do, so that every demonstration is alike
DE_LA_INSTALADORA = 40
FUERA_DE_ORDEN = "Las anteriores esperan un estudio más largo."
REGISTRO = {suministros.NUMERO: ELENA, "2000333444": VERA, "2000555666": IGNACIO}  # Enel's
COMENTARIOS = (
    "La red admite la capacidad consultada. Adjuntamos el informe.",
    "Hay capacidad disponible en el transformador que alimenta tu domicilio.",
    "La capacidad consultada excede lo que hoy admite la red. Revisa el informe.",
)
COMO_SE_PAGA = {
    "transferencia": True, "comprobante": True, "descuento": True, "banco": "Banco de la Demostración",
    "tipo_de_cuenta": "Cuenta corriente", "numero_de_cuenta": "00-123-45678", "titular": "Distribuidora de ejemplo",
    "rut_del_titular": "", "correo": "pagos-yn@ejemplo.cl", "instrucciones": "Escribe la referencia en el comentario.",
}  # fmt: skip
TEXTOS = (
    ("Hay capacidad", "Hola, {nombre}: la red admite la capacidad que pediste. Revisa el informe adjunto."),
    ("Falta el plano", "En la solicitud {folio} falta el plano de emplazamiento con la ubicación del empalme."),
)


@transaction.atomic
def cargar() -> int:
    """Makes the accounts and lives their history; returns the number of requests. Does nothing the second time."""
    if Usuario.objects.filter(de_demostracion=True).exists():
        return 0
    azar = random.Random(SEMILLA)  # noqa: S311 - believable, not secret
    personas = {persona: crear(persona, de_demostracion=True) for persona in (*TODAS, VERA)}
    for prefijo in ("YN", "OV"):
        Distribuidora.objects.filter(prefijo=prefijo).update(correo_avisos=f"avisos-{prefijo.lower()}@ejemplo.cl")
    for nombre, texto in TEXTOS:
        guardar(actor=personas[JORGE], nombre=nombre, texto=texto)
    guardar_formas(actor=personas[JORGE], datos=COMO_SE_PAGA)
    personal = {"YN": personas[MARTA], "OV": personas[OLGA]}
    for vida in VIDAS.values():
        vida(Reparto(personas[ELENA], personas[MARTA], personas[FABIAN]))
    prefijos = azar.choices(["YN", "OV", "CG", "SA", "V+"], weights=[14, 12, 7, 5, 2], k=DE_LA_INSTALADORA)
    _vivir(azar, personas[IGNACIO], prefijos, personal)
    with estados.dia(14):
        suministros.cargar({numero: personas[persona] for numero, persona in REGISTRO.items()})
    autogestion.cargar(personas[ELENA], personas[MARTA], personas[JORGE])
    identidades.cargar(personas[ELENA], personas[IGNACIO], personas[VERA], personas[MARTA])
    return Solicitud.objects.count()


def _vivir(azar: random.Random, actor: Usuario, prefijos: list[str], personal: dict[str, Usuario]) -> None:
    comunas = list(Comuna.objects.filter(region_id__in=["05", "13"]).select_related("region"))
    dias = sorted((azar.randint(0, 70) for _ in prefijos), reverse=True)
    for dia, prefijo in zip(dias, prefijos, strict=True):
        enviada_en = _a_una_hora(azar, hoy() - timedelta(days=dia))
        with en(enviada_en):
            numero = f"{azar.randint(1_000_000, 9_999_999)}-{azar.randint(0, 9)}"
            tipo = azar.choices(list(Tipo), weights=[8, 6, 2, 4])[0]
            solicitud = fabricas.enviada(actor, prefijo, tipo=tipo, numero_cliente=numero, comuna=azar.choice(comunas))
        _atender(azar, solicitud, personal.get(prefijo))


def _atender(azar: random.Random, solicitud: Solicitud, operador: Usuario | None) -> None:
    """Most are read the next day and answered some days later; the newest, and one in six, still wait."""
    if operador is None:
        return
    lectura = _despues(azar, solicitud.enviada_en, 1)
    if lectura:
        with en(lectura):
            actions.abrir(actor=operador, solicitud=solicitud)
    respuesta = _despues(azar, solicitud.enviada_en, azar.randint(3, 14))
    if respuesta and azar.random() > 1 / 6:
        with en(respuesta):
            _resolver(azar, solicitud, operador, respuesta)


def _resolver(azar: random.Random, solicitud: Solicitud, operador: Usuario, cuando: datetime) -> None:
    if solicitud.tipo == Tipo.MANIFESTACION:
        if solicitud.vence_el and hoy() > solicitud.vence_el:
            actions.cerrar_manifestacion(solicitud_id=solicitud.pk)
        return
    motivo = FUERA_DE_ORDEN if fila.adelantadas(solicitud) else ""
    fabricas.respondida(
        solicitud, operador, azar.choice(COMENTARIOS), f"{cuando:%Y}-{solicitud.folio_numero:03}", motivo
    )


def _despues(azar: random.Random, desde: datetime, dias: int) -> datetime | None:
    """A working hour some days later, or None if that is still to come."""
    dia = calendario().habil_desde(desde.astimezone(CHILE).date() + timedelta(days=dias))
    return _a_una_hora(azar, dia) if dia < hoy() else None


def _a_una_hora(azar: random.Random, dia: date) -> datetime:
    instante = datetime.combine(dia, time(azar.randint(9, 17), azar.randint(0, 59)), CHILE)
    return min(instante, datetime.now(CHILE))
