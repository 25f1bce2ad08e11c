from django.apps import AppConfig


class CuentasConfig(AppConfig):
    name = "cuentas"

    def ready(self) -> None:
        from cuentas import avisos, vocabulario
        from cuentas.datos_propios import cuenta as datos_de_la_cuenta
        from cuentas.documento import avisos as avisos_documento
        from cuentas.documento import permisos as permisos_documento
        from cuentas.documento import vocabulario as vocabulario_documento
        from cuentas.models import DocumentoIdentidad
        from cuentas.notificaciones import vocabulario as vocabulario_notificaciones
        from cuentas.perfil import avisos as avisos_perfil
        from cuentas.perfil import vocabulario as vocabulario_perfil
        from cuentas.personal import avisos as avisos_personal
        from cuentas.personal import vocabulario as vocabulario_personal
        from cuentas.segundo_factor import avisos as avisos_segundo_factor
        from cuentas.segundo_factor import vocabulario as vocabulario_segundo_factor
        from nucleo.archivos import enlaces, puertas

        for modulo in (avisos, avisos_personal, avisos_perfil, avisos_segundo_factor, avisos_documento):
            modulo.registrar()
        for palabras in (
            vocabulario, vocabulario_personal, vocabulario_perfil, vocabulario_segundo_factor, vocabulario_documento,
            vocabulario_notificaciones,
        ):  # fmt: skip
            palabras.declarar()
        datos_de_la_cuenta.declarar()
        puertas.registrar(permisos_documento.USO, permisos_documento.puede_ver_archivo)
        enlaces.declarar(DocumentoIdentidad, "archivo")
