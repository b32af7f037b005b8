"""Settings: one file, everything from the environment, with defaults that work.

What is set wrong stops the start with a sentence that names the variable. README.md lists them all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure.data_folder import kept_secret, made
from couples.infrastructure.origins import hosts_of, origins
from couples.infrastructure.proxies import LOOPBACK, networks
from couples.wiring.databases import database, pages_at_once, sqlite

# ---- reading the environment ----------------------------------------------------------------------


def envtext(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def envbool(name: str, default: bool = False) -> bool:
    text = envtext(name, str(default)).lower()
    if text not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} is {text!r}. Write 1 or 0.")
    return text in {"1", "true", "yes", "on"}


def envint(name: str, default: int, least: int = 0, most: int = 2**31) -> int:
    text = envtext(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ImproperlyConfigured(f"{name} is {text!r}. Write a whole number from {least} to {most}.")
    return int(text)


def envlist(name: str, default: list[str]) -> list[str]:
    return [each.strip() for each in envtext(name).split(",") if each.strip()] or default


def envlinks(name: str) -> list[tuple[str, str]]:
    """Read "A name https://one.example, Another name https://two.example"."""
    links = []
    for each in envlist(name, []):
        label, _, url = each.rpartition(" ")
        if not label or not url.startswith("https://"):
            raise ImproperlyConfigured(
                f"{name} holds {each!r}. Write: A name https://its.address, Another https://…"
            )
        links.append((label.strip(), url))
    return links


# ---- places -----------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = made(Path(envtext("DATA_DIR", str(BASE_DIR / "data"))).resolve())

EXERCISES_PATH = envtext("EXERCISES_PATH")  # a folder of one's own exercises and cues

# ---- secrets and switches ----------------------------------------------------------------------------

SECRET_KEY = envtext("SECRET_KEY") or kept_secret(DATA_DIR / "secret-key")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is short. Give it 50 characters or more, or leave it out.")
DEBUG = envbool("DEBUG")

# ---- where people find it ----------------------------------------------------------------------------

PORT = envint("PORT", 8000, least=0, most=65535)
PUBLIC_ORIGINS = origins(
    envlist("PUBLIC_ORIGINS", [f"http://{host}:{PORT}" for host in ("localhost", "127.0.0.1", "[::1]")])
)
# `serve --lan` sets it: the address for the phones in the house, which links are made with.
LAN_ORIGIN = next(iter(origins(envlist("LAN_ORIGIN", []))), "")
if LAN_ORIGIN and LAN_ORIGIN not in PUBLIC_ORIGINS:
    PUBLIC_ORIGINS.append(LAN_ORIGIN)
ALLOWED_HOSTS = hosts_of(PUBLIC_ORIGINS)

# Daphne itself speaks plain http: that somebody came over TLS, and from where, is what these proxies say.
TRUSTED_PROXIES = networks(envlist("TRUSTED_PROXIES", LOOPBACK))

WEB_PROCESSES = envint("WEB_PROCESSES", 1, least=1, most=1024)

# ---- what people are told ----------------------------------------------------------------------------

EXIT_URL = envtext("EXIT_URL", "https://www.wikipedia.org/")  # neutral, and nobody's personal page
SUPPORT_LINKS = envlinks("SUPPORT_LINKS")  # shown with the safety text
RETENTION_DAYS = envint("RETENTION_DAYS", 30)
RETENTION_CHOICES = (1, 7, 30, 90)  # days that two people can choose from
if RETENTION_DAYS not in RETENTION_CHOICES:
    raise ImproperlyConfigured("RETENTION_DAYS is one of 1, 7, 30 and 90.")

# ---- limits ------------------------------------------------------------------------------------------

# (so many, in so many seconds) for each address. Raise them where many people share one address.
LIMITS = {
    "create": (envint("LIMIT_CREATE", 10, least=1), 60 * 60),
    "claim": (envint("LIMIT_CLAIM", 20, least=1), 10 * 60),
    # Sockets: enough for a waiting room whose phones all come back at once after a restart.
    "connect": (envint("LIMIT_CONNECT", 300, least=1), 5 * 60),
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS: list[str] = []  # nothing here takes a file

# ---- the app -----------------------------------------------------------------------------------------

# No sessions, no accounts, no admin: a browser's seats are its only identity. Channels needs no entry.
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "couples.apps.CouplesConfig",
    "exercises.apps.ExercisesConfig",
]

# All of them work without leaving the event loop, so that a request costs one hop to a thread: its view.
MIDDLEWARE = [
    "couples.infrastructure.middleware.headers",
    "couples.infrastructure.middleware.static_files",
    "couples.infrastructure.middleware.exact_origin",
    "couples.infrastructure.middleware.refusals",
]
ROOT_URLCONF = "couples.wiring.urls"
ASGI_APPLICATION = "couples.wiring.asgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
        },
    }
]

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---- the database ------------------------------------------------------------------------------------

_TEST_FILE = DATA_DIR / "test.sqlite3"
if envtext("DATABASE_URL"):
    DATABASES = {"default": database(envtext("DATABASE_URL"), _TEST_FILE, WEB_PROCESSES)}
else:
    DATABASES = {"default": sqlite(DATA_DIR / "meant.sqlite3", _TEST_FILE)}
PAGES_AT_ONCE = pages_at_once(WEB_PROCESSES)  # in a process; further ones wait for their turn

# ---- the channel layer: hints between sockets ----------------------------------------------------------

REDIS_URL = envtext("REDIS_URL")
# redis-py 8 gives up an idle read after 5 s and pools 100 connections, unless told.
REDIS_OPTIONS = {"socket_timeout": 15, "socket_connect_timeout": 1, "max_connections": 1000}
CHANNEL_LAYERS: dict[str, Any] = {
    "default": {"BACKEND": "couples.infrastructure.in_process_layer.InProcessLayer"}
}
if REDIS_URL:
    if not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL is no address of a Redis. Write redis://its.host:6379/0.")
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "couples.infrastructure.redis_layer.SoftPubSubLayer",
        "CONFIG": {"prefix": "meant", "hosts": [{"address": REDIS_URL, **REDIS_OPTIONS}]},
    }

# ---- static files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "couples.infrastructure.storage.JoinedManifestStorage"},
}

# ---- what `check --deploy` need not warn about ----------------------------------------------------------

SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # SecurityMiddleware: our middleware `headers` sends all of its headers, and more
    "security.W002",  # X-Frame-Options: the CSP's frame-ancestors 'none', from the same place
    # No CSRF tokens: they would differ on every render of a panel. Every unsafe request needs an exact,
    # non-null Origin, Sec-Fetch-Site must not contradict it, and cookies are SameSite=Lax.
    "security.W003",
]

# ---- logs: to stderr, never a body, a cookie, a token, an address or a code -------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "couples.infrastructure.logs.Discreet"}},
    "formatters": {
        "plain": {
            "()": "couples.infrastructure.logs.PlaceOnly",
            "format": "%(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["discreet"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what was not found is nobody's business
        "django.security": {"level": "CRITICAL"},  # odd hosts, floods of fields: any scanner causes these
        "psycopg.pool": {"level": "ERROR"},  # warns of each try to connect, of which there are many
        "channels_redis": {"level": "CRITICAL"},  # would say every second what redis_layer says once
    },
}
