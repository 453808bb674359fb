import type { RuleAnswer } from "@fairflow/contract";
import { Badge, type Tone } from "@fairflow/ui";
import { Ban, CircleDollarSign, TriangleAlert, type LucideIcon } from "lucide-react";
import { RuleLink } from "./rule-link.tsx";
import { RuleSources } from "./rule-sources.tsx";

export interface RuleAnswersProps {
  readonly answers: readonly RuleAnswer[];
}

const EFFECTS: Readonly<
  Record<
    RuleAnswer["effect"],
    { readonly word: string; readonly Icon: LucideIcon; readonly tone: Tone }
  >
> = {
  refuses: { word: "Keeps it back", Icon: Ban, tone: "bad" },
  warns: { word: "Warns", Icon: TriangleAlert, tone: "warn" },
  "no-fee": { word: "No fee", Icon: CircleDollarSign, tone: "info" },
};

/** Each rule that spoke: why, on these facts, and where it stands written. */
export function RuleAnswers({ answers }: RuleAnswersProps) {
  if (answers.length === 0) {
    return <p className="text-base text-ink-2">No rule has anything against it.</p>;
  }
  return (
    <ul className="flex flex-col gap-2">
      {answers.map((answer) => {
        const { word, Icon, tone } = EFFECTS[answer.effect];
        return (
          <li
            key={`${answer.id} ${answer.because}`}
            className="flex flex-col gap-1.5 rounded-card border border-line bg-surface px-3 py-2.5"
          >
            <p className="flex flex-wrap items-start gap-2">
              <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
                {word}
              </Badge>
              <span className="min-w-48 flex-1">
                <RuleLink rule={answer} />
              </span>
            </p>
            <p className="text-base text-ink">{answer.because}</p>
            <details>
              <summary className="text-xs text-ink-2">
                What the rule says, and where it stands
              </summary>
              <div className="mt-1.5 flex flex-col gap-1.5">
                <p className="text-sm text-ink-2">{answer.words}</p>
                <RuleSources sources={answer.sources} />
                <p className="text-xs text-ink-3">
                  Rule <code className="select-all">{answer.id}</code>
                  {answer.packVersion === "" ? "" : `, ${answer.packId} ${answer.packVersion}`}
                </p>
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
