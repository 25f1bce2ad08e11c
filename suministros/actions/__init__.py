"""What changes links and papers; each public function is one act of one person."""

from suministros.actions.vinculos import asociar, enviar_poder, retirar

__all__ = ["asociar", "enviar_poder", "retirar"]
