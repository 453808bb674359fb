import type { BatchPerson } from "@fairflow/contract";
import { useState } from "react";
import { formatCount } from "../../server/format.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import { byCount } from "./batch-counts.ts";
import { BatchPeople, type ShownPeople } from "./batch-people.tsx";
import { CountTable, type CountRow } from "./count-table.tsx";
import { endWords } from "./end-words.ts";
import type { BatchRun } from "./use-batch-run.ts";

export interface BatchResultProps {
  readonly run: BatchRun;
  readonly onTest: (person: BatchPerson) => void;
}

const CHANNEL: Readonly<Record<string, string>> = { sms: "SMS", email: "E-mail", letter: "Letter" };

const UNSENT: Readonly<Record<string, string>> = {
  "no-address": "No address that could take it",
  "not-written": "Something to say is not known",
};

/** What happened to all of them, in numbers; each opens the people whom it counts. */
export function BatchResult({ run, onTest }: BatchResultProps) {
  const { counts, rules, people } = run;
  const flow = useDocument((state) => state.flow);
  const { view } = useBuilder();
  const [shown, setShown] = useState<ShownPeople>();
  const messages = Object.values(counts.messages).reduce((sum, count) => sum + count, 0);

  /** One row for each key, with those of whom it is true. */
  const rows = (
    of: Readonly<Record<string, number>>,
    nameOf: (key: string) => string,
    has: (person: BatchPerson, key: string) => boolean,
  ): readonly CountRow[] =>
    byCount(of).map(([key, count]) => ({
      name: nameOf(key),
      numbers: [{ count, people: people.filter((person) => has(person, key)) }],
    }));
  const ruleName = (id: string) => rules[id]?.title ?? id;
  return (
    <>
      <CountTable
        title="Messages"
        head={["By", "Messages"]}
        rows={rows(
          counts.messages,
          (channel) => CHANNEL[channel] ?? channel,
          (person, channel) => person.messages.includes(channel),
        )}
        onShow={setShown}
        empty="No message would leave."
        foot={
          counts.people > 0 && messages > 0
            ? `${(messages / counts.people).toFixed(1)} for each of ${formatCount(counts.people)} people`
            : undefined
        }
      />
      <CountTable
        title="Put off by rules"
        head={["Rule", "Times"]}
        rows={rows(counts.deferred, ruleName, ({ deferred }, rule) => deferred.includes(rule))}
        onShow={setShown}
        empty="No message would have to wait."
      />
      <CountTable
        title="Not allowed by rules"
        head={["Rule", "Times"]}
        rows={rows(counts.forbidden, ruleName, ({ forbidden }, rule) => forbidden.includes(rule))}
        onShow={setShown}
        empty="No message would be refused."
      />
      {counts.unreached + counts.unwritten > 0 && (
        <CountTable
          title="Could not go out"
          head={["Why", "Messages"]}
          rows={rows(
            { "no-address": counts.unreached, "not-written": counts.unwritten },
            (why) => UNSENT[why] ?? why,
            ({ unsent }, why) => unsent.some((each) => each === why),
          ).filter(({ numbers }) => numbers.some(({ count }) => count > 0))}
          onShow={setShown}
          empty="Every message could go out."
        />
      )}
      <CountTable
        title="Where it ends"
        head={["Reason", "People"]}
        rows={rows(counts.ended, endWords, ({ ended }, reason) => ended === reason)}
        onShow={setShown}
        empty="Nobody has ended."
      />
      <CountTable
        title="Steps"
        head={["Step", "Entered", "Left"]}
        rows={flow.nodes.flatMap(({ id }) => {
          const step = counts.steps[id];
          if (step === undefined) return [];
          return [
            {
              name: view(flow, id)?.title ?? id,
              numbers: [
                {
                  count: step.entered,
                  people: people.filter(({ entered }) => entered.includes(id)),
                },
                { count: step.left, people: people.filter(({ left }) => left.includes(id)) },
              ],
            },
          ];
        })}
        onShow={setShown}
        empty="Nobody came to any step."
      />
      {counts.failed > 0 && (
        <p className="text-sm text-ink-2">
          {formatCount(counts.failed)} accounts were closed meanwhile and are left out.
        </p>
      )}
      {shown !== undefined && (
        <BatchPeople shown={shown} onTest={onTest} onClose={() => setShown(undefined)} />
      )}
    </>
  );
}
