// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "io/scenario_help.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view guide = R"(# Scenario files

<!-- Written by `mercato scenario params --markdown`: change the declarations in sim/, then write it anew. -->

A scenario is a [TOML](https://toml.io) file of UTF-8 text. Every key is declared once in the source, with
unit, range, default, meaning and origin; this page, the reader, `--set`, the template
(`mercato scenario new`) and the JSON Schema for editors (`mercato scenario schema`) come from it.
`mercato scenario validate FILE` reads a scenario as a run would and prints every complaint at once, as
`file:line:column: key = value (what must be)`. An unknown key is an error.

## Layers

A scenario is laid together in this order; what comes later wins:

1. `base = "other.toml"`, a file this one inherits from, and that file's own base (at most 16 deep, no
   cycles);
2. the rows of `facts_file`, which replace all facts of what is inherited, then the file itself;
3. overlays given by `--with FILE`, which have no base;
4. values given by `--set path=value`.

Sections merge key by key. `[[labs]]`, `[[groups]]`, `[[events]]`, `[[boards]]`, `[[raids]]`,
`[[policies]]`, `[[sources]]` and `[[facts]]` merge by their `id`,
which is unique within a file: an entry with a known id changes the keys it names, one with a
new id is added at the end, `drop = true` removes the inherited entry, and an empty list (`groups = []`)
removes all. A series is replaced as a whole. An event with `enabled = false` stays in the file and does not
happen.

`--set` takes `section.key=value`, or `labs.ID.key=value` for entries of a list:

    --set run.seed=3
    --set labs.openai.amenity=0.3
    --set events.crunch.at=2024-01-01T00:00:00Z
    --set search.contact_rate="2 1/years"
    --set labs.openai.drop=true

Values are checked as in a file; text needs no quotes of its own.

`base`, `facts_file` and `roster` are relative to the file they stand in and stay below the root: what
`--root` says, else the nearest folder named `scenarios` above the file, else the file's own folder. Links
are followed before this is checked. Every file begins with `format = 1`.

A file below a folder named `episodes` imposes organisations and events. It may not set a behavioural
section (those from `[utility]` to `[people]` below): behaviour is one shared set. Variants of it are
overlays or `--set`.

## Values

| type | written |
|---|---|
| number | `3`, `0.5`, in the unit of the key; or text with a unit of the same kind: `"21 days"`, `"100 $M"` |
| whole number | `3`, not `3.0` |
| date-time | `2023-11-17T20:00:00Z`, `2023-11-17T12:00:00-08:00`: no quotes, with offset, whole seconds |
| series | a number, or steps, dates rising: `[{ at = 2023-01-01T00:00:00Z, value = 375, source = "S-1" }]` |
| numbers | a list: `[0.2, 0.4, 0.3, 0.1]` |
| text | in quotes |

Units of time: minutes, hours, days, weeks, months, years (also `min`, `h`, `d`, `wk`, `mo`, `yr`, and the
singular); a year is 365.25 days, a month a twelfth of it. Rates: 1/years, 1/days. Money: $k, $M, $B. Pay:
$k/years, $M/years. `nan` and `inf` are refused. Within the plausible range a value is ordinary; outside it
is allowed, and `validate` remarks on it.

## The resolved text

A result holds the whole scenario as one TOML text, every key with its value, in border units and the
shortest form that reads back as the same number. Read again it gives the same scenario and, with the same
build, the same bits. Only `roster_salt` is left out ([roster](roster.md)). `luck` of labs, groups and events
is in it, so that `--alias`, which puts stand-in names and ids, changes nobody's luck.

## Not in one file

* Groups, events and facts speak of labs that exist; rows of a facts file may speak of others, and are then
  not observable.
* A lab where nobody works needs a planned `headcount`; only non-employment and labs that wait
  for founders (`dormant`) may be empty.
* A run has 1 to 200,000,000 people, in groups or in a roster, not both.
* Windows lie between 1990 and 2200; `run.exchange` divides four weeks.
* Ids are lower-case letters, digits and `_`, a letter first; those of facts and sources may have capitals
  and `-`.
)";
} // namespace

std::string scenario_guide() { return std::string(guide); }
} // namespace mercato
