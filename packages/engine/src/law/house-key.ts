/** The name under which a law has the house rules beside a pack, for one portfolio or for those that have none of their own. */
export function houseKey(packId: string, portfolioId: string | null): string {
  return portfolioId === null ? packId : `${packId}-${portfolioId}`;
}
