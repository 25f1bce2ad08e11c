"""Who gets what at every address, written by hand from DISENO 5, contrato.md ('Observable from outside') and reglas 1.

One line per address, method and object. The columns are nine people:

    A  nobody signed in                 M  Marta, YN operador     S  Sonia, SEC administrador
    E  Elena, citizen, the owner        J  Jorge, YN jefatura     X  Fabián, SEC fiscalizador
    F  Frida, another citizen           O  Olga, OV operador      I  Ignacio, installer

Objects: ``propio`` is Elena's, filed at YN; ``ajeno`` is Ignacio's, filed at OV; ``falta`` does not exist;
``cerrado`` is Elena's at YN, already answered; ``trabado`` is Elena's at YN, its answer locked until she pays.
302 of A is the sign-in page and back; 302 of the others is the next page of the flow.
"""

# fmt: off
TABLA = """
ruta                                          método objeto    A   E   F   I   M   J   O   S   X
# Public
/                                             GET    -         200 200 200 200 200 200 200 200 200
/                                             POST   -         405 405 405 405 405 405 405 405 405
/ingresar/                                    GET    -         200 302 302 302 302 302 302 302 302
/ingresar/                                    POST   vacío     422 422 422 422 422 422 422 422 422
/salir/                                       GET    -         405 405 405 405 405 405 405 405 405
/salir/                                       POST   -         302 302 302 302 302 302 302 302 302
/sesion/                                      GET    -         200 200 200 200 200 200 200 200 200
/sesion/                                      POST   -         200 200 200 200 200 200 200 200 200
/ayuda/                                       GET    -         200 200 200 200 200 200 200 200 200
/ayuda/                                       POST   -         405 405 405 405 405 405 405 405 405
/accesibilidad/                               GET    -         200 200 200 200 200 200 200 200 200
/accesibilidad/                               POST   -         405 405 405 405 405 405 405 405 405
/privacidad/                                  GET    -         200 200 200 200 200 200 200 200 200
/privacidad/                                  POST   -         405 405 405 405 405 405 405 405 405
/enlaces/                                     GET    -         200 200 200 200 200 200 200 200 200
/enlaces/                                     POST   -         405 405 405 405 405 405 405 405 405
/enlaces/<id>/archivo/                        GET    falta     404 404 404 404 404 404 404 404 404
/enlaces/<id>/archivo/                        POST   falta     405 405 405 405 405 405 405 405 405
/formularios/<tramite>/                       GET    -         200 200 200 200 200 200 200 200 200
/formularios/<tramite>/                       GET    falta     404 404 404 404 404 404 404 404 404
/formularios/<tramite>/                       POST   -         405 405 405 405 405 405 405 405 405
/formas-de-pago/                              GET    -         200 200 200 200 200 200 200 200 200
/formas-de-pago/                              POST   -         405 405 405 405 405 405 405 405 405
/csp/                                         GET    -         405 405 405 405 405 405 405 405 405
/csp/                                         POST   -         204 204 204 204 204 204 204 204 204
/salud/                                       GET    -         200 200 200 200 200 200 200 200 200
/salud/                                       POST   -         405 405 405 405 405 405 405 405 405
/avisos/baja/<token>/                         GET    falta     404 404 404 404 404 404 404 404 404
/avisos/baja/<token>/                         GET    propio    200 200 200 200 200 200 200 200 200
/avisos/baja/<token>/                         POST   falta     404 404 404 404 404 404 404 404 404
# Accounts: registration, activation, recovery; before any session, and harmless with one
/captcha/audio/<token>/                       GET    falta     410 410 410 410 410 410 410 410 410
/captcha/audio/<token>/                       POST   falta     405 405 405 405 405 405 405 405 405
/registro/                                    GET    -         200 200 200 200 200 200 200 200 200
/registro/                                    POST   vacío     422 422 422 422 422 422 422 422 422
/registro/recibido/                           GET    -         200 200 200 200 200 200 200 200 200
/registro/recibido/                           POST   -         405 405 405 405 405 405 405 405 405
/registro/correo/                             GET    -         405 405 405 405 405 405 405 405 405
/registro/correo/                             POST   vacío     302 302 302 302 302 302 302 302 302
/activacion/codigo/                           GET    -         302 302 302 302 302 302 302 302 302
/activacion/codigo/                           POST   vacío     302 302 302 302 302 302 302 302 302
/activacion/reenvio/                          GET    -         302 302 302 302 302 302 302 302 302
/activacion/reenvio/                          POST   -         302 302 302 302 302 302 302 302 302
/activacion/<token>/                          GET    falta     410 410 410 410 410 410 410 410 410
/activacion/<token>/                          POST   falta     410 410 410 410 410 410 410 410 410
/recuperacion/                                GET    -         200 200 200 200 200 200 200 200 200
/recuperacion/                                POST   vacío     422 422 422 422 422 422 422 422 422
/recuperacion/recibida/                       GET    -         200 200 200 200 200 200 200 200 200
/recuperacion/recibida/                       POST   -         405 405 405 405 405 405 405 405 405
/recuperacion/nueva-clave/                    GET    -         410 410 410 410 410 410 410 410 410
/recuperacion/nueva-clave/                    POST   vacío     410 410 410 410 410 410 410 410 410
/recuperacion/<token>/                        GET    falta     410 410 410 410 410 410 410 410 410
/recuperacion/<token>/                        POST   falta     405 405 405 405 405 405 405 405 405
# The demonstration's, closed outside DEMO (the tests run with DEMO off unless they say otherwise)
/demo/correos/                                GET    -         404 404 404 404 404 404 404 404 404
/demo/correos/                                POST   -         405 405 405 405 405 405 405 405 405
/demo/correos/<nombre>/                       GET    falta     404 404 404 404 404 404 404 404 404
/demo/correos/<nombre>/                       POST   falta     405 405 405 405 405 405 405 405 405
/demo/componentes/                            GET    -         404 404 404 404 404 404 404 404 404
/demo/componentes/                            POST   -         404 404 404 404 404 404 404 404 404
/demo/componentes/archivos/<campo>/           GET    -         404 404 404 404 404 404 404 404 404
/demo/componentes/archivos/<campo>/           POST   -         404 404 404 404 404 404 404 404 404
/demo/errores/<codigo>/                       GET    -         404 404 404 404 404 404 404 404 404
/demo/errores/<codigo>/                       POST   -         404 404 404 404 404 404 404 404 404
# Search by folio: the request's own page decides who may see it
/buscar/                                      GET    propio    302 302 302 302 302 302 302 302 302
/buscar/                                      GET    vacío     302 404 404 404 404 404 404 404 404
/buscar/                                      POST   propio    302 405 405 405 405 405 405 405 405
# Solicitante
/inicio/                                      GET    -         302 200 200 200 403 403 403 403 403
/inicio/                                      POST   -         302 405 405 405 403 403 403 403 403
/nuevo-envio/                                 GET    -         302 200 200 200 403 403 403 403 403
/nuevo-envio/                                 POST   -         302 405 405 405 403 403 403 403 403
/nuevo-envio/<tramite>/                       GET    -         302 200 200 200 403 403 403 403 403
/nuevo-envio/<tramite>/                       POST   -         302 302 302 302 403 403 403 403 403
/nuevo-envio/<tramite>/                       GET    falta     404 404 404 404 404 404 404 404 404
/borradores/<id>/datos/                       GET    propio    302 200 404 404 403 403 403 403 403
/borradores/<id>/datos/                       GET    ajeno     302 404 404 200 403 403 403 403 403
/borradores/<id>/datos/                       GET    falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/datos/                       POST   propio    302 302 404 404 403 403 403 403 403
/borradores/<id>/datos/                       POST   ajeno     302 404 404 302 403 403 403 403 403
/borradores/<id>/datos/                       POST   falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/documentos/                  GET    propio    302 200 404 404 403 403 403 403 403
/borradores/<id>/documentos/                  GET    falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/documentos/                  POST   propio    302 302 404 404 403 403 403 403 403
/borradores/<id>/documentos/                  POST   ajeno     302 404 404 302 403 403 403 403 403
/borradores/<id>/documentos/                  POST   falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/archivos/<campo>/            GET    propio    302 405 405 405 403 403 403 403 403
/borradores/<id>/archivos/<campo>/            POST   propio    302 302 404 404 403 403 403 403 403
/borradores/<id>/archivos/<campo>/            POST   ajeno     302 404 404 302 403 403 403 403 403
/borradores/<id>/archivos/<campo>/            POST   falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/revision/                    GET    propio    302 200 404 404 403 403 403 403 403
/borradores/<id>/revision/                    GET    falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/revision/                    POST   propio    302 302 404 404 403 403 403 403 403
/borradores/<id>/revision/                    POST   ajeno     302 404 404 302 403 403 403 403 403
/borradores/<id>/revision/                    POST   falta     302 404 404 404 403 403 403 403 403
/borradores/<id>/descarte/                    GET    propio    302 200 404 404 403 403 403 403 403
/borradores/<id>/descarte/                    POST   propio    302 302 404 404 403 403 403 403 403
/borradores/<id>/descarte/                    POST   ajeno     302 404 404 302 403 403 403 403 403
/borradores/<id>/descarte/                    POST   falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/enviada/                 GET    propio    302 200 404 404 403 403 403 403 403
/solicitudes/<folio>/enviada/                 GET    ajeno     302 404 404 200 403 403 403 403 403
/solicitudes/<folio>/enviada/                 GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/enviada/                 POST   propio    302 405 405 405 403 403 403 403 403
# The request, for whom it exists
/solicitudes/<folio>/                         GET    propio    302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/                         GET    ajeno     302 404 404 200 404 404 200 200 200
/solicitudes/<folio>/                         GET    falta     302 404 404 404 404 404 404 404 404
/solicitudes/<folio>/                         GET    cerrado   302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/                         GET    trabado   302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/                         POST   propio    302 405 405 405 405 405 405 405 405
/solicitudes/<folio>/plazo/                   GET    propio    302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/plazo/                   GET    ajeno     302 404 404 200 404 404 200 200 200
/solicitudes/<folio>/plazo/                   GET    falta     302 404 404 404 404 404 404 404 404
/solicitudes/<folio>/plazo/                   POST   propio    302 405 405 405 405 405 405 405 405
/solicitudes/<folio>/documentos.zip           GET    propio    302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/documentos.zip           GET    ajeno     302 404 404 200 404 404 200 200 200
/solicitudes/<folio>/documentos.zip           GET    falta     302 404 404 404 404 404 404 404 404
/solicitudes/<folio>/documentos.zip           GET    trabado   302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/documentos.zip           POST   propio    302 405 405 405 405 405 405 405 405
/expedientes/<expediente_id>/                 GET    propio    302 200 404 404 200 200 404 200 200
/expedientes/<expediente_id>/                 GET    ajeno     302 404 404 200 404 404 200 200 200
/expedientes/<expediente_id>/                 GET    falta     302 404 404 404 404 404 404 404 404
/expedientes/<expediente_id>/                 POST   propio    302 405 405 405 405 405 405 405 405
/solicitudes/<folio>/expediente/              GET    propio    302 200 404 404 403 403 403 200 200
/solicitudes/<folio>/expediente/              GET    ajeno     302 404 404 200 403 403 403 200 200
/solicitudes/<folio>/expediente/              GET    falta     302 404 404 404 403 403 403 404 404
/solicitudes/<folio>/expediente/              POST   propio    302 422 404 404 403 403 403 422 422
/solicitudes/<folio>/expediente/              POST   ajeno     302 404 404 422 403 403 403 422 422
/solicitudes/<folio>/expediente/              POST   falta     302 404 404 404 403 403 403 404 404
/solicitudes/<folio>/documentos/<id>/         GET    propio    302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/documentos/<id>/         GET    ajeno     302 404 404 200 404 404 200 200 200
/solicitudes/<folio>/documentos/<id>/         GET    falta     302 404 404 404 404 404 404 404 404
/solicitudes/<folio>/documentos/<id>/         GET    cruzado   302 404 404 404 404 404 404 404 404
/solicitudes/<folio>/documentos/<id>/         GET    cerrado   302 200 404 404 200 200 404 200 200
/solicitudes/<folio>/documentos/<id>/         GET    trabado   302 404 404 404 200 200 404 200 200
/solicitudes/<folio>/documentos/<id>/         POST   propio    302 405 405 405 405 405 405 405 405
/archivos/<id>/                               GET    propio    302 200 404 404 200 200 404 200 200
/archivos/<id>/                               GET    ajeno     302 404 404 200 404 404 200 200 200
/archivos/<id>/                               GET    borrador  302 200 404 404 404 404 404 404 404
/archivos/<id>/                               GET    cerrado   302 200 404 404 200 200 404 200 200
/archivos/<id>/                               GET    trabado   302 404 404 404 200 200 404 200 200
/archivos/<id>/                               GET    falta     302 404 404 404 404 404 404 404 404
/archivos/<id>/                               POST   propio    302 405 405 405 405 405 405 405 405
# The applicant's steps
/solicitudes/<folio>/correccion/              GET    propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/correccion/              GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/correccion/              POST   propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/correccion/              POST   ajeno     302 404 404 409 403 403 403 403 403
/solicitudes/<folio>/correccion/              POST   falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           GET    propio    302 200 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           GET    cerrado   302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           POST   propio    302 302 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           POST   ajeno     302 404 404 302 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           POST   cerrado   302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/desistimiento/           POST   falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             GET    propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             GET    cerrado   302 200 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             GET    trabado   302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             POST   propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             POST   ajeno     302 404 404 409 403 403 403 403 403
/solicitudes/<folio>/complemento/             POST   cerrado   302 302 404 404 403 403 403 403 403
/solicitudes/<folio>/complemento/             POST   falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            GET    propio    302 200 404 404 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            POST   propio    302 302 404 404 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            POST   ajeno     302 404 404 302 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            POST   vacío     302 422 404 404 403 403 403 403 403
/solicitudes/<folio>/comunicacion/            POST   falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    GET    propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    GET    falta     302 404 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    GET    cerrado   302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    GET    trabado   302 200 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    POST   propio    302 409 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    POST   trabado   302 422 404 404 403 403 403 403 403
/solicitudes/<folio>/pago/                    POST   falta     302 404 404 404 403 403 403 403 403
/archivos/<id>/vista/                         GET    propio    302 200 404 404 200 200 404 200 200
/archivos/<id>/vista/                         GET    ajeno     302 404 404 200 404 404 200 200 200
/archivos/<id>/vista/                         GET    borrador  302 200 404 404 404 404 404 404 404
/archivos/<id>/vista/                         GET    cerrado   302 200 404 404 200 200 404 200 200
/archivos/<id>/vista/                         GET    trabado   302 404 404 404 200 200 404 200 200
/archivos/<id>/vista/                         GET    falta     302 404 404 404 404 404 404 404 404
/archivos/<id>/vista/                         POST   propio    302 405 405 405 405 405 405 405 405
/archivos/<id>/vista/<pagina>/                GET    propio    302 200 404 404 200 200 404 200 200
/archivos/<id>/vista/<pagina>/                GET    ajeno     302 404 404 200 404 404 200 200 200
/archivos/<id>/vista/<pagina>/                GET    borrador  302 200 404 404 404 404 404 404 404
/archivos/<id>/vista/<pagina>/                GET    cerrado   302 200 404 404 200 200 404 200 200
/archivos/<id>/vista/<pagina>/                GET    trabado   302 404 404 404 200 200 404 200 200
/archivos/<id>/vista/<pagina>/                GET    falta     302 404 404 404 404 404 404 404 404
/archivos/<id>/vista/<pagina>/                POST   propio    302 405 405 405 405 405 405 405 405
# Distribuidora
/bandeja/                                     GET    -         302 403 403 403 200 200 200 403 403
/bandeja/                                     POST   -         302 403 403 403 405 405 405 403 403
/solicitudes/<folio>/respuesta/               GET    propio    302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/respuesta/               GET    ajeno     302 403 403 403 404 404 200 403 403
/solicitudes/<folio>/respuesta/               GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/respuesta/               GET    cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/respuesta/               GET    trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/respuesta/               POST   propio    302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/respuesta/               POST   ajeno     302 403 403 403 404 404 302 403 403
/solicitudes/<folio>/respuesta/               POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/respuesta/               POST   cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/respuesta/               POST   trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/respuesta/               POST   vacío     302 403 403 403 422 422 404 403 403
/solicitudes/<folio>/cobro/                   GET    propio    302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/cobro/                   GET    ajeno     302 403 403 403 404 404 200 403 403
/solicitudes/<folio>/cobro/                   GET    cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/cobro/                   GET    trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/cobro/                   GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/cobro/                   POST   propio    302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/cobro/                   POST   ajeno     302 403 403 403 404 404 302 403 403
/solicitudes/<folio>/cobro/                   POST   trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/cobro/                   POST   vacío     302 403 403 403 422 422 404 403 403
/solicitudes/<folio>/cobro/                   POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/cobro/retiro/            GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/cobro/retiro/            GET    trabado   302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/cobro/retiro/            GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/cobro/retiro/            POST   trabado   302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/cobro/retiro/            POST   propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/cobro/retiro/            POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/validacion/              GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/validacion/              GET    trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/validacion/              GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/validacion/              POST   trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/validacion/              POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/confirmacion/            GET    cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/confirmacion/            GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/confirmacion/            POST   cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/confirmacion/            POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/reversion/               GET    cerrado   302 403 403 403 409 409 404 409 409
/solicitudes/<folio>/reversion/               GET    falta     302 403 403 403 404 404 404 404 404
/solicitudes/<folio>/reversion/               POST   cerrado   302 403 403 403 409 409 404 409 409
/solicitudes/<folio>/reversion/               POST   falta     302 403 403 403 404 404 404 404 404
/solicitudes/<folio>/observacion/             GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/observacion/             GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/observacion/             POST   propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/observacion/             POST   ajeno     302 403 403 403 404 404 409 403 403
/solicitudes/<folio>/observacion/             POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/objecion/                GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/objecion/                GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/objecion/                POST   propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/objecion/                POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/clasificacion/           GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/clasificacion/           GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/clasificacion/           POST   propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/clasificacion/           POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/asignacion/              GET    propio    302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/asignacion/              GET    ajeno     302 403 403 403 404 404 200 403 403
/solicitudes/<folio>/asignacion/              GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/asignacion/              POST   propio    302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/asignacion/              POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/notas/                   GET    propio    302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/notas/                   GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/notas/                   POST   propio    302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/notas/                   POST   ajeno     302 403 403 403 404 404 302 403 403
/solicitudes/<folio>/notas/                   POST   vacío     302 403 403 403 422 422 404 403 403
/solicitudes/<folio>/notas/                   POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/numero/                  GET    propio    302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/numero/                  GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/numero/                  POST   propio    302 403 403 403 302 302 404 403 403
/solicitudes/<folio>/numero/                  POST   ajeno     302 403 403 403 404 404 302 403 403
/solicitudes/<folio>/numero/                  POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/conexion/                GET    cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/conexion/                GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/conexion/                POST   cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/conexion/                POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/prorroga/                GET    cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/prorroga/                GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/prorroga/                POST   cerrado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/prorroga/                POST   falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/complementacion/         GET    propio    302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/complementacion/         GET    cerrado   302 403 403 403 200 200 404 403 403
/solicitudes/<folio>/complementacion/         GET    trabado   302 403 403 403 409 409 404 403 403
/solicitudes/<folio>/complementacion/         GET    falta     302 403 403 403 404 404 404 403 403
/solicitudes/<folio>/complementacion/         POST   cerrado   302 403 403 403 422 422 404 403 403
/solicitudes/<folio>/complementacion/         POST   falta     302 403 403 403 404 404 404 403 403
/comunicaciones/nueva/                        GET    -         302 403 403 403 200 200 200 403 403
/comunicaciones/nueva/                        POST   -         302 403 403 403 422 422 422 403 403
# SEC
/solicitudes/<folio>/anulacion/               GET    propio    302 403 403 403 403 403 403 200 200
/solicitudes/<folio>/anulacion/               GET    ajeno     302 403 403 403 403 403 403 200 200
/solicitudes/<folio>/anulacion/               GET    cerrado   302 403 403 403 403 403 403 200 200
/solicitudes/<folio>/anulacion/               GET    falta     302 403 403 403 403 403 403 404 404
/solicitudes/<folio>/anulacion/               POST   propio    302 403 403 403 403 403 403 302 302
/solicitudes/<folio>/anulacion/               POST   trabado   302 403 403 403 403 403 403 302 302
/solicitudes/<folio>/anulacion/               POST   vacío     302 403 403 403 403 403 403 422 422
/solicitudes/<folio>/anulacion/               POST   falta     302 403 403 403 403 403 403 404 404
/panel/                                       GET    -         302 403 403 403 403 403 403 200 200
/panel/                                       POST   -         302 403 403 403 403 403 403 405 405
/todas/                                       GET    -         302 403 403 403 403 403 403 200 200
/todas/                                       POST   -         302 403 403 403 403 403 403 405 405
/data/                                        GET    -         302 403 403 403 403 403 403 200 200
/data/                                        POST   -         302 403 403 403 403 403 403 302 302
/trabajos/<id>/                               GET    de-sonia  302 404 404 404 404 404 404 200 404
/trabajos/<id>/                               GET    falta     302 404 404 404 404 404 404 404 404
/trabajos/<id>/                               POST   de-sonia  302 405 405 405 405 405 405 405 405
/trabajos/<id>/intento/                       GET    de-sonia  302 405 405 405 405 405 405 405 405
/trabajos/<id>/intento/                       POST   de-sonia  302 404 404 404 404 404 404 409 404
/trabajos/<id>/intento/                       POST   falta     302 404 404 404 404 404 404 404 404
# A distributor's own staff
/distribuidora/                               GET    -         302 403 403 403 200 200 200 403 403
/distribuidora/                               POST   -         302 403 403 403 405 405 405 403 403
/distribuidora/pagos/                         GET    -         302 403 403 403 403 200 403 403 403
/distribuidora/pagos/                         POST   -         302 403 403 403 403 422 403 403 403
/distribuidora/pagos/por-validar/             GET    -         302 403 403 403 200 200 200 403 403
/distribuidora/pagos/por-validar/             POST   -         302 403 403 403 405 405 405 403 403
/distribuidora/equipo/                        GET    -         302 403 403 403 403 200 403 403 403
/distribuidora/equipo/                        POST   -         302 403 403 403 403 405 403 403 403
/distribuidora/equipo/nueva/                  GET    -         302 403 403 403 403 200 403 403 403
/distribuidora/equipo/nueva/                  POST   -         302 403 403 403 403 422 403 403 403
/distribuidora/equipo/<id>/desactivacion/     GET    marta     302 403 403 403 403 200 403 403 403
/distribuidora/equipo/<id>/desactivacion/     POST   marta     302 403 403 403 403 302 403 403 403
/distribuidora/equipo/<id>/desactivacion/     GET    jorge     302 403 403 403 403 403 403 403 403
/distribuidora/equipo/<id>/desactivacion/     POST   jorge     302 403 403 403 403 403 403 403 403
/distribuidora/equipo/<id>/desactivacion/     GET    olga      302 403 403 403 403 404 403 403 403
/distribuidora/equipo/<id>/desactivacion/     POST   olga      302 403 403 403 403 404 403 403 403
/distribuidora/equipo/<id>/desactivacion/     GET    falta     302 403 403 403 403 404 403 403 403
/distribuidora/equipo/<id>/desactivacion/     POST   falta     302 403 403 403 403 404 403 403 403
# SEC administrador
/administracion/                              GET    -         302 403 403 403 403 403 403 200 403
/administracion/                              POST   -         302 403 403 403 403 403 403 405 403
/administracion/usuarios/                     GET    -         302 403 403 403 403 403 403 200 403
/administracion/usuarios/                     POST   -         302 403 403 403 403 403 403 405 403
/administracion/usuarios/nuevo/               GET    -         302 403 403 403 403 403 403 200 403
/administracion/usuarios/nuevo/               POST   -         302 403 403 403 403 403 403 422 403
/administracion/usuarios/pedidos/             GET    -         302 403 403 403 403 403 403 200 403
/administracion/usuarios/pedidos/             POST   -         302 403 403 403 403 403 403 405 403
/administracion/usuarios/pedidos/<id>/descarte/ GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/pedidos/<id>/descarte/ POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/                GET    marta     302 403 403 403 403 403 403 200 403
/administracion/usuarios/<id>/                POST   marta     302 403 403 403 403 403 403 405 403
/administracion/usuarios/<id>/                GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/                POST   falta     302 403 403 403 403 403 403 405 403
/administracion/usuarios/<id>/cambio/         GET    marta     302 403 403 403 403 403 403 200 403
/administracion/usuarios/<id>/cambio/         POST   marta     302 403 403 403 403 403 403 422 403
/administracion/usuarios/<id>/cambio/         GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/cambio/         POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/invitacion/     GET    marta     302 403 403 403 403 403 403 405 403
/administracion/usuarios/<id>/invitacion/     POST   marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/invitacion/     GET    falta     302 403 403 403 403 403 403 405 403
/administracion/usuarios/<id>/invitacion/     POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/desactivacion/  GET    marta     302 403 403 403 403 403 403 200 403
/administracion/usuarios/<id>/desactivacion/  POST   marta     302 403 403 403 403 403 403 302 403
/administracion/usuarios/<id>/desactivacion/  GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/desactivacion/  POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/desactivacion/  GET    sonia     302 403 403 403 403 403 403 403 403
/administracion/usuarios/<id>/desactivacion/  POST   sonia     302 403 403 403 403 403 403 403 403
/administracion/usuarios/<id>/activacion/     GET    marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/activacion/     POST   marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/activacion/     GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/activacion/     POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/eliminacion/    GET    marta     302 403 403 403 403 403 403 200 403
/administracion/usuarios/<id>/eliminacion/    POST   marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/eliminacion/    GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/eliminacion/    POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/eliminacion/    GET    sonia     302 403 403 403 403 403 403 403 403
/administracion/usuarios/<id>/eliminacion/    POST   sonia     302 403 403 403 403 403 403 403 403
/administracion/usuarios/<id>/segundo-factor/ GET    marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/segundo-factor/ POST   marta     302 403 403 403 403 403 403 409 403
/administracion/usuarios/<id>/segundo-factor/ GET    falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/segundo-factor/ POST   falta     302 403 403 403 403 403 403 404 403
/administracion/usuarios/<id>/segundo-factor/ GET    sonia     302 403 403 403 403 403 403 403 403
/administracion/usuarios/<id>/segundo-factor/ POST   sonia     302 403 403 403 403 403 403 403 403
/administracion/distribuidoras/               GET    -         302 403 403 403 403 403 403 200 403
/administracion/distribuidoras/               POST   -         302 403 403 403 403 403 403 405 403
/administracion/distribuidoras/nueva/         GET    -         302 403 403 403 403 403 403 200 403
/administracion/distribuidoras/nueva/         POST   -         302 403 403 403 403 403 403 422 403
/administracion/distribuidoras/<id>/          GET    yn        302 403 403 403 403 403 403 200 403
/administracion/distribuidoras/<id>/          POST   yn        302 403 403 403 403 403 403 422 403
/administracion/distribuidoras/<id>/          GET    falta     302 403 403 403 403 403 403 404 403
/administracion/distribuidoras/<id>/          POST   falta     302 403 403 403 403 403 403 404 403
/administracion/distribuidoras/<id>/pagos/    GET    yn        302 403 403 403 403 403 403 200 403
/administracion/distribuidoras/<id>/pagos/    POST   yn        302 403 403 403 403 403 403 422 403
/administracion/distribuidoras/<id>/pagos/    GET    falta     302 403 403 403 403 403 403 404 403
/administracion/distribuidoras/<id>/pagos/    POST   falta     302 403 403 403 403 403 403 404 403
/administracion/enlaces/                      GET    -         302 403 403 403 403 403 403 200 403
/administracion/enlaces/                      POST   -         302 403 403 403 403 403 403 405 403
/administracion/enlaces/nuevo/                GET    -         302 403 403 403 403 403 403 200 403
/administracion/enlaces/nuevo/                POST   -         302 403 403 403 403 403 403 422 403
/administracion/enlaces/<id>/                 GET    te4       302 403 403 403 403 403 403 200 403
/administracion/enlaces/<id>/                 POST   te4       302 403 403 403 403 403 403 422 403
/administracion/enlaces/<id>/                 GET    falta     302 403 403 403 403 403 403 404 403
/administracion/enlaces/<id>/                 POST   falta     302 403 403 403 403 403 403 404 403
/administracion/enlaces/<id>/orden/           GET    te4       302 403 403 403 403 403 403 405 403
/administracion/enlaces/<id>/orden/           POST   te4       302 403 403 403 403 403 403 302 403
# The invited person's own password
/invitacion/                                  GET    -         410 410 410 410 410 410 410 410 410
/invitacion/                                  POST   -         410 410 410 410 410 410 410 410 410
/invitacion/<token>/                          GET    falta     302 302 302 302 302 302 302 302 302
/invitacion/<token>/                          POST   falta     405 405 405 405 405 405 405 405 405
# The own profile, and the page after the password (these people need no second factor)
/perfil/                                      GET    -         302 200 200 200 200 200 200 200 200
/perfil/                                      POST   -         302 405 405 405 405 405 405 405 405
/perfil/clave/                                GET    -         302 200 200 200 200 200 200 200 200
/perfil/clave/                                POST   vacío     302 422 422 422 422 422 422 422 422
/perfil/sesiones/                             GET    -         302 200 200 200 200 200 200 200 200
/perfil/sesiones/                             POST   -         302 302 302 302 302 302 302 302 302
/perfil/accesos/                              GET    -         302 200 200 200 200 200 200 200 200
/perfil/accesos/                              POST   -         302 405 405 405 405 405 405 405 405
/perfil/documento/                            GET    -         302 200 200 200 403 403 403 403 403
/perfil/documento/                            POST   vacío     302 422 422 422 403 403 403 403 403
/perfil/datos/                                GET    -         302 200 200 200 200 200 200 200 200
/perfil/datos/                                POST   -         302 405 405 405 405 405 405 405 405
/perfil/datos/descarga/                       GET    -         302 200 200 200 200 200 200 200 200
/perfil/datos/descarga/                       POST   -         302 405 405 405 405 405 405 405 405
/perfil/contacto/                             GET    -         302 200 200 200 200 200 200 200 200
/perfil/contacto/                             POST   vacío     302 422 422 422 422 422 422 422 422
/perfil/contacto/<que>/                       GET    propio    302 200 200 200 200 200 200 200 200
/perfil/contacto/<que>/                       POST   vacío     302 422 422 422 422 422 422 422 422
/perfil/contacto/<que>/                       GET    falta     302 404 404 404 404 404 404 404 404
/perfil/contacto/<que>/                       POST   falta     302 404 404 404 404 404 404 404 404
/perfil/segundo-factor/                       GET    -         302 403 403 403 200 200 200 200 200
/perfil/segundo-factor/                       POST   vacío     302 403 403 403 422 422 422 422 422
/segundo-factor/                              GET    -         302 302 302 302 302 302 302 302 302
/segundo-factor/                              POST   vacío     302 302 302 302 302 302 302 302 302
/segundo-factor/alta/                         GET    -         302 302 302 302 302 302 302 302 302
/segundo-factor/alta/                         POST   vacío     302 302 302 302 302 302 302 302 302
"""
# fmt: on

