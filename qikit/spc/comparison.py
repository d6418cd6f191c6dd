"""A comparison of units at one time: what a funnel plot knows, and its faces."""

from functools import cached_property

import numpy as np

from qikit.spc.dispersion import (
    SCALES,
    Z95,
    Z998,
    Dispersion,
    disperse,
    exact_limits,
    normal_limits,
    widen,
)  # fmt: skip
from qikit.spc.faces import bundle
from qikit.spc.naming import plain


class Funnel:
    """A funnel plot that has been worked out; made by ``qi.funnel``.

    Attributes
    ----------
    points : pandas table ``unit x n value z lower95 upper95 lower998 upper998 position``;
        ``position`` is inside, ``high`` or ``low`` (beyond the 99.8% limits), ``a little high`` or
        ``a little low`` (between the two limits); z is as adjusted
    summary : pandas table of one row: ``units target phi tau tau_squared dispersion scale limits``;
        tau is on the scale
    target, phi, tau : numbers of the summary
    words, caption, cautions : the reading, the settings, what to know before believing it
    """

    def __init__(
        self, names, x, n, target, *, kind, limits, dispersion, scale, per, title, columns
    ):
        self.names, self.x, self.n, self.target = names, x, n, target
        self.kind, self.limits, self.dispersion, self.per = kind, limits, dispersion, per
        self.scale = SCALES[kind][scale]
        self.value = x / n
        self.columns = columns
        self._title = title

    @cached_property
    def found(self) -> Dispersion:
        """Over-dispersion on the scale in use."""
        return disperse(self.value, self.n, self.target, self.scale)

    @property
    def phi(self) -> float:
        return self.found.phi

    @property
    def tau(self) -> float:
        return self.found.tau

    @property
    def exact(self) -> bool:
        """Whether the limits in use are exact ones."""
        return self.limits == "exact" and not self.dispersion and self.scale.name == "natural"

    def lines(self, n: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limits of units of such sizes, for z of 1.96 or 3.09."""
        if self.exact:
            return exact_limits(self.target, n, z, self.kind)
        return normal_limits(self.target, n, z, self.scale, self.found, self.dispersion)

    @cached_property
    def z(self) -> np.ndarray:
        """z-scores on the scale, over-dispersion allowed for where asked."""
        error = self.scale.error(self.target, self.n)
        gap = self.scale.to(self.value) - self.scale.to(self.target)
        return gap / widen(error, self.found, self.dispersion)

    @cached_property
    def points(self):
        import pandas as pd

        inner, outer = self.lines(self.n, Z95), self.lines(self.n, Z998)
        y = self.value
        position = np.select(
            [y > outer[1], y < outer[0], y > inner[1], y < inner[0]],
            ["high", "low", "a little high", "a little low"],
            "inside",
        )
        return pd.DataFrame(
            {
                "unit": self.names, "x": self.x, "n": self.n, "value": y, "z": self.z,
                "lower95": inner[0], "upper95": inner[1], "lower998": outer[0],
                "upper998": outer[1], "position": position.astype(object),
            }
        )  # fmt: skip

    @cached_property
    def summary(self):
        import pandas as pd

        return pd.DataFrame(
            {
                "units": [len(self.names)], "target": [self.target], "phi": [self.phi],
                "tau": [self.tau], "tau_squared": [self.tau**2],
                "dispersion": [self.dispersion or "none"], "scale": [self.scale.name],
                "limits": ["exact" if self.exact else "normal"],
            }
        )  # fmt: skip

    @property
    def title(self) -> str:
        """What is compared."""
        if self._title:
            return self._title
        _, x, n = (plain(name) for name in self.columns)
        between = {"proportion": "out of", "rate": "per", "ratio": "against"}[self.kind]
        per = f"{self.per:,g} " if self.kind == "rate" and self.per != 1 else ""
        words = f"{x} {between} {per}{n}"
        return words[:1].upper() + words[1:]

    def outside(self, *positions: str) -> list[str]:
        """Names of the units in such positions, in the order of the table."""
        return list(self.points.loc[self.points["position"].isin(positions), "unit"])

    @cached_property
    def words(self) -> str:
        from qikit.spc.funnelwords import words

        return words(self)

    @cached_property
    def caption(self) -> str:
        from qikit.spc.funnelwords import caption

        return caption(self)

    @cached_property
    def cautions(self) -> list[str]:
        from qikit.spc.funnelwords import cautions

        return cautions(self)

    def say(self, value: float) -> str:
        """A value as words: a percentage, a rate per so many, or a ratio."""
        if self.kind == "proportion":
            return f"{100 * value:.1f}%"
        return f"{value * self.per:,.{1 if self.kind == 'rate' else 2}f}"

    def draw(self, ax=None):
        """A Matplotlib figure; give ``ax`` to draw on your own."""
        from qikit.spc.drawing.funnelplot import draw_funnel

        return draw_funnel(self, ax=ax)

    def svg(self) -> str:
        """The picture as SVG."""
        from qikit.spc.drawing.funnelplot import funnel_drawing
        from qikit.spc.svg import figure_svg

        return figure_svg(funnel_drawing(self, narrow=False), self.title, self.words)[0]

    def html(self) -> str:
        """An HTML figure: picture, caption, words and numbers."""
        from qikit.spc.drawing.funnelplot import funnel_html

        return funnel_html(self)

    @property
    def text(self) -> str:
        """Words, caption and cautions."""
        return "\n".join([self.words, self.caption, *self.cautions])

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return bundle(self.text, self.html)
