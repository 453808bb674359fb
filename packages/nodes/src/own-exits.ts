import type { ExitId } from "@fairflow/flow";

/** Ways out that node types name themselves; a drawer's own may not take their names. */
const RESERVED: ReadonlySet<ExitId> = new Set(["else", "next", "timeout", "overdue"]);

/** Problems of the ways out that the drawer named: missing, reserved, or the same twice. */
export function ownExitProblems(
  exits: readonly { readonly id: ExitId }[],
  atLeast: number,
  what: string,
): readonly string[] {
  const ids = exits.map(({ id }) => id);
  return [
    ...(ids.length < atLeast ? [`Add at least ${atLeast === 1 ? "one" : atLeast} ${what}`] : []),
    ...ids
      .filter((id) => RESERVED.has(id))
      .map((id) => `"${id}" is reserved; give this way out another id`),
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `Two ways out have the id "${id}"`),
  ];
}
