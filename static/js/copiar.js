// <button type="button" hidden data-copiar="LA189">: shown only where the browser can copy.
if (navigator.clipboard) {
  document.querySelectorAll("button[data-copiar]").forEach((boton) => { boton.hidden = false; });
  document.addEventListener("click", async (evento) => {
    const boton = evento.target.closest?.("button[data-copiar]");
    if (!boton) return;
    let texto = `${boton.dataset.copiar} copiado`;
    try {
      await navigator.clipboard.writeText(boton.dataset.copiar);
    } catch {
      texto = `No se pudo copiar. Selecciona ${boton.dataset.copiar} y cópialo.`;
    }
    const anuncios = document.getElementById("anuncios");
    if (anuncios) anuncios.textContent = texto;
    const visible = boton.querySelector("[data-palabra]");
    if (visible && texto.endsWith("copiado")) visible.textContent = "Copiado";
  });
}
