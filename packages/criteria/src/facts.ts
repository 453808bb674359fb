/** `null` where nothing is known; a date is `YYYY-MM-DD`, an amount integer minor units, tags a list. */
export type FactValue = number | string | boolean | readonly string[] | null;

/** What is known of one account at one instant, by field id. A field that is absent is unknown, as is null. */
export type FactValues = Readonly<Record<string, FactValue>>;

/** Reads own properties only, so that nothing a prototype carries passes for a fact. */
export function factOf(facts: FactValues, field: string): FactValue {
  return Object.hasOwn(facts, field) ? (facts[field] ?? null) : null;
}
