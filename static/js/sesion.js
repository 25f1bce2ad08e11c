// Two minutes before a session ends, a dialog asks whether to go on (DISENO 7.6). The server alone knows when it
// ends: another tab may have prolonged it, so the page asks before it says anything. Its questions carry ?sondeo=1
// and do not count as activity. Without script the next page says that the session ended.
const ventana = document.getElementById("fin-de-sesion");
const CADA = 15; // seconds between questions while the dialog is open
const OTRA_VEZ = 10; // seconds, when the server did not answer

function empezar() {
  const aviso = Number(ventana.dataset.aviso);
  const direccion = ventana.dataset.sesion;
  const cuanto = ventana.querySelector("[data-cuanto]");
  const formulario = ventana.querySelector("[data-seguir]");
  let termina = Date.now() + Number(ventana.dataset.quedan) * 1000;
  let pregunta = 0;
  let reloj;

  const restan = () => Math.ceil((termina - Date.now()) / 1000);

  function despues(segundos, funcion) {
    clearTimeout(reloj);
    reloj = setTimeout(funcion, Math.min(segundos, 86400) * 1000);
  }

  function anotar({ quedan, se_alarga: seAlarga }) {
    termina = Date.now() + quedan * 1000;
    pregunta = Date.now();
    formulario.hidden = !seAlarga;
    ventana.querySelectorAll("[data-por-horas]").forEach((p) => { p.hidden = seAlarga; });
    if (quedan > 0) return vigilar();
    // Without its fragment, or the browser would stay on the page. The server says why and brings the reader back.
    return location.replace(location.href.replace(/#.*$/, ""));
  }

  async function pedir(ruta, opciones) {
    try {
      const respuesta = await fetch(ruta, { cache: "no-store", ...opciones });
      if (!respuesta.ok) throw new Error(respuesta.status);
      anotar(await respuesta.json());
    } catch {
      despues(OTRA_VEZ, preguntar);
    }
  }

  const preguntar = () => pedir(`${direccion}?sondeo=1`);
  const seguir = () => pedir(direccion, { method: "POST", body: new FormData(formulario) });

  function vigilar() {
    const segundos = restan();
    if (segundos > aviso) {
      if (ventana.open) ventana.close();
      return despues(segundos - aviso, preguntar);
    }
    if (segundos <= 0 || Date.now() - pregunta > CADA * 1000) return preguntar();
    if (!ventana.open) ventana.showModal();
    cuanto.textContent = segundos >= 60 ? `${Math.floor(segundos / 60)} min ${segundos % 60} s` : `${segundos} s`;
    return despues(1, vigilar);
  }

  formulario.addEventListener("submit", (evento) => {
    evento.preventDefault();
    seguir();
  });
  // Esc is somebody at the keyboard: the same as going on.
  ventana.addEventListener("cancel", (evento) => {
    evento.preventDefault();
    if (!formulario.hidden) seguir();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && restan() <= aviso) preguntar();
  });
  vigilar();
}

if (ventana instanceof HTMLDialogElement) empezar();
