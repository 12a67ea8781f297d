// SPDX-License-Identifier: Apache-2.0
#include "acts/foundings.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/account.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "acts/common/misfit.hpp"
#include "acts/common/ties.hpp"

namespace mercato
{
namespace
{
constexpr double unlimited = 1e12; // [$M]: what founders promise is equity of their own

/// Weight of ties to people in labs that somebody founded.
double ties_to_founders(Desk const& desk, std::uint32_t row, Time t)
{
    double sum = 0;
    for (auto const& tie : desk.world.people.ties[row])
    {
        if (tie.person == nobody) continue;
        auto const lab = desk.world.people.at_lab[tie.person];
        if (lab != nowhere && desk.face(lab).is_founded) sum += weight_of(tie, t, desk.laws.search);
    }
    return sum;
}

Urge urge_of(Desk const& desk, std::uint32_t row, Time t)
{
    return {desk.line(row).talent, felt_at(desk, row, t).alarm, misfit_of(desk.world, desk.laws, row, t),
            ties_to_founders(desk, row, t)};
}
} // namespace

void founding(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    auto const& world = desk.world;
    if (line.lab == nowhere || line.standing != Standing::settled || !desk.face(line.lab).employs) return;
    if (world.backs[line.lab] == 0) return;
    auto const hazard = founding_hazard(urge_of(desk, e.person, e.at), desk.laws.founding);
    if (e.value >= hazard * world.capital * world.backed) return;
    lapse_offers(desk, e.person, e.at);
    line.standing = Standing::leaving;
    ++desk.tally(line.lab).bound;
    Mail m{e.at, line.id.value, e.luck, e.person};
    m.lab = line.lab;
    m.matter = Matter::founds;
    desk.tell(m);
    desk.note(e.person, e.at, 9, hazard);
}

void founded(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    if (line.lab == nowhere || line.standing != Standing::leaving) return;
    if (e.flag == 0)
    {
        line.standing = Standing::settled;
        --desk.tally(line.lab).bound;
        return;
    }
    auto const pay = std::min(highest_pay, band_pay(desk, line, e.lab) * e.value);
    Event start{std::max(e.at + span_of_years(desk.laws.search.notice_low), desk.window_end), e.luck,
                e.person, static_cast<float>(pay)};
    start.lab = e.lab;
    start.what = What::start;
    desk.later(start);
}

std::uint64_t identity_of_founding(Mail const& m) { return mixed(m.id, m.luck); }

void take_after_founder(Office const& o, Mail const& m)
{
    auto const& people = o.world.people;
    auto const& p = o.laws.founding;
    auto const& parent = o.world.labs.face[m.lab];
    auto const& line = people.line[m.person];
    auto const& mind = people.mind[m.person];
    auto const kept = std::exp(-o.laws.climate.socialisation * years(o.now - line.joined));
    std::array<double, 2> const own{parent.member_culture[0] + mind.culture_x * kept,
                                    parent.member_culture[1] + mind.culture_y * kept};
    auto const stance = stance_of(line.safety_weight, o.laws.utility.safety_committed);
    auto& f = o.face();
    auto& b = o.books();
    for (std::size_t d = 0; d < 2; ++d) f.culture[d] = inherited(own[d], parent.culture[d], p);
    f.member_culture = f.culture;
    f.safety = f.inside = f.reputation = inherited(stance, parent.safety, p);
    f.prestige = p.inheritance * parent.prestige;
    f.is_founded = true;
    b.firm.leader_culture = own;
    b.leader_safety = stance;
    b.firm.dormant = false;
    b.firm.founded = o.now;
}

Raid founding_group(Office const& o, Mail const& m)
{
    auto const& p = o.laws.founding;
    Raid raid;
    raid.luck = o.world.labs.luck[o.lab];
    raid.lab = o.lab;
    raid.targets = {m.lab};
    raid.spec.mode = raid_modes[1];
    raid.spec.order = raid_orders[1];
    raid.spec.people = p.circle;
    raid.spec.budget = unlimited;
    raid.spec.top_multiple = raid.spec.low_multiple = p.stake;
    raid.spec.sign_on = 0;
    raid.spec.personal = p.circle;
    raid.spec.deadline = p.decision_time / 2;
    raid.spec.screening = p.decision_time / 6;
    raid.spec.at = o.now;
    raid.spec.until = o.now + span_of_years(p.decision_time);
    // The founder comes in any case; who is asked sees one who goes
    raid.next = 1;
    raid.rounds = 1;
    raid.accepted = 1;
    return raid;
}

void answer_founder(Office const& o, Mail const& m, bool has_lab)
{
    Event e{o.now, m.luck, m.person, static_cast<float>(o.laws.founding.stake)};
    e.lab = has_lab ? o.lab : m.lab;
    e.what = What::founded;
    e.flag = has_lab ? 1 : 0;
    o.out.push_back(e);
    if (!has_lab) return;
    ++o.books().pending;
    o.books().guests += 1;
}
} // namespace mercato
