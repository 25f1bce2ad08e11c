// What a file field shows while its file travels: the pieces are <template>s of componentes/archivo.html.
export const anunciar = (texto) => { document.getElementById("anuncios").textContent = texto; };

export const tamano = (bytes) => bytes < 1048064 ? `${Math.max(Math.round(bytes / 1024), 1)} KB`
  : `${(Math.ceil(bytes * 10 / 1048576) / 10).toLocaleString("es-CL")} MB`;

const clon = (campo, nombre) =>
  campo.querySelector(`template[data-${nombre}]`).content.firstElementChild.cloneNode(true);

/** Replaces the box of the field and returns the one that was there. */
export function poner(campo, pieza) {
  const antes = campo.querySelector(".archivo");
  antes.replaceWith(pieza);
  return antes;
}

export function limpiarError(campo) {
  campo.classList.remove("campo--error");
  campo.querySelector(".campo__error")?.remove();
}

/** The message of the server's own check, told before the file travels. The choice is undone. */
export function rechazar(campo, entrada, texto) {
  limpiarError(campo);
  const error = clon(campo, "error");
  error.id = `${entrada.id}_error`;
  error.querySelector("[data-texto]").textContent = texto;
  campo.classList.add("campo--error");
  campo.querySelector(".archivo").before(error);
  entrada.setAttribute("aria-invalid", "true");
  const ayuda = `${entrada.id}_helptext`;
  entrada.setAttribute("aria-describedby", `${document.getElementById(ayuda) ? `${ayuda} ` : ""}${error.id}`);
  entrada.value = "";
  anunciar(texto);
}

/** The lost connection: told in words, with the way to try again. */
export function fallar(campo, texto, reintentar, elegir) {
  const pieza = clon(campo, "fallo");
  pieza.querySelector("[data-texto]").textContent = texto;
  pieza.querySelector("[data-reintentar]").addEventListener("click", reintentar);
  pieza.querySelector("[data-otro]").addEventListener("click", elegir);
  poner(campo, pieza);
  anunciar(texto);
  pieza.querySelector("button").focus();
}

/** The progress line; `cancelar` runs when its button is pressed. Returns the function that moves it. */
export function avanzar(campo, archivo, cancelar) {
  limpiarError(campo);
  const pieza = clon(campo, "subiendo");
  const antes = poner(campo, pieza);
  const barra = pieza.querySelector("progress");
  const linea = pieza.querySelector("[data-avance]");
  const boton = pieza.querySelector("[data-cancelar]");
  pieza.querySelector("[data-nombre]").textContent = archivo.name;
  barra.setAttribute("aria-label", `Subiendo ${archivo.name}`);
  boton.addEventListener("click", () => {
    cancelar();
    antes.querySelectorAll("input[type=file]").forEach((entrada) => { entrada.value = ""; });
    poner(campo, antes);
    antes.querySelector("button, input")?.focus();
    anunciar("Subida cancelada");
  });
  boton.focus();
  anunciar(`Subiendo ${archivo.name}`);
  return (parte) => {
    barra.value = parte;
    linea.textContent = `Subiendo… ${parte} % de ${tamano(archivo.size)}`;
  };
}
