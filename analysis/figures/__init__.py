# SPDX-License-Identifier: Apache-2.0
"""One figure a module: draw(figure, run) draws it on a matplotlib figure or a part of one. NAMES is the order on a sheet."""

NAMES = ["headcounts", "retention", "flows", "tenure_hazard", "pay_gains"]
