import { SwitchField } from "@fairflow/ui";
import { Link2 } from "lucide-react";
import { ChoiceInput } from "../editor/choice-input.tsx";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { MoneyInput } from "../editor/money-input.tsx";
import { NumberInput } from "../editor/number-input.tsx";
import { textOf } from "../editor/place.ts";
import { paymentLink, type PaymentLinkConfig } from "./definition.ts";
import help from "./help.md?raw";

export const paymentLinkEditor = defineEditor(paymentLink, {
  Icon: Link2,
  summary: "A way to pay at once",
  words: ["pay now", "checkout", "card"],
  help,
  Form,
});

function Form({ slot }: FormProps<PaymentLinkConfig>) {
  const amount = slot.at("amount");
  const wait = slot.at("wait");
  const waits = wait.value !== null && wait.value !== undefined;
  return (
    <>
      <ChoiceInput
        label="Amount"
        place={amount.at("kind")}
        options={[
          { value: "arrears", label: "The arrears" },
          { value: "instalment", label: "The next instalment of an arrangement" },
          { value: "full", label: "The whole balance" },
          { value: "part", label: "Any part from a minimum" },
          { value: "settlement", label: "A share that settles the debt" },
        ]}
        onChoose={(kind) => amount.set(amountOf(kind))}
      />
      {textOf(amount.at("kind")) === "part" && (
        <MoneyInput
          label="At least"
          hint="In the account's currency"
          place={amount.at("minimumMinor")}
        />
      )}
      {textOf(amount.at("kind")) === "settlement" && (
        <NumberInput label="Share of the balance" suffix="%" place={amount.at("percent")} />
      )}
      <NumberInput label="The link is good for" suffix="days" place={slot.at("expiresAfterDays")} />
      <SwitchField
        label="Wait here for the payment"
        hint="The step then has a way out for paid, paid in part and not paid"
        checked={waits}
        onChange={(checked) => wait.set(checked ? { days: 3 } : null)}
      />
      {waits && <NumberInput label="Wait" suffix="days" place={wait.at("days")} />}
    </>
  );
}

function amountOf(kind: string): Readonly<Record<string, unknown>> {
  if (kind === "part") return { kind, minimumMinor: 10_000 };
  return kind === "settlement" ? { kind, percent: 80 } : { kind };
}
