"""What gunicorn serves while requests a second are counted: the desk, the prototype beside it, and the floor.

The floor is stock Django: its own middleware, a person who is signed in, one query by the ORM and a
template of 25 rows of eight cells. It is what this server gives for a page of that kind before
anything of a product stands around it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

settings.ROOT_URLCONF = "bench.addresses"

from labor_office.wsgi import application as desk  # noqa: E402 -- it reads the addresses named above

FLOOR = "/floor/"
_STOCK = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def _stock() -> WSGIHandler:
    """A handler with Django's own middleware; it reads the setting once, when it is made."""
    ours, settings.MIDDLEWARE = settings.MIDDLEWARE, _STOCK
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = ours


_floor = _stock()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The floor at its own address, everything else as ever."""
    return (_floor if environ["PATH_INFO"] == FLOOR else desk)(environ, start_response)
