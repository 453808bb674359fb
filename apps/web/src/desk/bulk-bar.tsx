import { deskEndpoints, type InputOf, type TaskSummary } from "@fairflow/contract";
import { Button, SelectField } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useRefreshTasks } from "../tasks/use-refresh-tasks.ts";

export interface BulkBarProps {
  readonly chosen: readonly TaskSummary[];
  readonly onDone: (left: readonly string[]) => void;
}

type Act = InputOf<(typeof deskEndpoints)["changeTasks"]>["body"]["act"];

const NOBODY = "nobody";

/** What can be done with all that was chosen; what could not be stays chosen. */
export function BulkBar({ chosen, onDone }: BulkBarProps) {
  const teams = useQuery(ask(deskEndpoints.teams, {}));
  const refresh = useRefreshTasks();
  const change = useMutation({
    mutationFn: (act: Act) =>
      call(deskEndpoints.changeTasks, { body: { ids: chosen.map(({ id }) => id), act } }),
    onSuccess: async ({ done, left }) => {
      const why = left[0]?.why;
      if (done > 0) toast.success(done === 1 ? "One is changed" : `${done} are changed`);
      if (why !== undefined) toast.info(`${left.length} stay as they are: ${why}.`);
      onDone(left.map(({ id }) => id));
      await refresh();
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <section
      aria-label="What is chosen"
      className="sticky bottom-4 z-20 flex flex-wrap items-center gap-3 rounded-card border border-accent bg-surface px-4 py-2.5 shadow-high"
    >
      <p className="text-base font-medium tabular-nums" role="status">
        {chosen.length === 1 ? "One chosen" : `${chosen.length} chosen`}
      </p>
      <SelectField
        label="Give to"
        labelHidden
        className="w-48"
        value=""
        placeholder="Give to"
        options={[
          ...(teams.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: NOBODY, label: "Nobody: back to the team" },
        ]}
        onChange={(to) => change.mutate({ kind: "assign", to: to === NOBODY ? null : to })}
      />
      <SelectField
        label="Move to team"
        labelHidden
        className="w-48"
        value=""
        placeholder="Move to team"
        options={(teams.data?.teams ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(team) => change.mutate({ kind: "team", team })}
      />
      <Button kind="quiet" className="ml-auto" onClick={() => onDone([])}>
        Choose none
      </Button>
    </section>
  );
}
