// SPDX-License-Identifier: Apache-2.0
#include "run/people_phase.hpp"

#include <algorithm>

#include "acts/careers.hpp"
#include "acts/common/craft.hpp"
#include "acts/contacts.hpp"
#include "acts/foundings.hpp"
#include "acts/letters.hpp"
#include "acts/offers.hpp"
#include "acts/policies.hpp"
#include "acts/raids.hpp"

namespace mercato
{
namespace
{
/// What a person does when something is due, in the order of What.
void act(Desk const& desk, Event const& e)
{
    switch (e.what)
    {
    case What::alarm: return alarm(desk, e);
    case What::parted: return parted(desk, e);
    case What::placed: return placed(desk, e);
    case What::tender: return tender(desk, e);
    case What::payday: return payday(desk, e);
    case What::founded: return founded(desk, e);
    case What::laid_off: return laid_off(desk, e);
    case What::counter: return counter(desk, e);
    case What::refused: return refused(desk, e);
    case What::admitted: return admitted(desk, e);
    case What::breach: return breach(desk, e);
    case What::conflict: return conflict(desk, e);
    case What::day_off: return day_off(desk, e);
    case What::team_came: return team_came(desk, e);
    case What::departs: return departs(desk, e);
    case What::policy: return policy(desk, e);
    case What::account: return account(desk, e);
    case What::calmed: return calmed(desk, e);
    case What::raised: return raised(desk, e);
    case What::leaked: return leaked(desk, e);
    case What::pledge: return pledge(desk, e);
    case What::hurry: return hurry(desk, e);
    case What::poll: return poll(desk, e);
    case What::news: return news(desk, e);
    case What::reconsider: return reconsider(desk, e);
    case What::look: return look(desk, e);
    case What::start: return start(desk, e);
    case What::review: return review(desk, e);
    case What::contact: return contact(desk, e);
    case What::referral: return referral(desk, e);
    case What::excess: return excess_contact(desk, e);
    case What::called: return called(desk, e);
    case What::quit: return quit(desk, e);
    case What::flight: return flight(desk, e);
    case What::burnout: return burnout(desk, e);
    case What::retirement: return retirement(desk, e);
    case What::talk: return conversation(desk, e);
    case What::founding: return founding(desk, e);
    case What::offer: return offer(desk, e);
    case What::disclose: return disclose(desk, e);
    case What::decide: return decide(desk, e);
    }
}

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
