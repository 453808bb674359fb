import { deskEndpoints } from "@fairflow/contract";
import { Button, TextArea } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import type { TaskDetail } from "../tasks/task-detail.ts";
import { useRefreshTasks } from "../tasks/use-refresh-tasks.ts";

export interface TaskNotesProps {
  readonly id: string;
  readonly notes: TaskDetail["notes"];
  readonly zone: string | undefined;
  /** What was written elsewhere and could not be saved there. */
  readonly draft: string;
}

/** What colleagues wrote down about the work, and a way to write more, also once it is closed. */
export function TaskNotes({ id, notes, zone, draft }: TaskNotesProps) {
  const { role } = useUser();
  const [own, setOwn] = useState<string | undefined>();
  const refresh = useRefreshTasks();
  const text = own ?? draft;
  const save = useMutation({
    mutationFn: () => call(deskEndpoints.noteTask, { params: { id }, body: { text: text.trim() } }),
    onSuccess: async () => {
      setOwn("");
      await refresh();
    },
  });
  if (role === "manager") return null;
  return (
    <details open={draft !== ""} className="rounded-card border border-line px-3 py-2">
      <summary className="text-base font-medium">
        {notes.length === 0 ? "Notes" : `Notes (${notes.length})`}
      </summary>
      <div className="flex flex-col gap-3 pt-3">
        <TextArea
          label="For colleagues"
          rows={2}
          maxLength={2000}
          hint="Kept encrypted"
          value={text}
          onChange={({ target }) => setOwn(target.value)}
        />
        {save.isError && (
          <p role="alert" className="text-sm text-bad">
            {messageOf(save.error)}
          </p>
        )}
        <Button
          className="self-start"
          disabledReason={text.trim() === "" ? "Write something first" : undefined}
          onClick={() => save.mutate()}
        >
          Keep it
        </Button>
        <ul aria-label="What colleagues wrote" className="flex flex-col gap-2">
          {notes.map((note) => (
            <li key={note.id} className="rounded-lg border border-line bg-sunken px-3 py-2">
              <p className="text-sm text-ink-2 tabular-nums">
                {note.by}, {formatInstant(note.atMs, zone)}
              </p>
              <p className="text-base break-words whitespace-pre-wrap">
                {note.text ?? "It was erased."}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
