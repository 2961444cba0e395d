/** Period that holds the first purchases where they stand apart. */
export const APART = -1;
/** Cohorts by time are as many as there are weeks: so many of the latest are drawn and can be compared. */
export const LATEST = 40;
/** Products, channels, … with a row of their own; then come the rest, and the customers of none. */
export const NAMED = 12;
export const OTHER = NAMED + 1;
export const UNNAMED = NAMED + 2;
/** A cohort of fewer customers is drawn pale. */
export const SMALL = 50;
