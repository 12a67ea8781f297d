# SPDX-License-Identifier: Apache-2.0
# Rscript open_in_r.R FILE: the sum of each numeric variable, one a line, for tests/io/open_everywhere.py to compare.
suppressPackageStartupMessages(library(ncdf4))
file <- nc_open(commandArgs(trailingOnly = TRUE)[1])
for (name in names(file$var)) {
    values <- ncvar_get(file, name)
    if (is.numeric(values)) cat(name, "\t", format(sum(values), digits = 17), "\n", sep = "")
}
cat("lab_name\t", ncvar_get(file, "lab_name")[2], "\n", sep = "")
cat("seed\t", ncatt_get(file, 0, "seed")$value, "\n", sep = "")
nc_close(file)
