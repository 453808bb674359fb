import { endpoints } from "@fairflow/contract";
import { Drawer } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { ask } from "../../server/ask.ts";
import { formatInstant } from "../../server/format.ts";
import { channelName, purposeName } from "../gate-words.ts";
import { RecordedDecision } from "./recorded-decision.tsx";
import { verdictLooks } from "../verdict-look.ts";

export interface AttemptWhyProps {
  readonly attemptId: string;
  readonly onClose: () => void;
}

/** Why a message went, waits or was refused, read back from what was recorded then. */
export function AttemptWhy({ attemptId, onClose }: AttemptWhyProps) {
  const why = useQuery({
    ...ask(endpoints.attemptWhy, { params: { id: attemptId } }),
  });
  const [last, ...earlier] = why.data?.verdicts ?? [];
  return (
    <Drawer
      open
      onClose={onClose}
      title="Why?"
      description={
        why.data === undefined
          ? "What the rules said, and on which facts"
          : `${channelName(why.data.channel)}, ${purposeName(why.data.purpose).toLowerCase()}`
      }
    >
      <NotLoaded query={why} what="The reasons could not be loaded" className="h-96" />
      {last !== undefined && <RecordedDecision recorded={last} />}
      {earlier.length > 0 && (
        <section aria-labelledby="why-earlier" className="mt-6 flex flex-col gap-2">
          <h3 id="why-earlier" className="text-base font-semibold">
            Asked before
          </h3>
          {earlier.map((recorded) => (
            <details
              key={`${recorded.atMs} ${recorded.kind}`}
              className="rounded-card border border-line px-3 py-2"
            >
              <summary className="text-sm">
                {`${formatInstant(recorded.atMs, recorded.zones[0])}: ${verdictLooks[recorded.kind].word.toLowerCase()}`}
              </summary>
              <div className="pt-3">
                <RecordedDecision recorded={recorded} />
              </div>
            </details>
          ))}
        </section>
      )}
    </Drawer>
  );
}
