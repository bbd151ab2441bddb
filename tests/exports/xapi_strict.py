"""Holds every statement of a file against Ralph's strict xAPI 1.0.3 model; its server is deliberately lax."""
import json
import sys

from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

count = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        count += 1
        try:
            BaseXapiStatement(**json.loads(line))
        except ValidationError as error:
            sys.exit(f"statement {count}: {error}\n{line}")
print(f"strict model: {count} statements hold")
