import { useDocument } from "../builder-context.ts";

/** The settings of the flow for who can only look: words, not a form that refuses to be filled in. */
export function FlowFacts() {
  const flow = useDocument((state) => state.flow);
  const { per, priority, attributionDays, giveUpAfterDays } = flow.settings;
  const facts = [
    ["Goes through it", per === "account" ? "Each account" : "Each person, with all accounts"],
    ["Steps", String(flow.nodes.length)],
    ["Priority", `${priority} of 100`],
    ["A payment is credited to a message for", days(attributionDays)],
    ["A message waits for leave to send for", days(giveUpAfterDays)],
  ] as const;
  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 className="text-lg font-semibold">{flow.name}</h2>
        <p className="text-sm text-ink-3">Choose a step to see more about it.</p>
      </div>
      <dl className="flex flex-col gap-3">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-sm text-ink-3">{label}</dt>
            <dd className="text-base text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
