"""The page of one report: its chart, where it stands, what to do."""

from html import escape

SAFE = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' '
    "file:; img-src 'self' file:\">"
)
STAMP = "qikit-stamp"


def page(title: str, main: str, *, base: str = "", stamp: str = "", back: str = "") -> str:
    """A whole page: strict, without script, readable at 320 px and on paper."""
    mark = f'<meta name="{STAMP}" content="{stamp}">' if stamp else ""
    link = f'<a href="{base}index.html">{escape(back)}</a>' if back else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'{mark}<meta name="viewport" content="width=device-width, initial-scale=1">{SAFE}'
        f'<title>{escape(title)}</title><link rel="icon" href="{base}style/mark.svg">'
        f'<link rel="stylesheet" href="{base}style/report.css"></head><body>'
        '<a class="qi-skip" href="#main">Skip to the main part</a>'
        f'<header class="qi-bar"><span class="qi-bar__home"><img src="{base}style/mark.svg" alt="" '
        f'width="28" height="28"> Improvement</span>{link}</header>'
        f'<main id="main" tabindex="-1">{main}</main>'
        '<footer class="qi-foot"><p>Made on this computer by <code>qikit report</code>. Icons and '
        "charts describe processes, not people. Nothing was sent anywhere.</p></footer></body>"
        "</html>"
    )


def report_page(notebook: dict, parameters: dict, stamp: str, pdf: str = "") -> str:
    """The page of an executed notebook."""
    title, place = parameters["title"], parameters["place"]
    parts = [
        output["data"].get("text/html") or f"<p>{escape(output['data'].get('text/plain', ''))}</p>"
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    stands, picture, *rest = parts
    kicker = f'<p class="qi-kind">{escape(place)}</p>' if place else ""
    said = "".join(f"<li>{escape(one)}</li>" for one in parameters["cautions"])
    cautions = f'<ul class="qi-cautions" aria-label="Cautions">{said}</ul>' if said else ""
    why = f'<p class="qi-why">Why this chart: {escape(parameters["why"])}.</p>'
    link = f'<p class="qi-only-screen"><a href="{escape(pdf)}">This report as PDF</a></p>'
    main = (
        f'{kicker}<h1>{escape(title)}</h1>{picture}{cautions}{why}<section class="qi-stands">'
        f"<h2>Where it stands</h2>{stands}</section>{''.join(rest)}{link if pdf else ''}"
    )
    name = f"{place}: {title}" if place else title
    return page(name, main, base="../", stamp=stamp, back="All measures")
