// SPDX-License-Identifier: Apache-2.0
#include "acts/common/account.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
constexpr double least_price = 1e-6; // [$M]: no lab is worth less than a dollar
}

void raise_money(Office const& o, double sum, double jump, double scale)
{
    auto& row = note_deed(o, Deed::funding_round);
    auto& b = o.books();
    auto const before = std::max(b.price * jump, least_price); // the units there are
    b.price = before + sum;
    b.firm.issued *= b.price / before;
    b.firm.capability_then = capability_of(o);
    o.face().unit_price = b.price / b.firm.issued;
    auto const came_in = cents(sum * scale);
    if (b.firm.has_account)
    {
        b.firm.cash += came_in;
        b.firm.raised += came_in;
        b.firm.runway = runway_of(millions(b.firm.cash), b.firm.burn);
    }
    row.sum = static_cast<float>(sum * scale);
    row.valuation = static_cast<float>(b.price);
}

void revalue(Office const& o, double value)
{
    auto& row = note_deed(o, Deed::valuation);
    auto& b = o.books();
    b.price = std::max(value, least_price);
    o.face().unit_price = b.price / b.firm.issued;
    row.valuation = static_cast<float>(b.price);
}

double capability_of(Office const& o)
{
    auto const& spec = o.specs[o.lab];
    return makes(o.world, o.lab) ? capability_at(o.world, spec, o.laws.output, o.lab) : spec.capability;
}

LabEventRecord& note_deed(Office const& o, Deed deed)
{
    auto const& b = o.books();
    LabEventRecord r;
    r.time = o.now;
    r.lab = static_cast<std::int16_t>(o.lab);
    r.deed = static_cast<std::int8_t>(deed);
    r.people = static_cast<std::int32_t>(o.world.labs.total[o.lab].members);
    r.valuation = static_cast<float>(b.price);
    r.runway = b.firm.has_account ? static_cast<float>(b.firm.runway) : NAN;
    o.world.deeds.push_back(r);
    return o.world.deeds.back();
}
} // namespace mercato
