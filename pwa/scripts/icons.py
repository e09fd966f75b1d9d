"""Draws the app's PNG icons from public/icon.svg. Run it after changing the drawing.

Call it as `.venv/bin/python pwa/scripts/icons.py [path of a Chromium]`.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).parent.parent / "public"
SVG = (PUBLIC / "icon.svg").read_text()
# A maskable icon is cut to any shape: square corners, and the drawing within the middle 80 %.
MASKABLE = (
    SVG.replace('rx="112"', "")
    .replace('viewBox="0 0 512 512"', 'viewBox="-48 -48 608 608"')
    .replace('<rect width="512" height="512"', '<rect x="-48" y="-48" width="608" height="608"')
)
ICONS = [("icon-192", SVG, 192), ("icon-512", SVG, 512), ("icon-maskable-512", MASKABLE, 512)]

with sync_playwright() as playwright:
    chromium = sys.argv[1] if len(sys.argv) > 1 else None
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for name, svg, size in ICONS:
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{svg}")
        page.screenshot(path=PUBLIC / f"{name}.png", omit_background=True)
        page.close()
    browser.close()
