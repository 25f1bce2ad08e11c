"""The one field, the error summary and the base form (DISENO 6.4 to 6.6), by whichever way a page renders them."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.template.loader import render_to_string

from nucleo.archivos.campo import CampoArchivo
from nucleo.archivos.limites import Limites
from nucleo.comun.campos import CampoMonto, CampoRut
from nucleo.comun.formularios import FormularioPortal, sin_mensaje_propio
from nucleo.comun.widgets import TextoContado

MB = 1024 * 1024


class Ejemplo(FormularioPortal):
    rut = CampoRut()
    tipo = forms.ChoiceField(
        label="Tipo",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.RadioSelect,
        help_text="Elige bien.",
        error_messages={"required": "Elige el tipo"},
    )
    nota = forms.CharField(label="Nota", required=False, max_length=10, widget=TextoContado(10))
    acepto = forms.BooleanField(label="Acepto", error_messages={"required": "Marca la casilla"})

    def clean(self) -> None:
        if self.cleaned_data.get("nota") == "choca":
            raise forms.ValidationError("La nota no va con el tipo")


def _campo(nombre: str, datos: dict | None = None) -> str:
    return " ".join(Ejemplo(datos)[nombre].as_field_group().split())


def test_el_orden_es_rotulo_ayuda_error_control() -> None:
    html = _campo("rut", {"rut": "12.345.678-9"})
    lugares = [
        html.index(pieza)
        for pieza in ('<label class="form-label" for="id_rut">', 'id="id_rut_helptext"', 'id="id_rut_error"', "<input")
    ]
    assert lugares == sorted(lugares)
    assert 'class="campo campo--error"' in html and '<span class="sr">Error: </span>' in html
    assert 'aria-invalid="true"' in html and 'aria-describedby="id_rut_helptext id_rut_error"' in html
    assert 'value="12.345.678-9"' in html, "what was typed stays, right or wrong"
    assert " required" not in html and "*" not in html and "placeholder" not in html


def test_lo_opcional_lo_dice_y_nada_se_corta_al_pegar() -> None:
    html = _campo("nota")
    assert '<span class="opcional">(opcional)</span>' in html
    assert "maxlength" not in html and 'data-contador="10"' in html


def test_un_grupo_es_un_fieldset_con_su_ayuda() -> None:
    html = _campo("tipo", {"rut": "1"})
    assert (
        '<fieldset aria-describedby="id_tipo_helptext id_tipo_error"><legend class="form-label">Tipo</legend>' in html
    )
    assert html.count('class="form-check-input"') == html.count('class="form-check-label"') == 2
    assert "<label" in html and 'for="id_tipo_0"' in html


def test_la_casilla_lleva_su_rotulo_al_lado() -> None:
    html = _campo("acepto")
    assert html.index("<input") < html.index("<label") and html.count("<label") == 1


def test_el_resumen_lleva_a_cada_control() -> None:
    formulario = Ejemplo({"rut": "", "nota": "x" * 11})
    html = Template("{% resumen_errores form %}").render(Context({"form": formulario}))
    assert 'role="alert" tabindex="-1" autofocus' in html and "Hay 4 problemas" in html
    destinos = re.findall(r'href="#([\w]+)"', html)
    assert destinos == ["id_rut", "id_tipo_0", "id_nota", "id_acepto"]
    pagina = "".join(campo.as_field_group() for campo in formulario)
    assert all(f'id="{destino}"' in pagina for destino in destinos)
    for mensaje in ("Escribe tu RUT", "Elige el tipo", "«Nota» debe tener 10 caracteres o menos", "Marca la casilla"):
        assert mensaje in html and mensaje in pagina, "same words in the summary and at the field"


def test_el_error_general_lleva_al_primer_campo_y_sin_errores_no_hay_resumen() -> None:
    bueno = {"rut": "12345678-5", "tipo": "a", "acepto": "on"}
    plantilla = Template("{% resumen_errores form %}")
    assert plantilla.render(Context({"form": Ejemplo(bueno)})).strip() == ""
    assert plantilla.render(Context({"form": Ejemplo()})).strip() == ""
    assert plantilla.render(Context({})).strip() == "", "a page without form has no summary and no failure"
    html = plantilla.render(Context({"form": Ejemplo({**bueno, "nota": "choca"})}))
    assert "Hay 1 problema<" in html and 'href="#id_rut">La nota no va con el tipo' in html


def test_lo_escrito_nunca_es_marcado() -> None:
    formulario = Ejemplo({"rut": '"><script>x</script>'})
    html = formulario["rut"].as_field_group() + Template("{% resumen_errores form %}").render(
        Context({"form": formulario})
    )
    assert "<script>" not in html


def test_un_obligatorio_sin_sus_palabras_no_se_puede_usar() -> None:
    class Malo(FormularioPortal):
        nombre = forms.CharField(label="Nombre")

    with pytest.raises(ImproperlyConfigured, match="nombre"):
        Malo()


def test_ningun_formulario_del_portal_deja_hablar_a_django() -> None:
    def todas(clase: type) -> list[type]:
        return [hija for directa in clase.__subclasses__() for hija in (directa, *todas(directa))]

    import cuentas.forms  # noqa: F401
    import portal.galeria  # noqa: F401
    import solicitudes.forms  # noqa: F401

    propias = [clase for clase in todas(FormularioPortal) if not clase.__module__.startswith("tests.")]
    assert propias
    assert {clase.__name__: faltan for clase in propias if (faltan := sin_mensaje_propio(clase.base_fields))} == {}


class _Estructura(HTMLParser):
    """Tags, classes and ids, without the white space between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.piezas: list[tuple] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.piezas.append((tag, sorted(attrs)))


