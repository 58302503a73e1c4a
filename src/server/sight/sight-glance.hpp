/* sight-glance.hpp: the letters that the glance knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sight.hpp"

namespace sight
{

constexpr int GLYPH_ACROSS = 10;
constexpr int GLYPH_DOWN = 14;

struct Glyph {
  char letter;
  bool zone;    /* of machine readable zones, else of the fronts */
  float aspect; /* breadth of its box by height */
  char cells[GLYPH_ACROSS * GLYPH_DOWN + 1];
};

const std::vector<Glyph> &get_glyphs ();

} // namespace sight
