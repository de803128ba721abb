"""Every deployment-specific value is an environment variable, read here and nowhere else.

A variable without a default stops the process with its name. ``make run`` and the
tests set them all; ``.env.example`` lists them for a server.
"""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import environ
import pghistory
from csp.constants import NONCE, SELF

from labor_office.schedule import BEAT_SCHEDULE

django_stubs_ext.monkeypatch()
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env("ENV_FILE", default=str(BASE_DIR / ".env")))

# --- what this office is called -------------------------------------------------
CITY_NAME = env("CITY_NAME", default="City of Rivermont")
OFFICE_NAME = env("OFFICE_NAME", default="Office of Labor Relations")
OFFICE_ADDRESS = env.list("OFFICE_ADDRESS", default=["301 Harbor Street, Room 410", "Rivermont"])
HELP_EXTENSION = env("HELP_EXTENSION", default="ext. 4170")
DESK_URL = env("DESK_URL", default="http://localhost:8000")
# Month and day on which a fiscal year begins; the year is named for the one it ends in.
_MONTH, _DAY = env("FISCAL_YEAR_STARTS", default="07-01").split("-")
FISCAL_YEAR_STARTS = (int(_MONTH), int(_DAY))
TIME_ZONE = env("TIME_ZONE", default="America/New_York")
# Seconds added to the real clock at the edge; the demo city lives on a fixed day.
CLOCK_OFFSET = timedelta(seconds=env.int("CLOCK_OFFSET_SECONDS", default=0))
IS_DEMO = env.bool("DEMO", default=False)

# --- security -------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY")
# Encrypts second-factor secrets at rest; several keys, newest first, allow rotation.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
DEBUG = env.bool("DEBUG", default=False)
# Nobody enters the admin with a password alone; off in the demo, whose password is printed on the screen.
REQUIRE_ADMIN_MFA = env.bool("REQUIRE_ADMIN_MFA", default=not DEBUG and not IS_DEMO)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
IS_TLS = env.bool("TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
# How many proxies of ours add to X-Forwarded-For: whose address a request comes from is read past them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Networks of the rooms where both sides sit: a live table opened from one is shown table-safe.
ROOM_NETWORKS = env.list("ROOM_NETWORKS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "labor_office.core.web.errors.form_expired"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=8 * 3600)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF, *env.list("SIGN_ON_ORIGINS", default=[])],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

# --- applications ---------------------------------------------------------------
INSTALLED_APPS = [
    "labor_office.core.users",
    "labor_office.core.workforce",
    "labor_office.core.web",
    "labor_office.core.matters",
    "labor_office.core.notices",
    "labor_office.core.deadlines",
    "labor_office.core.documents",
    "bargaining",
    "agreements",
    "grievances",
    "training",
    "labor_office.desk",
    "labor_office.core.web.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "labor_office.core.web.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "labor_office.core.web.htmx.HtmxLoginRequiredMiddleware",
    "labor_office.core.web.middleware.visits",
    "csp.middleware.CSPMiddleware",
    "labor_office.core.web.middleware.worded_refusals",
    "labor_office.core.web.middleware.plain_addresses",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "labor_office.urls"
WSGI_APPLICATION = "labor_office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "labor_office.core.web.context.desk",
            ],
            "builtins": ["labor_office.core.web.templatetags.places"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-us"
USE_TZ = True

# --- people ---------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "labor_office.core.web.backends.DeskBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True  # every session lasts SESSION_COOKIE_AGE; nobody is asked
ACCOUNT_ADAPTER = "labor_office.desk.people.adapters.DeskAccountAdapter"
MFA_ADAPTER = "labor_office.core.users.adapters.EncryptedMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_TLS
SOCIALACCOUNT_ONLY = False
OIDC_URL = env("OIDC_URL", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "city",
                "name": env("OIDC_NAME", default="City sign-on"),
                "client_id": env("OIDC_CLIENT_ID", default=""),
                "secret": env("OIDC_SECRET", default=""),
                "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_URL
        else []
    }
}

# --- Postgres, Valkey, Celery ---------------------------------------------------
DATABASES = {
    "default": env.db("DATABASE_URL")
    | {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600), "CONN_HEALTH_CHECKS": True}
}
# Only what core.web.compiled runs is bound by the server, and that is worth preparing at once.
DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 0
# And planned once: Postgres, left to choose, plans anew a statement of many walls each time it runs.
DATABASES["default"]["OPTIONS"]["options"] = (
    f"{DATABASES['default']['OPTIONS'].get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
)
# REDIS_URL is redis://host:port or unix:///path; queue and cache take two of its numbered databases, from this one on.
REDIS_URL = env("REDIS_URL")
_QUEUE, _CACHE = env.int("REDIS_FIRST_DATABASE", default=0), env.int("REDIS_FIRST_DATABASE", default=0) + 1
_IS_SOCKET = REDIS_URL.startswith("unix://")
CACHES = {
    "default": {
        "BACKEND": "labor_office.core.web.kept_cache.DeskCache",
        "LOCATION": f"{REDIS_URL}?db={_CACHE}" if _IS_SOCKET else f"{REDIS_URL.rstrip('/')}/{_CACHE}",
    }
}
CELERY_BROKER_URL = (
    f"redis+socket://{REDIS_URL.removeprefix('unix://')}?virtual_host={_QUEUE}"
    if _IS_SOCKET
    else f"{REDIS_URL.rstrip('/')}/{_QUEUE}"
)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 300, 240
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
# Papers have a process of their own: a long binder never holds back a reminder.
CELERY_TASK_ROUTES = {"labor_office.core.documents.tasks.print_paper": {"queue": "pdf"}}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- mail -----------------------------------------------------------------------
EMAIL_HOST = env("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Labor Relations Desk <labor-relations@rivermont.example>")

# --- files ----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "labor_office.core.web.staticfiles.NpmFinder",
]
MEDIA_ROOT = env.path("FILES_DIR", default=str(BASE_DIR / "var" / "files"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env("STATIC_BACKEND", default="whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Where clamd listens: the path of its socket, or host:port. Empty: files are not scanned, and say so.
CLAMD_SOCKET = env("CLAMD_SOCKET", default="")
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- row history (what changed in any table; MatterEvent is what people read) ------
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history_rows", related_query_name="history_rows")
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey()
