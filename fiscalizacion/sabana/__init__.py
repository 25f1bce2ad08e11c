"""The sábana (F-04): every request with its dates, terms, payment and evidence, and its events in a second file."""
