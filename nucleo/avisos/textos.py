"""The original text of every notice of reglas.md section 2; SEC edits its copies in ``MensajePredefinido`` (F-05).

Each says what happened, what comes next, until when, who acts, and links the request (reglas.md 9). The terms are
dated data, so no text holds a number of days. A last line ``Nombre: {enlace}`` becomes the link of the HTML part.
"""

from typing import NamedTuple

SOLICITANTE, DISTRIBUIDORA, SEC, ADICIONAL = "solicitante", "distribuidora", "sec", "adicional"
VER = "\n\nVer la solicitud: {enlace}"


class Original(NamedTuple):
    """``tramite`` empty: for every form without its own text. ``para``: whom the text addresses."""

    clave: str
    tramite: str
    para: str
    asunto: str
    cuerpo: str


ACUSES = (
    Original(
        "acuse", "informacion", SOLICITANTE, "{folio}: recibimos tu {formulario}",
        "Hola, {nombre}:\n\nRecibimos tu {formulario} el {fecha_envio} y se la entregamos a {distribuidora}. "
        "Su folio es {folio}.\n\n{distribuidora} debe responderte a más tardar el {plazo}. Te avisaremos por correo "
        "cuando la respuesta esté disponible. Por ahora no tienes que hacer nada." + VER,
    ),
    Original(
        "acuse", "conexion", SOLICITANTE, "{folio}: recibimos tu {formulario}",
        "Hola, {nombre}:\n\nRecibimos tu {formulario} el {fecha_envio} y se la entregamos a {distribuidora}. "
        "Su folio es {folio}.\n\n{distribuidora} debe responderte a más tardar el {plazo}. Si le falta un documento, "
        "te pedirá corregirlo antes. Te avisaremos por correo de cada paso. Por ahora no tienes que hacer nada." + VER,
    ),
    Original(
        "acuse", "manifestacion", SOLICITANTE, "{folio}: recibimos tu {formulario}",
        "Hola, {nombre}:\n\nRecibimos tu {formulario} el {fecha_envio} y se la entregamos a {distribuidora}. "
        "Su folio es {folio}.\n\nNo requiere respuesta. Solo si pides aumentar la capacidad, {distribuidora} puede "
        "objetarla dentro de su plazo; te avisaremos si lo hace. Cuando termines la instalación, envía la "
        "Notificación de Conexión." + VER,
    ),
    Original(
        "acuse", "notificacion", SOLICITANTE, "{folio}: recibimos tu {formulario}",
        "Hola, {nombre}:\n\nRecibimos tu {formulario} el {fecha_envio} y se la entregamos a {distribuidora}. "
        "Su folio es {folio}.\n\n{distribuidora} debe acordar contigo la fecha de la conexión a más tardar el "
        "{plazo}. Si le falta un documento, te pedirá corregirlo antes. Por ahora no tienes que hacer nada." + VER,
    ),
)  # fmt: skip

