// SPDX-License-Identifier: Apache-2.0
#include "world/researchers.hpp"

#include <algorithm>

namespace mercato
{
void Researchers::reserve(std::size_t n)
{
    line.reserve(n);
    mind.reserve(n);
    purse.reserve(n);
    ties.reserve(n);
    at_lab.reserve(n);
    former.reserve(n);
}

void Researchers::resize(std::size_t n)
{
    // Newcomers come one by one: room for an eighth more, where doubling would take up memory that stays
    // empty
    if (n > line.capacity()) reserve(std::max(n, size() + size() / 8 + 1024));
    line.resize(n);
    mind.resize(n);
    purse.resize(n);
    ties.resize(n);
    at_lab.resize(n, nowhere);
    former.resize(n, {nowhere, nowhere});
    if (!pledges.empty()) pledges.resize(n + 1); // never empty again
}
} // namespace mercato
