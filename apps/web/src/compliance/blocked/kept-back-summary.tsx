import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";
import { keptBackBy } from "./blocked-by-rule.ts";

const SHOWN = 3;
const WEEK = { ...ask(endpoints.blockedByRule, { query: { days: 7 } }), staleTime: 30_000 };

/** The week in one line, with the rules that did most of it. */
export function KeptBackSummary() {
  const blocked = useQuery(WEEK);
  if (blocked.data === undefined) return null;
  const { rules } = blocked.data;
  const total = keptBackBy(rules);
  return (
    <section
      aria-label="Kept back this week"
      className="flex items-start gap-3 rounded-card border border-ok/30 bg-ok-soft px-4 py-3"
    >
      <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-ok">
          {total === 0
            ? "Nothing had to be kept back in the last 7 days"
            : `In the last 7 days rules spoke up ${formatCount(total)} times to keep a contact back: a good number`}
        </p>
        {total > 0 && (
          <p className="text-sm text-ink">
            {rules
              .slice(0, SHOWN)
              .map((each) => `${each.rule.title}: ${formatCount(keptBackBy([each]))}`)
              .join(". ")}
          </p>
        )}
      </div>
      <Link
        to="/compliance/blocked"
        className="shrink-0 text-sm font-medium text-accent hover:underline"
      >
        By rule
      </Link>
    </section>
  );
}