PARA_EL_SOLICITANTE = (
    Original(
        "pago_solicitado", "", SOLICITANTE, "{folio}: debes pagar {monto} para continuar",
        "Hola, {nombre}:\n\n{distribuidora} pidió un pago de {monto} por tu {formulario}. Explicación: {motivo}\n\n"
        "Revisa las formas de pago, paga y adjunta el comprobante en el portal." + VER,
    ),
    Original(
        "cobro_retirado", "", SOLICITANTE, "{folio}: ya no debes pagar",
        "Hola, {nombre}:\n\n{distribuidora} retiró el cobro de {monto} de tu {formulario}. Motivo: {motivo}\n\n"
        "Tu solicitud quedó en el estado {estado}. No tienes que pagar nada por ella." + VER,
    ),
    Original(
        "respuesta_disponible", "", SOLICITANTE, "{folio}: tu respuesta está disponible",
        "Hola, {nombre}:\n\n{distribuidora} respondió tu {formulario}. Comentarios: {comentario}\n\n"
        "Entra al portal para descargar la respuesta y ver cuál es el paso siguiente." + VER,
    ),
    Original(
        "respuesta_disponible", "conexion", SOLICITANTE, "{folio}: tu respuesta está disponible",
        "Hola, {nombre}:\n\n{distribuidora} respondió tu {formulario}. Comentarios: {comentario}\n\n"
        "Descarga la respuesta en el portal. El plazo para enviar la Manifestación de Conformidad ya empezó a "
        "correr; la página de la solicitud te dice hasta cuándo y si la necesitas." + VER,
    ),
    Original(
        "respuesta_con_pago", "", SOLICITANTE, "{folio}: la respuesta está lista y falta tu pago",
        "Hola, {nombre}:\n\n{distribuidora} respondió tu {formulario} y pidió un pago de {monto}. "
        "Explicación: {motivo}\n\nPaga y adjunta el comprobante en el portal. Podrás descargar la respuesta cuando "
        "el pago quede validado." + VER,
    ),
    Original(
        "respuesta_bloqueada", "", SOLICITANTE, "{folio}: la respuesta está lista y espera el pago",
        "Hola, {nombre}:\n\n{distribuidora} respondió tu {formulario}. Podrás descargar la respuesta cuando el pago "
        "de {monto} quede validado.\n\nTu solicitud sigue en el estado {estado}." + VER,
    ),
    Original(
        "pago_validado", "", SOLICITANTE, "{folio}: tu pago fue validado",
        "Hola, {nombre}:\n\n{distribuidora} validó tu pago de {monto}.\n\nTu {formulario} quedó en el estado "
        "{estado}. Si la respuesta ya está, puedes descargarla; si falta, te avisaremos cuando llegue." + VER,
    ),
    Original(
        "pago_rechazado", "", SOLICITANTE, "{folio}: tu comprobante de pago fue rechazado",
        "Hola, {nombre}:\n\n{distribuidora} rechazó el comprobante del pago de {monto}. Motivo: {motivo}\n\n"
        "Adjunta otro comprobante en el portal. Tu {formulario} sigue abierta." + VER,
    ),
    Original(
        "pago_aceptado_por_plazo", "", SOLICITANTE, "{folio}: tu pago fue aceptado por plazo",
        "Hola, {nombre}:\n\nVenció el plazo de {distribuidora} para revisar tu comprobante de {monto} y el sistema "
        "lo dio por válido.\n\nTu {formulario} quedó en el estado {estado}. {distribuidora} o la SEC todavía "
        "pueden revisarlo y, con un motivo, dejarlo sin efecto." + VER,
    ),
    Original(
        "aceptacion_revertida", "", SOLICITANTE, "{folio}: tu pago quedó rechazado tras la revisión",
        "Hola, {nombre}:\n\nSe revisó el comprobante que el sistema había aceptado por plazo y quedó rechazado. "
        "Motivo: {motivo}\n\nAdjunta otro comprobante de {monto} en el portal para recuperar el acceso a la "
        "respuesta." + VER,
    ),
    Original(
        "solicitud_observada", "", SOLICITANTE, "{folio}: corrige documentos hasta el {plazo}",
        "Hola, {nombre}:\n\n{distribuidora} revisó tu {formulario} y pidió corregir: {documentos}. "
        "Motivo: {motivo}\n\nSube las nuevas versiones en el portal a más tardar el {plazo}. Después de ese día la "
        "solicitud vence y tendrías que enviar una nueva." + VER,
    ),
    Original(
        "manifestacion_objetada", "", SOLICITANTE, "{folio}: objetaron tu aumento de capacidad",
        "Hola, {nombre}:\n\n{distribuidora} objetó tu {formulario}. Motivo: {motivo}\n\nCorrígela en el portal a "
        "más tardar el {plazo}. Después de ese día vence y tendrías que enviar una nueva." + VER,
    ),
    Original(
        "manifestacion_cerrada", "", SOLICITANTE, "{folio}: tu manifestación quedó cerrada sin objeciones",
        "Hola, {nombre}:\n\nVenció el plazo de {distribuidora} para objetar tu {formulario} y no hubo objeciones. "
        "El sistema la cerró.\n\nCuando termines la instalación, envía la Notificación de Conexión." + VER,
    ),
    Original(
        "solicitud_vencida", "", SOLICITANTE, "{folio}: tu solicitud venció",
        "Hola, {nombre}:\n\nEl {plazo} terminó el plazo para corregir tu {formulario} y no recibimos los documentos. "
        "La solicitud quedó vencida.\n\nSi quieres seguir, envía una nueva desde el portal; puedes usar los mismos "
        "datos." + VER,
    ),
    Original(
        "respuesta_complementada", "", SOLICITANTE, "{folio}: hay un complemento de tu respuesta",
        "Hola, {nombre}:\n\n{distribuidora} complementó la respuesta de tu {formulario}. Comentarios: {comentario}\n\n"
        "La primera respuesta y su fecha no cambian. Descarga el complemento en el portal." + VER,
    ),
    Original(
        "solicitud_anulada", "", SOLICITANTE, "{folio}: tu solicitud fue anulada",
        "Hola, {nombre}:\n\nLa SEC anuló tu {formulario} presentada a {distribuidora}. Motivo: {motivo}\n\n"
        "Los documentos siguen disponibles en el portal. Si quieres seguir, envía una nueva solicitud." + VER,
    ),
    Original(
        "comunicacion", "", SOLICITANTE, "{folio}: {distribuidora} te escribió",
        "Hola, {nombre}:\n\n{distribuidora} te escribió sobre tu {formulario}:\n\n{comentario}\n\n"
        "Puedes leerlo, descargar el archivo si lo hay y responder en el portal. No respondas a este correo." + VER,
    ),
)  # fmt: skip

