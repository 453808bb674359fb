import { Button, IconButton, TextField } from "@fairflow/ui";
import { Plus, Trash2 } from "lucide-react";
import {
  AUTHORITIES,
  type Authority,
  type FloorDraft,
  type TermsDraft,
  withFloor,
} from "./terms-draft.ts";

export interface AuthorityTableProps {
  readonly draft: TermsDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly isLocked: boolean;
  readonly onChange: (draft: TermsDraft) => void;
}

const WHO: Readonly<Record<Authority, string>> = {
  debtor: "The debtor, on their page",
  api: "Another system",
  specialist: "Specialist",
  manager: "Manager",
  admin: "Admin",
};

const CELL = "px-3 py-2 align-top";

/** What each may agree to alone; beyond it a second person has to agree. */
export function AuthorityTable({ draft, problems, isLocked, onChange }: AuthorityTableProps) {
  const { arrangement, settlement } = draft;
  const { floors } = settlement;
  const setFloors = (next: readonly FloorDraft[]) =>
    onChange({ ...draft, settlement: { ...settlement, floors: next } });
  const setFloor = (index: number, floor: FloorDraft) =>
    setFloors(floors.map((each, at) => (at === index ? floor : each)));
  const cell = (of: {
    readonly label: string;
    readonly at: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
  }) => (
    <TextField
      label={of.label}
      labelHidden
      inputMode="decimal"
      inputClassName="min-w-20"
      readOnly={isLocked}
      value={of.value}
      problem={problems[of.at]}
      onChange={({ target }) => of.onChange(target.value)}
    />
  );
  return (
    <section
      aria-labelledby="authority"
      className="rounded-card border border-line bg-surface p-5 pb-3"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-64 flex-1">
          <h2 id="authority" className="text-lg font-semibold">
            Who may agree to what alone
          </h2>
          <p className="text-sm text-ink-2">
            Beyond it a second person has to agree. Sums are in the currency of the debt; who has no
            lowest settlement may offer none.
          </p>
        </div>
        {!isLocked && (
          <Button
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setFloors(withFloor(floors))}
          >
            Lowest settlement of a stage
          </Button>
        )}
      </div>
      <div className="mt-3 overflow-x-auto">
        <table className="w-full text-left text-base">
          <thead className="text-sm text-ink-2">
            <tr className="align-bottom">
              <th scope="col" className={CELL}>
                Who
              </th>
              <th scope="col" className={CELL}>
                Longest arrangement, in months
              </th>
              <th scope="col" className={CELL}>
                Most written off
              </th>
              {floors.map((floor, index) => (
                <th key={floor.key} scope="col" className={CELL}>
                  {floor.stage === null ? (
                    "Lowest settlement, in %"
                  ) : (
                    <span className="flex items-end gap-1">
                      <TextField
                        label="In stage, in %"
                        readOnly={isLocked}
                        value={floor.stage}
                        problem={problems[`settlement.floors.${index}.stage`]}
                        onChange={({ target }) =>
                          setFloor(index, { ...floor, stage: target.value })
                        }
                      />
                      {!isLocked && (
                        <IconButton
                          label={`Remove the lowest settlement of ${floor.stage === "" ? "this stage" : floor.stage}`}
                          icon={<Trash2 aria-hidden className="size-4" />}
                          onClick={() => setFloors(floors.filter((_, at) => at !== index))}
                        />
                      )}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {AUTHORITIES.map((who) => (
              <tr key={who} className="border-t border-line">
                <th scope="row" className={`${CELL} font-normal`}>
                  {WHO[who]}
                </th>
                <td className={CELL}>
                  {cell({
                    label: `${WHO[who]}: longest arrangement, in months`,
                    at: `arrangement.months.${who}`,
                    value: arrangement.months[who],
                    onChange: (value) =>
                      onChange({
                        ...draft,
                        arrangement: {
                          ...arrangement,
                          months: { ...arrangement.months, [who]: value },
                        },
                      }),
                  })}
                </td>
                <td className={CELL}>
                  {cell({
                    label: `${WHO[who]}: most written off`,
                    at: `settlement.writeOff.${who}`,
                    value: settlement.writeOff[who],
                    onChange: (value) =>
                      onChange({
                        ...draft,
                        settlement: {
                          ...settlement,
                          writeOff: { ...settlement.writeOff, [who]: value },
                        },
                      }),
                  })}
                </td>
                {floors.map((floor, index) => (
                  <td key={floor.key} className={CELL}>
                    {cell({
                      label: `${WHO[who]}: lowest settlement${floor.stage === null ? "" : ` in stage ${floor.stage}`}, in %`,
                      at: `settlement.floors.${index}.percent.${who}`,
                      value: floor.percent[who],
                      onChange: (value) =>
                        setFloor(index, { ...floor, percent: { ...floor.percent, [who]: value } }),
                    })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
