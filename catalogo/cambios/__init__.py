"""How SEC's rules change: what may be written and what is refused. Who may, and the events, are ``fiscalizacion``'s."""
