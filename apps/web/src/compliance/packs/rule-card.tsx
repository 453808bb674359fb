import type { PackRule } from "@fairflow/contract";
import { Badge, Callout } from "@fairflow/ui";
import { clsx } from "clsx";
import { Scale } from "lucide-react";
import { useZone } from "../../frame/use-zone.ts";
import { formatDate, formatInstant } from "../../server/format.ts";
import { RuleSources } from "../rule-sources.tsx";
import { RuleSwitch } from "./rule-switch.tsx";

export interface RuleCardProps {
  readonly rule: PackRule;
  /** It is the one that a link led to. */
  readonly isSought: boolean;
}

const SEVERITIES = { block: "Keeps back", warn: "Warns", info: "For information" } as const;
const AUTHORITIES = {
  statute: "Statute",
  regulation: "Regulation",
  code: "Code of conduct",
  guidance: "Guidance",
  industry: "Industry practice",
  policy: "Policy",
} as const;

/** One rule: what the product does because of it, where that stands, how sure it is, and whether it may be turned off. */
export function RuleCard({ rule, isSought }: RuleCardProps) {
  const zone = useZone();
  const { switchedOff } = rule;
  return (
    <article
      id={rule.id}
      aria-labelledby={`${rule.id}-title`}
      className={clsx(
        "grid scroll-mt-14 gap-x-6 gap-y-3 px-4 py-3.5 md:grid-cols-[1fr_13rem]",
        isSought && "bg-accent-soft/50 outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <div className="flex min-w-0 flex-col gap-2">
        <h3 id={`${rule.id}-title`} className="text-base font-semibold">
          {rule.title}
        </h3>
        <p className="max-w-prose text-base text-ink-2">{rule.words}</p>
        <RuleSources sources={rule.sources} />
        {rule.contested !== null && (
          <Callout
            tone="warn"
            title="Lawyers do not agree"
            icon={<Scale aria-hidden className="mt-0.5 size-4 shrink-0" />}
          >
            {rule.contested}
          </Callout>
        )}
        {rule.notes !== null && <p className="max-w-prose text-xs text-ink-3">{rule.notes}</p>}
        <p className="text-xs text-ink-3">
          {rule.effective === null ? "" : `${datesOf(rule.effective)}. `}
          Rule <code className="select-all">{rule.id}</code>
        </p>
      </div>
      <div className="flex flex-col gap-2.5">
        <span className="flex flex-wrap gap-1.5">
          <Badge tone={rule.profile === "statutory" ? "accent" : "info"}>
            {rule.profile === "statutory" ? "Statutory" : "Recommended"}
          </Badge>
          <Badge>{SEVERITIES[rule.severity]}</Badge>
          <Badge>{AUTHORITIES[rule.authority]}</Badge>
          {!rule.isInForce && <Badge tone="warn">Not in force today</Badge>}
        </span>
        <RuleSwitch rule={rule} />
        {switchedOff !== null && (
          <p className="text-xs text-ink-2">
            {`Switched off by ${switchedOff.by}, ${formatInstant(switchedOff.atMs, zone)}: “${switchedOff.reason}”`}
          </p>
        )}
      </div>
    </article>
  );
}

function datesOf({ from, until }: NonNullable<PackRule["effective"]>): string {
  const start = `From ${formatDate(from)}`;
  return until === null ? start : `${start}, no more from ${formatDate(until)}`;
}
