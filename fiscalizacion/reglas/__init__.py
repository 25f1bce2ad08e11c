"""'Administrador': the rules that SEC keeps. Every page of SEC reads them; only an administrador changes them."""
