"""What the rooms ask of the reference data."""

from typing import Any, Self

from django.db import models

EN_PIE = models.Q(retirada=False)


class ReglaPlazoQuerySet(models.QuerySet[Any]):
    def en_pie(self) -> Self:
        """Those that rule or will: without the ones that were withdrawn before their first day."""
        return self.filter(EN_PIE)
