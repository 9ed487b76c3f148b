"""What Python compiled is kept: importing this module says so, before the platform and the tests are imported.

Where the environment forbids it, every process of a run and every program that a test starts would compile all of the
code anew, which is more than half of what starting them takes.
"""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
