// SPDX-License-Identifier: Apache-2.0
#include "run/people_phase.hpp"

#include <algorithm>
#include <iterator>

#include "acts/careers.hpp"
#include "acts/common/craft.hpp"
#include "acts/contacts.hpp"
#include "acts/excess.hpp"
#include "acts/foundings.hpp"
#include "acts/letters.hpp"
#include "acts/offers.hpp"
#include "acts/policies.hpp"
#include "acts/raids.hpp"

namespace mercato
{
namespace
{
/// What a person does when something is due.
struct Handler
{
    What what;
    void (*act)(Desk const&, Event const&);
};
constexpr Handler handlers[] = {
    {What::alarm, alarm},
    {What::parted, parted},
    {What::placed, placed},
    {What::tender, tender},
    {What::payday, payday},
    {What::founded, founded},
    {What::laid_off, laid_off},
    {What::counter, counter},
    {What::refused, refused},
    {What::admitted, admitted},
    {What::hurry, hurry},
    {What::poll, poll},
    {What::breach, breach},
    {What::conflict, conflict},
    {What::policy, policy},
    {What::account, account},
    {What::calmed, calmed},
    {What::raised, raised},
    {What::leaked, leaked},
    {What::day_off, day_off},
    {What::team_came, team_came},
    {What::departs, departs},
    {What::news, news},
    {What::reconsider, reconsider},
    {What::look, look},
    {What::start, start},
    {What::pledge, pledge},
    {What::review, review},
    {What::contact, contact},
    {What::referral, referral},
    {What::excess, excess_contact},
    {What::called, called},
    {What::quit, quit},
    {What::flight, flight},
    {What::burnout, burnout},
    {What::retirement, retirement},
    {What::founding, founding},
    {What::talk, conversation},
    {What::offer, offer},
    {What::disclose, disclose},
    {What::decide, decide},
};

constexpr bool are_all_in_order()
{
    for (std::size_t k = 0; k < std::size(handlers); ++k)
    {
        if (handlers[k].what != static_cast<What>(k)) return false;
    }
    return std::size(handlers) == static_cast<std::size_t>(What::decide) + 1;
}
static_assert(are_all_in_order());

void act(Desk const& desk, Event const& e) { handlers[static_cast<std::size_t>(e.what)].act(desk, e); }

bool later_than(Event const& a, Event const& b) { return comes_before(b, a); }

// So many events ahead a person's row is fetched into the cache: people come in the order of rows, but far
// apart.
constexpr std::ptrdiff_t ahead = 8;

#if defined(__GNUC__)
/// Always inlined: to the compiler a function that only fetches does nothing, and its calls are left out.
[[gnu::always_inline]] inline void fetch(Researchers const& people, Event const& e)
{
    __builtin_prefetch(&people.line[e.person]);
    __builtin_prefetch(&people.mind[e.person]);
    if (e.what != What::contact) __builtin_prefetch(&people.ties[e.person]);
    if (e.what != What::contact && e.what != What::referral)
    {
        __builtin_prefetch(&people.purse[e.person]);
        __builtin_prefetch(&people.purse[e.person].grants.back());
    }
}
#else
void fetch(Researchers const&, Event const&) {}
#endif

/// One person's events in time order; what arises inside the window joins them.
void work_person(Desk const& desk, std::span<Event const> due)
{
    auto& soon = desk.shelf.due_soon; // a heap, earliest first
    std::size_t next = 0;
    std::size_t heaped = 0;
    while (next < due.size() || !soon.empty())
    {
        for (; heaped < soon.size(); ++heaped)
        {
            std::push_heap(soon.begin(), soon.begin() + static_cast<std::ptrdiff_t>(heaped) + 1, later_than);
        }
        if (next < due.size() && (soon.empty() || !later_than(due[next], soon.front())))
        {
            act(desk, due[next++]);
            continue;
        }
        std::pop_heap(soon.begin(), soon.end(), later_than);
        auto const e = soon.back();
        soon.pop_back();
        heaped = soon.size();
        act(desk, e);
    }
}
} // namespace

void fetch_first(Researchers const& people, std::span<Event const> due)
{
    for (auto const& e : due.first(std::min<std::size_t>(ahead, due.size()))) fetch(people, e);
}

void work_people(Desk const& desk, std::span<Event const> due, Event const* end_of_all)
{
    std::size_t begin = 0;
    while (begin < due.size())
    {
        auto const* const coming = &due[begin];
        if (end_of_all - coming > ahead) fetch(desk.world.people, coming[ahead]);
        auto end = begin + 1;
        while (end < due.size() && due[end].person == due[begin].person) ++end;
        work_person(desk, due.subspan(begin, end - begin));
        begin = end;
    }
    // Only now, so that what is opened cannot fall into the window being worked.
    open_stirred(desk, desk.window_end);
}
} // namespace mercato
