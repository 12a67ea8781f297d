// SPDX-License-Identifier: Apache-2.0
#include "acts/common/judgement.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/promises.hpp"
#include "acts/common/ties.hpp"
#include "core/check.hpp"

namespace mercato
{
namespace
{
/// A gap after @p dt; most gaps are nothing, and stay it without an exponential.
double decayed(double gap, double dt, double tau) { return gap == 0 ? 0 : gap * std::exp(-dt / tau); }

double culture_distance(Felt const& felt, Face const& face)
{
    auto const dx = felt.culture_x - face.culture[0];
    auto const dy = felt.culture_y - face.culture[1];
    return dx * dx + dy * dy;
}

Crisis const& crisis_of(Desk const& desk, std::uint16_t lab) { return desk.world.crises[lab]; }

double between(double a, double b, double share) { return a + share * (b - a); }

Terms between(Terms const& a, Terms const& b, double share)
{
    Terms u;
    for (auto const term : {&Terms::pay, &Terms::amenity, &Terms::safety, &Terms::prestige, &Terms::culture,
                            &Terms::compute, &Terms::autonomy, &Terms::ties, &Terms::match, &Terms::strain,
                            &Terms::trust, &Terms::alarm, &Terms::fairness, &Terms::leader})
    {
        u.*term = between(a.*term, b.*term, share);
    }
    return u;
}

/// Annual value of what is lost in equity if the board holds [$M/yr]: less for what vests, no tender, and a
/// fall of what is owned, of which only its income is felt.
double pay_lost(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& line = desk.line(row);
    auto const& c = crisis_of(desk, line.lab);
    auto const& face = desk.face(line.lab);
    auto const& p = desk.laws.equity;
    auto const staying = pay_of_staying(desk, row, t) - millions(line.cash) - pledged(desk, row, t);
    auto const owned = static_cast<double>(owned_units(desk.purse(row), t)) * face.unit_price;
    auto const kept = face.certainty * (1 - c.price_at_risk);
    auto const sold = c.tender_at_risk && c.tender_at > t ? c.tender_share : 0.0;
    auto const tender = sold * owned * (1 - kept) / discounted_horizon(p);
    auto const paper = (1 - sold) * owned * face.certainty * c.price_at_risk;
    return staying * c.price_at_risk + tender + desk.laws.utility.wealth_income * paper;
}

/// The terms that depend only on a lab's face and the person's tastes.
Terms terms_at(Desk const& desk, Line const& line, Felt const& felt, Face const& face)
{
    auto const& p = desk.laws.utility;
    Terms u;
    u.amenity = face.amenity;
    u.prestige = p.prestige_weight * face.prestige;
    u.culture = -p.culture_weight * culture_distance(felt, face);
    u.compute = p.compute_weight * face.compute;
    u.autonomy = p.autonomy_weight * face.agility;
    u.safety = static_cast<double>(line.safety_weight);
    return u;
}
} // namespace

Reference reference_at(Face const& face, Time t, Laws const& laws)
{
    auto const dt = years(t - face.at);
    auto const pull = std::exp(-laws.climate.socialisation * dt);
    return {load_after(face, dt, laws.strain),
            relaxed(face.inside, face.safety, laws.climate.inside_time, dt),
            face.culture[0] + (face.member_culture[0] - face.culture[0]) * pull,
            face.culture[1] + (face.member_culture[1] - face.culture[1]) * pull};
}

Felt felt_at(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& line = desk.line(row);
    auto const& mind = desk.mind(row);
    auto const& laws = desk.laws;
    auto const ref = reference_at(desk.face(line.lab), t, laws);
    auto const dt = years(t - mind.at);
    auto const gap = loaded({mind.fatigue, mind.exhaustion}, 0, dt, laws.strain);
    auto const kept = std::exp(-laws.climate.socialisation * years(t - line.joined));
    Felt f;
    f.fatigue = ref.load.fatigue + gap.fatigue;
    f.exhaustion = ref.load.exhaustion + gap.exhaustion;
    f.safety = ref.inside + decayed(mind.safety, dt, laws.climate.inside_time);
    f.trust = decayed(mind.trust, dt, laws.climate.trust_time);
    f.alarm = decayed(mind.alarm, dt, laws.contagion.decay_time);
    f.inequity = mind.inequity_target + decayed(mind.inequity - mind.inequity_target,
                                                years(t - mind.inequity_at), laws.counter.fairness_time);
    f.culture_x = ref.culture_x + mind.culture_x * kept;
    f.culture_y = ref.culture_y + mind.culture_y * kept;
    return f;
}

void rebase(Mind& mind, Time t, Laws const& laws)
{
    auto const dt = years(t - mind.at);
    auto const gap = loaded({mind.fatigue, mind.exhaustion}, 0, dt, laws.strain);
    mind.fatigue = static_cast<float>(gap.fatigue);
    mind.exhaustion = static_cast<float>(gap.exhaustion);
    mind.safety = static_cast<float>(decayed(mind.safety, dt, laws.climate.inside_time));
    mind.trust = static_cast<float>(decayed(mind.trust, dt, laws.climate.trust_time));
    mind.alarm = static_cast<float>(decayed(mind.alarm, dt, laws.contagion.decay_time));
    mind.at = t;
}

double response_of(Desk const& desk, std::uint32_t row, Time t)
{
    auto const& line = desk.line(row);
    if (!desk.face(line.lab).employs) return desk.laws.growth.return_boost;
    auto const& mind = desk.mind(row);
    auto const alarm = decayed(mind.alarm, years(t - mind.at), desk.laws.contagion.decay_time);
    return reach_of(desk, row) * response(years(t - line.joined), alarm, desk.laws.contagion);
}

double fit_of(Desk const& desk, std::uint32_t row, std::uint16_t lab, Time t)
{
    auto const& line = desk.line(row);
    auto const& mind = desk.mind(row);
    auto const& own = desk.face(line.lab);
    auto const pull = std::exp(-desk.laws.climate.socialisation * years(t - own.at));
    auto const kept = std::exp(-desk.laws.climate.socialisation * years(t - line.joined));
    auto const& face = desk.face(lab);
    auto const x = own.culture[0] + (own.member_culture[0] - own.culture[0]) * pull + mind.culture_x * kept;
    auto const y = own.culture[1] + (own.member_culture[1] - own.culture[1]) * pull + mind.culture_y * kept;
    auto const dx = x - face.culture[0];
    auto const dy = y - face.culture[1];
    return culture_fit(dx * dx + dy * dy, desk.laws.search);
}

double fit_of(Felt const& felt, Face const& face, SearchParams const& p)
{
    return culture_fit(culture_distance(felt, face), p);
}

double worth(Desk const& desk, std::uint32_t row, double pay)
{
    auto const& p = desk.laws.utility;
    auto const& line = desk.line(row);
    auto const c = (pay + p.wealth_income * millions(desk.purse(row).wealth)) / p.reference_pay;
    return line.pay_weight * value_of_pay(std::max(c, least_pay), line.curvature);
}

double typical_other(Desk const& desk, std::uint32_t row)
{
    auto const& line = desk.line(row);
    auto const& m = desk.world.market;
    auto const& p = desk.laws.utility;
    auto const pay = std::exp(m.log_pay + (line.level - 2) * desk.laws.growth.level_step + line.talent +
                              desk.laws.search.offer_premium);
    return worth(desk, row, pay) + m.amenity + p.prestige_weight * m.prestige + p.compute_weight * m.compute +
           p.autonomy_weight * m.agility + line.safety_weight * m.reputation - p.strain_weight * m.strain -
           line.moving_cost;
}

double loyalty_of(Desk const& desk, std::uint32_t row)
{
    Luck luck(desk.draws, Domain::population, Kind::loyalty, desk.line(row).id.value);
    return desk.laws.letter.loyalty_spread * luck.normal();
}

Terms terms_of_staying(Desk const& desk, std::uint32_t row, Felt const& felt, Time t, double extra)
{
    auto const& c = crisis_of(desk, desk.line(row).lab);
    auto const usual = terms_as_usual(desk, row, felt, t, extra);
    auto const conceded = [&] { return terms_if_conceded(desk, row, usual, felt); };
    if (c.open()) return between(terms_if_held(desk, row, usual, t, extra), conceded(), c.belief);
    if (!c.leader_out) return usual;
    auto u = usual; // the price has fallen and trust has gone: only the leader is missed
    u.leader = -desk.laws.letter.loyalty_weight * loyalty_of(desk, row);
    return u;
}

Terms terms_if_held(Desk const& desk, std::uint32_t row, Terms const& usual, Time t, double extra)
{
    auto const& line = desk.line(row);
    auto const& c = crisis_of(desk, line.lab);
    auto const& laws = desk.laws;
    auto u = usual;
    if (c.is_dispute()) return u;
    auto const drift = -std::expm1(-laws.climate.safety_pull * laws.equity.horizon);
    auto const& spec = desk.specs[line.lab];
    u.pay = worth(desk, row, pay_of_staying(desk, row, t) - pay_lost(desk, row, t) + extra);
    u.safety += line.safety_weight * drift * (c.board.safety - spec.leader_safety.value_or(spec.safety));
    u.trust -= laws.utility.trust_weight * laws.climate.trust_held;
    u.leader = -laws.letter.loyalty_weight * loyalty_of(desk, row);
    return u;
}

Terms terms_if_conceded(Desk const& desk, std::uint32_t row, Terms const& usual, Felt const& felt)
{
    auto const lab = desk.line(row).lab;
    auto const& c = crisis_of(desk, lab);
    auto u = usual;
    if (!c.is_dispute()) return u;
    // What the strain will be at the horizon, at the workload demanded and at the present one
    auto const& p = desk.laws.strain;
    auto const at_horizon = [&](double workload) {
        return strain_of(loaded({felt.fatigue, felt.exhaustion}, workload, desk.laws.equity.horizon, p));
    };
    u.strain +=
        desk.laws.utility.strain_weight * (at_horizon(desk.face(lab).workload) - at_horizon(c.demand));
    return u;
}

Terms terms_as_usual(Desk const& desk, std::uint32_t row, Felt const& felt, Time t, double extra)
{
    auto const& line = desk.line(row);
    auto const& p = desk.laws.utility;
    auto const tenure = years(t - line.joined);
    auto u = terms_at(desk, line, felt, desk.face(line.lab));
    u.pay = worth(desk, row, pay_of_staying(desk, row, t) + extra);
    u.safety *= felt.safety;
    auto const mates = line.team == nobody ? 0.0 : desk.specs[line.lab].team_size - 1;
    u.ties =
        std::min(p.tie_cap, p.tie_weight * mates * -std::expm1(-tenure / desk.laws.search.tie_growth_time));
    u.match = desk.mind(row).match * known_match(tenure, p);
    u.strain = -p.strain_weight * strain_of({felt.fatigue, felt.exhaustion});
    u.trust = p.trust_weight * felt.trust;
    u.alarm = -p.alarm_weight * felt.alarm;
    u.fairness = -felt.inequity;
    return u;
}

Terms terms_of_going(Desk const& desk, std::uint32_t row, Felt const& felt, std::uint16_t lab, double pay,
                     Time t, double sign_on)
{
    auto const& line = desk.line(row);
    auto const& p = desk.laws.utility;
    auto const& face = desk.face(lab);
    auto u = terms_at(desk, line, felt, face);
    u.pay = worth(desk, row, pay_of_going(desk, lab, pay) + as_flow(desk, sign_on));
    u.safety *= face.reputation;
    auto const there = ties_at(desk, row, lab, t);
    u.ties = std::min(p.tie_cap, p.tie_weight * there.sum);
    u.strain = -p.strain_weight * strain_of(load_after(face, years(t - face.at), desk.laws.strain));
    auto const& c = crisis_of(desk, line.lab);
    if (c.leader_out && c.leader_at == lab)
        u.leader = desk.laws.letter.loyalty_weight * loyalty_of(desk, row);
    u.leader += p.former_lead * there.former_lead;
    return u;
}

double band_pay(World const& world, Laws const& laws, Line const& line, std::uint16_t lab, double premium)
{
    auto const band =
        std::exp(world.labs.face[lab].log_pay + (line.level - 2) * laws.growth.level_step + line.talent);
    return std::min(band * std::exp(premium), highest_pay);
}
} // namespace mercato
