"""The pages that take one step of a request: form, action, redirection. One small file per theme."""
