import { deskEndpoints } from "@fairflow/contract";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { useUser } from "../session/use-session.ts";
import type { TaskDetail } from "../tasks/task-detail.ts";
import { useRefreshTasks } from "../tasks/use-refresh-tasks.ts";
import { NoteForm } from "./note-form.tsx";

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
  const refresh = useRefreshTasks();
  if (role === "manager") return null;
  return (
    <details open={draft !== ""} className="rounded-card border border-line px-3 py-2">
      <summary className="text-base font-medium">
        {notes.length === 0 ? "Notes" : `Notes (${notes.length})`}
      </summary>
      <div className="flex flex-col gap-3 pt-3">
        <NoteForm
          label="For colleagues"
          hint="Kept encrypted"
          action="Keep it"
          draft={draft}
          keep={(text) => call(deskEndpoints.noteTask, { params: { id }, body: { text } })}
          onKept={refresh}
        />
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
