"""How gunicorn serves the platform. HOST, PORT, WEB_CONCURRENCY and WEB_THREADS come from the environment."""

import gc
import os

from gunicorn.http import message

gc.disable()  # `wsgi.py` says why, and enables it again
import platform_app.app  # noqa: E402, F401 - read once for all workers; each makes an application of its own

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Each worker opens its own database connections and index readers: nothing of that kind survives a fork. Our modules
# do, so they are read above, once, and lie in memory once. New code wants a restart; a HUP would keep the old.
preload_app = False
timeout = 60
graceful_timeout = 20
keepalive = 5
control_socket_disable = True  # nobody steers the server at run time; no socket to guard

# A question of 10,000 Chinese characters is 90 kB once percent-encoded. It must reach the application, which
# answers with a sentence; gunicorn would cut at 8,190 bytes with a bare page, and its only other choice is no
# limit at all.
message.MAX_REQUEST_LINE = 128 * 1024
limit_request_line = message.MAX_REQUEST_LINE
