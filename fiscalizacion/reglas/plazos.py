"""'Administrador › Plazos': the terms of each step, dated (reglas.md 3)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.cambios.plazos import anterior_a
from catalogo.datos_reglas import CASOS
from catalogo.models import ReglaPlazo
from catalogo.plazos import fecha_larga
from fiscalizacion.reglas import actions, previa
from fiscalizacion.reglas.forms import ConMotivo, FormularioPlazo
from fiscalizacion.reglas.pagina import CARPETA, Hecho, cambiar, con_recalculos, de_la_sec
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import administrador
from nucleo.comun.reloj import hoy

AUN_NO_RIGE = "Aún no rige: los plazos que ya corren no se mueven."
SIN_EFECTO = "Rige desde un día que aún no llega: los plazos que ya corren no se mueven."


@de_la_sec
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """A line per case: the rule of today, and the next one if there is."""
    filas = [(_hoy(reglas), _proxima(reglas)) for reglas in _por_caso().values()]
    sucesos = historia.de_cadena("catalogo", tipos=actions.DE_PLAZOS)[:10]
    contexto = {"filas": filas, "sucesos": sucesos} | con_recalculos(request)
    return render(request, f"{CARPETA}/plazos.html", contexto)


@de_la_sec
@require_safe
def caso(request: HttpRequest, caso: str) -> HttpResponse:
    reglas = _reglas(caso)
    objetos = ("regla", [regla.pk for regla in reglas])
    contexto = {
        "reglas": reversed(reglas),
        "hoy": _hoy(reglas),
        "sucesos": historia.de_cadena("catalogo", tipos=actions.DE_PLAZOS, objetos=objetos),
    }
    return render(request, f"{CARPETA}/plazo.html", contexto | con_recalculos(request))


@administrador
@require_http_methods(["GET", "POST"])
def cambio(request: HttpRequest, caso: str) -> HttpResponse:
    regla = _hoy(_reglas(caso))
    form = (
        FormularioPlazo(request.POST, caso=caso)
        if request.method == "POST"
        else FormularioPlazo(caso=caso, initial=FormularioPlazo.inicial(regla))
    )

    def confirmacion() -> dict[str, Any]:
        nuevo = form.cambio()
        movidas = previa.de_un_plazo(nuevo)
        resumen = [
            ("Plazo", regla.descripcion), ("Hasta ahora", en_palabras(regla)),
            ("Queda en", f"{en_palabras(ReglaPlazo(cantidad=nuevo.cantidad, unidad=nuevo.unidad))}, {nuevo.articulo}"),
            ("Rige desde", fecha_larga(nuevo.desde)),
        ]  # fmt: skip
        return {"resumen": resumen, "previa": movidas, "sin_efecto": "" if movidas else SIN_EFECTO}

    def hacer(**quien: Any) -> Hecho:
        nueva, trabajo = actions.cambiar_plazo(cambio=form.cambio(), **quien)
        recuento = " Estamos recalculando los plazos que ya corrían." if trabajo else ""
        return f"Cambiamos el plazo: vale desde el {nueva.vigente_desde:%d-%m-%Y}.{recuento}", trabajo

    contexto = {"titulo": "Cambia el plazo", "sala": "Plazos", "boton": "Cambiar el plazo", "bajada": regla.descripcion}
    volver = reverse("fiscalizacion:plazo", args=[caso])
    return cambiar(request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=volver)


@administrador
@require_http_methods(["GET", "POST"])
def retiro(request: HttpRequest, caso: str, id: int) -> HttpResponse:
    """One that does not rule yet goes, and the one before it goes on."""
    regla = get_object_or_404(ReglaPlazo, pk=id, caso=caso)
    form = ConMotivo(request.POST if request.method == "POST" else None)

    def confirmacion() -> dict[str, Any]:
        movidas, sigue = previa.de_un_retiro(regla), en_palabras(anterior_a(regla))
        resumen = [
            ("Plazo", regla.descripcion), ("Se retira", f"{en_palabras(regla)}, {regla.articulo}"),
            ("Iba a regir desde", fecha_larga(regla.vigente_desde)), ("Sigue rigiendo", sigue),
        ]  # fmt: skip
        return {"resumen": resumen, "previa": movidas, "sin_efecto": "" if movidas else AUN_NO_RIGE}

    def hacer(**quien: Any) -> Hecho:
        _, trabajo = actions.retirar_plazo(regla_id=id, **quien)
        recuento = " Estamos recalculando los plazos que ya corrían." if trabajo else ""
        return f"Retiramos el plazo que iba a regir desde el {regla.vigente_desde:%d-%m-%Y}.{recuento}", trabajo

    contexto: dict[str, Any] = {
        "titulo": "Retira el plazo", "sala": "Plazos", "boton": "Retirar el plazo", "peligro": True,
        "bajada": f"{regla.descripcion}: {en_palabras(regla)} desde el {regla.vigente_desde:%d-%m-%Y}",
    }  # fmt: skip
    volver = reverse("fiscalizacion:plazo", args=[caso])
    return cambiar(request, form, contexto=contexto, confirmacion=confirmacion, hacer=hacer, volver=volver)


def en_palabras(regla: ReglaPlazo) -> str:
    uno = {"habiles": "día hábil", "corridos": "día corrido", "meses": "mes"}
    return f"{regla.cantidad} {uno[regla.unidad] if regla.cantidad == 1 else regla.get_unidad_display()}"


def _por_caso() -> dict[str, list[ReglaPlazo]]:
    """The rules of each case, oldest first, in the order of the decree."""
    lugares = {caso.caso: lugar for lugar, caso in enumerate(CASOS)}
    por_caso: dict[str, list[ReglaPlazo]] = {}
    for regla in sorted(ReglaPlazo.objects.en_pie(), key=lambda r: (lugares.get(r.caso, len(lugares)), r.caso)):
        por_caso.setdefault(regla.caso, []).append(regla)
    return por_caso


def _reglas(caso: str) -> list[ReglaPlazo]:
    if not (reglas := list(ReglaPlazo.objects.filter(caso=caso).order_by("vigente_desde"))):
        raise Http404
    return reglas


def _hoy(reglas: list[ReglaPlazo]) -> ReglaPlazo:
    """The one in force today, else the last that began, else the first that will."""
    en_pie = [regla for regla in reglas if not regla.retirada]
    return next((regla for regla in reversed(en_pie) if regla.vigente_desde <= hoy()), en_pie[0])


def _proxima(reglas: list[ReglaPlazo]) -> ReglaPlazo | None:
    return next((regla for regla in reglas if regla.vigente_desde > hoy()), None)
