import type { FieldChange, Flow, FlowDiff } from "@fairflow/flow";
import type { StepViewer } from "../step-view.ts";
import { fieldName, fullValue } from "./diff-sentences.ts";

export interface DiffFieldsProps {
  readonly diff: FlowDiff;
  readonly before: Flow;
  readonly after: Flow;
  readonly view: StepViewer;
}

interface Row extends FieldChange {
  readonly what: string;
}

/** Every field that differs, with its whole value on both sides, to read and to copy. */
export function DiffFields({ diff, before, after, view }: DiffFieldsProps) {
  const rows = rowsOf({ diff, before, after, view });
  if (rows.length === 0) {
    return <p className="py-2 text-base text-ink-2">No field is different.</p>;
  }
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full table-fixed border-collapse text-sm">
        <caption className="sr-only">Fields that differ</caption>
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-3">
            <th className="w-1/4 px-3 py-2 font-medium">Step and field</th>
            <th className="px-3 py-2 font-medium">Before</th>
            <th className="px-3 py-2 font-medium">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={`${row.what} ${row.path.join(".")}`}
              className="border-b border-line align-top last:border-0"
            >
              <th scope="row" className="px-3 py-2 text-left font-normal wrap-anywhere">
                <span className="font-medium">{row.what}</span>
                <span className="block text-xs text-ink-3">{fieldName(row.path)}</span>
              </th>
              <td className="bg-bad-soft/40 px-3 py-2">
                <Value value={row.before} />
              </td>
              <td className="bg-ok-soft/40 px-3 py-2">
                <Value value={row.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value }: { readonly value: unknown }) {
  return (
    <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap text-ink">
      {fullValue(value)}
    </pre>
  );
}

function rowsOf({ diff, before, after, view }: DiffFieldsProps): readonly Row[] {
  const titleOf = (flow: Flow, id: Flow["nodes"][number]["id"]) => view(flow, id)?.title ?? id;
  return [
    ...diff.changed.flatMap(({ id, fields }) =>
      fields.map((field) => ({ ...saidOf(field), what: titleOf(after, id) })),
    ),
    ...diff.exits.map(({ from, exit, ...ends }) => ({
      what: after.nodes.some(({ id }) => id === from)
        ? titleOf(after, from)
        : titleOf(before, from),
      path: ["leads to", exit],
      before: ends.before === undefined ? undefined : titleOf(before, ends.before),
      after: ends.after === undefined ? undefined : titleOf(after, ends.after),
    })),
    ...diff.added.map((node) => ({
      what: titleOf(after, node.id),
      path: ["step"],
      before: undefined,
      after: node.config,
    })),
    ...diff.removed.map((node) => ({
      what: titleOf(before, node.id),
      path: ["step"],
      before: node.config,
      after: undefined,
    })),
    ...diff.settings.map((field) => ({ ...field, what: "The flow" })),
  ];
}

/** Whether a step is disabled is a mark in the document, and yes or no to people. */
function saidOf(field: FieldChange): FieldChange {
  if (field.path[0] !== "disabled") return field;
  return { ...field, before: field.before === true, after: field.after === true };
}
