// <button type="button" data-variable="{folio}" hidden>: puts it where the editor was writing, in #mensaje.
// Without this script the name beside the button is copied by hand.
const formulario = document.getElementById("mensaje");
let campo = formulario?.elements.cuerpo;

formulario?.addEventListener("focusin", (evento) => {
  if (["asunto", "cuerpo"].includes(evento.target.name)) campo = evento.target;
});

document.addEventListener("click", (evento) => {
  const boton = evento.target.closest?.("button[data-variable]");
  if (!boton || !campo) return;
  campo.focus();
  campo.setRangeText(boton.dataset.variable, campo.selectionStart, campo.selectionEnd, "end");
  campo.dispatchEvent(new Event("input", { bubbles: true })); // the preview and the count listen to it
});

document.querySelectorAll("[data-con-guion], button[data-variable]").forEach((cosa) => { cosa.hidden = false; });
document.querySelectorAll("button[data-variable] + code").forEach((nombre) => { nombre.hidden = true; });
