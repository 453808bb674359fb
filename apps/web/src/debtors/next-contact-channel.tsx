import type { endpoints, OutputOf } from "@fairflow/contract";
import { Badge } from "@fairflow/ui";
import { CircleOff } from "lucide-react";
import { ChangeList } from "../compliance/change-list.tsx";
import { channelName } from "../compliance/gate-words.ts";
import { RuleAnswers } from "../compliance/rule-answers.tsx";
import { verdictLooks } from "../compliance/verdict-look.ts";
import { formatInstant } from "../server/format.ts";

type Next = OutputOf<(typeof endpoints)["nextContact"]>["portfolios"][number]["channels"][number];

const NO_ADDRESS = { tone: "neutral", Icon: CircleOff } as const;

export interface NextContactChannelProps {
  readonly next: Next;
  readonly zone: string | undefined;
}

/** One channel: now, from when, or not; its rules open below. */
export function NextContactChannel({ next, zone }: NextContactChannelProps) {
  const { channel, address, verdict } = next;
  // What the rules would allow reaches nobody without an address.
  const lacksAddress = address === null && verdict.kind === "allowed";
  const { tone, Icon } = lacksAddress ? NO_ADDRESS : verdictLooks[verdict.kind];
  return (
    <li className="py-2 first:pt-0 last:pb-0">
      <details>
        <summary className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="w-16 shrink-0 text-base font-medium">{channelName(channel)}</span>
          <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
            {lacksAddress ? "Not now" : whenOf(verdict, zone)}
          </Badge>
          <span className="w-full truncate text-xs text-ink-3">
            {address === null ? "No usable address" : address.text}
          </span>
        </summary>
        <div className="flex flex-col gap-2 pt-2">
          <p className="text-sm text-ink-2">
            {lacksAddress
              ? "The rules would allow it, but nothing on file says where it could go."
              : verdict.words}
          </p>
          <RuleAnswers answers={verdict.answers} />
          {verdict.changes.length > 0 && (
            <>
              <h4 className="text-sm font-medium">What would change it</h4>
              <ChangeList changes={verdict.changes} />
            </>
          )}
        </div>
      </details>
    </li>
  );
}

function whenOf({ kind, earliestMs }: Next["verdict"], zone: string | undefined): string {
  switch (kind) {
    case "allowed":
      return "Now";
    case "deferred":
      return earliestMs === null ? "Later" : `From ${formatInstant(earliestMs, zone)}`;
    case "forbidden":
      return "Not until something changes";
  }
}
