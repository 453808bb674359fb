import type { FieldChange, Flow, FlowDiff, NodeId } from "@fairflow/flow";
import type { StepViewer } from "../step-view.ts";
import { exitLabel, fieldName, fullValue } from "./diff-sentences.ts";

export interface DiffFieldsProps {
  readonly diff: FlowDiff;
  readonly before: Flow;
  readonly after: Flow;
  readonly view: StepViewer;
}

interface Row {
  readonly key: string;
  readonly what: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
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
            <tr key={row.key} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-3 py-2 text-left font-normal wrap-anywhere">
                <span className="font-medium">{row.what}</span>
                <span className="block text-xs text-ink-3">{row.field}</span>
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
  const titleOf = (flow: Flow, id: NodeId) => view(flow, id)?.title ?? id;
  const endOf = (flow: Flow, id: NodeId | undefined) =>
    id === undefined ? undefined : titleOf(flow, id);
  return [
    ...diff.changed.flatMap(({ id, fields }) =>
      fields.map((field) => rowOf(id, titleOf(after, id), saidOf(field))),
    ),
    ...diff.exits.map((change) => {
      const { from, exit } = change;
      const isThere = after.nodes.some(({ id }) => id === from);
      return {
        key: `${from} leads to ${exit}`,
        what: isThere ? titleOf(after, from) : titleOf(before, from),
        field: `Where “${exitLabel(change, { before, after, view })}” leads`,
        before: endOf(before, change.before),
        after: endOf(after, change.after),
      };
    }),
    ...diff.added.map(({ id, config }) =>
      rowOf(id, titleOf(after, id), { path: ["step"], before: undefined, after: config }),
    ),
    ...diff.removed.map(({ id, config }) =>
      rowOf(id, titleOf(before, id), { path: ["step"], before: config, after: undefined }),
    ),
    ...diff.settings.map((field) => rowOf("flow", "The flow", field)),
  ];
}

function rowOf(id: string, what: string, { path, before, after }: FieldChange): Row {
  return { key: `${id} ${path.join(".")}`, what, field: fieldName(path), before, after };
}

/** Whether a step is disabled is a mark in the document, and yes or no to people. */
function saidOf(field: FieldChange): FieldChange {
  if (field.path[0] !== "disabled") return field;
  return { ...field, before: field.before === true, after: field.after === true };
}
