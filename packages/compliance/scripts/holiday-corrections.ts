/** What the library gets wrong in a table. All of it is from general knowledge and to be compared with the gazettes. */
interface Correction {
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

const UNITED_KINGDOM: Correction = {
  add: {
    "2011-04-29": "Royal wedding bank holiday",
    // Moved from 28 May, before the jubilee of the 5th.
    "2012-06-04": "Spring bank holiday",
  },
  remove: ["2012-05-28"],
};

/** By the name of the table. Days that a pack itself corrects are left to the pack. */
export const HOLIDAY_CORRECTIONS: Readonly<Record<string, Correction>> = {
  // Public Holidays Act s2A: days declared once. Those of 2021 and 2022 are in the pack.
  "date-holidays:ZA": {
    add: {
      "2011-05-18": "Municipal elections (declared)",
      "2011-12-27": "Declared public holiday",
      "2014-05-07": "General election (declared)",
      "2016-08-03": "Municipal elections (declared)",
      "2016-12-27": "Declared public holiday",
      "2019-05-08": "General election (declared)",
    },
    remove: [],
  },
  "date-holidays:GB-ENG": UNITED_KINGDOM,
  "date-holidays:GB-WLS": UNITED_KINGDOM,
  "date-holidays:GB-SCT": UNITED_KINGDOM,
  "date-holidays:GB-NIR": UNITED_KINGDOM,
  // Family Day began in 2013; 30 September has been statutory since 2023.
  "date-holidays:CA-BC": {
    add: Object.fromEntries(
      [2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].map((year) => [
        `${year}-09-30`,
        "National Day for Truth and Reconciliation",
      ]),
    ),
    remove: ["2010-02-08", "2011-02-14", "2012-02-13"],
  },
};
