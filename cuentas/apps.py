from django.apps import AppConfig


class CuentasConfig(AppConfig):
    name = "cuentas"

    def ready(self) -> None:
        from cuentas.personal import avisos, vocabulario

        avisos.registrar()
        vocabulario.declarar()
