// A link to a confirm page may open the same form in a <dialog>: <a href="…" data-dialogo="id">. Without
// script, or for a click that opens a new tab, the link simply goes there. Esc closes; focus returns by itself.
document.addEventListener("click", (evento) => {
  const enlace = evento.target.closest?.("[data-dialogo]");
  if (enlace && !evento.ctrlKey && !evento.metaKey && !evento.shiftKey) {
    const ventana = document.getElementById(enlace.dataset.dialogo);
    if (!(ventana instanceof HTMLDialogElement)) return;
    evento.preventDefault();
    ventana.showModal();
    return;
  }
  const cerrar = evento.target.closest?.("dialog [data-cerrar]");
  if (cerrar) {
    evento.preventDefault();
    cerrar.closest("dialog").close();
  }
});
