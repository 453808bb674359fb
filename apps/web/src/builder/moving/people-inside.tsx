import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../server/ask.ts";
import { formatCount } from "../../server/format.ts";

export interface PeopleInsideProps {
  readonly flowId: string;
  /** The live version, which people may be in. */
  readonly version: number;
  readonly moves: boolean;
  readonly onChange: (moves: boolean) => void;
}

/** Whether those who are inside stay where they are, or are moved once the new version is live: nobody is moved by publishing. */
export function PeopleInside({ flowId, version, moves, onChange }: PeopleInsideProps) {
  const preview = useQuery({
    ...ask(endpoints.previewMove, {
      params: { id: flowId },
      body: { from: version, to: "submission", page: { size: 0 } },
    }),
    staleTime: 60_000,
    retry: false,
  });
  const { data } = preview;
  if (data?.examined === 0) {
    return <p className="text-sm text-ink-2">{`Nobody is inside version ${version}.`}</p>;
  }
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium text-ink-2">
        {`People who are inside version ${version}`}
      </legend>
      <Choice
        isChosen={!moves}
        onChoose={() => onChange(false)}
        label={`Stay on version ${version}`}
      />
      <Choice
        isChosen={moves}
        onChoose={() => onChange(true)}
        label={`Move where possible${data === undefined ? "" : wordsOf(data.totals)}`}
      />
      {moves && (
        <p className="text-sm text-ink-2">
          The move is prepared next: you see each person's next action before anything is done.
        </p>
      )}
    </fieldset>
  );
}

function wordsOf(totals: Readonly<Partial<Record<string, number>>>): string {
  const movable = (totals["moves"] ?? 0) + (totals["begins"] ?? 0);
  const others =
    Object.values(totals).reduce<number>((sum, count) => sum + (count ?? 0), 0) - movable;
  const cannot = others === 0 ? "" : `, ${formatCount(others)} cannot yet`;
  return ` (${formatCount(movable)} move${cannot})`;
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly label: string;
  readonly onChoose: () => void;
}

function Choice({ isChosen, label, onChoose }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 py-0.5">
      <input
        type="radio"
        name="people-inside"
        checked={isChosen}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="text-base">{label}</span>
    </label>
  );
}
