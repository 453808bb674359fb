import { emptyFlow, Flow } from "@fairflow/flow";

const [COLUMN_PX, ROW_PX] = [300, 170];

/**
 * A flow of so many steps that could be published: rows of a question with two answers, which wait a different time and
 * come together again, under a start and over an end.
 */
export function bigFlow(name: string, steps: number): Flow {
  const rows = Math.floor((steps - 2) / 3);
  const extra = steps - 2 - rows * 3;
  const nodes: object[] = [
    {
      id: "start",
      type: "start",
      name: "Taken in",
      config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
    },
  ];
  const edges: object[] = [];
  const layout: Record<string, { x: number; y: number }> = { start: { x: COLUMN_PX, y: 0 } };
  let open: { from: string; exit: string }[] = [{ from: "start", exit: "next" }];
  const add = (id: string, node: object, place: { column: number; row: number }) => {
    nodes.push({ id, ...node });
    layout[id] = { x: place.column * COLUMN_PX, y: place.row * ROW_PX };
  };
  const lead = (to: string) => {
    for (const from of open) edges.push({ ...from, to });
  };
  for (let row = 0; row < rows; row += 1) {
    const [ask, left, right] = [`ask${row}`, `left${row}`, `right${row}`];
    add(
      ask,
      { type: "condition", name: `Owes much? ${row}`, config: owes(row) },
      { column: 1, row: 2 * row + 1 },
    );
    add(
      left,
      { type: "wait", name: `A day ${row}`, config: { kind: "days", days: 1 } },
      { column: 0, row: 2 * row + 2 },
    );
    add(
      right,
      { type: "wait", name: `A week ${row}`, config: { kind: "days", days: 7 } },
      { column: 2, row: 2 * row + 2 },
    );
    lead(ask);
    edges.push({ from: ask, exit: "yes", to: left }, { from: ask, exit: "else", to: right });
    open = [left, right].map((from) => ({ from, exit: "next" }));
  }
  for (let index = 0; index < extra; index += 1) {
    const id = `extra${index}`;
    add(
      id,
      { type: "wait", name: `More ${index}`, config: { kind: "days", days: 2 } },
      { column: 1, row: 2 * rows + 1 + index },
    );
    lead(id);
    open = [{ from: id, exit: "next" }];
  }
  add(
    "over",
    { type: "end", name: "Over", config: { reason: "over" } },
    { column: 1, row: 2 * rows + 1 + extra },
  );
  lead("over");
  return Flow.parse({ ...emptyFlow(name), nodes, edges, layout });
}

function owes(row: number): object {
  const criteria = {
    kind: "rule",
    field: "account.balance",
    operator: "at_least",
    value: (row + 1) * 100,
  };
  return { branches: [{ id: "yes", label: "Owes much", criteria }] };
}
