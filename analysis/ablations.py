# SPDX-License-Identifier: Apache-2.0
"""The mechanisms of the model, and how each is switched off: values, or an overlay of scenarios/.

`arms_for` leaves out what a scenario has no use for: no coalition without one that is asked, no letter
without a board.
"""

ALARM = [f"contagion.{who}_jump" for who in ("peer", "lead", "layoff", "tie", "breach", "ouster", "crisis")]
SAFETY = [f"utility.safety_{who}" for who in ("committed", "ordinary", "capability")]


def off(*paths, value=0):
    return [f"{path}={value}" for path in paths]


# name, equations, values or overlay, what the scenario must have, what speaks for it if no fact breaks
MECHANISMS = [
    ("referrals", "E3", off("search.referral_boost"), "",
     "E6-21 and G13 are of referred hires, who do not exist without it."),
    ("mobility types", "E3", off("search.mobility_spread"), "",
     "Prior mobility predicts mobility (Farber 1994), one of the reasons for a falling hazard (G4)."),
    ("talent and visibility in contacts", "E3", off("search.talent_pull", "search.visibility_power"), "",
     "Who is called matters for whom a lab loses, not for how many: no shown row is about talent lost."),
    ("conversation before an offer", "E3", off("search.frankness"), "",
     "It is fitted to offers a person and year (E6-07, G5)."),
    ("calls spared to those bound", "E3", off("search.bound_discount"), "",
     "Sourced by a ban of non-competes (E6-13), a contrast that no single arm can show."),
    ("waiting and ultimata", "E4", [*off("waiting.myopia", value=1), *off("waiting.pressure")], "",
     "What deadlines do (E6-26) is a contrast of arms that no single arm can show."),
    ("counter-offers", "E5", off("counter.readiness"), "",
     "That labs counter is documented (E2-13, E6-23) and is why policies on counters can be asked about."),
    ("fairness", "E7", "variants/no_fairness_bound.toml", "",
     "E6-10, E6-11 and S-10 document it; felt inequity is not recorded, so no row can show it."),
    ("raises of whole teams", "E7", off("counter.unit_readiness"), "",
     "S-10 has pay recalibrated for everyone; no count."),
    ("equity", "E6", "equity", "",
     "Vesting (G12), hold-outs (E2-06) and the letter's stakes hang on it where they hang on anything."),
    ("curvature of pay", "E1", "variants/log_money.toml", "",
     "It decides what very large offers do; the refusals that show it are one fitted row (E2-06)."),
    ("match quality", "E2", off("utility.match_spread"), "",
     "Standard in search models (Jovanovic 1979), and one of the reasons for a falling hazard (G4)."),
    ("honeymoon", "E8", off("contagion.honeymoon", value=0.0001), "",
     "It moves the peak of the hazard (G4-peak) by weeks; a monthly row can hardly see it."),
    ("alarm", "E8", off(*ALARM), "", "It is what G16 and E6-16 are about."),
    ("ties in utility", "E2", off("utility.tie_weight"), "", "Burks et al. 2015 give the sign."),
    ("former leads and employers", "E2", off("utility.former_lead", "utility.boomerang_discount"), "",
     "S-14 has somebody reunited with a former lead, which chance gives too."),
    ("coalition", "E9", off("raid.coalition_pull", "raid.coalition_discount"), "coalition",
     "That leaders leave together (S-13) is what it is for."),
    ("the raider's errors and tastes", "E13",
     off("raid.guess_spread", "raid.fit_weight", "raid.brand_weight"), "raids",
     "S-09 documents aims and the winner's curse is theory; the list's order decides both."),
    ("what raids do to trust, prestige and disclosure", "E13",
     [*off("raid.trust_lost", "raid.colleague_prestige"), *off("raid.rest_disclosure", "raid.memo_disclosure",
                                                              value=1)], "raids",
     "S-10 and S-11 document the memo and the fear of the week of rest, not what they were worth."),
    ("strain", "E11", off("utility.strain_weight", "strain.burnout_hazard"), "",
     "Hours and weeks of rest (S-11) act through it; burnout and exit (E6-19) cannot be scored on one arm."),
    ("taste for culture", "E12", off("utility.culture_weight", "search.fit_pull", "raid.fit_weight"), "",
     "It sorts people among labs; no row of the market is about who works where."),
    ("taste for safety", "E12", off(*SAFETY), "", "It is what S-14 is about."),
    ("drift of culture and safety", "E12",
     off("climate.member_pull", "climate.leader_pull", "climate.socialisation", "climate.safety_pull",
         "climate.race", "climate.commerce"), "",
     "It works over years; rows see it through turnover and where hires come from."),
    ("trust", "E12", off("utility.trust_weight"), "",
     "It is moved by dated events only; its size has no direct evidence."),
    ("launches and what labs make", "E15", "launches", "output",
     "S-12 documents the rhythm of launches, not what it does to who leaves."),
    ("prestige and compute", "E2", off("utility.prestige_weight", "utility.compute_weight"), "",
     "Two of the motives that S-05 and S-09 name; no direct evidence on their size."),
    ("autonomy", "E2", off("utility.autonomy_weight"), "",
     "S-05 and S-15 name bureaucracy and small teams as motives; Stern (2004) gives the size."),
    ("social influence in the letter", "E10", off("letter.social_weight"), "boards",
     "Others' signatures are what makes a letter a cascade (E1-04, E1-05)."),
    ("fear of retaliation", "E10", off("letter.retaliation"), "boards",
     "Outside options act through it (amendments of E10): no fear, no such channel."),
    ("loyalty to the leader", "E10", off("letter.loyalty_weight"), "boards",
     "A fixed trait without direct evidence."),
]
NAMES = [name for name, *_ in MECHANISMS]
EQUATIONS = {name: equations for name, equations, *_ in MECHANISMS}
DEFENCE = {name: defence for name, *_, defence in MECHANISMS}


def has(scenario, what):
    """Whether a scenario has raids, boards, a coalition that is asked."""
    if what == "coalition":
        return any(raid.get("mode") in ("coalition", "core") for raid in scenario.get("raids", []))
    if what == "output":
        return any(makes(lab) for lab in scenario["labs"])
    return bool(scenario.get(what, [])) if what else True


def makes(lab):
    return lab.get("productivity", 0) > 0 or lab.get("launch_rate", 0) > 0


def without_launches(scenario):
    """Labs make and launch nothing, as before anything was said of it."""
    return [f"labs.{lab['id']}.{key}=0" for lab in scenario["labs"] if makes(lab)
            for key in ("productivity", "launch_rate")]


def without_equity(scenario):
    """All pay in cash, at every lab that has equity; what was held before the start is gone too."""
    return [f"labs.{lab['id']}.equity_share=0" for lab in scenario["labs"] if lab.get("equity_share", 0) > 0]


def made_of(how, scenario):
    """Values that hang on which labs there are; all else as it stands."""
    made = {"equity": without_equity, "launches": without_launches}
    return made[how](scenario) if isinstance(how, str) and how in made else how


def arms_for(scenario, scenarios):
    """Options of `mercato run` by mechanism that is switched off."""
    arms = {}
    for name, _, how, needs, _ in MECHANISMS:
        if not has(scenario, needs):
            continue
        sets = made_of(how, scenario)
        if isinstance(sets, str):
            arms[name] = ["--with", scenarios / sets]
        else:
            arms[name] = [word for one in sets for word in ("--set", one)]
    return arms
