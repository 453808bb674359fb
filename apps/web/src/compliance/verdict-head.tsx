import type { VerdictView } from "@fairflow/contract";
import { Callout } from "@fairflow/ui";
import { formatInstant } from "../server/format.ts";
import { verdictLooks } from "./verdict-look.ts";

export interface VerdictHeadProps {
  readonly verdict: Pick<VerdictView, "kind" | "words" | "earliestMs" | "reason">;
  readonly zone: string | undefined;
}

/** The answer in a word and a sentence, and when it would be another. */
export function VerdictHead({ verdict, zone }: VerdictHeadProps) {
  const { word, Icon, tone } = verdictLooks[verdict.kind];
  return (
    <Callout
      tone={tone}
      title={word}
      icon={<Icon aria-hidden className="mt-0.5 size-5 shrink-0" />}
    >
      <p className="text-base">{verdict.words}</p>
      {verdict.reason !== null && <p className="mt-1">{verdict.reason}</p>}
      {verdict.kind === "deferred" && verdict.earliestMs !== null && (
        <p className="mt-1 font-medium">{`Earliest: ${formatInstant(verdict.earliestMs, zone)}`}</p>
      )}
      {verdict.kind === "forbidden" && (
        <p className="mt-1">Time alone does not change it; something has to happen.</p>
      )}
    </Callout>
  );
}
