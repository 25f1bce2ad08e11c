from django.apps import AppConfig


class FiscalizacionConfig(AppConfig):
    name = "fiscalizacion"

    def ready(self) -> None:
        from fiscalizacion.bitacora import aviso_de_ancla, exportacion, revision
        from fiscalizacion.distribuidoras import actions as distribuidoras
        from fiscalizacion.enlaces import actions as enlaces
        from fiscalizacion.mensajes import actions as mensajes
        from fiscalizacion.mensajes import prueba
        from fiscalizacion.radar import avisos as radar
        from fiscalizacion.reglas import actions as reglas
        from fiscalizacion.reglas import recalculo
        from fiscalizacion.sabana import actions as sabana

        sabana.registrar()
        radar.registrar()
        distribuidoras.declarar()
        enlaces.declarar()
        mensajes.declarar()
        prueba.registrar()
        revision.registrar()
        aviso_de_ancla.registrar()
        exportacion.registrar()
        reglas.declarar()
        recalculo.registrar()
