"""The sections of the account itself, and of the log and the outbox."""

from typing import Any

from django.db.models import Case, Q, QuerySet, When

from cuentas.datos_propios.secciones import Seccion, registrar
from cuentas.documento import lecturas
from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Cambio, Usuario
from cuentas.notificaciones.presentacion import Notificacion
from cuentas.perfil.presentacion import accion, tipo_de_perfil
from nucleo.archivos.models import Archivo
from nucleo.avisos import preferencias
from nucleo.avisos.models import Aviso
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Acceso, Evento
from nucleo.trabajos.models import Trabajo


def _cuenta(usuario: Usuario) -> list[dict[str, Any]]:
    elegido = preferencias.de(usuario.pk)
    return [
        {
            "perfil": tipo_de_perfil(usuario),
            "rol": usuario.get_rol_display() if usuario.rol else None,
            "distribuidora": str(usuario.distribuidora) if usuario.distribuidora else None,
            "documento": f"{usuario.documento_tipo} {usuario.documento_mostrado}",
            "estado": usuario.get_estado_display(),
            "ultimo_ingreso": usuario.last_login,
            "recordatorios": elegido.recordatorios,
            "sms": elegido.sms,
            **{
                campo: getattr(usuario, campo)
                for campo in (
                    "nombres", "apellidos", "razon_social", "email", "celular", "celular_verificado_en",
                    "es_instalador", "consentimiento_en", "consentimiento_texto", "creada_en", "activada_en",
                )
            },
        }
    ]  # fmt: skip


def _identidad(usuario: Usuario) -> QuerySet[DocumentoIdentidad]:
    return DocumentoIdentidad.objects.filter(usuario=usuario).select_related("archivo")


def _fila_de_identidad(documento: DocumentoIdentidad) -> dict[str, Any]:
    return {
        "archivo": documento.archivo.nombre,
        "estado": documento.get_estado_display(),
        "enviado_en": documento.enviado_en,
        "revisado_en": documento.decidido_en,
        "motivo": documento.motivo,
        "reemplazado_en": documento.reemplazado_en,
        "copia_eliminada_en": documento.archivo.borrado_en,
    }


def _sesiones(usuario: Usuario) -> Any:
    return usuario.sesiones.order_by("-vista_en").values("abierta_en", "vista_en", "direccion", "agente")


def _segundo_factor(usuario: Usuario) -> list[dict[str, Any]]:
    factor = getattr(usuario, "segundo_factor", None)
    if factor is None or factor.confirmado_en is None:
        return []
    sin_usar = usuario.codigos_de_recuperacion.filter(usado_en=None).count()
    return [{"activado_en": factor.confirmado_en, "codigos_de_recuperacion_sin_usar": sin_usar}]


def _archivos(usuario: Usuario) -> Any:
    archivos = Archivo.objects.filter(creado_por=usuario, bytes_recibidos__isnull=False).order_by("-creado_en")
    return archivos.values("nombre", "uso", "bytes", "creado_en", "sha256_recibido")


def _mensajes(usuario: Usuario) -> QuerySet[Aviso]:
    return Aviso.objects.filter(usuario=usuario).order_by("-creado_en", "-pk")


def _fila_de_mensaje(aviso: Aviso) -> dict[str, Any]:
    notificacion = Notificacion(aviso)
    return {
        "creado_en": aviso.creado_en,
        "enviado_en": aviso.enviado_en,
        "canal": notificacion.canal,
        "destinatario": aviso.destinatario,
        "estado": f"{notificacion.estado}. {notificacion.por_que}".rstrip(". "),
        "asunto": notificacion.asunto,
        "texto": "" if notificacion.de_codigo else aviso.texto,
    }


def _hechos(usuario: Usuario) -> QuerySet[Evento]:
    de_la_cuenta, propio = Q(cadena=f"usuario:{usuario.pk}"), Q(actor=usuario)
    eventos = Evento.objects.filter(de_la_cuenta | propio).select_related("origen", "cambio")
    # ``actor`` may be null, and NULL = 5 is neither true nor false.
    yo = Case(When(propio, then=True), default=False)
    return eventos.annotate(yo=yo, de_la_cuenta=Case(When(de_la_cuenta, then=True), default=False)).order_by(
        "-ocurrido", "-pk"
    )


def _fila_de_hecho(evento: Any) -> dict[str, Any]:
    """The address only of one's own acts, and what changed only in one's own account: the rest is of others."""
    cambio: Cambio | None = getattr(evento, "cambio", None) if evento.de_la_cuenta else None
    origen = getattr(evento, "origen", None) if evento.yo else None
    return {
        "ocurrido": evento.ocurrido,
        "hecho": vocabulario.de(evento.tipo).frase or evento.tipo,
        "quien": "Tú" if evento.yo else "Otra persona" if evento.actor_id else "El sistema",
        "direccion": origen.direccion if origen else None,
        "antes": cambio.antes if cambio else None,
        "despues": cambio.despues if cambio else None,
        "motivo": cambio.motivo if cambio else None,
    }


