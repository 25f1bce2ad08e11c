// Menus are <details>. Esc closes the open one and gives the focus back; so does a click outside (DISENO 6.1).
const abiertos = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (evento) => {
  if (evento.key !== "Escape") return;
  for (const menu of abiertos()) {
    const dentro = menu.contains(document.activeElement);
    menu.open = false;
    if (dentro) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (evento) => {
  for (const menu of abiertos()) if (!menu.contains(evento.target)) menu.open = false;
});
