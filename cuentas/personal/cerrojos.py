"""The lock under every act on an account, taken by all in the same order."""

from django.db.models import Q

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from nucleo.comun.errores import EstadoCambio, NoPermitido

SOLO_SEC = "Esto lo hace una persona administradora de la SEC."
ADMINISTRADOR_ACTIVO = Q(perfil=Perfil.SEC, rol=Rol.ADMINISTRADOR, estado=EstadoCuenta.ACTIVA)


class Tomadas:
    """Actor and account, fresh and locked, and which SEC administrators are active at this moment.

    All active administrators are locked too, by id: two of them who deactivate each other at once would
    otherwise each still see the other active, and both would go (V17). The second waits here and then finds
    that its own account is no longer active.
    """

    def __init__(self, actor: Usuario, usuario_id: int | None = None) -> None:
        filas = Usuario.objects.filter(ADMINISTRADOR_ACTIVO | Q(pk__in=[actor.pk, usuario_id])).order_by("pk")
        tomadas = {fila.pk: fila for fila in filas.select_for_update(no_key=True)}
        self.administradores = {pk for pk, fila in tomadas.items() if fila.is_active and fila.es_administrador}
        self._actor, self._usuario = tomadas.get(actor.pk), tomadas.get(usuario_id or 0)

    @property
    def actor(self) -> Usuario:
        if self._actor is None or not self._actor.is_active:
            raise NoPermitido("Tu cuenta ya no está activa.")
        return self._actor

    @property
    def usuario(self) -> Usuario:
        if self._usuario is None:
            raise EstadoCambio("Otra persona acaba de eliminar esta cuenta.")
        return self._usuario

    def exigir_administrador(self) -> Usuario:
        if not self.actor.es_administrador:
            raise NoPermitido(SOLO_SEC)
        return self.actor

    def exigir_ajena(self, que: str) -> None:
        """``que``: what one may not do to oneself, as the sentence says it."""
        if self.usuario.pk == self.actor.pk:
            raise NoPermitido(f"No puedes {que} tu propia cuenta.")

    def exigir_otro_administrador(self) -> None:
        """Raises EstadoCambio when the account is the last active SEC administrator."""
        if self.administradores <= {self.usuario.pk}:
            raise EstadoCambio("Es la última cuenta de administrador activa de la SEC: debe quedar al menos una.")
