"""Reading a bank statement: pure functions, no database."""
