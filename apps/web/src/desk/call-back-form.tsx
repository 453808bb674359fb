import { deskEndpoints } from "@fairflow/contract";
import { Button, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { TaskVerdict } from "@fairflow/contract";
import { instantOfWallTime } from "../builder/review/wall-time.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import type { MadeContact } from "../tasks/made-contact.ts";
import { useRefreshTasks } from "../tasks/use-refresh-tasks.ts";
import { VerdictReasons } from "../tasks/verdict-reasons.tsx";

export interface CallBackFormProps {
  readonly id: string;
  readonly zone: string | undefined;
  /** What came of the call on which it is promised; undefined where none was made. */
  readonly contact: MadeContact | undefined;
  readonly note: string;
  readonly onDone: () => void;
}

const Refused = z.object({ verdict: TaskVerdict });

/** Promises to call back at a minute at which a call is allowed: the task stays, apart from the others until then. */
export function CallBackForm({ id, zone, contact, note, onDone }: CallBackFormProps) {
  const { role } = useUser();
  const [at, setAt] = useState("");
  const refresh = useRefreshTasks();
  const atMs = instantOfWallTime(at, zone);
  const promise = useMutation({
    mutationFn: (minute: number) =>
      call(deskEndpoints.callBack, {
        params: { id },
        body: {
          atMs: minute,
          ...(contact === undefined ? {} : { contact }),
          ...(note.trim() === "" ? {} : { note: note.trim() }),
        },
      }),
    onSuccess: async (_, minute) => {
      toast.success(`You call back ${formatInstant(minute, zone)}`);
      onDone();
      await refresh();
    },
  });
  const refused =
    promise.error instanceof RequestFailed
      ? Refused.safeParse(promise.error.details).data
      : undefined;
  const notYet =
    role === "manager"
      ? "Specialists and admins work on tasks"
      : atMs === undefined
        ? "Choose the minute"
        : undefined;
  return (
    <details className="rounded-card border border-line px-3 py-2">
      <summary className="text-base font-medium" data-key="c">
        Call back later
      </summary>
      <div className="flex flex-col gap-3 pt-3">
        <TextField
          type="datetime-local"
          label="When"
          hint={zone === undefined ? undefined : `Wall time in ${zone}`}
          value={at}
          onChange={({ target }) => setAt(target.value)}
        />
        {promise.isError && (
          <div role="alert" className="text-sm text-bad">
            <p>{messageOf(promise.error)}</p>
            {refused !== undefined && <VerdictReasons verdict={refused.verdict} />}
          </div>
        )}
        <Button
          className="self-start"
          disabledReason={notYet}
          onClick={() => atMs !== undefined && promise.mutate(atMs)}
        >
          Promise the call
        </Button>
      </div>
    </details>
  );
}