DESPUES_DE_LA_RESPUESTA = (
    Original(
        "conexion_registrada", "", SOLICITANTE, "{folio}: registraron tu conexión",
        "Hola, {nombre}:\n\n{distribuidora} registró el resultado de tu conexión. Comentarios: {motivo}\n\n"
        "Revísalo en el portal. Si no coincide con lo que pasó, escríbele a {distribuidora} o reclama ante la "
        "SEC." + VER,
    ),
    Original(
        "prorroga_registrada", "", SOLICITANTE, "{folio}: tienes plazo hasta el {plazo}",
        "Hola, {nombre}:\n\n{distribuidora} registró una prórroga de la vigencia de tu {formulario}, hasta el "
        "{plazo}. Motivo: {motivo}\n\nEnvía la Notificación de Conexión antes de que termine." + VER,
    ),
)  # fmt: skip

RECUENTO = (
    Original(
        "plazo_recalculado", "", SOLICITANTE, "{folio}: el plazo ahora termina el {plazo}",
        "Hola, {nombre}:\n\nLa SEC cambió los feriados o los plazos que rigen tu {formulario}. El plazo que corre "
        "ahora termina el {plazo}. La página de la solicitud dice quién debe actuar y cómo se cuenta. Tu solicitud "
        "sigue en el estado {estado}." + VER,
    ),
    Original(
        "plazo_recalculado_distribuidora", "", DISTRIBUIDORA, "{folio}: el plazo ahora termina el {plazo}",
        "La SEC cambió los feriados o los plazos que rigen la {formulario} de {nombre}. El plazo que corre ahora "
        "termina el {plazo}. La página de la solicitud dice quién debe actuar y cómo se cuenta." + VER,
    ),
)  # fmt: skip

RECORDATORIOS = (
    Original(
        "recordatorio_solicitante", "", SOLICITANTE, "{folio}: tu plazo termina el {plazo}",
        "Hola, {nombre}:\n\nTu {formulario} espera que corrijas documentos. Tienes plazo hasta el {plazo}. Después "
        "de ese día la solicitud vence y tendrías que enviar una nueva." + VER,
    ),
    Original(
        "recordatorio_distribuidora", "", DISTRIBUIDORA, "{folio}: el plazo termina el {plazo}",
        "La {formulario} de {nombre} espera a {distribuidora}: {documentos}. El plazo termina el {plazo}." + VER,
    ),
    Original(
        "recordatorio_atraso", "", DISTRIBUIDORA, "{folio}: el plazo terminó el {plazo}",
        "La {formulario} de {nombre} espera a {distribuidora}: {documentos}. El plazo terminó el {plazo} y sigue "
        "pendiente. La SEC ve este atraso." + VER,
    ),
)  # fmt: skip

