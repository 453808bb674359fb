import { endpoints } from "@fairflow/contract";
import { SelectField } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";

export interface PersonSelectProps {
  readonly debtorId: string | undefined;
  readonly masked: boolean;
  readonly onDebtor: (debtorId: string | undefined) => void;
}

const MADE_UP = "made-up";

/** Whose values a preview says. */
export function PersonSelect({ debtorId, masked, onDebtor }: PersonSelectProps) {
  const debtors = useQuery(ask(endpoints.debtors, { query: {} }));
  const people = debtors.data?.debtors ?? [];
  return (
    <SelectField
      label="Shown as for"
      value={debtorId ?? MADE_UP}
      hint={masked ? "Names and numbers are masked for your role." : undefined}
      options={[
        { value: MADE_UP, label: "Somebody made up, with two accounts" },
        ...people.slice(0, 20).map(({ id, name, reference }) => ({
          value: id,
          label: `${name}, ${reference}`,
        })),
      ]}
      onChange={(value) => onDebtor(value === MADE_UP ? undefined : value)}
    />
  );
}
