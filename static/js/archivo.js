// Uploads a file when chosen (DISENO 6.6): POST to data-url-subida, answered with the same field fragment.
import { anunciar, avanzar, fallar, rechazar, tamano } from "./archivo_vistas.js";

const campoDe = (nodo) => nodo.closest?.("[data-url-subida]");

function recibir(campo, pedido, archivo) {
  const salto = pedido.getResponseHeader("HX-Redirect"); // the session ended meanwhile
  if (salto) return location.assign(salto);
  const nuevo = new DOMParser().parseFromString(pedido.responseText, "text/html").getElementById(campo.id);
  if (!nuevo) {
    const texto = pedido.status === 413 ? `${archivo?.name ?? "El archivo"} es demasiado grande.` : "No se pudo subir.";
    return fallar(campo, texto, () => enviar(campo, archivo), () => elegir(campo));
  }
  campo.replaceWith(nuevo);
  const error = nuevo.querySelector(".campo__error, .advertencias strong")?.textContent.trim();
  anunciar(error ?? (archivo ? `${archivo.name} subido` : "Archivo quitado"));
  nuevo.querySelector("button, input[type=file]")?.focus();
}

function enviar(campo, archivo, extra = {}) {
  const datos = new FormData();
  datos.append("csrfmiddlewaretoken", campo.closest("form")?.elements.csrfmiddlewaretoken?.value ?? "");
  if (archivo) datos.append(campo.dataset.campo, archivo);
  for (const [clave, valor] of Object.entries(extra)) datos.append(clave, valor);
  const pedido = new XMLHttpRequest();
  pedido.open("POST", campo.dataset.urlSubida);
  pedido.setRequestHeader("HX-Request", "true"); // the fragment, as for htmx
  if (archivo) {
    const mover = avanzar(campo, archivo, () => pedido.abort());
    mover(0);
    pedido.upload.onprogress = (e) => e.lengthComputable && mover(Math.min(Math.round(e.loaded * 100 / e.total), 100));
  }
  pedido.onload = () => recibir(campo, pedido, archivo);
  pedido.onerror = () => fallar(campo, "No se pudo subir. Revisa tu conexión.",
    () => enviar(campo, archivo, extra), () => elegir(campo));
  pedido.send(datos);
}

function elegir(campo) {
  const entrada = Object.assign(document.createElement("input"), { type: "file", accept: campo.dataset.accept });
  entrada.addEventListener("change", () => entrada.files[0] && enviar(campo, entrada.files[0]));
  entrada.click();
}

// Size and extension are looked at first for speed only; the server judges again.
function reparo(campo, archivo) {
  const { documento, maximo, accept, tipos } = campo.dataset;
  if (archivo.size > Number(maximo)) {
    return `${documento} debe pesar ${tamano(Number(maximo))} o menos. Este archivo pesa ${tamano(archivo.size)}.`;
  }
  const extension = `.${archivo.name.split(".").pop().toLowerCase()}`;
  return accept.split(",").includes(extension) ? "" : `${documento} debe ser del tipo ${tipos}`;
}

function atender(entrada) {
  const campo = campoDe(entrada);
  const archivo = campo && entrada.files?.[0];
  if (!archivo) return null;
  const texto = reparo(campo, archivo);
  return texto ? rechazar(campo, entrada, texto) : enviar(campo, archivo);
}

document.addEventListener("change", (evento) => atender(evento.target));
// A slow line brings this script after the file was chosen, and a browser that goes back may keep the choice.
document.querySelectorAll("[data-url-subida] input[type=file]").forEach(atender);

document.addEventListener("click", (evento) => {
  const boton = evento.target.closest?.("button[name=reemplazar], button[name=quitar]");
  const campo = boton && campoDe(boton);
  if (campo) evento.preventDefault(); else return;
  return boton.name === "quitar" ? enviar(campo, null, { quitar: boton.value }) : elegir(campo);
});

document.addEventListener("submit", (evento) => {
  const subiendo = evento.target.querySelector(".archivo--subiendo");
  if (!subiendo) return;
  evento.preventDefault(); // leaving now would cut the upload
  anunciar("Espera a que termine la subida, o cancélala.");
  subiendo.querySelector("button").focus();
});
