import type { VerdictView } from "@fairflow/contract";
import { Callout } from "@fairflow/ui";
import { verdictLooks } from "./verdict-look.ts";

export interface VerdictHeadProps {
  readonly verdict: Pick<VerdictView, "kind" | "words" | "reason">;
}

/** The answer in a word and a sentence. */
export function VerdictHead({ verdict }: VerdictHeadProps) {
  const { word, Icon, tone } = verdictLooks[verdict.kind];
  return (
    <Callout
      tone={tone}
      title={word}
      icon={<Icon aria-hidden className="mt-0.5 size-5 shrink-0" />}
    >
      <p className="text-base">{verdict.words}</p>
      {verdict.reason !== null && <p className="mt-1">{verdict.reason}</p>}
    </Callout>
  );
}
