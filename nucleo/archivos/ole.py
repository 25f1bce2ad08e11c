"""A small writer of OLE2 compound files: what a sample ``.doc`` needs, and nothing else can make one here."""

import struct

_SECTOR = 512
_CORTE = 4096  # streams below this would go to the mini stream, which this writer does without
_FIN, _LIBRE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ALMACEN, _FLUJO, _RAIZ = 1, 2, 5


def escribir(flujos: dict[str, bytes]) -> bytes:
    """The bytes of a compound file with ``flujos``: path with ``/`` → content, padded to 4,096 bytes."""
    entradas = _arbol(flujos)
    sectores: list[bytes] = []
    fat: list[int] = []
    for entrada in entradas:
        if entrada["clase"] == _FLUJO:
            entrada["inicio"] = _encadenar(entrada["datos"], sectores, fat)
    directorio = _encadenar(b"".join(_entrada(entrada) for entrada in entradas), sectores, fat)
    cuantos = 1
    while len(fat) + cuantos > cuantos * _SECTOR // 4:
        cuantos += 1
    if cuantos > 109:
        raise ValueError("Demasiado grande para este escritor")
    inicio = len(fat)
    fat += [_FAT] * cuantos
    fat += [_LIBRE] * (cuantos * _SECTOR // 4 - len(fat))
    difat = [*range(inicio, inicio + cuantos)] + [_LIBRE] * (109 - cuantos)
    cabecera = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        cuantos,
        directorio,
        0,
        _CORTE,
        _FIN,
        0,
        _FIN,
        0,
    ) + struct.pack("<109I", *difat)
    return cabecera + b"".join(sectores) + struct.pack(f"<{len(fat)}I", *fat)


def _encadenar(datos: bytes, sectores: list[bytes], fat: list[int]) -> int:
    inicio = len(sectores)
    cuantos = -(-len(datos) // _SECTOR)
    for numero in range(cuantos):
        sectores.append(datos[numero * _SECTOR : (numero + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
        fat.append(inicio + numero + 1 if numero + 1 < cuantos else _FIN)
    return inicio


def _arbol(flujos: dict[str, bytes]) -> list[dict]:
    """Directory entries; the children of a storage form a chain of right siblings."""
    raiz: dict = {"nombre": "Root Entry", "clase": _RAIZ, "hijos": []}
    entradas, almacenes = [raiz], {"": raiz}
    for ruta, datos in flujos.items():
        padre = raiz
        *carpetas, nombre = ruta.split("/")
        for hasta, carpeta in enumerate(carpetas, 1):
            clave = "/".join(carpetas[:hasta])
            if clave not in almacenes:
                almacenes[clave] = {"nombre": carpeta, "clase": _ALMACEN, "hijos": []}
                padre["hijos"].append(len(entradas))
                entradas.append(almacenes[clave])
            padre = almacenes[clave]
        padre["hijos"].append(len(entradas))
        entradas.append({"nombre": nombre, "clase": _FLUJO, "hijos": [], "datos": datos.ljust(_CORTE, b"\0")})
    for entrada in entradas:
        for este, siguiente in zip(entrada["hijos"], entrada["hijos"][1:], strict=False):
            entradas[este]["derecha"] = siguiente
    return entradas


def _entrada(entrada: dict) -> bytes:
    nombre = entrada["nombre"].encode("utf-16-le")
    hijo = entrada["hijos"][0] if entrada["hijos"] else _LIBRE
    return struct.pack(
        "<64sHBBIII36xIQ",
        nombre,
        len(nombre) + 2,
        entrada["clase"],
        1,
        _LIBRE,
        entrada.get("derecha", _LIBRE),
        hijo,
        entrada.get("inicio", _FIN if entrada["clase"] == _RAIZ else 0),
        len(entrada.get("datos", b"")),
    )
