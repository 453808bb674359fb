/** Rules that never decide on an attempt alone, however many cases are tried, and why. */
export const UNDECIDED_RULES: Readonly<Record<string, string>> = {
  "us.timebar":
    "It runs from a day that the law of each state sets, which no case knows: only a recorded state counts.",
};
