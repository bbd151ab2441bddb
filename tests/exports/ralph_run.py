"""Runs Ralph 5.1.0 on a port. Its file store refuses every write after the first, and its queries compare addresses with
text; the five lines in the middle mend that. `ralph runserver` is not used: it leaves its parent alive."""
import sys

import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend as B

B.default_operation_type = BaseOperationType.APPEND
text = lambda x: None if x is None else str(x)
verb, act = B._add_filter_by_verb, B._add_filter_by_activity
B._add_filter_by_verb = staticmethod(lambda f, v: verb(f, text(v)))
B._add_filter_by_activity = staticmethod(lambda f, o, r: act(f, text(o), r))
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
