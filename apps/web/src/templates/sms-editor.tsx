import type { TemplateText } from "@fairflow/template";
import { FieldTextArea } from "./field-text-area.tsx";

export interface SmsEditorProps {
  readonly text: TemplateText;
  readonly sms: {
    readonly encoding: "gsm7" | "ucs2";
    readonly parts: number;
    readonly units: number;
    readonly cost: { readonly amount: string; readonly currency: string } | null;
  } | null;
  readonly onChange: (text: TemplateText) => void;
}

const PIECES = [
  {
    label: "How to pay",
    mark: "Pay to {{ pay.bank }} {{ pay.account_number }}, reference {{ account.pay_reference }}, or {{ payment_link }}",
  },
  {
    label: "List of accounts",
    mark: "{% for line in accounts limit: 5 %}{{ line.reference }} {{ line.arrears | money }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
  },
];

/** The text of an SMS, with what it comes to as one types. */
export function SmsEditor({ text, sms, onChange }: SmsEditorProps) {
  return (
    <FieldTextArea
      label="Text"
      rows={6}
      value={text.body}
      hint={sms === null ? "Nothing to count yet" : sizeWords(sms)}
      onChange={(body) => onChange({ ...text, body })}
      pieces={PIECES}
    />
  );
}

function sizeWords({ encoding, parts, units, cost }: NonNullable<SmsEditorProps["sms"]>): string {
  const kind =
    encoding === "gsm7"
      ? `${units} of ${parts <= 1 ? 160 : parts * 153} plain characters`
      : `${units} of ${parts <= 1 ? 70 : parts * 67} characters: one that phones send in Unicode halves the room`;
  const price =
    cost === null ? "no provider has charged for one yet" : `about ${cost.currency} ${cost.amount}`;
  return `${parts === 1 ? "1 part" : `${parts} parts`} (${encoding === "gsm7" ? "GSM-7" : "UCS-2"}), ${kind}; ${price}.`;
}
