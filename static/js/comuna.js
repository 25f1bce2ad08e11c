// Puts a region select before the comuna select and filters it. The page holds one <optgroup> per region,
// so without this script the grouped list is enough (DISENO 6.5).
function preparar(comuna) {
  comuna.removeAttribute("data-comuna");
  const grupos = [...comuna.querySelectorAll("optgroup")];
  const vacia = comuna.querySelector('option[value=""]');
  const region = document.createElement("select");
  region.className = "form-select";
  region.id = `${comuna.id}_region`;
  region.append(new Option("Selecciona una región", ""), ...grupos.map((grupo) => new Option(grupo.label, grupo.label)));
  const etiqueta = document.createElement("label");
  etiqueta.className = "sr";
  etiqueta.htmlFor = region.id;
  etiqueta.textContent = "Región";
  const marco = document.createElement("div");
  marco.className = "comunas";
  const caja = document.createElement("div");
  caja.append(etiqueta, region);
  comuna.before(marco);
  marco.append(caja, comuna);

  const filtrar = () => {
    const elegida = comuna.value;
    comuna.replaceChildren(...(vacia ? [vacia] : []), ...grupos.filter((grupo) => grupo.label === region.value));
    comuna.value = [...comuna.options].some((opcion) => opcion.value === elegida) ? elegida : "";
  };
  const actual = comuna.selectedOptions[0]?.closest("optgroup");
  if (actual) region.value = actual.label;
  filtrar();
  region.addEventListener("change", filtrar);
  // The browser may restore a choice of the region after this ran (back button).
  window.addEventListener("pageshow", () => region.value && filtrar());
}

document.querySelectorAll("select[data-comuna]").forEach(preparar);
document.addEventListener("htmx:load", (evento) => evento.target.querySelectorAll?.("select[data-comuna]").forEach(preparar));
