# SPDX-License-Identifier: Apache-2.0
"""Estimates against hidden truths, a panel a parameter, and what is left over when the moments of offers are
missing. Not a figure of a trajectory: analysis/identify.py draws it."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402  (the backend comes first: there may be no display)
import numpy as np  # noqa: E402

from figures import style  # noqa: E402

TITLE = "Parameters recovered from synthetic data"


def one(axes, ranges, number, found, colour, shift, name):
    """Estimates of one parameter, with two standard errors."""
    truth = ranges.natural(found.truths)[:, number]
    low, middle, high = (ranges.natural(np.clip(point, -1, 1))[:, number] for point in (
        found.found - 2 * found.errors, found.found, found.found + 2 * found.errors))
    axes.vlines(truth * shift, low, high, color=colour, alpha=0.45, linewidth=1)
    axes.plot(truth * shift, middle, "o", color=colour, markersize=3.5, label=name)


def profiles(axes, ranges, whole, blind):
    """Least distance with the contact rate held, with and without the moments of offers."""
    number, other = ranges.names.index("search.contact_rate"), ranges.names.index("utility.moving_cost")
    grid = np.linspace(-1, 1, 15)
    for found, colour, name in ((whole, style.BLUE, "all moments"), (blind, style.ORANGE, "without offers")):
        reached = found.profile(number, grid)
        rates = [ranges.natural(point)[number] for point, _ in reached]
        least = min(distance for _, distance in reached)
        axes[0].plot(rates, [distance - least for _, distance in reached], color=colour, label=name)
        axes[1].plot(rates, [ranges.natural(point)[other] for point, _ in reached], color=colour)
    truth = ranges.natural(whole.truths[0])
    axes[0].axvline(truth[number], color=style.GREY, linewidth=0.9)
    axes[0].axhline(4, color=style.GREY, linewidth=0.7, linestyle=":")
    axes[0].set(ylim=(0, 30), xscale="log", title="Contact rate held: distance from the data",
                xlabel="contact rate held [1/year]")
    axes[0].legend(fontsize=8)
    axes[1].plot([truth[number]], [truth[other]], "x", color=style.GREY, markersize=8)
    axes[1].set(xscale="log", title="... moving cost that fits best [utils]",
                xlabel="contact rate held [1/year]")
    for panel in axes:
        panel.set_xticks([0.6, 1, 2, 3], ["0.6", "1", "2", "3"])
        panel.minorticks_off()


def save(ranges, whole, blind, path):
    style.set_up()
    count = len(ranges.names)
    figure = plt.figure(figsize=(14, 11))
    style.heading(figure, TITLE, "Estimate over truth, bars: two standard errors. Blue: all moments, orange: "
                                 "without those of offers. Invented labs: simulated, stylised")
    panels = style.grid(figure, count + 2, columns=4)
    for number, (axes, name) in enumerate(zip(panels, ranges.names)):
        low, high = ranges.natural(-np.ones(count))[number], ranges.natural(np.ones(count))[number]
        axes.plot([low, high], [low, high], color=style.GREY, linewidth=0.8)
        shift = (high / low) ** 0.008
        one(axes, ranges, number, blind, style.ORANGE, shift, "without offers")
        one(axes, ranges, number, whole, style.BLUE, 1 / shift, "all moments")
        axes.set(title=name, xlim=(low, high), ylim=(low, high))
    profiles(panels[count:], ranges, whole, blind)
    style.frame(figure, top=0.9, hspace=0.42, wspace=0.25)
    figure.savefig(path, dpi=80, metadata={"Software": None})
    plt.close(figure)
