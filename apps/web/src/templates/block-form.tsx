import { AccountColumnField, LINK_FIELDS, type Block } from "@fairflow/template";
import { CheckField, SelectField, TextField } from "@fairflow/ui";
import { FieldTextArea } from "./field-text-area.tsx";

export interface BlockFormProps {
  readonly block: Block;
  readonly onChange: (block: Block) => void;
}

const COLUMN_NAMES: Readonly<Record<AccountColumnField, string>> = {
  reference: "Account",
  due_date: "Due since",
  arrears: "Overdue",
  balance: "Balance",
  pay_reference: "Reference to pay with",
};
const LINK_NAMES = { payment_link: "The page to pay", opt_out_link: "The page to choose or stop" };
const PAY_LABELS = [
  ["bank", "Bank"],
  ["holder", "Account holder"],
  ["number", "Account number"],
  ["branch", "Branch code"],
  ["reference", "Reference"],
  ["till", "Till"],
  ["link", "Pay link"],
] as const;

/** What one block says. */
export function BlockForm({ block, onChange }: BlockFormProps) {
  switch (block.kind) {
    case "heading":
      return (
        <FieldTextArea
          label="Heading"
          rows={1}
          value={block.text}
          maxLength={500}
          onChange={(text) => onChange({ ...block, text })}
        />
      );
    case "text":
    case "legal":
      return (
        <FieldTextArea
          label={block.kind === "text" ? "Text" : "Who collects, for whom, and how to stop"}
          rows={block.kind === "text" ? 4 : 3}
          value={block.text}
          hint="Two stars on each side make **bold**"
          onChange={(text) => onChange({ ...block, text })}
        />
      );
    case "button":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="On the button"
            value={block.label}
            maxLength={200}
            onChange={(event) => onChange({ ...block, label: event.target.value })}
          />
          <SelectField
            label="It opens"
            value={block.link}
            options={LINK_FIELDS.map((value) => ({ value, label: LINK_NAMES[value] }))}
            onChange={(value) => {
              const link = LINK_FIELDS.find((each) => each === value);
              if (link !== undefined) onChange({ ...block, link });
            }}
          />
        </div>
      );
    case "accounts":
      return <AccountsForm block={block} onChange={onChange} />;
    case "pay":
      return (
        <div className="flex flex-col gap-3">
          <TextField
            label="Title"
            value={block.title}
            maxLength={200}
            onChange={(event) => onChange({ ...block, title: event.target.value })}
          />
          <details>
            <summary className="cursor-pointer text-sm text-ink-2">
              What each way is called. One that the portfolio does not have is left out.
            </summary>
            <div className="mt-2 grid gap-3 sm:grid-cols-2">
              {PAY_LABELS.map(([field, label]) => (
                <TextField
                  key={field}
                  label={label}
                  value={block.labels[field]}
                  maxLength={80}
                  onChange={(event) =>
                    onChange({ ...block, labels: { ...block.labels, [field]: event.target.value } })
                  }
                />
              ))}
            </div>
          </details>
        </div>
      );
    case "image":
      return (
        <div className="flex flex-wrap items-start gap-4">
          <img
            src={`/images/${block.image}`}
            alt={block.alt}
            className="max-h-20 max-w-40 rounded border border-line object-contain"
          />
          <TextField
            label="What it shows"
            hint="Read out, and shown where images are off"
            value={block.alt}
            maxLength={200}
            className="min-w-48 flex-1"
            onChange={(event) => onChange({ ...block, alt: event.target.value })}
          />
          <TextField
            label="Width"
            type="number"
            min={10}
            max={100}
            suffix="%"
            value={String(block.widthPercent)}
            className="w-28"
            onChange={(event) => {
              const widthPercent = Math.round(Number(event.target.value));
              if (widthPercent >= 10 && widthPercent <= 100) onChange({ ...block, widthPercent });
            }}
          />
        </div>
      );
    case "divider":
      return <hr className="border-line" />;
  }
}

function AccountsForm({
  block,
  onChange,
}: {
  readonly block: Extract<Block, { kind: "accounts" }>;
  readonly onChange: (block: Block) => void;
}) {
  const labelOf = (field: AccountColumnField) =>
    block.columns.find((column) => column.field === field)?.label;
  return (
    <div className="flex flex-col gap-2">
      {AccountColumnField.options.map((field) => {
        const label = labelOf(field);
        const others = block.columns.filter((column) => column.field !== field);
        return (
          <div key={field} className="grid items-center gap-2 sm:grid-cols-2">
            <CheckField
              label={COLUMN_NAMES[field]}
              checked={label !== undefined}
              onChange={(isOn) => {
                if (!isOn && others.length === 0) return;
                const columns = isOn
                  ? [...block.columns, { field, label: COLUMN_NAMES[field] }]
                  : others;
                onChange({ ...block, columns });
              }}
            />
            {label !== undefined && (
              <TextField
                label={`Title of ${COLUMN_NAMES[field]}`}
                labelHidden
                value={label}
                maxLength={80}
                onChange={(event) =>
                  onChange({
                    ...block,
                    columns: block.columns.map((column) =>
                      column.field === field ? { field, label: event.target.value } : column,
                    ),
                  })
                }
              />
            )}
          </div>
        );
      })}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Before the sum"
          hint="Empty says no sum"
          value={block.totalLabel ?? ""}
          maxLength={80}
          onChange={(event) => {
            const { totalLabel: _, ...rest } = block;
            const said = event.target.value;
            onChange(said === "" ? rest : { ...rest, totalLabel: said });
          }}
        />
        <TextField
          label={`After the number of those beyond ${block.most}`}
          value={block.moreLabel}
          maxLength={80}
          onChange={(event) => onChange({ ...block, moreLabel: event.target.value })}
        />
      </div>
    </div>
  );
}
