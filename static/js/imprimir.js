// ?imprimir=1 marks <main data-imprimir>: the page opens the print dialog, and is readable without it (DISENO 3.4).
if (document.querySelector("main[data-imprimir]")) {
  window.addEventListener("load", () => document.fonts.ready.then(() => window.print()));
}
