"""The few pieces that pictures of forms are made of; ``ui/forms/svg.js`` makes the same text."""

import html

_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"


def element(tag, properties, inside="") -> str:
    """One element with presentation attributes alone."""
    given = "".join(f' {name}="{html.escape(str(v))}"' for name, v in properties.items())
    return f"<{tag}{given}>{inside}</{tag}>"


def lettering(x, y, words, properties) -> str:
    """Words at a place."""
    return element("text", {"x": x, "y": y, "font-size": 14} | properties, html.escape(words))


def box(x, y, width, height, paper, line, dash) -> str:
    """A box with round corners; ``dash`` empty draws a whole line."""
    dashed = {"stroke-dasharray": dash} if dash else {}
    return element("rect", {
        "x": x, "y": y, "width": width, "height": height, "rx": 7, "fill": paper, "stroke": line,
        "stroke-width": 2,
    } | dashed)


def picture(width, height, title, about, parts) -> str:
    """The whole picture, with its name and what it shows."""
    label = html.escape(f"{title}. {about}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{html.escape(_FONT)}" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )


def wrapped(words, longest, most) -> list[str]:
    """Words in lines of at most ``longest`` letters; the last of ``most`` lines ends with dots."""
    lines = [""]
    for word in words.split(" "):
        rest = word
        while len(rest) > longest:
            lines = [each for each in lines if each] + [rest[: longest - 1] + "-"]
            rest = rest[longest - 1 :]
        joined = f"{lines[-1]} {rest}" if lines[-1] and not lines[-1].endswith("-") else rest
        if lines[-1] and (lines[-1].endswith("-") or len(joined) > longest):
            lines.append(rest)
        else:
            lines[-1] = joined
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1][: longest - 1] + "…"]
