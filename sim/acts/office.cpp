// SPDX-License-Identifier: Apache-2.0
#include "acts/office.hpp"

namespace mercato
{
void publish_recruiting(Office const& o, double reference_slots)
{
    auto const& books = o.books();
    auto const open = o.face().employs && !books.frozen;
    o.face().hiring = open && books.slots >= 1;
    o.face().recruiting = open ? recruiting(books.slots, reference_slots, o.laws.search) : 0;
}
} // namespace mercato
