"""How each distributor keeps its terms, for a period: printable, with the method and the cases behind each figure."""
