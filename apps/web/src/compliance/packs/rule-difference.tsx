import type { endpoints, OutputOf } from "@fairflow/contract";
import { Badge, type Tone } from "@fairflow/ui";
import { formatDate } from "../../server/format.ts";
import { RuleSources } from "../rule-sources.tsx";

type Difference = OutputOf<(typeof endpoints)["packDifference"]>;
export type RuleChange = Difference["rules"][number];

export interface RuleDifferenceProps {
  readonly change: RuleChange;
}

const CHANGES = {
  added: { label: "New rule", tone: "ok" },
  changed: { label: "Changed", tone: "info" },
  removed: { label: "Gone", tone: "bad" },
} as const satisfies Record<RuleChange["change"], { label: string; tone: Tone }>;

/** One rule before and after, in words, with the names of the fields that differ. */
export function RuleDifference({ change }: RuleDifferenceProps) {
  const { label, tone } = CHANGES[change.change];
  const title = change.after?.title ?? change.before?.title ?? change.id;
  return (
    <article
      aria-label={`${label}: ${title}`}
      className="overflow-hidden rounded-card border border-line bg-surface"
    >
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5">
        <Badge tone={tone}>{label}</Badge>
        <h3 className="min-w-0 flex-1 font-semibold">{title}</h3>
        <code className="text-xs text-ink-3 select-all">{change.id}</code>
      </header>
      {change.fields.length > 0 && (
        <dl className="grid gap-x-4 gap-y-1.5 border-b border-line px-4 py-2.5 text-sm sm:grid-cols-[9rem_1fr_1fr]">
          {change.fields.map(({ field, before, after }) => (
            <div key={field} className="contents">
              <dt className="font-medium">{field}</dt>
              <dd className="min-w-0 break-words text-ink-2">
                <del className="decoration-bad/60">{before === "" ? "Not said" : before}</del>
              </dd>
              <dd className="min-w-0 break-words">
                <ins className="decoration-ok no-underline">
                  {after === "" ? "Not said any more" : after}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="grid divide-y divide-line md:grid-cols-2 md:divide-x md:divide-y-0">
        <Side title="Before" side={change.before} other={change.after} />
        <Side title="After" side={change.after} other={change.before} />
      </div>
    </article>
  );
}

type RuleSide = RuleChange["before"];

interface SideProps {
  readonly title: string;
  readonly side: RuleSide;
  readonly other: RuleSide;
}

function Side({ title, side, other }: SideProps) {
  return (
    <div role="group" aria-label={title} className="flex min-w-0 flex-col gap-2 px-4 py-3">
      <h4 className="text-xs font-medium text-ink-3">{title}</h4>
      {side === null ? (
        <p className="text-base text-ink-3">Not there.</p>
      ) : (
        <>
          <p className="text-base">
            {side.words === other?.words ? (
              side.words
            ) : (
              <mark className="bg-info-soft text-ink">{side.words}</mark>
            )}
          </p>
          {side.effective !== null && (
            <p className="text-xs text-ink-3">
              {`From ${formatDate(side.effective.from)}${side.effective.until === null ? "" : ` until ${formatDate(side.effective.until)}`}`}
            </p>
          )}
          <RuleSources sources={side.sources} />
          <details>
            <summary className="text-xs text-ink-2">The rule as it is written in the pack</summary>
            <pre className="mt-1 rounded-control bg-sunken p-2 text-xs break-words whitespace-pre-wrap">
              {side.text}
            </pre>
          </details>
        </>
      )}
    </div>
  );
}
