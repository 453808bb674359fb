import { pathText, targetOf, type ExitRef, type Flow, type NodeId } from "@fairflow/flow";
import type { Issue } from "@fairflow/interpreter";
import { IconButton } from "@fairflow/ui";
import { clsx } from "clsx";
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck } from "lucide-react";
import { useBuilder, useDocument, useIssues, useUi } from "../builder-context.ts";
import { useFocusStep } from "../canvas/use-focus-step.ts";
import { insertStep } from "../commands/insert-step.ts";

/** What stands between the draft and publishing, each with the step that it concerns. */
export function ProblemsPanel() {
  const builder = useBuilder();
  const { ui, document, view } = builder;
  const issues = useIssues((state) => state.issues);
  const flow = useDocument((state) => state.flow);
  const keys = keysOf(issues);
  const isOpen = useUi((state) => state.problemsOpen);
  const readOnly = useDocument((state) => state.readOnly);
  const focusStep = useFocusStep();
  const toggle = () => ui.getState().show({ problemsOpen: !isOpen });
  /** The field beside which the problem stands takes the focus; who may not edit is led to the step. */
  const goTo = (id: NodeId, issue: Issue) => {
    document.getState().select([id]);
    if (readOnly) {
      focusStep(id);
      return;
    }
    ui.getState().setPanel("inspector", true);
    ui.getState().show({ revealed: id, attention: issue });
  };
  const words =
    issues.length === 0
      ? "No problems: this draft could be published"
      : issues.length === 1
        ? "1 problem"
        : `${issues.length} problems`;

  return (
    <section aria-label="Problems" className="shrink-0 border-t border-line bg-surface">
      <div className="flex h-9 items-center gap-2 pr-2 pl-4">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={toggle}
          className={clsx(
            "flex h-full flex-1 items-center gap-2 text-sm font-medium",
            issues.length === 0 ? "text-ok" : "text-bad",
          )}
        >
          {issues.length === 0 ? (
            <CircleCheck aria-hidden className="size-4" />
          ) : (
            <CircleAlert aria-hidden className="size-4" />
          )}
          {words}
        </button>
        <IconButton
          label={isOpen ? "Close the list of problems" : "Open the list of problems"}
          icon={isOpen ? <ChevronDown className="size-4" /> : <ChevronUp className="size-4" />}
          onClick={toggle}
        />
      </div>
      {isOpen && issues.length > 0 && (
        <ul className="max-h-44 overflow-y-auto border-t border-line py-1">
          {issues.map((issue, index) => {
            const { node } = issue;
            const title = node === undefined ? "The flow" : (view(flow, node)?.title ?? node);
            const open = readOnly ? undefined : openEndOf(flow, issue);
            return (
              <li key={keys[index]} className="flex items-center pr-4 hover:bg-sunken">
                <button
                  type="button"
                  disabled={node === undefined}
                  onClick={() => node !== undefined && goTo(node, issue)}
                  className="flex min-w-0 flex-1 items-baseline gap-3 px-4 py-1 text-left text-sm"
                >
                  <span className="w-44 shrink-0 truncate max-sm:w-24 font-medium text-ink">
                    {title}
                  </span>
                  <span className="text-ink-2">{wordsOf(issue)}</span>
                </button>
                {open !== undefined && (
                  <button
                    type="button"
                    aria-label={`End there: ${title}`}
                    title="Puts an end at this way out"
                    onClick={() => insertStep(builder, "end", { after: open })}
                    className="min-h-6 shrink-0 text-sm font-medium text-accent underline-offset-2 hover:underline"
                  >
                    End there
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

/** Without the place as a document names it: whoever reads this is led to the field. */
function wordsOf({ message, at }: Issue): string {
  const place = at === undefined ? "" : `${pathText(at)}: `;
  return message.startsWith(place) ? message.slice(place.length) : message;
}

/** The way out that leads nowhere, where that is what is wrong. */
function openEndOf(flow: Flow, { node, exit }: Issue): ExitRef | undefined {
  if (node === undefined || exit === undefined) return undefined;
  const ref = { from: node, exit };
  return targetOf(flow, ref) === undefined ? ref : undefined;
}

/** Two issues of one step can read alike. What is mended takes its own line away, and never the focus from another. */
function keysOf(issues: readonly Issue[]): readonly string[] {
  const seen = new Map<string, number>();
  return issues.map(({ node, message }) => {
    const words = `${node} ${message}`;
    const nth = seen.get(words) ?? 0;
    seen.set(words, nth + 1);
    return `${words} ${nth}`;
  });
}
