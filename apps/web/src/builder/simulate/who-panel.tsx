import type { Tested, TestRunView } from "@fairflow/contract";
import { SelectField, TextField } from "@fairflow/ui";
import { clsx } from "clsx";
import { useState } from "react";
import { DebtorPicker } from "./debtor-picker.tsx";
import { MadeUpForm } from "./made-up-form.tsx";
import type { TestSetup } from "./test-setup.ts";

export interface WhoPanelProps {
  readonly setup: TestSetup;
  readonly onChange: (setup: TestSetup) => void;
  readonly flowId: string;
  readonly tested: Tested;
  readonly run: TestRunView | undefined;
}

/** Who goes through the flow, from when, and how they come in. */
export function WhoPanel({ setup, onChange, flowId, tested, run }: WhoPanelProps) {
  const { who } = setup;
  // Who was made up last, to come back to after looking at a debtor.
  const [madeUp, setMadeUp] = useState(who.kind === "made-up" ? who : undefined);
  if (who.kind === "made-up" && who !== madeUp) setMadeUp(who);
  const [kind, setKind] = useState<"made-up" | "debtor">(who.kind);
  const [shownFor, setShownFor] = useState(who);
  if (shownFor !== who) {
    setShownFor(who);
    setKind(who.kind);
  }
  return (
    <aside
      aria-label="Who is tested"
      className="relative flex h-full w-72 shrink-0 flex-col gap-4 overflow-y-auto border-r border-line bg-surface p-4 max-lg:h-auto max-lg:w-full max-lg:overflow-visible max-lg:border-t max-lg:border-r-0"
    >
      <div
        role="group"
        aria-label="Who goes through it"
        className="grid grid-cols-2 gap-0.5 rounded-control bg-sunken p-0.5"
      >
        {(
          [
            ["made-up", "Made up"],
            ["debtor", "A debtor"],
          ] as const
        ).map(([value, label]) => (
          <button
            key={value}
            type="button"
            aria-pressed={kind === value}
            onClick={() => {
              setKind(value);
              if (value === "made-up" && madeUp !== undefined && who.kind !== "made-up") {
                onChange({ ...setup, who: madeUp, whoName: "", answers: [] });
              }
            }}
            className={clsx(
              "h-7 rounded text-sm font-medium",
              kind === value ? "bg-surface text-ink shadow-low" : "text-ink-2 hover:text-ink",
            )}
          >
            {label}
          </button>
        ))}
      </div>
      <TextField
        label="Begins"
        type="datetime-local"
        hint={run === undefined ? "In the person's own time" : `In ${run.zone.replace("_", " ")}`}
        value={setup.startsAt}
        onChange={({ target }) => {
          if (target.value !== "") onChange({ ...setup, startsAt: target.value.slice(0, 16) });
        }}
      />
      <SelectField
        label="Comes in"
        value={setup.entry}
        options={[
          { value: "at-once", label: "At once, as if by hand" },
          { value: "as-the-start-says", label: "When the start takes them in" },
        ]}
        onChange={(entry) =>
          onChange({
            ...setup,
            entry: entry === "as-the-start-says" ? "as-the-start-says" : "at-once",
          })
        }
      />
      {kind === "debtor" ? (
        <DebtorPicker setup={setup} onChange={onChange} flowId={flowId} tested={tested} />
      ) : (
        who.kind === "made-up" && (
          <MadeUpForm
            person={who.person}
            packs={who.packs}
            onChange={(person, packs) =>
              onChange({ ...setup, who: { ...who, person, packs: [...packs] } })
            }
          />
        )
      )}
    </aside>
  );
}
