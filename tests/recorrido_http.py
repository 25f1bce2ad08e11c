"""The first journey over HTTP on a running demonstration: ``python tests/recorrido_http.py http://127.0.0.1:8000``.

Nothing but the standard library, so that it proves the portal and not our own helpers. One line per step; exit
code 1 and the reason at the first that fails. Each run files a request of its own: it may be repeated.
"""

import hashlib
import html
import http.cookiejar
import io
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from http.client import HTTPResponse

CLAVE = "tres-coigues-26"
CIUDADANA, DISTRIBUIDORA, SEC = "44.444.444-4", "40.404.040-5", "41.000.000-8"
ESPERA = 60.0  # seconds for what the worker does
Archivos = dict[str, tuple[str, bytes]]


class Falla(Exception):
    """What was expected and what came."""


def exigir(condicion: object, mensaje: str) -> None:
    if not condicion:
        raise Falla(mensaje)


def uno(patron: str, texto: str, que: str) -> str:
    hallado = re.search(patron, texto, re.DOTALL)
    if hallado is None:
        raise Falla(f"No se encontró {que}")
    return html.unescape(hallado[1])


def un_pdf(texto: str) -> bytes:
    """A PDF of one page with ``texto`` (ASCII without parentheses), written by hand with its table of references."""
    contenido = f"BT /F1 14 Tf 72 720 Td ({texto}) Tj ET".encode()
    objetos = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contenido), contenido),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    salida, lugares = b"%PDF-1.4\n", []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(salida))
        salida += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    tabla = b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    cola = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objetos) + 1, len(salida))
    return salida + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objetos) + 1, tabla) + cola


