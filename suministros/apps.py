from django.apps import AppConfig


class SuministrosConfig(AppConfig):
    name = "suministros"

    def ready(self) -> None:
        from cuentas import primera_pagina
        from cuentas.documento import consecuencias, lecturas, necesidad
        from nucleo.archivos import enlaces, puertas
        from suministros import consultas, datos_propios, emails, permissions, vinculos, vocabulario
        from suministros.carga import constructores as cargas
        from suministros.carga.pdfs import constructor as pdfs
        from suministros.identidades import avisos as avisos_de_identidades
        from suministros.identidades import pendientes as identidades_pendientes
        from suministros.models import ArchivoDeTramite, Carga, Factura, PoderSuministro

        primera_pagina.registrar("suministros:lista")
        vocabulario.declarar()
        avisos_de_identidades.registrar()
        identidades_pendientes.registrar()
        necesidad.registrar(consultas.vigentes, cuenta="usuario", distribuidora="suministro__distribuidora")
        consecuencias.registrar(lambda duena, actor: vinculos.poner_al_dia_los_de(duena, actor=actor))
        lecturas.registrar(consultas.archivos_de_poderes)
        puertas.registrar(permissions.USO_PODER, permissions.puede_ver_poder)
        puertas.registrar(permissions.USO_FACTURA, permissions.puede_ver_factura)
        vinculos.al_resolver(emails.resuelto)
        emails.registrar()
        datos_propios.registrar_secciones()
        for modelo in (ArchivoDeTramite, Carga, Factura, PoderSuministro):
            enlaces.declarar(modelo, "archivo")
        cargas.registrar()
        pdfs.registrar()
        _planes_y_tramites()


def _planes_y_tramites() -> None:
    from nucleo.archivos import puertas
    from suministros import datos_de_pedidos, paneles, pendientes
    from suministros.planes import emails as de_planes
    from suministros.planes import limites
    from suministros.planes import oficio as planes
    from suministros.tramites import actions, permissions, tipos
    from suministros.tramites import emails as de_tramites
    from suministros.tramites import oficio as tramites

    for sala in (planes, limites, tramites, tipos):
        sala.declarar()
    for correo in (de_planes.CORREO, de_tramites.CORREO):
        correo.registrar()
    puertas.registrar(actions.USO, permissions.puede_ver_archivo)
    datos_de_pedidos.registrar_secciones()
    pendientes.registrar()
    panel = paneles.Panel("suministros/planes/_panel.html")
    paneles.registrar("planes", lambda vinculo: panel if vinculo.validado else None, orden=10)
