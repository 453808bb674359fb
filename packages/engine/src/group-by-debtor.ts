/** The facts that rows tell, by debtor. */
export function groupByDebtor<Row extends { readonly debtor_id: string }, Fact>(
  rows: readonly Row[],
  factOf: (row: Row) => Fact,
): Map<string, Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const row of rows) {
    const group = groups.get(row.debtor_id);
    if (group === undefined) groups.set(row.debtor_id, [factOf(row)]);
    else group.push(factOf(row));
  }
  return groups;
}
