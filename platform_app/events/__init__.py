"""Everything that can happen, in the past tense, with ids only."""

from platform_app.events.accounts import *
from platform_app.events.asks import *
from platform_app.events.base import *
from platform_app.events.cases import *
from platform_app.events.coordination import *
from platform_app.events.decisions import *
from platform_app.events.exchange import *
from platform_app.events.meetings import *
from platform_app.events.moderation import *
from platform_app.events.reference import *
from platform_app.events.selection import *
from platform_app.events.webhooks import *
