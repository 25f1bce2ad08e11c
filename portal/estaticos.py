"""Static files with hashed names, from what ``collectstatic`` gathered."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Estaticos(CompressedManifestStaticFilesStorage):
    """Before ``collectstatic`` there is no manifest (tests, first commands): names stay as they are.

    With a manifest it stays strict: a template that names a missing file fails, it does not serve a dead link.
    """

    support_js_module_import_aggregation = True  # `import … from "./x.js"` gets the hashed name too

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
