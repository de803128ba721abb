"""``{% url %}`` and ``{% static %}`` for every template, answered from what was asked before.

As Django's own in every respect but the time they take: a page asks for some forty addresses.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from labor_office.core.web.addresses import address

register = template.Library()


class PlaceNode(URLNode):
    """An address by name and arguments in their order; by keyword it is Django's."""

    def render(self, context: Context) -> SafeString | str:
        """The address, or nothing where it is kept under a name."""
        if self.kwargs:
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *(arg.resolve(context) for arg in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


class FileNode(StaticNode):
    """The address of a static file; its name in the release never changes while the process runs."""

    @classmethod
    def handle_simple(cls, path: Any) -> str:  # noqa: ANN401 -- whatever a template holds
        """As the storage calls it."""
        return _file(str(path))


@register.tag
def url(parser: Parser, token: Token) -> PlaceNode:
    """``{% url "grievances:detail" reference %}``, as Django's."""
    node = django_url(parser, token)
    return PlaceNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.tag
def static(parser: Parser, token: Token) -> StaticNode:
    """``{% static "css/app.css" %}``, as Django's; no ``load`` needed."""
    return FileNode.handle_token(parser, token)


@lru_cache(maxsize=512)
def _file(path: str) -> str:
    return StaticNode.handle_simple(path)
