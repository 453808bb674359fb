import { cashEndpoints, type StatementReadingChoice } from "@fairflow/contract";
import { Button, DateField, SelectField, Skeleton, TextField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { minorFromText } from "../sandbox/minor-from-text.ts";
import { ask } from "../server/ask.ts";
import { LayoutForm } from "./layout-form.tsx";

export interface LayoutStepProps {
  readonly fileId: string;
  readonly onChosen: (choice: StatementReadingChoice) => void;
}

const NEW = "";

/** By which layout a table is read, and what it does not say itself. */
export function LayoutStep({ fileId, onChosen }: LayoutStepProps) {
  const layouts = useQuery(ask(cashEndpoints.statementLayouts, {}));
  const [chosen, setChosen] = useState<string>();
  if (layouts.isPending) return <Skeleton className="h-40" />;
  if (layouts.isError) {
    return (
      <LoadFailed
        what="The layouts could not be loaded"
        error={layouts.error}
        onRetry={() => void layouts.refetch()}
      />
    );
  }
  const saved = layouts.data.layouts;
  const name = chosen ?? saved[0]?.name ?? NEW;
  const layout = saved.find((each) => each.name === name);
  return (
    <section
      aria-label="How the table is read"
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
    >
      <SelectField
        label="By which layout is this table read"
        className="w-80 max-w-full"
        value={name}
        options={[
          ...saved.map((each) => ({
            value: each.name,
            label: each.kind === "remittance" ? `${each.name} (agency's list)` : each.name,
          })),
          { value: NEW, label: "A new layout" },
        ]}
        onChange={setChosen}
      />
      {layout === undefined ? (
        <LayoutForm fileId={fileId} onSaved={setChosen} />
      ) : (
        <GivenForm
          key={layout.name}
          layout={layout.name}
          isRemittance={layout.kind === "remittance"}
          onChosen={onChosen}
        />
      )}
    </section>
  );
}

function GivenForm({
  layout,
  isRemittance,
  onChosen,
}: {
  readonly layout: string;
  readonly isRemittance: boolean;
  readonly onChosen: (choice: StatementReadingChoice) => void;
}) {
  const [account, setAccount] = useState("");
  const [date, setDate] = useState("");
  const [opening, setOpening] = useState("");
  const [closing, setClosing] = useState("");
  const isReady = account.trim() !== "" && (!isRemittance || /^\d{4}-\d{2}-\d{2}$/.test(date));
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onChosen({
          layout,
          account: account.trim(),
          ...(isRemittance ? { date } : {}),
          ...(isRemittance
            ? given("total", closing)
            : { ...given("opening", opening), ...given("closing", closing) }),
        });
      }}
    >
      <TextField
        label={isRemittance ? "The agency's number of this list" : "Our bank account"}
        className="w-52"
        value={account}
        onChange={({ target }) => setAccount(target.value)}
      />
      {isRemittance ? (
        <DateField label="Its day" value={date} onChange={setDate} />
      ) : (
        <TextField
          label="Opens with"
          hint="Where the file does not say"
          className="w-40"
          inputMode="decimal"
          value={opening}
          onChange={({ target }) => setOpening(target.value)}
        />
      )}
      <TextField
        label={isRemittance ? "Paid over in all" : "Closes with"}
        hint="Where the file does not say"
        className="w-40"
        inputMode="decimal"
        value={closing}
        onChange={({ target }) => setClosing(target.value)}
      />
      <Button
        type="submit"
        disabledReason={
          isReady ? undefined : isRemittance ? "Its number and day first" : "Which account first"
        }
      >
        Read it
      </Button>
    </form>
  );
}

/** An amount that was written, by its name; nothing where none was. */
function given(
  name: "opening" | "closing" | "total",
  text: string,
): Partial<Record<typeof name, number>> {
  const isBelow = text.trim().startsWith("-");
  const digits = text.trim().replace(/^-/, "");
  const minor = /^0+(?:[.,]0{1,2})?$/.test(digits) ? 0 : minorFromText(digits);
  return minor === undefined ? {} : { [name]: isBelow ? -minor : minor };
}
