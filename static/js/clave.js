// The button that shows a password. Hidden again before sending, so that no browser stores it as text.
function preparar(campo) {
  campo.removeAttribute("data-clave");
  const boton = document.createElement("button");
  boton.type = "button";
  boton.className = "btn btn-secundario";
  boton.setAttribute("aria-controls", campo.id);
  const palabra = document.createElement("span");
  const resto = document.createElement("span");
  resto.className = "sr";
  resto.textContent = " la contraseña";
  boton.append(palabra, resto);
  const poner = (visible) => {
    campo.type = visible ? "text" : "password";
    palabra.textContent = visible ? "Ocultar" : "Mostrar";
  };
  poner(false);
  boton.addEventListener("click", () => poner(campo.type === "password"));
  campo.form?.addEventListener("submit", () => poner(false));
  const marco = document.createElement("div");
  marco.className = "clave";
  campo.before(marco);
  marco.append(campo, boton);
}

document.querySelectorAll("input[type=password][data-clave]").forEach(preparar);
