"""What the pages of a payment ask; amounts and texts are judged here, states by the actions."""
