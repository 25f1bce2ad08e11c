"""The pages of a payment: asked for, proved, decided, and how each distributor is paid."""
