// Live count under a text with a limit. Over the limit nothing is cut: the server is the judge (DISENO 6.5).
const PAUSA = 1200;
const esperas = new WeakMap();

function contar(campo) {
  // The server counts what it stores: characters, not the two units of an emoji.
  return [...campo.value].length;
}

function mostrar(campo) {
  const maximo = Number(campo.dataset.contador);
  const resto = maximo - contar(campo);
  let linea = document.getElementById(`${campo.id}_contador`);
  if (!linea) {
    linea = document.createElement("p");
    linea.id = `${campo.id}_contador`;
    linea.className = "campo__contador num";
    linea.setAttribute("aria-hidden", "true"); // spoken after a pause, below
    campo.after(linea);
  }
  // As the help above it writes it: 1.000. Spanish by Intl leaves four figures without their point.
  const n = String(Math.abs(resto)).replace(/\B(?=(\d{3})+$)/g, ".");
  const palabra = n === "1" ? "carácter" : "caracteres";
  linea.textContent = resto < 0 ? `Te pasaste por ${n} ${palabra}` : `Te quedan ${n} ${palabra}`;
  linea.classList.toggle("campo__contador--exceso", resto < 0);
  return linea.textContent;
}

document.addEventListener("input", (evento) => {
  const campo = evento.target;
  if (!campo.dataset?.contador) return;
  const texto = mostrar(campo);
  clearTimeout(esperas.get(campo));
  esperas.set(campo, setTimeout(() => {
    const anuncios = document.getElementById("anuncios");
    if (anuncios) anuncios.textContent = texto;
  }, PAUSA));
});

// At the start, and whatever htmx brings later.
document.addEventListener("htmx:load", (evento) => evento.target.querySelectorAll("[data-contador]").forEach(mostrar));
document.querySelectorAll("[data-contador]").forEach(mostrar);
