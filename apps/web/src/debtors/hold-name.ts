/** A hold as people say it: `claims_paid` becomes `Claims paid`. Holds are named by the rule packs. */
export function holdName(hold: string): string {
  const words = hold.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
