"""Who files where, when and how: sizes of the distributors, seasons, hours and the words people use."""

from itertools import accumulate

# Prefix → (share of the country's requests, regions it serves). Invented, in the order of size that anyone can see.
_DISTRIBUIDORAS: dict[str, tuple[float, tuple[str, ...]]] = {
    "YN": (30.0, ("13",)),
    "CG": (29.0, ("01", "02", "03", "04", "06", "07", "08", "09", "13", "15", "16")),
    "OV": (11.0, ("05",)),
    "SA": (6.0, ("10", "14")),
    "FR": (5.0, ("08", "09")),
    "LO": (1.6, ("10",)),
    "CP": (1.8, ("16",)),
    "LL": (1.5, ("07",)),
    "LI": (1.2, ("05",)),
    "PA": (1.1, ("13",)),
    "CC": (1.0, ("07",)),
    "CD": (0.9, ("09",)),
    "EC": (0.9, ("05",)),
    "V+": (0.9, ("10",)),
    "LP": (0.8, ("07",)),
    "CO": (0.8, ("13",)),
    "OA": (0.7, ("08",)),
    "AY": (0.6, ("11",)),
    "MG": (0.6, ("12",)),
    "EM": (0.5, ("05",)),
    "CH": (0.5, ("08",)),
    "RB": (0.5, ("14",)),
    "FE": (0.4, ("14",)),
    "TT": (0.3, ("13",)),
    "CS": (0.3, ("08",)),
    "LA": (0.2, ("13",)),
    "MQ": (0.2, ("07",)),
    "PS": (0.2, ("05",)),
}
# January to December: the south is on holiday in February, and projects start with the spring.
POR_MES = (0.82, 0.62, 1.15, 1.08, 1.02, 0.92, 0.95, 1.04, 0.98, 1.22, 1.2, 0.9)
_POR_HORA = (2, 1, 0.5, 0.3, 0.3, 0.6, 2, 6, 14, 22, 27, 26, 18, 15, 21, 24, 24, 22, 18, 14, 13, 14, 11, 6)
HORAS = tuple(accumulate(_POR_HORA))


def de(prefijo: str) -> float:
    return _DISTRIBUIDORAS.get(prefijo, (0.2, ()))[0]


def regiones(prefijo: str) -> tuple[str, ...]:
    """The regions that a distributor serves; none means any."""
    return _DISTRIBUIDORAS.get(prefijo, (0.2, ()))[1]


NOMBRES = (
    "Amanda", "Andrés", "Antonia", "Aurora", "Bastián", "Benjamín", "Camila", "Catalina", "Cristóbal", "Daniela",
    "Emilia", "Esteban", "Felipe", "Florencia", "Gabriela", "Gonzalo", "Héctor", "Isidora", "Javiera", "Joaquín",
    "Leonor", "Lorena", "Manuel", "Matilde", "Nicolás", "Octavio", "Paulina", "Rebeca", "Rodrigo", "Rosario",
    "Sebastián", "Tamara", "Tomás", "Valentina", "Vicente", "Ximena",
)  # fmt: skip
APELLIDOS = (
    "Aguilera", "Albornoz", "Barrientos", "Bustos", "Cárcamo", "Catalán", "Cifuentes", "Donoso", "Escobar",
    "Fuentealba", "Gallardo", "Garrido", "Henríquez", "Inostroza", "Jara", "Leiva", "Llanos", "Mansilla", "Millán",
    "Montoya", "Navarrete", "Ñanco", "Oyarzún", "Paredes", "Quezada", "Retamal", "Saldivia", "Toledo", "Ulloa",
    "Villablanca", "Yáñez", "Zapata",
)  # fmt: skip
RESPUESTAS = (
    "La red admite la capacidad consultada. Adjuntamos el informe.",
    "Hay capacidad disponible en el transformador que alimenta el inmueble.",
    "La capacidad consultada excede lo que hoy admite la red. Revisa las obras del informe.",
    "Adjuntamos el informe de criterios de conexión.",
    "",
)
MOTIVOS: dict[str, tuple[str, ...]] = {
    "orden": (
        "La anterior espera una visita a terreno que ya está agendada.",
        "Corresponde a la misma obra que otra respondida hoy.",
        "La anterior depende de un estudio del alimentador.",
    ),
    "pago": ("Costo del estudio solicitado.", "Visita a terreno para revisar el empalme.", "Informe de factibilidad."),
    "retiro": ("El cobro no correspondía a este caso.", "El estudio no fue necesario."),
    "rechazo": ("El monto no coincide con el cobro.", "El comprobante es de otra fecha.", "La imagen no se lee."),
    "reversion": ("La transferencia no llegó a la cuenta.", "El comprobante corresponde a otro cobro."),
    "observacion": (
        "Falta la firma en el documento.",
        "Los datos no coinciden con los del suministro.",
        "El documento está incompleto.",
        "La imagen no permite leer el número.",
    ),
    "objecion": ("El aumento excede la capacidad que admite el empalme.", "El aumento necesita un estudio nuevo."),
    "caso": ("La capacidad pedida excede la permitida.", "El empalme debe cambiar.", "Es un suministro nuevo."),
    "complemento": ("Falta el costo de las obras.", "La respuesta no dice el plazo de las obras.", "Falta el plano."),
    "desistir": ("", "", "Cambié de proyecto.", "La voy a enviar de nuevo."),
    "anular": ("Enviada a otra distribuidora por error.", "Solicitud duplicada.", "El inmueble no existe."),
    "nota": ("Llamar al cliente antes de visitar.", "Esperando al equipo de terreno.", "Revisado con ingeniería."),
    "conexion": ("", "", "Se conectó sin observaciones.", "Nadie abrió en el domicilio."),
    "prorroga": ("Atraso en la entrega de los equipos.", "El financiamiento aún no se resuelve."),
    "comunicacion": (
        "Mañana visitaremos el inmueble entre 9 y 12 horas.",
        "¿Puedes confirmar el teléfono de contacto?",
        "Necesitamos coordinar un corte breve del suministro.",
    ),
    "replica": ("Sí, los espero.", "Gracias, quedo atento.", "El teléfono es el mismo de la cuenta."),
}
