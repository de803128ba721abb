"""How allauth behaves here: nobody signs up by themselves, and second factors are encrypted at rest."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by the chief, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def _cipher() -> MultiFernet:
    """The office's keys, newest first; without any, one derived from the secret key."""
    keys = settings.FIELD_KEYS or [
        base64.urlsafe_b64encode(hashlib.sha256(f"mfa:{settings.SECRET_KEY}".encode()).digest()).decode()
    ]
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedMFAAdapter(DefaultMFAAdapter):
    """Authenticator secrets and recovery seeds never stand in the database in clear."""

    def encrypt(self, text: str) -> str:
        """``text`` under the newest key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text back, under any current key."""
        return _cipher().decrypt(encrypted_text.encode()).decode()
