from django.apps import AppConfig


class PagosConfig(AppConfig):
    name = "pagos"

    def ready(self) -> None:
        from catalogo.reglas import PAGO_VALIDACION
        from nucleo.archivos import enlaces, puertas
        from nucleo.trabajos import constructores
        from pagos import consultas, emails, panel, permissions_archivos, presentacion, recalculo
        from pagos.actions import aceptar_pago_por_plazo, cartola, conciliacion, formas
        from pagos.models import Cobro, Comprobante
        from solicitudes import datos_de_aviso, lapsos, paneles
        from solicitudes import recalculo as recalculo_de_solicitudes
        from solicitudes.estados import Estado
        from suministros import formas_de_pago

        emails.registrar()
        formas.declarar()
        cartola.declarar()
        sala = constructores.Ficha(sala=("Conciliación", "pagos:conciliacion"))
        constructores.registrar(conciliacion.TIPO, conciliacion.construir_trabajo, sala)
        puertas.registrar("cupon", permissions_archivos.puede_ver_cupon)
        puertas.registrar("comprobante", permissions_archivos.puede_ver_comprobante)
        enlaces.declarar(Cobro, "cupon")
        enlaces.declarar(Comprobante, "archivo")
        lapsos.registrar(
            Estado.PENDIENTE_VALIDACION,
            aceptar_pago_por_plazo,
            automatica=PAGO_VALIDACION,
            salvo=consultas.retenida_por_otra(),
        )
        recalculo_de_solicitudes.registrar(por_tanda=recalculo.comparar_tanda, total=recalculo.contador_de_cobros)
        paneles.registrar("pagos", panel.panel)
        formas_de_pago.registrar(presentacion.de_una_factura)
        datos_de_aviso.registrar_cobro(consultas.de_aviso)
