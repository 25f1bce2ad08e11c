"""The columns of the sábana: what each says, and where its value comes from. The tables behind the letters are in
``consulta``."""

from fiscalizacion.sabana.datos import Dato
from fiscalizacion.sabana.sql import dia, documento, escrito, etiqueta, hora, nombre, rut, si_no
from nucleo.comun.hojas import ENTERO, FECHA, FECHA_HORA, TEXTO, Columna
from pagos.models import EstadoComprobante, Metodo
from solicitudes.estados import Estado, Tipo
from solicitudes.models import CambioCapacidad, ClaseDocumento, ResultadoConexion

_FORMAL, _LARGO = 17.0, 40.0


def _texto(titulo: str, significado: str, sql: str, ancho: float = _FORMAL) -> Dato:
    return Dato(Columna(titulo, significado, TEXTO, ancho), sql)


def _entero(titulo: str, significado: str, sql: str) -> Dato:
    return Dato(Columna(titulo, significado, ENTERO, 14.0), sql)


def _dia(titulo: str, significado: str, sql: str) -> Dato:
    return Dato(Columna(titulo, significado, FECHA, 13.0), sql)


def _hora(titulo: str, significado: str, columna: str) -> Dato:
    return Dato(Columna(titulo, f"{significado}, hora de Chile", FECHA_HORA, _FORMAL), hora(columna))


