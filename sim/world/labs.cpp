// SPDX-License-Identifier: Apache-2.0
#include "world/labs.hpp"

namespace mercato
{
Tally& Tally::operator+=(Tally const& o)
{
    members += o.members;
    bound += o.bound;
    culture_x += o.culture_x;
    culture_y += o.culture_y;
    safety_weight += o.safety_weight;
    talent += o.talent;
    pay += o.pay;
    craft += o.craft;
    craft_missing += o.craft_missing;
    for (std::size_t k = 0; k < level.size(); ++k)
    {
        level[k] += o.level[k];
        v[k] += o.v[k];
        v2[k] += o.v2[k];
    }
    paid += o.paid;
    wages += o.wages;
    units_out += o.units_out;
    units_sold += o.units_sold;
    contacts += o.contacts;
    offers += o.offers;
    answered += o.answered;
    hires += o.hires;
    exits += o.exits;
    replies += o.replies;
    replies_in_house += o.replies_in_house;
    conversations += o.conversations;
    raised += o.raised;
    counter_cost += o.counter_cost;
    raise_cost += o.raise_cost;
    bonuses += o.bonuses;
    return *this;
}

void Labs::resize(std::size_t n)
{
    id.resize(n);
    luck.resize(n);
    face.resize(n);
    total.resize(n);
    books.resize(n);
}
} // namespace mercato
