# SPDX-License-Identifier: Apache-2.0
"""One figure a module: draw(figure, run) draws it on a matplotlib figure or a part of one, height(run)
is what it needs. NAMES lists them."""

NAMES = ["headcounts", "retention", "flows", "tenure_hazard", "pay_gains", "letter", "intentions", "endings",
         "crisis_exits", "raid_ranks", "raid_offers", "raid_times", "raid_counters", "raid_origins",
         "joint_moves", "followers", "safety_exits"]
