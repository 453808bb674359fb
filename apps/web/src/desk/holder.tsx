import { Button, Keys, SelectField } from "@fairflow/ui";
import { deskEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { useUser } from "../session/use-session.ts";
import type { TaskDetail } from "../tasks/task-detail.ts";
import { useGive, useTake } from "./use-give.ts";

export interface HolderProps {
  readonly task: TaskDetail;
}

const NOBODY = "nobody";

/** Who works on a task, and who else could; with the keys of an opened task. */
export function Holder({ task }: HolderProps) {
  const { id, assignee, status } = task;
  const user = useUser();
  const mayWork = user.role !== "manager";
  const teams = useQuery({ ...ask(deskEndpoints.teams, {}), enabled: mayWork });
  const take = useTake();
  const give = useGive();
  if (status !== "open") return null;
  const isMine = assignee?.id === user.id;
  return (
    <section aria-label="Who works on it" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-base">
          {assignee === null
            ? "Nobody has taken it."
            : isMine
              ? "It is yours."
              : `${assignee.name} works on it.`}
        </p>
        {mayWork && (
          <Button data-key="a" onClick={() => take({ id, assignee })}>
            {isMine ? "Give it back" : assignee === null ? "Take it" : "Take it over"}
          </Button>
        )}
        {mayWork && (
          <SelectField
            label="Give it to"
            labelHidden
            className="w-44"
            value=""
            placeholder="Give it to"
            options={[
              ...(teams.data?.people ?? [])
                .filter((person) => person.id !== assignee?.id)
                .map((person) => ({ value: person.id, label: person.name })),
              { value: NOBODY, label: "Nobody" },
            ]}
            onChange={(to) => {
              const person = teams.data?.people.find((each) => each.id === to);
              give({ id, from: assignee, to: person ?? null });
            }}
          />
        )}
      </div>
      {mayWork && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-3 max-md:hidden">
          {keysFor(task).map(({ key, does }) => (
            <span key={key}>
              <Keys keys={key} /> {does}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function keysFor({ kind, papers }: TaskDetail) {
  return [
    ...(kind === "call" || kind === "visit" ? CONTACT_KEYS : []),
    ...(papers.length > 0 ? [{ key: "P", does: "papers are sent" }] : []),
    ...KEYS,
  ];
}

const CONTACT_KEYS = [
  { key: "O", does: "open it" },
  { key: "W", does: "what came of it" },
];
const KEYS = [
  { key: "A", does: "take" },
  { key: "1-9", does: "how it ended" },
  { key: "N", does: "note" },
  { key: "Ctrl+Enter", does: "finish" },
];
