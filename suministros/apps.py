from django.apps import AppConfig


class SuministrosConfig(AppConfig):
    name = "suministros"

    def ready(self) -> None:
        from cuentas.documento import consecuencias, necesidad
        from nucleo.archivos import enlaces, puertas
        from suministros import consultas, datos_propios, emails, permissions, vinculos, vocabulario
        from suministros.identidades import avisos as avisos_de_identidades
        from suministros.models import Factura, PoderSuministro

        vocabulario.declarar()
        avisos_de_identidades.registrar()
        necesidad.registrar(consultas.vigentes, cuenta="usuario", distribuidora="suministro__distribuidora")
        consecuencias.registrar(lambda duena, actor: vinculos.poner_al_dia_los_de(duena, actor=actor))
        puertas.registrar(permissions.USO_PODER, permissions.puede_ver_poder)
        puertas.registrar(permissions.USO_FACTURA, permissions.puede_ver_factura)
        vinculos.al_resolver(emails.resuelto)
        emails.registrar()
        datos_propios.registrar_secciones()
        for modelo in (Factura, PoderSuministro):
            enlaces.declarar(modelo, "archivo")
