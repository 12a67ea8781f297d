// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

int main(int count, char** words) { return mercato::run_program({words + 1, words + count}); }
