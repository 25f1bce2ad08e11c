// Every minute, while somebody sees the tab, says "novedades" to the page: what listens asks the server (DISENO 7.3).
// htmx's own "every 60s [visible]" would need eval. Nothing listens, nothing happens.
const CADA = 60_000;
let ultima = Date.now();

function decir() {
  if (document.hidden || Date.now() - ultima < CADA) return;
  ultima = Date.now();
  document.body.dispatchEvent(new Event("novedades"));
}

setInterval(decir, CADA / 4);
document.addEventListener("visibilitychange", decir);
