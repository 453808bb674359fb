import { endpoints, type StepWhy } from "@fairflow/contract";
import { Badge, Drawer } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";

export interface StepWhyDrawerProps {
  readonly debtorId: string;
  /** As its entry in the timeline is called. */
  readonly step: string;
  readonly onClose: () => void;
}

/** Why a run went the way that it went: what its version asked, with which facts, and what would have led elsewhere. */
export function StepWhyDrawer({ debtorId, step, onClose }: StepWhyDrawerProps) {
  const why = useQuery(ask(endpoints.stepWhy, { params: { id: debtorId, step } }));
  return (
    <Drawer
      open
      onClose={onClose}
      title="Why?"
      description="What the flow asked, and on which facts"
    >
      <NotLoaded query={why} what="The reasons could not be loaded" className="h-96" />
      {why.data !== undefined && <Why why={why.data} />}
    </Drawer>
  );
}

function Why({ why }: { readonly why: StepWhy }) {
  const { flow, nodes, facts, events } = why;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-base">
        <Link
          to="/flows/$id/versions"
          params={{ id: flow.id }}
          search={{ version: flow.version }}
          className="font-medium text-accent hover:underline"
        >
          {flow.name}, version {flow.version}
        </Link>
        {events.length > 0 && <span className="text-ink-2">{`, at: ${events.join(", ")}`}</span>}
      </p>
      {nodes.map((node) => (
        <section key={node.id} aria-label={node.name} className="flex flex-col gap-2">
          <h3 className="text-lg font-semibold">{node.name}</h3>
          {node.sentence !== null && <p className="text-base text-ink-2">{node.sentence}</p>}
          <p>
            <Badge tone={node.wayOut === null ? "neutral" : "info"}>
              {node.wayOut ?? "It stayed here"}
            </Badge>
          </p>
          {node.decision !== null && <Decision decision={node.decision} />}
        </section>
      ))}
      <section aria-labelledby="step-facts" className="flex flex-col gap-2">
        <h3 id="step-facts" className="text-lg font-semibold">
          Facts that were used
        </h3>
        {facts.length === 0 ? (
          <p className="text-base text-ink-3">None: nothing here was decided by a fact.</p>
        ) : (
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-base">
            {facts.map(({ id, label, value }) => (
              <div key={id} className="contents">
                <dt className="text-ink-2">{label}</dt>
                <dd className="text-right tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}

function Decision({
  decision,
}: {
  readonly decision: NonNullable<StepWhy["nodes"][number]["decision"]>;
}) {
  if (!decision.isSame) {
    return (
      <p className="text-base text-ink-3">
        The facts on record give another way out when they are asked again: they changed within this
        step. So nothing can be said of what would have led elsewhere.
      </p>
    );
  }
  if (decision.changes.length === 0) {
    return (
      <p className="text-base text-ink-3">
        No single fact would have led elsewhere; several together might.
      </p>
    );
  }
  return (
    <>
      <h4 className="text-base font-medium">What would have changed it</h4>
      <ul className="flex flex-col gap-1.5">
        {decision.changes.map(({ field, label, from, to, wayOut }) => (
          <li key={`${field} ${wayOut}`} className="text-base">
            {label} <span className="tabular-nums">{to}</span> instead of{" "}
            <span className="tabular-nums">{from}</span>
            <span className="block text-sm text-ink-2">{wayOut}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
