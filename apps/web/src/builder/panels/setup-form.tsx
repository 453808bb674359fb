import type { FlowNode } from "@fairflow/flow";
import { EntrySegmentContext } from "@fairflow/nodes/editors";
import { CircleAlert } from "lucide-react";
import { useBuilder, useDocument, useIssues, useUi } from "../builder-context.ts";
import { editorOf } from "../editor-of.ts";
import type { StepView } from "../step-view.ts";
import { entrySegmentOf } from "./entry-segment.ts";
import { useConfigure } from "./use-configure.ts";

export interface SetupFormProps {
  readonly node: FlowNode;
  readonly view: StepView;
}

/** The form of the step's type, each problem beside its field; what concerns the step as a whole stands above. */
export function SetupForm({ node, view }: SetupFormProps) {
  const { ui } = useBuilder();
  const issues = useIssues((state) => state.issues);
  const own = issues.filter((issue) => issue.node === node.id);
  // What stands beside a field, or on the tab of the ways out, is said there, and once.
  const listed = own.filter(({ at, exit }) => at === undefined && exit === undefined);
  const placed = own.flatMap(({ message, at }) =>
    at === undefined ? [] : [{ message, path: at }],
  );
  const isFresh = useUi(({ fresh }) => fresh === node.id);
  const entrySegment = useDocument(({ flow }) => entrySegmentOf(flow));
  const editor = editorOf(node.type);

  const change = useConfigure(node, view);
  /** A step that was just added is filled in next: its first field takes the focus, once. */
  const focusFirst = (form: HTMLDivElement | null) => {
    if (form === null || !isFresh) return;
    form.querySelector<HTMLElement>("input, select, textarea")?.focus({ preventScroll: true });
    ui.getState().show({ fresh: undefined });
  };

  return (
    <div ref={focusFirst} className="flex flex-col gap-4 p-4">
      {listed.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-card bg-bad-soft px-3 py-2 text-sm text-ink">
          {listed.map(({ message }) => (
            <li key={message} className="flex gap-2">
              <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-bad" />
              {message}
            </li>
          ))}
        </ul>
      )}
      {editor === undefined ? (
        <p className="text-base text-ink-2">
          This installation has no form for “{node.type}”. Its settings stand under Advanced, as
          text.
        </p>
      ) : (
        <EntrySegmentContext value={entrySegment}>
          {editor.renderForm(node.config, change, placed)}
        </EntrySegmentContext>
      )}
    </div>
  );
}
