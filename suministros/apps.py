from django.apps import AppConfig


class SuministrosConfig(AppConfig):
    name = "suministros"

    def ready(self) -> None:
        from cuentas.documento import consecuencias, necesidad
        from nucleo.archivos import enlaces, puertas
        from suministros import consultas, permissions, vinculos, vocabulario
        from suministros.models import Factura, PoderSuministro

        vocabulario.declarar()
        necesidad.registrar(consultas.vigentes, cuenta="usuario", distribuidora="suministro__distribuidora")
        consecuencias.registrar(lambda duena, actor: vinculos.poner_al_dia_los_de(duena, actor=actor))
        puertas.registrar(permissions.USO_PODER, permissions.puede_ver_poder)
        for modelo in (Factura, PoderSuministro):
            enlaces.declarar(modelo, "archivo")
