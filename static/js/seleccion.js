// Bulk selection of a list (DISENO 6.9). Markup: <form data-seleccion> with boxes named "sel", a bar
// [data-barra] holding [data-cuantas], and [data-quitar]. Without script the bar is simply always there.
const cajas = (formulario) => [...formulario.querySelectorAll('input[type=checkbox][name="sel"]')];
const NADA = "Marca las solicitudes que quieras";
let ultima = null;

function pintar(formulario) {
  const todas = cajas(formulario);
  const elegidas = todas.filter((caja) => caja.checked);
  todas.forEach((caja) => caja.closest("tr")?.toggleAttribute("data-sel", caja.checked));
  const barra = formulario.querySelector("[data-barra]");
  const n = elegidas.length;
  // It keeps its room while nothing is ticked: a row must not move away from under the pointer.
  if (barra) barra.toggleAttribute("data-vacia", n === 0);
  const cuantas = formulario.querySelector("[data-cuantas]");
  if (cuantas) cuantas.textContent = n === 0 ? NADA : n === 1 ? "1 solicitud seleccionada" : `${n} solicitudes seleccionadas`;
  const cabeza = formulario.querySelector("[data-seleccionar-todo]");
  if (cabeza) {
    cabeza.checked = n > 0 && n === todas.length;
    cabeza.indeterminate = n > 0 && n < todas.length;
  }
}

function entre(formulario, desde, hasta, marcada) {
  const todas = cajas(formulario);
  const [a, b] = [todas.indexOf(desde), todas.indexOf(hasta)].sort((x, y) => x - y);
  if (a >= 0) todas.slice(a, b + 1).forEach((caja) => { caja.checked = marcada; });
}

document.addEventListener("click", (evento) => {
  const formulario = evento.target.closest?.("form[data-seleccion]");
  if (!formulario) return;
  if (evento.target.closest("[data-quitar]")) {
    evento.preventDefault();
    cajas(formulario).forEach((caja) => { caja.checked = false; });
    cajas(formulario)[0]?.focus();
  } else if (evento.target.matches("[data-seleccionar-todo]")) {
    cajas(formulario).forEach((caja) => { caja.checked = evento.target.checked; });
  } else if (evento.target.matches('input[name="sel"]')) {
    if (evento.shiftKey && ultima) entre(formulario, ultima, evento.target, evento.target.checked);
    ultima = evento.target;
  } else return;
  const antes = evento.target.getBoundingClientRect().top;
  pintar(formulario);
  // On a phone the bar has no room kept: what moved is brought back under the finger.
  window.scrollBy({ top: evento.target.getBoundingClientRect().top - antes, behavior: "instant" });
});

const preparar = (raiz) => raiz.querySelectorAll?.("form[data-seleccion]").forEach((formulario) => {
  formulario.querySelectorAll("[data-con-guion]").forEach((pieza) => { pieza.hidden = false; });
  pintar(formulario);
});
preparar(document);
document.addEventListener("htmx:load", (evento) => preparar(evento.target));
window.addEventListener("pageshow", () => preparar(document));