PARA_LA_DISTRIBUIDORA = (
    Original(
        "solicitud_nueva", "", DISTRIBUIDORA, "{folio}: nueva {formulario}",
        "{nombre} envió una {formulario} el {fecha_envio}. N° de cliente o factibilidad: {numero_cliente}.\n\n"
        "{distribuidora} debe responder a más tardar el {plazo}." + VER,
    ),
    Original(
        "solicitud_nueva", "manifestacion", DISTRIBUIDORA, "{folio}: nueva {formulario}",
        "{nombre} envió una {formulario} el {fecha_envio}. N° de cliente o factibilidad: {numero_cliente}.\n\n"
        "No requiere respuesta. Si aumenta la capacidad, {distribuidora} puede objetarla dentro de su plazo." + VER,
    ),
    Original(
        "pago_informado", "", DISTRIBUIDORA, "{folio}: informaron un pago de {monto}",
        "{nombre} adjuntó el comprobante del pago de {monto} de su {formulario}.\n\n{distribuidora} debe validarlo o "
        "rechazarlo a más tardar el {plazo}. Después de ese día el sistema puede darlo por válido." + VER,
    ),
    Original(
        "pago_aceptado_por_plazo_distribuidora", "", DISTRIBUIDORA, "{folio}: pago aceptado por plazo, sin revisar",
        "Nadie revisó a tiempo el comprobante de {monto} de {nombre} y el sistema lo dio por válido. La solicitud "
        "quedó en el estado {estado}.\n\nRevisa el comprobante y confirma el pago, o revierte la aceptación "
        "con un motivo." + VER,
    ),
    Original(
        "aceptacion_revertida_distribuidora", "", DISTRIBUIDORA, "{folio}: se revirtió la aceptación del pago",
        "Se revirtió la aceptación del pago de {monto} de {nombre}. Motivo: {motivo}\n\nLa solicitud quedó en el "
        "estado {estado} y espera otro comprobante del solicitante." + VER,
    ),
    Original(
        "correccion_entregada", "", DISTRIBUIDORA, "{folio}: entregaron la corrección",
        "{nombre} corrigió los documentos de su {formulario}: {documentos}.\n\nLa solicitud quedó en el estado "
        "{estado} y su plazo empezó de nuevo: {plazo}." + VER,
    ),
    Original(
        "manifestacion_cerrada_distribuidora", "", DISTRIBUIDORA, "{folio}: manifestación cerrada sin objeciones",
        "Venció el plazo para objetar la {formulario} de {nombre} y no hubo objeciones. El sistema la cerró.\n\n"
        "No tienes que hacer nada." + VER,
    ),
    Original(
        "solicitud_vencida_distribuidora", "", DISTRIBUIDORA, "{folio}: solicitud vencida",
        "El {plazo} terminó el plazo de {nombre} para corregir su {formulario} y no entregó los documentos. La "
        "solicitud quedó vencida.\n\nNo tienes que hacer nada." + VER,
    ),
    Original(
        "solicitud_desistida", "", DISTRIBUIDORA, "{folio}: el solicitante desistió",
        "{nombre} desistió de su {formulario} del {fecha_envio}. Motivo: {motivo}\n\nLa solicitud quedó cerrada. No "
        "tienes que hacer nada." + VER,
    ),
    Original(
        "solicitud_anulada_distribuidora", "", DISTRIBUIDORA, "{folio}: solicitud anulada por la SEC",
        "La SEC anuló la {formulario} de {nombre}. Motivo: {motivo}\n\nLa solicitud quedó cerrada. No tienes que "
        "hacer nada." + VER,
    ),
    Original(
        "comunicacion_respondida", "", DISTRIBUIDORA, "{folio}: respondieron tu comunicación",
        "{nombre} respondió tu comunicación sobre su {formulario}:\n\n{comentario}\n\nLa respuesta quedó en el "
        "historial de la solicitud." + VER,
    ),
    Original(
        "complemento_pedido", "", DISTRIBUIDORA, "{folio}: piden completar la respuesta",
        "{nombre} dice que la respuesta de su {formulario} está incompleta. Motivo: {motivo}\n\n{distribuidora} debe "
        "complementarla a más tardar el {plazo}." + VER,
    ),
)  # fmt: skip

PARA_OTROS = (
    Original(
        "pago_aceptado_por_plazo_sec", "", SEC, "{folio}: pago aceptado por plazo, sin revisar",
        "{distribuidora} no revisó a tiempo el comprobante de {monto} de {nombre} y el sistema lo dio por válido. La "
        "{formulario} quedó en el estado {estado}.\n\nLa distribuidora o la SEC pueden revertirlo con un "
        "motivo." + VER,
    ),
    Original(
        "adicional", "", ADICIONAL, "{folio}: {estado}",
        "La {formulario} con folio {folio} está en el estado {estado}.\n\nRecibes este correo porque escribieron tu "
        "dirección como correo adicional de la solicitud. Para ver el detalle se necesita una cuenta." + VER,
    ),
)  # fmt: skip

PARA_AMBOS = RECUENTO + RECORDATORIOS
TEXTOS = ACUSES + PARA_EL_SOLICITANTE + DESPUES_DE_LA_RESPUESTA + PARA_AMBOS + PARA_LA_DISTRIBUIDORA + PARA_OTROS
