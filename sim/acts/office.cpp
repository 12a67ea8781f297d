// SPDX-License-Identifier: Apache-2.0
#include "acts/office.hpp"

namespace mercato
{
void publish_recruiting(Office const& o, double reference_slots)
{
    auto const& books = o.books();
    o.face().hiring = !o.face().employs || (!books.frozen && books.slots >= 1);
    o.face().recruiting = books.frozen ? 0 : recruiting(books.slots, reference_slots, o.laws.search);
}
} // namespace mercato
