"""The tables that a load fills and their columns, in the order in which ``filas`` writes them."""

COLUMNAS: dict[str, str] = {
    "cuentas_usuario": "id,password,last_login,perfil,rol,documento_tipo,documento,clave_de_ingreso,nombres,apellidos,"
    "razon_social,email,celular,celular_verificado_en,es_instalador,distribuidora_id,estado,de_demostracion,"
    "consentimiento_en,consentimiento_texto,creada_en,activada_en,desactivada_en",
    "archivos_archivo": "id,uso,nombre,extension,tipo,bytes,bytes_recibidos,sha256_recibido,sha256_guardado,"
    "creado_en,creado_por_id",
    "solicitudes_expediente": "id,distribuidora_id,solicitante_id,numero,comuna_id,creado_en",
    "solicitudes_solicitud": "id,folio,folio_numero,tipo,estado,distribuidora_id,solicitante_id,expediente_id,"
    "comuna_id,numero_cliente,numero_cliente_compacto,es_factibilidad,numero_solicitud,numero_solicitud_compacto,"
    "correo_adicional,es_titular,aumenta_capacidad,capacidad_instalar,capacidad_inyectar,capacidad_nueva,"
    "cambio_capacidad,clase_documento,nombre_documento,aporta_medidor,pago_sin_revisar,fuera_de_orden,"
    "fuera_de_vigencia,reclasificada,aceptada_por_plazo,asignada_a_id,enviada_en,recibida_el,recepcion_el,"
    "respondida_en,disponible_en,plazo_respuesta_el,caso,obligacion,vence_el,abierta_en,cerrada_en,prorrogada_hasta,contado_hasta,"
    "dias_distribuidora,dias_solicitante,dias_pago,dias_nadie,dias_respuesta",
    "bitacora_evento": "id,cadena,numero,tipo,actor_id,datos,ocurrido,registrado,previo,hash",
    "bitacora_cabeza": "cadena,numero,hash,ocurrido",
    "solicitudes_textodeevento": "id,evento_id,solicitud_id,texto,sal",
    "solicitudes_obligacion": "id,solicitud_id,clase,caso,regla_id,responsable,comienza_en,recibida_el,vence_el,"
    "termina_en,fin",
    "solicitudes_adjunto": "id,solicitud_id,codigo,nombre,archivo_id,version,creado_en",
    "solicitudes_respuesta": "id,solicitud_id,version,archivo_id,comentario,creada_por_id,creada_en,disponible_en,"
    "capacidad_conexion,capacidad_permitida,inyeccion_permitida,obras,obras_costo,obras_dias,manifestacion_necesaria,"
    "conexion_acordada_en",
    "solicitudes_observacion": "id,solicitud_id,propiedad_conjunta,tarde,creada_por_id,creada_en,corregida_en",
    "solicitudes_documentoobservado": "id,observacion_id,codigo,nombre,motivo",
    "solicitudes_comunicacion": "id,solicitud_id,autor_id,de_la_distribuidora,texto,sal,archivo_id,creada_en",
    "solicitudes_conexion": "id,solicitud_id,resultado,fecha,registrada_por_id,registrada_en",
    "pagos_cobro": "id,solicitud_id,referencia,monto,explicacion,cupon_id,creado_por_id,creado_en,retirado_en",
    "pagos_comprobante": "id,cobro_id,metodo,archivo_id,estado,informado_por_id,informado_en,decidido_por_id,"
    "decidido_en",
}
# Those whose id a sequence gives: who loads continues it and moves it on.
CON_SECUENCIA = tuple(
    tabla for tabla, columnas in COLUMNAS.items() if columnas.startswith("id,") and tabla != "archivos_archivo"
)