def _accesos(usuario: Usuario) -> QuerySet[Acceso]:
    propios = Q(usuario=usuario) | Q(objeto=f"usuario:{usuario.pk}", accion__in=("ingreso", "segundo-factor"))
    suyos = Acceso.objects.filter(propios | lecturas.de_sus_papeles(usuario)).order_by("-pk")
    # Who looked at one's papers is told; from which machine is that person's own matter.
    ajeno = Q(accion=lecturas.VER) & ~Q(usuario=usuario)
    return suyos.annotate(ajeno=Case(When(ajeno, then=True), default=False)).select_related("usuario__distribuidora")


def _fila_de_acceso(acceso: Any) -> dict[str, Any]:
    return {
        "cuando": acceso.cuando,
        "accion": lecturas.frase(acceso) if acceso.ajeno else accion(acceso.accion),
        "objeto": acceso.objeto,
        "permitido": acceso.permitido,
        "direccion": None if acceso.ajeno else acceso.direccion,
        "agente": "" if acceso.ajeno else acceso.agente,
    }


def _descargas(usuario: Usuario) -> Any:
    return Trabajo.objects.filter(usuario=usuario).order_by("-creado_en").values("nombre", "filtros", "creado_en")


_DIRECCION, _NAVEGADOR = "Dirección IP", "Navegador"
SECCIONES = (
    Seccion("cuenta", "Tu cuenta", {
        "perfil": "Tipo de perfil", "rol": "Rol", "distribuidora": "Distribuidora", "documento": "Documento",
        "nombres": "Nombres", "apellidos": "Apellidos", "razon_social": "Razón social", "email": "Correo",
        "celular": "Celular", "celular_verificado_en": "Celular verificado", "es_instalador": "Instalador SEC",
        "estado": "Estado", "consentimiento_en": "Aceptaste los avisos", "consentimiento_texto": "Versión del texto",
        "creada_en": "Creada", "activada_en": "Activada", "ultimo_ingreso": "Último ingreso",
        "recordatorios": "Recibe recordatorios", "sms": "Recibe avisos por SMS",
    }, _cuenta),
    Seccion("documentos_de_identidad", "Tu documento de identidad", {
        "archivo": "Archivo", "estado": "Estado", "enviado_en": "Enviado", "revisado_en": "Revisado",
        "motivo": "Motivo", "reemplazado_en": "Reemplazado", "copia_eliminada_en": "Copia eliminada",
    }, _identidad, _fila_de_identidad),
    Seccion("segundo_factor", "Tu segundo factor", {
        "activado_en": "Activado", "codigos_de_recuperacion_sin_usar": "Códigos de recuperación sin usar",
    }, _segundo_factor),
    Seccion("archivos", "Los archivos que subiste", {
        "nombre": "Nombre", "uso": "Para qué", "bytes": "Bytes", "creado_en": "Subido",
        "sha256_recibido": "Huella SHA-256",
    }, _archivos),
    Seccion("descargas_pedidas", "Los archivos que pediste preparar", {
        "nombre": "Nombre", "filtros": "Filtros", "creado_en": "Pedido",
    }, _descargas),
    Seccion("mensajes", "Los mensajes que te enviamos", {
        "creado_en": "Creado", "enviado_en": "Enviado", "canal": "Canal", "destinatario": "A", "estado": "Estado",
        "asunto": "Asunto", "texto": "Texto",
    }, _mensajes, _fila_de_mensaje),
    Seccion("sesiones", "Tus sesiones abiertas", {
        "abierta_en": "Abierta", "vista_en": "Última actividad", "direccion": _DIRECCION, "agente": _NAVEGADOR,
    }, _sesiones),
    Seccion("historial", "Lo que pasó con tu cuenta y lo que hiciste", {
        "ocurrido": "Cuándo", "hecho": "Qué", "quien": "Quién", "direccion": _DIRECCION, "antes": "Antes",
        "despues": "Después", "motivo": "Motivo",
    }, _hechos, _fila_de_hecho),
    Seccion("accesos", "Tus accesos", {
        "cuando": "Cuándo", "accion": "Qué", "objeto": "Sobre qué", "permitido": "Permitido",
        "direccion": _DIRECCION, "agente": _NAVEGADOR,
    }, _accesos, _fila_de_acceso),
)  # fmt: skip


def declarar() -> None:
    for seccion in SECCIONES:
        registrar(seccion)
