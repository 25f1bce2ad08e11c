"""Backend of django-sendfile2 for a server without nginx: streams, and answers no conditional request.

The library's ``simple`` reads the whole file into memory and sends ETag, Last-Modified and 304; what may never
be cached (V18) has nothing to validate, and a spreadsheet of the whole country does not fit.
"""

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest


def sendfile(request: HttpRequest, filepath: Path, **_: Any) -> FileResponse:
    return FileResponse(open(filepath, "rb"))