def test_crispy_escribe_el_mismo_campo() -> None:
    datos = {"rut": "12.345.678-9"}
    formulario = Ejemplo(datos)
    formulario.helper = FormHelper()
    formulario.helper.form_tag = False
    formulario.helper.layout = Layout(
        Div(Field("rut"), "tipo", css_class="x"),
        Fieldset("Más", "nota", "acepto"),
        HTML("<p>hola</p>"),
        Submit("grabar", "Grabar"),
    )
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": formulario}))
    for campo in Ejemplo(datos):
        propias = _Estructura(campo.as_field_group()).piezas
        todas = _Estructura(html).piezas
        assert any(todas[i : i + len(propias)] == propias for i in range(len(todas))), campo.name
    assert '<button type="submit" name="grabar" value="Grabar" class="btn btn-primary"' in html
    assert '<legend class="h3">Más</legend>' in html and "<p>hola</p>" in html


def test_crispy_con_etiqueta_form_no_valida_en_el_navegador() -> None:
    formulario = Ejemplo()
    formulario.helper = FormHelper()
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
        Context({"form": formulario, "csrf_token": "x" * 64})
    )
    assert re.search(r"<form [^>]*method=\"post\"[^>]*novalidate", html) and "csrfmiddlewaretoken" in html


@pytest.mark.parametrize(
    ("texto", "monto"),
    [("38.500", 38500), ("38500", 38500), (" $ 38.500 ", 38500), ("1", 1), ("999.999.999", 999_999_999)],
)
def test_el_monto_se_lee(texto: str, monto: int) -> None:
    assert CampoMonto().clean(texto) == monto


@pytest.mark.parametrize(
    "texto", ["mil", "38,5", "38.50", "3.85.00", "-5", "0", "9.999.999.999", "1e3", "１２", "9" * 400]
)
def test_el_monto_malo_se_explica(texto: str) -> None:
    with pytest.raises(forms.ValidationError, match="Escribe"):
        CampoMonto().clean(texto)


@pytest.mark.req("A-02")
@pytest.mark.parametrize(
    ("texto", "mensaje"),
    [
        ("", "Escribe tu RUT"),
        ("1234", "dígito verificador"),
        ("12.345.678-9", "no corresponde"),
        ("hola", "dígito verificador"),
    ],
)
def test_el_rut_malo_se_explica(texto: str, mensaje: str) -> None:
    with pytest.raises(forms.ValidationError, match=mensaje):
        CampoRut().clean(texto)


@pytest.mark.req("A-02")
@pytest.mark.parametrize("texto", ["12.345.678-5", "12345678-5", "123456785", " 12345678–5 "])
def test_el_rut_se_lee_en_toda_escritura(texto: str) -> None:
    assert CampoRut().clean(texto) == "123456785"


def _archivo(**cambios: object) -> str:
    campo = CampoArchivo(
        **{
            "campo": "te4",
            "etiqueta": "Declaración TE4",
            "limites": Limites(("pdf", "jpg", "png"), 5 * MB),
            "url_subida": "/subir/te4/",
            **cambios,
        }
    )  # type: ignore[arg-type]
    return render_to_string("componentes/archivo.html", {"campo": campo})


def test_el_archivo_vacio_dice_su_limite_por_un_solo_numero() -> None:
    html = _archivo()
    assert 'id="campo-te4"' in html and '<label class="form-label" for="id_te4">' in html
    assert "PDF, JPG o PNG, hasta 5 MB." in html and 'accept=".pdf,.jpg,.png,.jpeg,.jpe"' in html
    assert f'data-maximo="{5 * MB}"' in html and 'aria-describedby="id_te4_helptext"' in html


def test_el_archivo_subido_se_puede_reemplazar_y_quitar() -> None:
    html = _archivo(archivo={"nombre": "<te4>.pdf", "bytes": 418 * 1024})
    assert "Subido · 418\u00a0KB" in html and "&lt;te4&gt;.pdf" in html and "<te4>" not in html
    assert 'name="reemplazar" value="te4"' in html and 'name="quitar" value="te4"' in html
    assert 'type="file"' not in html and 'id="id_te4"' in html, "the summary's link still lands on a control"


def test_el_archivo_con_error_lo_dice_en_el_campo() -> None:
    html = _archivo(error="Adjunta Declaración TE4", url_subida="")
    assert 'class="campo campo--error"' in html and 'aria-invalid="true"' in html
    assert "id_te4_helptext id_te4_error" in html and "<template" not in html
