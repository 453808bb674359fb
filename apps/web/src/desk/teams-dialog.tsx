import { deskEndpoints, type Team } from "@fairflow/contract";
import { Button, Callout, CheckField, Dialog, SelectField, TextField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";

export interface TeamsDialogProps {
  readonly onClose: () => void;
}

/** Who works in which team, and how much flows may ask of it on one day. */
export function TeamsDialog({ onClose }: TeamsDialogProps) {
  const teams = useQuery(ask(deskEndpoints.teams, {}));
  const [name, setName] = useState<string | undefined>();
  const shown = teams.data?.teams.find((team) => team.name === name) ?? teams.data?.teams[0];
  return (
    <Dialog
      open
      onClose={onClose}
      title="Teams"
      description="A team takes as much new work a day as its capacity says. Beyond that, a step with an overflow way out sends people on by it."
    >
      <NotLoaded query={teams} what="The teams could not be loaded" className="h-48" />
      {teams.isSuccess && shown === undefined && (
        <p className="text-ink-2">
          There is no team yet. Flows name one in each task step; it shows here with its first work.
        </p>
      )}
      {teams.isSuccess && shown !== undefined && (
        <div className="flex flex-col gap-4">
          <SelectField
            label="Team"
            value={shown.name}
            options={teams.data.teams.map((team) => ({ value: team.name, label: team.name }))}
            onChange={setName}
          />
          <TeamForm key={shown.name} team={shown} people={teams.data.people} />
        </div>
      )}
    </Dialog>
  );
}

function TeamForm({
  team,
  people,
}: {
  readonly team: Team;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}) {
  const { role } = useUser();
  const client = useQueryClient();
  const [capacity, setCapacity] = useState(team.dailyCapacity?.toString() ?? "");
  const [members, setMembers] = useState<readonly string[]>(team.members.map(({ id }) => id));
  const isNumber = capacity === "" || /^\d{1,5}$/.test(capacity);
  const save = useMutation({
    mutationFn: () =>
      call(deskEndpoints.saveTeam, {
        params: { name: team.name },
        body: { dailyCapacity: capacity === "" ? null : Number(capacity), members: [...members] },
      }),
    onSuccess: async () => {
      toast.success(`${team.name} is saved`);
      await client.invalidateQueries({ queryKey: [deskEndpoints.teams.path] });
    },
  });
  const notYet =
    role === "admin"
      ? isNumber
        ? undefined
        : "Write a whole number, or leave it empty"
      : "Admins look after teams";
  return (
    <>
      <TextField
        label="New work a day"
        inputMode="numeric"
        value={capacity}
        placeholder="As much as comes"
        hint={`Asked of it today: ${team.takenToday}. Its day begins at midnight in ${team.zone}.`}
        problem={isNumber ? undefined : "Write a whole number, or leave it empty"}
        onChange={({ target }) => setCapacity(target.value.trim())}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium">Who works in it</legend>
        {people.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={members.includes(id)}
            onChange={(is) =>
              setMembers(is ? [...members, id] : members.filter((each) => each !== id))
            }
          />
        ))}
      </fieldset>
      {save.isError && (
        <Callout tone="bad" title="The team could not be saved">
          {messageOf(save.error)}
        </Callout>
      )}
      <Button
        kind="primary"
        size="default"
        className="self-start"
        disabledReason={notYet}
        onClick={() => save.mutate()}
      >
        Save the team
      </Button>
    </>
  );
}
