package io.forewarn.ingest.format;

/** How the three numbers of a date like {@code 03/04/05} are ordered in one file. */
enum DateOrder {
    YEAR_MONTH_DAY,
    MONTH_DAY_YEAR,
    DAY_MONTH_YEAR
}
