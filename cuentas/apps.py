from django.apps import AppConfig


class CuentasConfig(AppConfig):
    name = "cuentas"

    def ready(self) -> None:
        from cuentas import avisos, vocabulario
        from cuentas.personal import avisos as avisos_personal
        from cuentas.personal import vocabulario as vocabulario_personal

        for modulo in (avisos, avisos_personal):
            modulo.registrar()
        for palabras in (vocabulario, vocabulario_personal):
            palabras.declarar()