# What a step's form sends when filled rightly, beside its token.
CUERPOS_DE_PASOS: dict[str, dict[str, str]] = {
    "/solicitudes/<folio>/correccion/": {},
    "/solicitudes/<folio>/desistimiento/": {"motivo": "Vendí la casa"},
    "/solicitudes/<folio>/complemento/": {"motivo": "Falta el costo"},
    "/solicitudes/<folio>/comunicacion/": {"comentario": "¿Qué falta?"},
    "/solicitudes/<folio>/cobro/": {"monto": "38.500", "explicacion": "Estudio de la red"},
    "/solicitudes/<folio>/cobro/retiro/": {"motivo": "Se pidió por error"},
    "/solicitudes/<folio>/validacion/": {"decision": "si", "comprobante_id": "1"},
    "/solicitudes/<folio>/confirmacion/": {"comprobante_id": "1"},
    "/solicitudes/<folio>/reversion/": {"comprobante_id": "1", "motivo": "No llegó el pago"},
    "/solicitudes/<folio>/observacion/": {"corregir_cedula": "on", "motivo_cedula": "No se lee"},
    "/solicitudes/<folio>/objecion/": {"motivo": "Supera lo permitido"},
    "/solicitudes/<folio>/asignacion/": {"a": ""},
    "/solicitudes/<folio>/notas/": {"nota": "Llamar mañana"},
    "/solicitudes/<folio>/numero/": {"numero": "2026-77"},
    "/solicitudes/<folio>/anulacion/": {"comentario": "Enviada por error"},
}
