"""What changes links and papers; each public function is one act of one person."""

from suministros.actions.poderes import decidir_poder
from suministros.actions.vinculos import asociar, asociar_una_vez, enviar_poder, retirar

__all__ = ["asociar", "asociar_una_vez", "decidir_poder", "enviar_poder", "retirar"]
