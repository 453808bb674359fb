import type { TestRunView } from "@fairflow/contract";
import { clsx } from "clsx";
import { Ban, Clock, MessageSquareText } from "lucide-react";
import { formatDay, formatTime } from "../../server/format.ts";
import { useDocument } from "../builder-context.ts";
import { causeWords, stepTitle } from "./moment-words.ts";
import { cursorAt, type RunCursor } from "./run-cursor.ts";
import type { TestSetup } from "./test-setup.ts";

export interface PathListProps {
  readonly run: TestRunView;
  readonly cursor: RunCursor;
  readonly onMove: (cursor: RunCursor) => void;
  readonly setup: TestSetup;
}

/** The whole way as a list by day; each moment opens. */
export function PathList({ run, cursor, onMove, setup }: PathListProps) {
  const flow = useDocument((state) => state.flow);
  const { moments, zone } = run;
  const answers = setup.answers.map(({ answer }) => answer);
  const days = Map.groupBy(moments.entries(), ([, { atMs }]) => formatDay(atMs, zone));
  return (
    <div className="flex flex-col gap-3 p-3">
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h3 className="px-2 pb-1 text-xs font-medium text-ink-3">{day}</h3>
          <ol className="flex flex-col">
            {entries.map(([index, moment]) => {
              const cause = causeWords(moment, answers);
              return (
                // A moment has no id; its place on the way tells it apart.
                <li key={index}>
                  <button
                    type="button"
                    aria-current={index === cursor.index ? "step" : undefined}
                    onClick={() => onMove(cursorAt(moments, index))}
                    className={clsx(
                      "flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-left",
                      index === cursor.index ? "bg-accent-soft" : "hover:bg-sunken",
                    )}
                  >
                    <span className="w-10 shrink-0 pt-0.5 text-xs text-ink-3 tabular-nums">
                      {formatTime(moment.atMs, zone)}
                    </span>
                    <span className="min-w-0 flex-1">
                      {cause !== null && <span className="block text-xs text-info">{cause}</span>}
                      <span className="block text-sm font-medium">
                        {stepTitle(flow, moment.step)}
                      </span>
                      <span className="line-clamp-2 text-xs text-ink-2">{moment.why}</span>
                    </span>
                    <Sign moment={moment} />
                  </button>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Sign({ moment }: { readonly moment: TestRunView["moments"][number] }) {
  if (moment.message !== null) {
    return <MessageSquareText aria-label="A message leaves" className="size-4 shrink-0 text-ok" />;
  }
  switch (moment.verdict?.kind) {
    case "deferred":
      return <Clock aria-label="Has to wait" className="size-4 shrink-0 text-hold" />;
    case "forbidden":
      return <Ban aria-label="Not allowed" className="size-4 shrink-0 text-bad" />;
    case "allowed":
    case undefined:
      return null;
  }
}
