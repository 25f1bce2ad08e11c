// Writes a RUT as 12.345.678-5, or a DNI as 20.123.456 where the form offers both, when the field is left: never while
// typing, never on paste (DISENO 6.5).
const TIPO = '[name="documento_tipo"]';
const conPuntos = (cifras) => cifras.replace(/\B(?=(\d{3})+$)/g, ".");

function escribir(campo) {
  const limpio = campo.value.replace(/[.\s\-–‐‑]/g, "").toUpperCase();
  if (campo.form?.querySelector(`${TIPO}:checked`)?.value === "DNI") {
    if (/^\d{7,8}$/.test(limpio)) campo.value = conPuntos(limpio);
  } else if (/^\d{6,8}[\dK]$/.test(limpio)) {
    campo.value = `${conPuntos(limpio.slice(0, -1))}-${limpio.slice(-1)}`;
  } // what it cannot read, the server explains
}

document.addEventListener("focusout", (evento) => {
  const campo = evento.target;
  if (campo instanceof HTMLInputElement && "rut" in campo.dataset) escribir(campo);
});

// The number may have been typed, and written as the other type, before its type was chosen.
document.addEventListener("change", (evento) => {
  if (evento.target.matches?.(TIPO)) evento.target.form?.querySelectorAll("[data-rut]").forEach(escribir);
});
