"""Makes the chief's admin the default one."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin behind the Desk's own site."""

    default_site = "labor_office.core.web.admin.DeskAdminSite"
