"""A random life of the whole portal by the real actions: wrong people, wrong moments and repeated tokens included."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from catalogo.models import Feriado
from catalogo.plazos import calendario, habiles_entre
from nucleo.archivos import puertas
from nucleo.archivos.models import Archivo
from nucleo.avisos.models import Aviso
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.reloj import CHILE, en, hoy
from pagos import actions as pagos
from pagos.actions.cobro import Pedido
from pagos.models import Comprobante, EstadoComprobante, Metodo
from portal.demostracion import fabricas
from solicitudes import actions, ajustes, lapsos, recalculo, turnos
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.documentos import faltantes
from solicitudes.estados import Accion, Estado, Parte, Tipo, saltos
from solicitudes.models import Borrador, Expediente, Obligacion, Respuesta, ResultadoConexion, Solicitud
from solicitudes.obligaciones import CASOS_SC
from solicitudes.permissions import transicion
from solicitudes.vigencia import PRORROGAS
from tests.personas import ELENA, FABIAN, FRIDA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

INICIO = datetime(2026, 3, 2, 14, tzinfo=UTC)
SALTOS = saltos()
SOLICITANTES, PERSONAL, REGULADOR = ("Elena", "Frida", "Ignacio"), ("Marta", "Jorge", "Olga"), ("Sonia", "Fabián")
# Short, so that corrections are delivered in time as often as late.
ESPERAS = (timedelta(0), timedelta(minutes=1), timedelta(hours=5), timedelta(days=1), timedelta(days=4))
QUE_TERMINAN = (Accion.DESISTIR, Accion.ANULAR)
# The longest way through the table, and a step of few moments: left to chance they would hardly be walked.
POCO_ANDADAS = (
    Accion.SOLICITAR_PAGO, Accion.RESPONDER_CON_PAGO, Accion.INFORMAR_PAGO, Accion.VALIDAR_PAGO, Accion.RECHAZAR_PAGO,
    Accion.ACEPTAR_PAGO_POR_PLAZO, Accion.CONFIRMAR_PAGO, Accion.REVERTIR_ACEPTACION, Accion.RECLASIFICAR,
)  # fmt: skip
SIN_MOVER = (
    Accion.ABRIR, Accion.ANOTAR, Accion.ASIGNAR, Accion.COMUNICAR, Accion.RESPONDER_COMUNICACION,
    Accion.EDITAR_NUMERO, Accion.UNIR_EXPEDIENTE,
)  # fmt: skip
TIPOS = (Tipo.INFORMACION, Tipo.CONEXION, Tipo.CONEXION, Tipo.MANIFESTACION, Tipo.NOTIFICACION)


class Historia:
    """Each ``paso`` somebody tries something, rightly or not, and everything is looked at afterwards."""

    def __init__(self, azar: random.Random) -> None:
        self.azar, self.reloj = azar, INICIO
        personas = (ELENA, FRIDA, IGNACIO, MARTA, JORGE, OLGA, SONIA, FABIAN)
        self.gente = {p.nombres: crear(p) for p in personas}
        self.papel = fabricas.archivo(self.gente["Elena"])
        self.tokens: dict[str, UUID] = {}
        self.borradores: list[UUID] = []
        self.antes: dict[int, Solicitud] = {}
        self.folios: dict[int, str] = {}
        self.primeras: dict[int, tuple[Any, ...]] = {}
        self.hechos: Counter[str] = Counter()

    def paso(self) -> None:
        self.reloj += self.azar.choice(ESPERAS)
        if self.azar.random() < 0.1:  # exactly midnight: whose is the day that begins
            manana = self.reloj.astimezone(CHILE).date() + timedelta(days=1)
            self.reloj = datetime.combine(manana, time(), CHILE).astimezone(UTC)
        eventos, avisos = Evento.objects.count(), Aviso.objects.count()
        with en(self.reloj):
            try:
                with transaction.atomic():
                    self._intento()()
            except (ErrorDeDominio, Borrador.DoesNotExist):
                self.hechos["rechazos"] += 1
                assert Evento.objects.count() == eventos, "a refusal left an event"
                assert Aviso.objects.count() == avisos, "a refusal told somebody"
            self._revisar(eventos)

    def _intento(self) -> Callable[[], Any]:
        if self.azar.random() < 0.25 or not Solicitud.objects.exists():
            return self.azar.choice((self._redactar, self._enviar, self._enviar))
        if self.azar.random() < 0.1:
            return lapsos.barrer
        return self._paso_de(self._alguna())

    # --- who, which, with what --------------------------------------------------------------------------

    def _quien(self, *probables: str) -> Any:
        """Mostly one of ``probables``, sometimes anybody."""
        return self.gente[self.azar.choice(probables if self.azar.random() < 0.85 else tuple(self.gente))]

    def _duena(self, solicitud: Solicitud) -> Any:
        return solicitud.solicitante if self.azar.random() < 0.9 else self._quien(*SOLICITANTES)

    def _alguna(self) -> Solicitud:
        """The newest more often, so that lives get long."""
        todas = list(Solicitud.objects.select_related("solicitante").order_by("pk"))
        return todas[-1 - min(self.azar.choice((0, 0, 0, 0, 1, 1, 2, 3, 5, 8)), len(todas) - 1)]

    def _token(self, de: str) -> UUID:
        """Sometimes the one already used for this: a double click; or another form's by mistake."""
        azar = self.azar.random()
        if azar < 0.1 and self.tokens:
            return self.azar.choice(list(self.tokens.values()))
        return self.tokens.setdefault(de, uuid4()) if azar < 0.3 else uuid4()

    def _archivo(self, uso: str) -> Archivo:
        """A file of its own for each fact, so that the door is asked about this one."""
        copia = Archivo.objects.get(pk=self.papel.pk)
        copia.pk, copia.uso = uuid4(), uso
        copia.save(force_insert=True)
        return copia

    # --- what -------------------------------------------------------------------------------------------

    def _redactar(self) -> None:
        actor, tipo = self._quien(*SOLICITANTES), self.azar.choice(TIPOS)
        borrador = actions.crear_borrador(actor=actor, tipo=tipo)
        self.borradores.append(borrador.pk)
        actions.guardar_datos(actor=actor, borrador_id=borrador.pk, datos={"es_titular": "si"})
        for pedido in faltantes(tipo, {"es_titular": "si"}, set())[self.azar.choice((0, 0, 0, 1)) :]:
            actions.adjuntar_a_borrador(
                actor=actor, borrador_id=borrador.pk, codigo=pedido.codigo, archivo=self._archivo("documento")
            )

    def _enviar(self) -> None:
        # By birth: the order of random ids would make two runs of one seed differ.
        hay = Borrador.objects.in_bulk(self.borradores)
        borrador = self.azar.choice([hay[pk] for pk in self.borradores if pk in hay] or [None])
        if borrador is None:
            return
        actor = borrador.dueno if self.azar.random() < 0.9 else self._quien(*SOLICITANTES)
        cambios: dict[str, Any] = {"numero_cliente": self.azar.choice(("1-1", "2-2", "3-3"))}
        if borrador.tipo == Tipo.MANIFESTACION and self.azar.random() < 0.6:
            cambios |= {"cambio_capacidad": "sube", "capacidad_nueva": 8}
        actions.enviar(
            actor=actor, borrador_id=borrador.pk, token=self._token(f"borrador:{borrador.pk}"),
            datos=fabricas.datos(self.azar.choice(("YN", "YN", "YN", "OV")), Tipo(borrador.tipo), **cambios),
        )  # fmt: skip

    def _paso_de(self, s: Solicitud) -> Callable[[], Any]:
        """Mostly a step that the table allows now to somebody, sometimes any."""
        pasos = self._pasos(s)
        posibles = [a for a in pasos if any(transicion(a, parte, s) for parte in Parte)]
        if not posibles or self.azar.random() < 0.3:
            return self.azar.choice(list(pasos.values()))
        pesos = [0.15 if a in QUE_TERMINAN or a in SIN_MOVER else 4 if a in POCO_ANDADAS else 1 for a in posibles]
        return pasos[self.azar.choices(posibles, pesos)[0]]

    def _pasos(self, s: Solicitud) -> dict[Accion, Callable[[], Any]]:
        """Every action of the table but filing, on ``s``, with data that may be right or wrong."""
        azar, quien, token = self.azar, self._quien, self._token
        de_la_casa = [p for p in PERSONAL if self.gente[p].distribuidora_id == s.distribuidora_id] or PERSONAL
        yo, ella, sec = (lambda: quien(*de_la_casa), lambda: self._duena(s), lambda: quien(*REGULADOR))
        motivo = azar.choice(("", "Un motivo.", "Otro motivo."))
        codigos = list(s.adjuntos.values_list("codigo", flat=True).distinct())
        documentos = dict.fromkeys(azar.sample(codigos, k=min(len(codigos), azar.choice((1, 2)))), "")
        pedido = Pedido(monto=azar.choice((0, 1, 38_500, 250_000)), explicacion="El estudio.")
        con_fecha = DatosDeRespuesta(conexion_acordada_en=self.reloj + timedelta(days=3))
        colega = azar.choice((None, *[self.gente[p].pk for p in PERSONAL]))

        def respuesta() -> dict[str, Any]:
            return {
                "archivo": self._archivo("respuesta"), "comentario": "c", "motivo": motivo,
                "numero_solicitud": azar.choice(("", "2026-7")), "token": token(f"respuesta:{s.pk}"),
                "datos": azar.choice((None, con_fecha)),
            }  # fmt: skip

        uno = {"solicitud_id": s.pk}
        A = Accion
        return {
            A.ABRIR: lambda: actions.abrir(actor=yo(), solicitud=s),
            A.RESPONDER: lambda: actions.responder(actor=yo(), **uno, **respuesta()),
            A.RESPONDER_CON_PAGO: lambda: pagos.responder_con_pago(actor=yo(), **uno, **respuesta(), pedido=pedido),
            A.SOLICITAR_PAGO: lambda: pagos.solicitar_pago(
                actor=yo(), **uno, pedido=pedido, token=token(f"cobro:{s.pk}")),
            A.RETIRAR_COBRO: lambda: pagos.retirar_cobro(actor=yo(), **uno, motivo=motivo),
            A.INFORMAR_PAGO: lambda: pagos.informar_pago(
                actor=ella(), **uno, metodo=azar.choice(list(Metodo)), archivo=self._archivo("comprobante"),
                token=token(f"pago:{s.pk}")),
            A.VALIDAR_PAGO: lambda: pagos.validar_pago(actor=yo(), **uno),
            A.RECHAZAR_PAGO: lambda: pagos.rechazar_pago(actor=yo(), **uno, motivo=motivo),
            A.ACEPTAR_PAGO_POR_PLAZO: lambda: pagos.aceptar_pago_por_plazo(**uno),
            A.CONFIRMAR_PAGO: lambda: pagos.confirmar_pago(actor=yo(), **uno),
            A.REVERTIR_ACEPTACION: lambda: pagos.revertir_aceptacion(
                actor=azar.choice((yo, sec))(), **uno, motivo=motivo),
            A.OBSERVAR: lambda: actions.observar(
                actor=yo(), **uno, documentos=documentos, motivo=motivo, propiedad_conjunta=azar.random() < 0.5),
            A.OBJETAR: lambda: actions.objetar(actor=yo(), **uno, motivo=motivo),
            A.CORREGIR: lambda: self._corregir(ella(), s, documentos),
            A.VENCER: lambda: actions.vencer(**uno),
            A.CERRAR_MANIFESTACION: lambda: actions.cerrar_manifestacion(**uno),
            A.PEDIR_COMPLEMENTO: lambda: actions.pedir_complemento(actor=ella(), **uno, motivo=motivo),
            A.COMPLEMENTAR: lambda: actions.complementar(actor=yo(), **uno, archivo=self._archivo("respuesta")),
            A.REGISTRAR_CONEXION: lambda: actions.registrar_conexion(
                actor=yo(), **uno, resultado=azar.choice(list(ResultadoConexion)), fecha=hoy()),
            A.REGISTRAR_PRORROGA: lambda: actions.registrar_prorroga(
                actor=yo(), **uno, caso=azar.choice(PRORROGAS), motivo=motivo),
            A.DESISTIR: lambda: actions.desistir(actor=ella(), **uno, motivo=motivo),
            A.ANULAR: lambda: actions.anular(actor=sec(), **uno, comentario=motivo),
            A.EDITAR_NUMERO: lambda: actions.editar_numero(actor=yo(), **uno, numero=azar.choice(("", "77-A"))),
            A.RECLASIFICAR: lambda: actions.reclasificar(
                actor=yo(), **uno, caso=azar.choice(CASOS_SC), motivo=motivo),
            A.ASIGNAR: lambda: actions.asignar(actor=yo(), **uno, a=colega),
            A.ANOTAR: lambda: actions.anotar(actor=yo(), **uno, nota=motivo),
            A.COMUNICAR: lambda: actions.comunicar(actor=yo(), **uno, texto=motivo, token=token(f"com:{s.pk}")),
            A.RESPONDER_COMUNICACION: lambda: actions.responder_comunicacion(
                actor=ella(), **uno, texto=motivo, token=token(f"res:{s.pk}")),
            A.UNIR_EXPEDIENTE: lambda: self._unir(azar.choice((ella, sec))(), s),
        }  # fmt: skip

    def _corregir(self, actor: Any, s: Solicitud, documentos: dict[str, str]) -> None:
        abierta = s.observaciones.filter(corregida_en=None).last()
        pedidos = [d.codigo for d in abierta.documentos.all()] if abierta else list(documentos)
        actions.corregir(
            actor=actor, solicitud_id=s.pk, archivos={codigo: self._archivo("documento") for codigo in pedidos}
        )

    def _unir(self, actor: Any, s: Solicitud) -> None:
        destino = self.azar.choice(list(Expediente.objects.order_by("pk")))
        try:
            with transaction.atomic():
                actions.unir_expediente(actor=actor, solicitud_id=s.pk, expediente_id=destino.pk)
        except Expediente.DoesNotExist:
            self.hechos["rechazos"] += 1

    # --- what must hold ---------------------------------------------------------------------------------

    def _revisar(self, eventos: int) -> None:
        """Every row is compared with what it was; those that something happened to are looked at closely."""
        nuevos = [e for e in Evento.objects.order_by("pk")[eventos:] if e.cadena.startswith("solicitud:")]
        self.hechos.update(evento.tipo for evento in nuevos)
        tocadas = {int(evento.cadena.partition(":")[2]) for evento in nuevos}
        todas = Solicitud.objects.select_related("solicitante").in_bulk()
        for pk, solicitud in todas.items():
            assert self.folios.setdefault(pk, solicitud.folio) == solicitud.folio
            era = self.antes.get(pk)
            if pk not in tocadas:
                assert era is not None and _valores(era) == _valores(solicitud), "a change without its event"
                continue
            if era:
                self._cambio(era, solicitud)
            self._reloj_de(solicitud)
            self._respuestas(solicitud)
        self.antes = todas
        sin_revisar = [s.solicitante_id for s in todas.values() if s.pago_sin_revisar]
        assert len(set(sin_revisar)) == len(sin_revisar), "P-06: one unconfirmed acceptance per account"

    @staticmethod
    def _cambio(era: Solicitud, es: Solicitud) -> None:
        if era.estado != es.estado:
            assert (es.tipo, era.estado, es.estado) in SALTOS
        if era.respondida_en:
            assert es.respondida_en == era.respondida_en
        if era.abierta_en:
            assert es.abierta_en == era.abierta_en

    def _reloj_de(self, solicitud: Solicitud) -> None:
        dias = turnos.dias(solicitud, hoy(), calendario())
        assert dias.total == habiles_entre(solicitud.recibida_el, max(hoy(), solicitud.contado_hasta), calendario())
        en_curso = Obligacion.objects.filter(solicitud=solicitud, termina_en=None)
        if solicitud.estado in (Estado.ANULADO, Estado.DESISTIDA, Estado.VENCIDA):
            assert not en_curso and solicitud.vence_el is None
        elif solicitud.vence_el:
            assert any((o.caso, o.vence_el) == (solicitud.obligacion, solicitud.vence_el) for o in en_curso)

    def _respuestas(self, solicitud: Solicitud) -> None:
        for respuesta in Respuesta.objects.filter(solicitud=solicitud).select_related("archivo"):
            if respuesta.version == 1:
                primera = (respuesta.archivo_id, respuesta.creada_en, respuesta.creada_por_id)
                assert self.primeras.setdefault(respuesta.solicitud_id, primera) == primera
            abierta = respuesta.disponible_en is not None
            assert puertas.puede_ver(solicitud.solicitante, respuesta.archivo) == abierta
            assert (solicitud.disponible_en is not None) == abierta
            if not abierta:
                self._trabada(solicitud)

    def _trabada(self, solicitud: Solicitud) -> None:
        """P-05: locked only while a payment is in force and no proof of it stands as good."""
        self.hechos["trabadas"] += 1
        buenos = (EstadoComprobante.VALIDADO, EstadoComprobante.ACEPTADO)
        en_vigor = Comprobante.objects.filter(cobro__solicitud=solicitud, cobro__retirado_en=None)
        assert not en_vigor.filter(estado__in=buenos).exists()
        assert solicitud.estado not in (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO)

    def terminar(self) -> Counter[str]:
        assert list(verificacion.verificar()) == []
        assert [str(diferencia) for diferencia in recalculo.recalcular()] == [], "the events tell another life"
        for solicitud in Solicitud.objects.select_related("solicitante"):
            self._reloj_de(solicitud)
            self._respuestas(solicitud)
            de_la_cadena = Evento.objects.filter(cadena=solicitud.cadena).order_by("numero")
            ocurridos = list(de_la_cadena.values_list("ocurrido", flat=True))
            assert ocurridos == sorted(ocurridos), "the clock of a chain never goes back"
            pasos = list(de_la_cadena.values_list("datos__desde", "datos__hacia"))
            assert all(uno[1] == otro[0] for uno, otro in zip(pasos, pasos[1:], strict=False)), "a step is missing"
            assert pasos[-1][1] == solicitud.estado
        self._cambiar_un_feriado()
        numeros = sorted(Solicitud.objects.values_list("folio_numero", flat=True))
        assert numeros == list(range(1, len(numeros) + 1)), "folios without gaps"
        self.hechos.update(f"en {estado}" for estado in Solicitud.objects.values_list("estado", flat=True))
        return self.hechos

    def _cambiar_un_feriado(self) -> None:
        """Wherever SEC puts one afterwards, or takes one from, it finds every request that it moves."""
        hasta = max(self.reloj.date(), INICIO.date()) + timedelta(days=20)
        dia = INICIO.date() + timedelta(days=self.azar.randrange((hasta - INICIO.date()).days))
        if not Feriado.objects.filter(fecha=dia, region=None).update(vigente=False):
            Feriado.objects.create(fecha=dia, nombre="De la prueba")
        with en(self.reloj):
            actions.ajustar_todas(actor=self.gente["Sonia"], solicitudes=ajustes.por_feriado(dia))
        assert [str(diferencia) for diferencia in recalculo.recalcular()] == [], f"the holiday of {dia}"
        self.hechos.update(Evento.objects.filter(tipo="PLAZOS_RECALCULADOS").values_list("tipo", flat=True))


def _valores(solicitud: Solicitud) -> dict[str, Any]:
    return {campo.attname: getattr(solicitud, campo.attname) for campo in Solicitud._meta.concrete_fields}
