"""A test process starts sooner: importing this module says so, before the platform and the tests are imported.

What Python compiled is kept. Where the environment forbids it, every process of a run and every program that a test
starts would compile all of the code anew, which is more than half of what starting them takes. And nothing of what is
imported is garbage: the collector begins when all is there (`pytest_collection_finish`).
"""

import gc
import os
import sys

gc.disable()
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
