// Writes a RUT as 12.345.678-5 when the field is left: never while typing, never on paste (DISENO 6.5).
document.addEventListener("focusout", (evento) => {
  const campo = evento.target;
  if (!(campo instanceof HTMLInputElement) || !("rut" in campo.dataset)) return;
  const limpio = campo.value.replace(/[.\s\-–‐‑]/g, "").toUpperCase();
  if (!/^\d{6,8}[\dK]$/.test(limpio)) return; // what it cannot read, the server explains
  const numero = limpio.slice(0, -1).replace(/\B(?=(\d{3})+$)/g, ".");
  campo.value = `${numero}-${limpio.slice(-1)}`;
});
