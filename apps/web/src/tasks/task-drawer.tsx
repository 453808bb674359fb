import { endpoints } from "@fairflow/contract";
import { Callout, Drawer } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { verdictLooks } from "../compliance/verdict-look.ts";
import { Holder } from "../desk/holder.tsx";
import { TaskNotes } from "../desk/task-notes.tsx";
import { useTaskKeys } from "../desk/use-task-keys.ts";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { formatInstant } from "../server/format.ts";
import { CallPanel } from "./call-panel.tsx";
import { FinishForm } from "./finish-form.tsx";
import { TaskFacts } from "./task-facts.tsx";
import type { TaskDetail } from "./task-detail.ts";
import { isContact } from "./task-kinds.ts";
import { Written } from "./written.tsx";
import { VerdictReasons } from "./verdict-reasons.tsx";

export interface TaskDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One task: the gate is asked anew when it is opened, and the work is done here. */
export function TaskDrawer({ id, onClose }: TaskDrawerProps) {
  const zone = useZone();
  const [outcome, setOutcome] = useState("");
  const [note, setNote] = useState("");
  const task = useQuery({
    ...ask(endpoints.task, { params: { id } }),
    staleTime: 0,
    refetchInterval: 15_000,
  });
  const onKeyDown = useTaskKeys({
    outcomes: task.data?.outcomes.map((each) => each.id) ?? [],
    onOutcome: setOutcome,
  });
  return (
    // The keys work wherever in the drawer the focus is; its events rise to here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="contents" onKeyDown={onKeyDown}>
      <Drawer open onClose={onClose} title={task.data?.title ?? "Task"}>
        <NotLoaded query={task} what="This task could not be opened" className="h-64" />
        {task.data !== undefined && (
          <div className="flex flex-col gap-5">
            <TaskFacts task={task.data} zone={zone} />
            <Holder task={task.data} />
            {task.data.disputeId !== null && (
              <Link
                to="/disputes"
                search={{ dispute: task.data.disputeId }}
                className="text-base font-medium text-accent hover:underline"
              >
                Open the case: what was disputed, its papers and its days
              </Link>
            )}
            {task.data.written.length > 0 && <Written written={task.data.written} zone={zone} />}
            {task.data.verdict !== null && (
              <Verdict task={task.data} verdict={task.data.verdict} zone={zone} />
            )}
            {task.data.status === "open" ? (
              <>
                {isContact(task.data.kind) && (
                  <CallPanel
                    id={id}
                    kind={task.data.kind}
                    isAllowed={task.data.verdict?.kind === "allowed"}
                    zone={zone}
                  />
                )}
                <FinishForm
                  task={task.data}
                  outcome={outcome}
                  onOutcome={setOutcome}
                  note={note}
                  onNote={setNote}
                  onDone={onClose}
                />
              </>
            ) : (
              <Callout tone="info" title="Somebody has closed this task">
                {note.trim() === "" ? undefined : "What you wrote is kept below."}
              </Callout>
            )}
            <TaskNotes
              id={id}
              notes={task.data.notes}
              zone={zone}
              // What was written for a task that is closed by now is offered as a note.
              draft={task.data.status === "open" ? "" : note}
            />
          </div>
        )}
      </Drawer>
    </div>
  );
}

function Verdict({
  task,
  verdict,
  zone,
}: {
  readonly task: TaskDetail;
  readonly verdict: NonNullable<TaskDetail["verdict"]>;
  readonly zone: string | undefined;
}) {
  const { tone, Icon, word } = verdictLooks[verdict.kind];
  const what = isContact(task.kind) ? `This ${task.kind}` : "This step";
  return (
    <section aria-label="Whether it may be done now">
      <Callout
        tone={tone}
        icon={<Icon aria-hidden className="mt-0.5 size-5 shrink-0" />}
        title={
          verdict.kind === "deferred" && verdict.untilMs !== null
            ? `${word} until ${formatInstant(verdict.untilMs, zone)}`
            : word
        }
      >
        {verdict.kind === "allowed" ? (
          <p className="text-base">{`${what} may be made now. It is asked again at the moment when it is.`}</p>
        ) : (
          <VerdictReasons verdict={verdict} />
        )}
      </Callout>
    </section>
  );
}
