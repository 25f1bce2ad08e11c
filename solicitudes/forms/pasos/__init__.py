"""Shape of what the pages of the steps receive."""
