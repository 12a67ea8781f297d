# SPDX-License-Identifier: Apache-2.0
"""What the figures share: colours that the colour-blind can tell apart, small multiples, bands over
replicates."""

import math
import warnings

import matplotlib
import numpy as np
from matplotlib import font_manager

# Okabe and Ito (2008)
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#777777"
LOW, HIGH = 5, 95
BAND = f"{LOW}–{HIGH} % of replicates"


def set_up():
    """Sizes and lines for all figures."""
    others = sorted(name for name in font_manager.get_font_names() if name.startswith("Noto Sans CJK"))
    matplotlib.rcParams.update({
        "font.size": 9, "axes.titlesize": 9, "axes.titleweight": "bold", "axes.titlelocation": "left",
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#e6e6e6",
        "grid.linewidth": 0.6, "axes.axisbelow": True, "lines.linewidth": 1.6, "legend.frameon": False,
        "font.family": ["DejaVu Sans", *others], "svg.hashsalt": "mercato",
    })
    # A name in a script that no font here has is shown as boxes; a warning for each letter would help nobody
    warnings.filterwarnings("ignore", message="Glyph .* missing from current font")


def spread(values):
    """Low quantile, median and high quantile over replicates, axis 0; NaN where no replicate has a value."""
    with np.errstate(all="ignore"):
        known = np.ma.masked_invalid(np.asarray(values, dtype=float))
        if known.count() == 0:
            return np.full((3, *np.shape(values)[1:]), np.nan)
        empty = known.count(axis=0) == 0
        filled = np.where(empty, 0.0, np.where(known.mask, np.nan, known.filled(0.0)))
        # Where all are known, all columns in one go
        percentile = np.nanpercentile if np.isnan(filled).any() else np.percentile
        quantiles = percentile(filled, [LOW, 50, HIGH], axis=0)
        return np.where(empty, np.nan, quantiles)


def band(axes, x, values, colour, **options):
    """Median line and band of values (replicate, x)."""
    low, middle, high = spread(values)
    axes.fill_between(x, low, high, color=colour, alpha=0.25, linewidth=0, step=options.get("step"))
    drawstyle = "steps-post" if options.get("step") == "post" else "default"
    axes.plot(x, middle, color=colour, drawstyle=drawstyle)
    return middle


def grid(figure, count, columns=6, **options):
    """A list of so many panels, in rows."""
    columns = min(columns, max(1, count))
    rows = math.ceil(count / columns)
    panels = figure.subplots(rows, columns, squeeze=False, **options)
    for panel in panels.flat[count:]:
        panel.set_axis_off()
    return list(panels.flat[:count])


def grid_height(count, row=1.7, columns=6):
    """Height that so many panels need [inches]."""
    return 1.3 + row * max(1, math.ceil(count / columns))


def name_of(name, width=22):
    """A name short enough for a panel."""
    return name if len(name) <= width else name[:width - 1].rstrip() + "…"


def inches(figure):
    """Width and height of a figure or of a part of one."""
    return figure.bbox.width / figure.dpi, figure.bbox.height / figure.dpi


def heading(figure, title, how=""):
    """Title of a figure, and under it how to read it."""
    _, height = inches(figure)
    figure.text(0.012, 1 - 0.05 / height, title, ha="left", va="top", fontsize=12, fontweight="bold")
    figure.text(0.012, 1 - 0.29 / height, how, ha="left", va="top", fontsize=8.5, color=GREY)


def frame(figure, left=0.65, right=0.25, bottom=0.5, top=0.6, **spaces):
    """Room around the panels [inches], whatever the size of the figure; spaces as in subplots_adjust."""
    width, height = inches(figure)
    figure.subplots_adjust(left=left / width, right=1 - right / width, bottom=bottom / height,
                           top=1 - top / height, **spaces)


def nothing(figure, title, why):
    """A figure that has nothing to show says so."""
    heading(figure, title)
    note(figure, why)


def note(figure, why):
    """Why there is nothing where a picture should be."""
    figure.text(0.5, 0.45, why, ha="center", va="center", color=GREY)