IDENTIDAD = (
    _texto("N° Folio", "Número del portal, único en el país", "s.folio"),
    _texto("N° Solicitud", "Número que le da la distribuidora", escrito("s.numero_solicitud")),
    _texto("N° Cliente", "N° de cliente o de factibilidad del suministro", "s.numero_cliente"),
    _texto("Es factibilidad", "Sí, si el número anterior es de factibilidad", si_no("s.es_factibilidad")),
    _texto("Tipo de Solicitud", "Formulario enviado", etiqueta("s.tipo", Tipo), 28.0),
    _texto("Clase de documento", "Del formulario de manifestación: si lo es, o trae otro documento",
           etiqueta("s.clase_documento", ClaseDocumento), 28.0),
    _texto("Estado", "En qué estaba al generar el archivo", etiqueta("s.estado", Estado), 28.0),
    _texto("Le toca a", "Parte que debía actuar al generar el archivo", "turno.parte"),
)  # fmt: skip
PARTES = (
    _texto("Empresa Dx", "Nombre de fantasía de la distribuidora", "d.nombre", 22.0),
    _texto("RUT Dx", "RUT de la distribuidora", escrito(rut("d.rut"))),
    _texto("Solicitante", "Nombre o razón social de quien envió", nombre("u"), 28.0),
    _texto("RUT solicitante", "Documento de la cuenta que envió", documento("u.documento_tipo", "u.documento")),
    _texto("Correo", "Correo registrado del solicitante", "u.email", 28.0),
    _texto("Instalador SEC", "Declaración del propio solicitante", si_no("u.es_instalador")),
    _texto("Actúa como titular", "Sí, si el solicitante es el titular del suministro", si_no("s.es_titular")),
)
LUGAR = (
    _texto("Región", "Región del suministro", "re.nombre", 24.0),
    _texto("Comuna", "Comuna del suministro", "c.nombre", 20.0),
    _texto("CUT comuna", "Código único territorial, como texto", "c.codigo"),
    _entero("Expediente", "Número interno que une las solicitudes de un lugar", "s.expediente_id"),
    Dato(Columna("kW por instalar", "Capacidad por instalar, en kW"), "s.capacidad_instalar::float8"),
    Dato(Columna("kW por inyectar", "Capacidad por inyectar, en kW"), "s.capacidad_inyectar::float8"),
    _texto("Cambio de capacidad", "Lo que la manifestación hace con la capacidad pedida",
           etiqueta("s.cambio_capacidad", CambioCapacidad)),
)  # fmt: skip
PASOS = (
    _hora("Fecha solicitud", "Cuándo se envió", "s.enviada_en"),
    _dia("Recibida el", "Día hábil en que se tiene por recibida", "s.recibida_el"),
    _dia("Última recepción", "La misma fecha, o la de la última corrección entregada", "s.recepcion_el"),
    _hora("Primera apertura", "Cuándo la leyó por primera vez la distribuidora", "s.abierta_en"),
    _hora("Corrección pedida", "Cuándo se pidió corregir u objetó, la última vez", "obs.pedida"),
    _hora("Corrección entregada", "Cuándo se entregó la última corrección", "obs.entregada"),
    _entero("Correcciones pedidas", "Cuántas veces se pidió corregir u objetó", "coalesce(obs.veces, 0)"),
    _hora("Fecha respuesta", "Cuándo se guardó la primera respuesta", "s.respondida_en"),
    _hora("Disponible desde", "Cuándo pudo descargarla el solicitante", "s.disponible_en"),
    _hora("Complemento pedido", "Cuándo pidió el solicitante completar la respuesta, la última vez", "ob.complemento"),
    _hora("Complemento entregado", "Cuándo se complementó la respuesta, la última vez", "res.complementada"),
    _hora("Conexión acordada", "Fecha acordada en la respuesta", "res.acordada"),
    _texto("Resultado de la conexión", "El último que registró la distribuidora",
           etiqueta("con.resultado", ResultadoConexion), 24.0),
    _dia("Fecha de la conexión", "La de ese resultado", "con.fecha"),
    _dia("Prorrogada hasta", "Nuevo término de la vigencia", "s.prorrogada_hasta"),
    _hora("Cerrada el", "Cuándo terminó", "s.cerrada_en"),
)  # fmt: skip
PLAZOS = (
    _texto("Caso del plazo", "Código de la regla aplicada a la respuesta", escrito("s.caso"), 22.0),
    _texto("Artículo", "Norma que fija ese plazo", "regla.articulo", 22.0),
    _texto("Duración del plazo", "Cuánto dura según esa norma", "regla.cantidad || ' ' || regla.unidad"),
    _dia("Plazo legal", "Último día para responder", "s.plazo_respuesta_el"),
    _texto("Respondida en plazo", "Compara la fecha de respuesta con el plazo legal; vacío si falta una de las dos",
           si_no(f"{dia('s.respondida_en')} <= s.plazo_respuesta_el")),
    _entero("Días hábiles de respuesta", "Cuántos días de ese plazo tomó la respuesta", "s.dias_respuesta"),
    _entero("Días de la distribuidora", "Días hábiles en que le tocó actuar, hasta hoy o el cierre",
            "s.dias_distribuidora + CASE turno.cuenta WHEN 'distribuidora' THEN h.dias ELSE 0 END"),
    _entero("Días del solicitante", "Días hábiles en que le tocó actuar, sin contar el pago",
            "s.dias_solicitante + CASE turno.cuenta WHEN 'solicitante' THEN h.dias ELSE 0 END"),
    _entero("Días retenida por pago", "Días hábiles en que esperó un pago",
            "s.dias_pago + CASE turno.cuenta WHEN 'pago' THEN h.dias ELSE 0 END"),
    _texto("Obligación en curso", "Código del plazo que corría al generar el archivo", escrito("s.obligacion"), 22.0),
    _dia("Vence el", "Último día de esa obligación", "s.vence_el"),
    _texto("Atrasada", "Sí, si ese día ya había pasado", si_no("s.vence_el < %(hoy)s")),
    _texto("Fuera de orden", "Sí, si se respondió antes que otras que llegaron primero", si_no("s.fuera_de_orden")),
    _texto("Fuera de vigencia", "Sí, si se envió después de vencer la vigencia anterior", si_no("s.fuera_de_vigencia")),
)  # fmt: skip
PAGO = (
    _texto("Referencia de pago", "La del último cobro", "cob.referencia"),
    _entero("Monto", "El del último cobro, en pesos", "cob.monto"),
    _entero("Cobros", "Cuántas veces se pidió un pago", "coalesce(cob.veces, 0)"),
    _hora("Pago solicitado", "Cuándo se pidió el último pago", "cob.creado_en"),
    _hora("Cobro retirado", "Cuándo lo retiró la distribuidora", "cob.retirado_en"),
    _texto("Método de pago", "El del último comprobante", etiqueta("com.metodo", Metodo)),
    _texto("Comprobante", "En qué quedó el último comprobante", etiqueta("com.estado", EstadoComprobante), 24.0),
    _hora("Pago informado", "Cuándo se envió el último comprobante", "com.informado_en"),
    _hora("Pago decidido", "Cuándo se validó, rechazó o aceptó", "com.decidido_en"),
    _texto("Aceptado sin revisar", "Sí, si el pago se aceptó por plazo y nadie lo ha revisado",
           si_no("s.pago_sin_revisar")),
)  # fmt: skip
MOTIVOS = (
    _texto("Motivo de la corrección", "Lo que escribió quien la pidió, la última vez", "tx.correccion", _LARGO),
    _texto("Motivo fuera de orden", "Por qué se adelantó a otras", "tx.fuera_de_orden", _LARGO),
    _texto("Motivo de reclasificación", "Por qué cambió el caso del plazo", "tx.reclasificacion", _LARGO),
    _texto("Motivo del complemento", "Qué le faltaba a la respuesta", "tx.complemento", _LARGO),
    _texto("Motivo del rechazo del pago", "Por qué no se aceptó el último comprobante rechazado", "tx.rechazo", _LARGO),
    _texto("Motivo del término", "Por qué se anuló o retiró", "tx.termino", _LARGO),
)
EVIDENCIA = (
    _entero("Documentos", "Cuántos envió el solicitante, con todas sus versiones", "coalesce(adj.cuantos, 0)"),
    _entero("Respuestas", "Cuántas versiones tiene la respuesta", "coalesce(res.versiones, 0)"),
    _entero("Eventos", "Cuántos hechos tiene su historia", "cab.numero"),
    _hora("Último evento", "Cuándo ocurrió el último", "cab.ocurrido"),
    _texto("Hash del último evento", "Sella toda la historia: cambia si se altera cualquier hecho",
           "encode(cab.hash, 'hex')", 66.0),
)  # fmt: skip
DATOS = IDENTIDAD + PARTES + LUGAR + PASOS + PLAZOS + PAGO + MOTIVOS + EVIDENCIA
COLUMNAS = tuple(dato.columna for dato in DATOS)
