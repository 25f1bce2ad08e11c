"""A bank statement by its pages: staged, shown, and nothing validated until a person confirms each line."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from nucleo.archivos.models import Archivo
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import en
from pagos import actions, limpieza
from pagos.cartolas.lectura import MAXIMO_BYTES
from pagos.models import Cartola, Cobro, Comprobante, FormatoCartola, LineaCartola
from pagos.tests.ayudas import (
    VIERNES,
    cartola,
    decidir,
    enviar,
    errores,
    estado,
    importar,
    informar,
    nueva,
    pedir,
    responder_con_pago,
)
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import mensajes, navegador
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-04")]
PAGINA = "/distribuidora/pagos/cartolas/"


@pytest.fixture(autouse=True)
def _viernes() -> Any:
    with en(VIERNES):
        yield


def _por_validar() -> tuple[Solicitud, str]:
    """A request whose proof waits, and the reference that its payer wrote."""
    solicitud = nueva()
    responder_con_pago(solicitud, motivo="Espera un estudio")
    informar(solicitud)
    return solicitud, _referencia(solicitud)


def _referencia(solicitud: Solicitud) -> str:
    return Cobro.objects.filter(solicitud=solicitud).latest("pk").referencia


def _ver(vista: str = "calzan", persona: Any = MARTA, cual: Cartola | None = None) -> str:
    respuesta = navegador(persona).get(f"{PAGINA}{(cual or Cartola.objects.latest('pk')).pk}/", {"vista": vista})
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def _confirmar(*lineas: LineaCartola, persona: Any = MARTA, **datos: Any) -> list[str]:
    suya = Cartola.objects.latest("pk")
    cuerpo = {"linea": [linea.pk for linea in lineas], **datos}
    return mensajes(navegador(persona).post(f"{PAGINA}{suya.pk}/", cuerpo))


def test_calza_se_muestra_y_solo_la_persona_valida(django_assert_max_num_queries: Any) -> None:
    solicitud, referencia = _por_validar()
    avisos = Aviso.objects.count()
    hecha = importar(cartola(f"20-11-2026;TRANSF {referencia.lower()} Elena;38.500", "20-11-2026;Cargo;-900"))
    assert mensajes(hecha) == ["Importamos la cartola. Nada se valida hasta que lo confirmes."]
    assert estado(solicitud) == "pendiente-validacion" and Aviso.objects.count() == avisos
    marta, direccion = navegador(MARTA), f"{PAGINA}{Cartola.objects.get().pk}/"
    marta.get(direccion)  # notes that the session is in use
    with django_assert_max_num_queries(12):
        pagina = marta.get(direccion).content.decode()
    assert solicitud.folio in pagina and "$38.500" in pagina and "1 línea que no es abono" in pagina
    assert "checked" not in pagina
    linea = LineaCartola.objects.get()
    assert _confirmar(linea) == [f"Validaste 1 pago: {solicitud.folio}. Avisamos a cada solicitante por correo."]
    assert estado(solicitud) == "respondido" and Aviso.objects.count() == avisos + 1
    linea.refresh_from_db()
    assert linea.aplicada_por and linea.comprobante == Comprobante.objects.get()
    hechos = Evento.objects.filter(cadena=f"distribuidora:{solicitud.distribuidora_id}").order_by("numero")
    assert list(hechos.values_list("tipo", flat=True)) == ["CARTOLA_IMPORTADA", "LINEA_DE_CARTOLA_APLICADA"]
    assert "Marta" in _ver("validadas")
    assert _confirmar(linea)[0].startswith("La línea 2 no se validó. Pago validado con esta línea. Lo hizo Marta")
    assert _confirmar() == ["Elige al menos una línea."]


def test_las_diferencias_se_dicen_y_nada_se_fuerza() -> None:
    otro_monto, r_monto = _por_validar()
    validada, r_validada = _por_validar()
    decidir(validada, JORGE)
    dos, r_dos = _por_validar()
    sin_comprobante = nueva()
    pedir(sin_comprobante)
    r_falta = _referencia(sin_comprobante)
    rechazada, r_rechazada = _por_validar()
    decidir(rechazada, decision="no", motivo="No se puede leer")
    retirada = nueva()
    pedir(retirada)
    r_retirada = _referencia(retirada)
    enviar(MARTA, retirada, "cobro/retiro", motivo="Era otro monto")
    desistida, r_desistida = _por_validar()
    enviar(ELENA, desistida, "desistimiento", motivo="Vendí la casa")
    lineas = [
        (r_monto, "38.501", "El monto no es el que pediste"),
        (r_validada, "38.500", "El pago ya estaba validado"),
        (r_dos, "38.500", "Hay otro abono con la misma referencia"),
        (r_dos, "38.500", "Hay otro abono con la misma referencia"),
        (r_falta, "38.500", "Falta el comprobante: el solicitante debe adjuntarlo en el portal"),
        (r_rechazada, "38.500", "Falta el comprobante: el solicitante debe adjuntarlo en el portal"),
        (r_retirada, "38.500", "Retiraste este cobro"),
        (r_desistida, "38.500", "La solicitud ya no espera este pago"),
        (f"{r_monto} {r_dos}", "38.500", "El texto menciona más de una referencia"),
    ]
    importar(cartola(*(f"20-11-2026;{texto};{monto}" for texto, monto, _ in lineas)))
    pagina = _ver("diferencias")
    for _, _, dicho in lineas:
        assert dicho in pagina, dicho
    assert "Ninguna línea calza" in _ver()
    antes = [estado(una) for una in (otro_monto, validada, dos, sin_comprobante, rechazada, retirada, desistida)]
    dichos = _confirmar(*LineaCartola.objects.order_by("numero"))
    assert len(dichos) == len(lineas) and dichos[0] == "La línea 2 no se validó. El monto no es el que pediste."
    assert "Lo hizo Jorge" in dichos[1]
    despues = [estado(una) for una in (otro_monto, validada, dos, sin_comprobante, rechazada, retirada, desistida)]
    assert antes == despues and not LineaCartola.objects.filter(aplicada_en__isnull=False).exists()


def test_unas_se_validan_y_la_que_gano_otra_persona_se_dice() -> None:
    primera, r_primera = _por_validar()
    segunda, r_segunda = _por_validar()
    importar(cartola(*(f"20-11-2026;{una};38.500" for una in (r_primera, r_segunda))))
    assert "Validar todos los de esta página (2)" in _ver()
    decidir(primera, JORGE)
    suyas = list(LineaCartola.objects.values_list("pk", flat=True))
    ruta = f"{PAGINA}{Cartola.objects.get().pk}/"
    palabras = navegador(MARTA).post(ruta, {"todas": "1", "en_pagina": suyas}).content.decode()
    assert "Son 2 pagos por $77.000" in palabras and "Validar 2 pagos" in palabras
    assert estado(segunda) == "pendiente-validacion", "seeing it validates nothing"
    assert _confirmar(todas="1") == ["Elige al menos una línea."]
    dichos = _confirmar(*LineaCartola.objects.all())
    assert dichos[0] == f"Validaste 1 pago: {segunda.folio}. Avisamos a cada solicitante por correo."
    assert dichos[1].startswith("La línea 2 no se validó. El pago ya estaba validado. Lo hizo Jorge")
    assert estado(primera) == estado(segunda) == "respondido"


def test_la_aceptada_por_plazo_se_confirma() -> None:
    solicitud, referencia = _por_validar()
    with en(VIERNES + timedelta(days=6)):
        actions.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)
        importar(cartola(f"20-11-2026;{referencia};38.500"))
        dichos = _confirmar(LineaCartola.objects.get())
    assert dichos == [f"Confirmaste 1 pago: {solicitud.folio}, que el plazo había aceptado. No avisamos a nadie."]
    solicitud.refresh_from_db()
    assert solicitud.estado == "respondido-automatico" and not solicitud.pago_sin_revisar


def test_el_mismo_archivo_y_las_lineas_repetidas_no_cambian_nada() -> None:
    _, referencia = _por_validar()
    linea = f"20-11-2026;{referencia};38.500"
    importar(cartola(linea, linea, "21-11-2026;Otro;1.000"))
    otra_vez = importar(cartola(linea, linea, "21-11-2026;Otro;1.000"), JORGE, nombre="copia.csv")
    assert mensajes(otra_vez) == ["Esta cartola ya estaba importada: no cambió nada."]
    assert Cartola.objects.count() == 1 and LineaCartola.objects.count() == 3
    importar(cartola(linea, linea, linea, "21-11-2026;Otro;1.000", "22-11-2026;Nuevo;5"), nombre="mes.csv")
    assert LineaCartola.objects.count() == 5  # the third equal line and the new one
    assert "3 abonos ya estaban en otra cartola" in _ver()


def test_lo_ajeno_se_guarda_sin_su_texto_y_el_archivo_no_se_guarda() -> None:
    pedir(nueva())
    importar(cartola("20-11-2026;Pedro Soto, arriendo;99", "20-11-2026;Pedro Soto;38.500", "20-11-2026;P999999;7"))
    textos = list(LineaCartola.objects.order_by("numero").values_list("texto", flat=True))
    assert textos == ["", "Pedro Soto", "P999999"]  # no reference and no amount that anybody owes: nobody's matter
    pagina = _ver("sin-referencia")
    assert "No lo guardamos" in pagina and "$38.500" in pagina and "arriendo" not in pagina
    archivo = Archivo.objects.get(uso="cartola")
    for persona in (MARTA, JORGE, OLGA, ELENA):
        assert navegador(persona).get(reverse("archivos:descarga", args=[archivo.pk])).status_code == 404


def test_otra_distribuidora_no_ve_la_cartola_ni_calza_con_cobros_ajenos() -> None:
    _, referencia = _por_validar()
    importar(cartola(f"20-11-2026;{referencia};38.500"), OLGA)
    suya = Cartola.objects.get()
    assert LineaCartola.objects.get().cobro is None
    for direccion in (f"{PAGINA}{suya.pk}/", f"{PAGINA}{suya.pk}/descarte/"):
        assert navegador(MARTA).get(direccion).status_code == navegador(MARTA).post(direccion).status_code == 404
        assert navegador(FRIDA).get(direccion).status_code == 403
    importar(cartola(f"20-11-2026;{referencia};38.500"))
    assert LineaCartola.objects.exclude(cobro=None).count() == 1


def test_las_columnas_se_preguntan_una_vez_y_otra_si_cambian() -> None:
    contenido = cartola("20-11-2026;Pago;38.500")
    pregunta = importar(contenido, fecha=None, monto=None, texto=None)
    assert pregunta.status_code == 200 and not Cartola.objects.exists()
    cuerpo = pregunta.content.decode()
    assert "¿Cuál es cada columna?" in cuerpo and "<td>38.500</td>" in cuerpo
    assert '<option value="2" selected>Abono' in cuerpo  # a guess to confirm
    guardado = pregunta.context["importacion"].campo.guardado
    marta = navegador(MARTA)
    mala = marta.post(PAGINA, {"cartola_guardado": guardado, "fecha": "0", "monto": "0", "texto": "1"})
    assert [mensaje for mensaje, _ in mala.context["errores_de_pagina"]] == [
        "Elige una columna distinta para cada dato"
    ]
    buena = marta.post(PAGINA, {"cartola_guardado": guardado, "fecha": "0", "monto": "2", "texto": "1"})
    assert buena.status_code == 302 and FormatoCartola.objects.get().encabezado == ["fecha", "descripcion", "abono"]
    sin_preguntar = {"fecha": None, "monto": None, "texto": None}
    assert importar(cartola("22-11-2026;Pago;1"), JORGE, **sin_preguntar).status_code == 302
    otras = importar(cartola("Pago;22-11-2026;1", encabezado="Glosa;Fecha;Haber"), **sin_preguntar)
    assert otras.status_code == 200 and "¿Cuál es cada columna?" in otras.content.decode()
    assert mensajes(navegador(MARTA).post(f"{PAGINA}columnas/"))[0].startswith("Te preguntaremos cuál es cada columna")
    assert importar(cartola("23-11-2026;Pago;1"), **sin_preguntar).status_code == 200
    assert mensajes(navegador(MARTA).post(f"{PAGINA}columnas/")) == ["No había columnas guardadas."]


def test_con_columnas_equivocadas_no_se_importa_y_una_descartada_se_importa_de_nuevo() -> None:
    contenido = cartola("20-11-2026;Pago;38.500")
    mala = importar(contenido, fecha="1", texto="0")
    assert errores(mala) == ["No pudimos leer ninguna línea con esas columnas. Revisa cuál es cada una."]
    assert not Cartola.objects.exists() and not FormatoCartola.objects.exists()
    importar(contenido)
    suya = Cartola.objects.get()
    descarte = f"{PAGINA}{suya.pk}/descarte/"
    assert "Borraremos sus líneas" in navegador(MARTA).get(descarte).content.decode()
    assert mensajes(navegador(MARTA).post(descarte))[0].startswith("Descartaste la cartola cartola.csv.")
    assert not LineaCartola.objects.exists() and importar(contenido).status_code == 302
    assert Evento.objects.filter(tipo="CARTOLA_DESCARTADA").exists()


def test_una_cartola_usada_no_se_descarta() -> None:
    _, referencia = _por_validar()
    importar(cartola(f"20-11-2026;{referencia};38.500"))
    assert "Descartar esta cartola" in _ver()
    _confirmar(LineaCartola.objects.get())
    assert "Descartar esta cartola" not in _ver()
    usada = navegador(JORGE).post(f"{PAGINA}{Cartola.objects.get().pk}/descarte/")
    assert usada.status_code == 409 and "Ya validaste pagos con esta cartola" in usada.content.decode()


@pytest.mark.parametrize(
    ("nombre", "contenido", "dicho"),
    [
        ("cartola.csv", b"", "cartola.csv está vacío"),
        ("cartola.csv", b"\n\n", "La cartola está vacía."),
        ("cartola.csv", b"Fecha|Texto|Abono\n1|2|3\n", "coma, punto y coma o tabulación"),
        ("cartola.csv", b"20-11-2026;Pago;38.500\n", "nombres de las columnas"),
        ("cartola.csv", b"PK\x03\x04\x00\x00", "no corresponde a su extensión"),
        ("cartola.xlsx", b"PK\x03\x04\x00\x00", "debe ser del tipo CSV o TXT"),
        ("cartola.csv", b"F;T;M\n" + b"20-11-2026;x;1\n" * 200_000, "debe pesar 2 MB o menos"),
        ("cartola.csv", b"F;T;M\n" + b"1;2;3\n" * 200_000, "más de 10.000 líneas"),
        ("cartola.csv", b"x" * (50 * 1024 * 1024), "debe pesar 2 MB o menos. Este archivo pesa 50 MB."),
    ],
)  # fmt: skip
def test_lo_que_no_se_puede_importar_se_dice(nombre: str, contenido: bytes, dicho: str) -> None:
    assert MAXIMO_BYTES == 2 * 1024 * 1024
    mala = importar(contenido, nombre=nombre)
    assert len(errores(mala)) == 1 and dicho in errores(mala)[0]
    assert not Cartola.objects.exists()


def test_lineas_ilegibles_y_formulas_se_muestran_sin_avisar_a_nadie() -> None:
    avisos = Aviso.objects.count()
    importar(cartola("hoy;Pago;1", "20-11-2026;=HYPERLINK(1) <b>P7</b>;1.000"))
    pagina = _ver("sin-referencia")
    assert "No pudimos leer 1 línea" in pagina and "No entendimos la fecha «hoy»" in pagina
    assert "=HYPERLINK(1) &lt;b&gt;P7&lt;/b&gt;" in pagina
    assert Aviso.objects.count() == avisos
    assert errores(navegador(MARTA).post(PAGINA, {})) == ["Elige la cartola que descargaste del banco"]


def test_a_los_noventa_dias_solo_queda_lo_que_valido_un_pago() -> None:
    _, referencia = _por_validar()
    importar(cartola(f"20-11-2026;{referencia} Elena Araya;38.500", "hoy;Elena Araya;1", "20-11-2026;P999999;7"))
    _confirmar(LineaCartola.objects.exclude(cobro=None).get())
    with en(VIERNES + timedelta(days=90)):
        assert limpieza.barrer() == 0
    with en(VIERNES + timedelta(days=91)):
        assert limpieza.barrer() == 1
        assert limpieza.barrer() == 0
    linea = LineaCartola.objects.get()
    assert (linea.monto, linea.texto, linea.aplicada_en is None) == (38_500, "", False)
    assert Cartola.objects.get().ilegibles == [] and Cartola.objects.get().total_ilegibles == 1
