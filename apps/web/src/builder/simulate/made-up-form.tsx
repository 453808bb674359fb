import { useQuery } from "@tanstack/react-query";
import {
  Button,
  CheckField,
  ChoiceChips,
  DateField,
  IconButton,
  SelectField,
  TextField,
} from "@fairflow/ui";
import { Plus, X } from "lucide-react";
import { packsQuery } from "../../compliance/law-queries.ts";
import { AmountField } from "./amount-field.tsx";
import { FactRows } from "./fact-rows.tsx";
import { isDay, madeUpAccount, type MadeUpAccount, type MadeUpPerson } from "./test-setup.ts";

export interface MadeUpFormProps {
  readonly person: MadeUpPerson;
  readonly packs: readonly string[];
  readonly onChange: (person: MadeUpPerson, packs: readonly string[]) => void;
}

const CHANNELS = [
  { value: "sms", label: "SMS" },
  { value: "email", label: "E-mail" },
  { value: "letter", label: "Letter" },
] as const;

const MOST_ACCOUNTS = 5;

/** A person who does not exist: only what a flow and the law can ask about them. */
export function MadeUpForm({ person, packs, onChange }: MadeUpFormProps) {
  const known = useQuery(packsQuery);
  const change = (part: Partial<MadeUpPerson>) => onChange({ ...person, ...part }, packs);
  const changeAccount = (index: number, account: MadeUpAccount) =>
    change({ accounts: person.accounts.with(index, account) });
  const installed = known.data?.packs.map(({ id, title }) => ({ value: id, label: title })) ?? [];
  return (
    <div className="flex flex-col gap-4">
      {person.accounts.map((account, index) => (
        <fieldset
          key={account.reference}
          className="flex flex-col gap-3 rounded-card border border-line p-3"
        >
          <legend className="flex items-center gap-1 px-1 text-sm font-medium">
            Account {account.reference}
            {index > 0 && (
              <IconButton
                label={`Remove account ${account.reference}`}
                icon={<X className="size-3.5" />}
                className="size-6"
                onClick={() =>
                  change({ accounts: person.accounts.filter((each) => each !== account) })
                }
              />
            )}
          </legend>
          <AmountField
            label="Owes"
            suffix={person.currency}
            minor={account.balanceMinor}
            onChange={(balanceMinor) => changeAccount(index, { ...account, balanceMinor })}
          />
          <DateField
            label="Due on"
            value={account.dueOn ?? ""}
            onChange={(day) => changeAccount(index, { ...account, dueOn: isDay(day) ? day : null })}
          />
          <CheckField
            label="A dispute about it is open"
            checked={account.isDisputed}
            onChange={(isDisputed) => changeAccount(index, { ...account, isDisputed })}
          />
          {index === 0 && (
            <FactRows
              facts={account.facts}
              onChange={(facts) => changeAccount(index, { ...account, facts })}
            />
          )}
        </fieldset>
      ))}
      {person.accounts.length < MOST_ACCOUNTS && (
        <Button
          kind="quiet"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() =>
            change({
              accounts: [
                ...person.accounts,
                madeUpAccount(freeReference(person), person.accounts[0]?.dueOn ?? ""),
              ],
            })
          }
        >
          Another account
        </Button>
      )}
      <ChoiceChips
        label="Can be reached by"
        options={CHANNELS}
        chosen={person.channels}
        onChange={(chosen) =>
          change({
            channels: CHANNELS.map(({ value }) => value).filter((each) => chosen.includes(each)),
          })
        }
      />
      <TextField
        label="Language"
        hint="As in en, af or zu"
        value={person.language}
        maxLength={35}
        onChange={({ target }) => {
          if (target.value.length >= 2) change({ language: target.value });
        }}
      />
      {installed.length > 0 && (
        <SelectField
          label="Under the law of"
          value={packs[0] ?? ""}
          options={installed}
          onChange={(pack) => onChange(person, [pack])}
        />
      )}
      <SelectField
        label="Collected by"
        value={person.collector}
        options={COLLECTORS}
        onChange={(value) => {
          const collector = COLLECTORS.find((each) => each.value === value)?.value;
          if (collector !== undefined) change({ collector });
        }}
      />
    </div>
  );
}

const COLLECTORS = [
  { value: "first_party", label: "The creditor" },
  { value: "third_party", label: "A collector" },
  { value: "debt_buyer", label: "A buyer of the debt" },
  { value: "attorney", label: "An attorney" },
] as const;

function freeReference({ accounts }: MadeUpPerson): string {
  const taken = new Set(accounts.map(({ reference }) => reference));
  for (let number = 1; ; number += 1) if (!taken.has(`A${number}`)) return `A${number}`;
}
