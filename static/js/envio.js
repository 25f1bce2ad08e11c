// One sending per form: the second click is ignored here, and the server ignores a second token anyway (S-12).
// The button keeps its name and value; it is never `disabled`. Forms that answer with a file: data-envio="varios".
const marcados = new Map();

document.addEventListener("submit", (evento) => {
  const formulario = evento.target;
  if (formulario.method !== "post" || formulario.dataset.envio === "varios" || formulario.hasAttribute("hx-post")) return;
  if (formulario.dataset.enviando) {
    evento.preventDefault();
    return;
  }
  if (evento.defaultPrevented) return;
  formulario.dataset.enviando = "1";
  const boton = evento.submitter;
  if (!boton || boton.tagName !== "BUTTON") return;
  marcados.set(boton, boton.innerHTML);
  boton.setAttribute("aria-disabled", "true");
  // After the form data is taken: some browsers read the submitter late.
  setTimeout(() => { boton.textContent = "Enviando…"; });
});

// Back button: the page returns from memory as it was left.
window.addEventListener("pageshow", (evento) => {
  if (!evento.persisted) return;
  document.querySelectorAll("form[data-enviando]").forEach((formulario) => delete formulario.dataset.enviando);
  for (const [boton, contenido] of marcados) {
    boton.innerHTML = contenido;
    boton.removeAttribute("aria-disabled");
  }
  marcados.clear();
});
