// Counts down the seconds that the server wrote. The button beside it always works: the server judges (DISENO 7.1).
for (const linea of document.querySelectorAll("[data-cuenta-atras]")) {
  const cifra = linea.querySelector("span");
  const termina = Date.now() + Number(linea.dataset.cuentaAtras) * 1000;
  const reloj = setInterval(() => {
    const quedan = Math.ceil((termina - Date.now()) / 1000);
    if (quedan > 0) {
      cifra.textContent = quedan;
      return;
    }
    clearInterval(reloj);
    linea.remove();
  }, 1000);
}
