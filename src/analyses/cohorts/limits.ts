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
/**
 * How far orders must reach back for two years to be compared: twice twelve months that are 90 days old, and 90 days before
 * them, because at the start of an export old customers look like new ones.
 */
export const COMPARABLE_DAYS = 90 + 2 * 365 + 90;
