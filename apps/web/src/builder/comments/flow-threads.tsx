import type { CommentThread } from "@fairflow/contract";
import type { NodeId } from "@fairflow/flow";
import { EmptyState } from "@fairflow/ui";
import { MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useBuilder, useDocument } from "../builder-context.ts";
import { definitionOf } from "../step-view.ts";
import { ThreadCard } from "./thread-card.tsx";

export interface FlowThreadsProps {
  readonly flowId: string;
  readonly threads: readonly CommentThread[];
}

/** Everything that is said about a flow: step by step, then about steps that were removed; what is resolved is folded away. */
export function FlowThreads({ flowId, threads }: FlowThreadsProps) {
  const flow = useDocument((state) => state.flow);
  const there = new Set(flow.nodes.map(({ id }) => id));
  const open = threads.filter(({ resolved }) => resolved === null);
  const resolved = threads.filter((thread) => thread.resolved !== null);
  const removed = open.filter(({ node }) => !there.has(node));
  const cards = (its: readonly CommentThread[]) =>
    its.map((thread) => <ThreadCard key={thread.id} flowId={flowId} thread={thread} />);
  return (
    <>
      {open.length === 0 && (
        <EmptyState icon={<MessageSquare />} title="Nothing is being discussed">
          Select a step and press C to say something about it, or to ask a colleague.
        </EmptyState>
      )}
      {flow.nodes.map(({ id }) => {
        const its = open.filter(({ node }) => node === id);
        return its.length === 0 ? null : (
          <Section key={id} title={<StepLink id={id} />}>
            {cards(its)}
          </Section>
        );
      })}
      {removed.length > 0 && (
        <Section title="About removed steps">
          {removed.map((thread) => (
            <div key={thread.id} className="flex flex-col gap-1.5">
              <p className="text-sm text-ink-2">
                Of a removed step, <StepName thread={thread} />
              </p>
              <ThreadCard flowId={flowId} thread={thread} />
            </div>
          ))}
        </Section>
      )}
      {resolved.length > 0 && (
        <details className="shrink-0 rounded-card border border-line px-3 py-2">
          <summary className="text-sm font-medium">Resolved ({resolved.length})</summary>
          <div className="flex flex-col gap-3 pt-3">
            {resolved.map((thread) => (
              <div key={thread.id} className="flex flex-col gap-1.5">
                {there.has(thread.node) ? (
                  <StepLink id={thread.node} />
                ) : (
                  <p className="text-sm text-ink-2">
                    Of a removed step, <StepName thread={thread} />
                  </p>
                )}
                <ThreadCard flowId={flowId} thread={thread} />
              </div>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Section({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}

/** Leads to the step. */
function StepLink({ id }: { readonly id: NodeId }) {
  const { document, ui, view } = useBuilder();
  const title = useDocument(({ flow }) => view(flow, id)?.title ?? id);
  return (
    <button
      type="button"
      onClick={() => {
        document.getState().select([id]);
        ui.getState().show({ revealed: id });
      }}
      className="min-h-6 max-w-full truncate text-left text-sm font-semibold text-accent underline-offset-2 hover:underline"
    >
      {title}
    </button>
  );
}

/** What a step that is gone was called, else its type. */
function StepName({ thread: { step } }: { readonly thread: CommentThread }) {
  const { catalog } = useBuilder();
  return `“${step.name === "" ? (definitionOf(catalog, step.type)?.title ?? step.type) : step.name}”`;
}