class Persona:
    """One session: a cookie jar and the last page read."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.url = base
        self.pagina = ""
        galletas = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._cliente = urllib.request.build_opener(galletas)

    def bajar(self, ruta: str) -> bytes:
        with self._abrir(urllib.request.Request(urllib.parse.urljoin(self.url, ruta))) as respuesta:
            return respuesta.read()

    def ver(self, ruta: str) -> str:
        self.pagina = self.bajar(ruta).decode()
        return self.pagina

    def enviar(self, ruta: str, datos: dict[str, str], archivos: Archivos | None = None) -> str:
        """Posts a form of the page now open, with its CSRF token, and follows to the page it leads to."""
        token = uno(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.pagina, "el token CSRF")
        tipo, cuerpo = _multiparte({"csrfmiddlewaretoken": token, **datos}, archivos or {})
        cabeceras = {"Content-Type": tipo, "Referer": self.url}
        pedido = urllib.request.Request(urllib.parse.urljoin(self.url, ruta), cuerpo, cabeceras)
        with self._abrir(pedido) as respuesta:
            self.pagina = respuesta.read().decode()
        return self.pagina

    def _abrir(self, pedido: urllib.request.Request) -> HTTPResponse:
        try:
            respuesta: HTTPResponse = self._cliente.open(pedido, timeout=30)
        except urllib.error.HTTPError as error:
            problemas = re.findall(r'<a href="#id_[^"]*">([^<]+)</a>', error.read().decode(errors="replace"))
            raise Falla(f"{pedido.full_url} contestó {error.code}: {'; '.join(problemas)}") from error
        if "text/html" in respuesta.headers.get("Content-Type", ""):
            self.url = respuesta.geturl()
        return respuesta

    def ingresar(self, perfil: str, rut: str) -> None:
        self.ver("/ingresar/")
        self.enviar("/ingresar/", {"perfil": perfil, "documento": rut, "clave": CLAVE, "next": ""})
        exigir("/ingresar/" not in self.url, f"{rut} no pudo ingresar como {perfil}")


def _multiparte(datos: dict[str, str], archivos: Archivos) -> tuple[str, bytes]:
    borde, salida = uuid.uuid4().hex, io.BytesIO()
    for nombre, valor in datos.items():
        salida.write(f'--{borde}\r\nContent-Disposition: form-data; name="{nombre}"\r\n\r\n{valor}\r\n'.encode())
    for nombre, (archivo, contenido) in archivos.items():
        salida.write(f'--{borde}\r\nContent-Disposition: form-data; name="{nombre}"; filename="{archivo}"\r\n'.encode())
        salida.write(b"Content-Type: application/pdf\r\n\r\n" + contenido + b"\r\n")
    salida.write(f"--{borde}--\r\n".encode())
    return f"multipart/form-data; boundary={borde}", salida.getvalue()


def esperar(condicion: str, leer: Callable[[], bool], segundos: float = ESPERA) -> float:
    """Seconds until ``leer()`` was true; fails by name after ``segundos``."""
    inicio = time.monotonic()
    while time.monotonic() - inicio < segundos:
        if leer():
            return time.monotonic() - inicio
        time.sleep(0.5)
    raise Falla(f"{condicion}: no llegó en {segundos:g} s")


def paso(texto: str) -> None:
    print(f"  ✓ {texto}", flush=True)


# --- The steps -----------------------------------------------------------------------------------------------


def enviar_solicitud(ciudadana: Persona, formulario: bytes, cliente: str) -> str:
    ciudadana.ver("/nuevo-envio/informacion/")
    pagina = ciudadana.enviar("", {})
    opcion = uno(r'<option value="([^"]+)"[^>]*>Enel Distribución</option>', pagina, "la distribuidora")
    general = {"distribuidora": opcion, "comuna": "13120", "numero_cliente": cliente, "correo_adicional": ""}
    ciudadana.enviar("", {**general, "accion": "continuar"})
    paso("borrador con sus datos generales")
    papeles = {"formulario": ("formulario.pdf", formulario), "cedula": ("cedula.pdf", un_pdf("Cedula"))}
    pagina = ciudadana.enviar("", {"es_titular": "si", "accion": "continuar"}, papeles)
    exigir(ciudadana.url.endswith("/revision/"), "Los documentos no llevaron a la revisión")
    paso("dos PDF subidos y aceptados")
    token = uno(r'name="token" value="([^"]+)"', pagina, "el token de envío")
    revision = ciudadana.url
    pagina = ciudadana.enviar(revision, {"token": token})
    folio = uno(r'Folio <span class="mono">([^<]+)</span>', pagina, "el folio")
    exigir(hashlib.sha256(formulario).hexdigest() in pagina, "La confirmación no muestra la huella del formulario")
    confirmacion = ciudadana.url
    ciudadana.enviar(revision, {"token": token})
    exigir(ciudadana.url == confirmacion, "Grabar dos veces no llevó a la misma confirmación")
    paso(f"solicitud {folio} enviada; grabarla otra vez lleva a la misma")
    return folio


def _descarga(pagina: str, nombre: str) -> str:
    filas = re.findall(r'<li class="documento">.*?</li>', pagina, re.DOTALL)
    fila = next((fila for fila in filas if nombre in fila), None)
    exigir(fila, f"La página no ofrece {nombre}")
    # Beside the download stands 'Ver', the page with the file as pictures.
    return uno(r'<a [^>]*href="([^"]+)(?<!/vista/)"', str(fila), f"la descarga de {nombre}")


def responder(personal: Persona, folio: str, formulario: bytes, respuesta: bytes) -> None:
    bandeja = personal.ver(f"/bandeja/?folio={folio}")
    fila = uno(rf">{re.escape(folio)}</a>(.*?)</tr>", bandeja, f"{folio} en la bandeja")
    exigir("Nueva" in fila, f"{folio} no está marcada como nueva")
    pagina = personal.ver(f"/solicitudes/{folio}/")
    recibido = personal.bajar(_descarga(pagina, "formulario.pdf"))
    exigir(recibido == formulario, "El formulario no llegó igual a la distribuidora")
    paso(f"la distribuidora la ve como nueva y descarga el PDF igual byte a byte ({len(recibido)} bytes)")
    pagina = personal.ver(f"/solicitudes/{folio}/respuesta/")
    datos = {
        "token": uno(r'name="token" value="([^"]+)"', pagina, "el token de la respuesta"),
        "comentario": "Hay capacidad.",
        "numero_solicitud": "2026-77",
    }
    personal.enviar("", datos, {"respuesta": ("respuesta.pdf", respuesta)})
    exigir("estado--respondido" in personal.pagina, "La solicitud no quedó respondida")
    paso("la distribuidora responde con un archivo")


def recibir_respuesta(ciudadana: Persona, folio: str, respuesta: bytes) -> None:
    pagina = ciudadana.ver(f"/solicitudes/{folio}/")
    recibida = ciudadana.bajar(_descarga(pagina, "respuesta.pdf"))
    exigir(recibida == respuesta, "La respuesta no llegó igual a la ciudadana")
    paso(f"la ciudadana descarga la respuesta igual byte a byte ({len(recibida)} bytes)")
    ajena = Persona(ciudadana.base)
    ajena.ingresar("solicitante", "41.414.141-2")
    try:
        ajena.ver(f"/solicitudes/{folio}/")
    except Falla as falla:
        exigir("contestó 404" in str(falla), str(falla))
    else:
        raise Falla("Otra persona ve la solicitud")
    paso("para otra persona no existe (404)")


def esperar_correos(ciudadana: Persona, folio: str) -> None:
    suyo = re.compile(rf">{re.escape(folio)}\b[^<]*</a></th><td [^>]*>elena@ejemplo\.cl</td>")
    demora = esperar(
        f"los dos correos de {folio} en /demo/correos/",
        lambda: len(suyo.findall(ciudadana.ver("/demo/correos/"))) == 2,
    )
    paso(f"el acuse y el aviso de la respuesta están en /demo/correos/ ({demora:.1f} s)")


def bajar_sabana(sec: Persona, folio: str, cliente: str) -> None:
    sec.ver("/data/")
    # Equal orders of the last minutes share one file; a date of its own makes this a new one.
    desde = date(2000, 1, 1) + timedelta(days=time.time_ns() // 1_000_000 % 5_000)
    filtros = {"tipo": "informacion", "estado": "respondido", "distribuidora": "YN"}
    sec.enviar("/data/", {**filtros, "desde": desde.isoformat(), "hasta": ""})
    seguimiento = sec.url
    exigir("/trabajos/" in seguimiento, "El pedido no llevó a la página que sigue el archivo")
    demora = esperar("la sábana", lambda: "El archivo está listo" in sec.ver(seguimiento))
    enlace = uno(r'href="(/archivos/[0-9a-f-]+/)"', sec.pagina, "la descarga de la sábana")
    textos = _textos_de_xlsx(sec.bajar(enlace))
    for dato in (folio, cliente, "2026-77"):
        exigir(dato in textos, f"La sábana no trae {dato}")
    paso(f"la SEC pide la sábana, la recibe en {demora:.1f} s y encuentra {folio}")


def _textos_de_xlsx(contenido: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(contenido)) as libro:
        partes = [libro.read(nombre).decode() for nombre in libro.namelist() if nombre.endswith(".xml")]
    return {html.unescape(texto) for parte in partes for texto in re.findall(r"<t[^>]*>([^<]*)</t>", parte)}


def recorrer(base: str) -> None:
    marca = f"{time.time_ns() // 1_000_000}"
    cliente = f"{marca[-7:]}-{marca[-1]}"
    formulario, respuesta = un_pdf(f"Formulario {marca}"), un_pdf(f"Respuesta {marca}")
    ciudadana, personal, sec = Persona(base), Persona(base), Persona(base)
    ciudadana.ingresar("solicitante", CIUDADANA)
    personal.ingresar("distribuidora", DISTRIBUIDORA)
    sec.ingresar("sec", SEC)
    paso("ingresan la ciudadana, la distribuidora y la SEC")
    folio = enviar_solicitud(ciudadana, formulario, cliente)
    responder(personal, folio, formulario, respuesta)
    recibir_respuesta(ciudadana, folio, respuesta)
    esperar_correos(ciudadana, folio)
    bajar_sabana(sec, folio, cliente)


def main() -> int:
    if len(sys.argv) != 2:
        print("Uso: python tests/recorrido_http.py http://127.0.0.1:8000", file=sys.stderr)
        return 2
    try:
        recorrer(sys.argv[1].rstrip("/"))
    except (Falla, OSError) as error:
        print(f"  ✗ {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
