"""The typefaces of our letters: taken from the design system's package, so that no system font is needed.

WeasyPrint asks fontconfig; a font named by ``@font-face`` would be read again at every
letter, four times as slow as an installed one.
"""

import shutil
from pathlib import Path

from labor_office.local.places import ROOT

PACKAGE = ROOT / "node_modules" / "@uswds" / "uswds" / "dist" / "fonts"
FACES = {
    "public-sans": [f"PublicSans-{style}.ttf" for style in ("Regular", "Italic", "SemiBold", "Bold", "BoldItalic")],
    "source-sans-pro": [
        f"sourcesanspro-{style}-webfont.ttf" for style in ("regular", "italic", "semibold", "bold", "bolditalic")
    ],
    "merriweather": [f"Latin-Merriweather-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")],
    "roboto-mono": [f"roboto-mono-v5-latin-{style}.ttf" for style in ("regular", "700")],
}
# The system's fonts come last: they only lend a letter that ours lack.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Source Sans 3</family><prefer><family>Source Sans Pro</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Public Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Merriweather</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Roboto Mono</family></prefer></alias>
</fontconfig>
"""


def configuration_file(data: Path) -> Path:
    """Where FONTCONFIG_FILE points for the installation in ``data``."""
    return data / "fonts" / "fonts.conf"


def install(data: Path) -> Path:
    """Copy the faces to ``data``/fonts and write the configuration; returns its path."""
    target = configuration_file(data).parent
    target.mkdir(parents=True, exist_ok=True)
    for family, names in FACES.items():
        for name in names:
            shutil.copyfile(PACKAGE / family / name, target / name)
    configuration = configuration_file(data)
    configuration.write_text(CONFIGURATION.format(fonts=target, cache=target / "cache"))
    return configuration
