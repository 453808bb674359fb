import type { cashEndpoints, InputOf } from "@fairflow/contract";
import { z } from "zod";

/** A layout while somebody fills it in. */
export interface LayoutDraft {
  readonly name: string;
  readonly kind: "statement" | "remittance";
  readonly currency: string;
  readonly dates: string;
  readonly decimal: string;
  readonly delimiter: string;
  readonly returnWords: string;
  /** The column of each target; empty where the file has none. */
  readonly columns: Readonly<Record<string, string>>;
}

interface Target {
  readonly target: string;
  readonly label: string;
}

export const STATEMENT_COLUMNS: readonly Target[] = [
  { target: "bookingDate", label: "Day the bank wrote it" },
  { target: "valueDate", label: "Day it counts from" },
  { target: "amount", label: "Amount, with its sign" },
  { target: "debit", label: "Money out" },
  { target: "credit", label: "Money in" },
  { target: "balance", label: "Balance after the line" },
  { target: "text", label: "What was written" },
  { target: "moreText", label: "More of it" },
  { target: "payerName", label: "Payer's name" },
  { target: "payerAccount", label: "Payer's account" },
];

export const REMITTANCE_COLUMNS: readonly Target[] = [
  { target: "reference", label: "Account that it is for" },
  { target: "amount", label: "What the debtor paid" },
  { target: "fee", label: "What was kept of it" },
  { target: "paidOn", label: "Day the debtor paid" },
  { target: "payerName", label: "Payer's name" },
];

const Guess = z.object({
  name: z.string().catch(""),
  currency: z.string().catch("ZAR"),
  file: z.object({
    dates: z.string().catch("YYYY-MM-DD"),
    decimal: z.string().catch("."),
    delimiter: z.string().catch("auto"),
  }),
  columns: z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({}),
});

/** What the server made of the table at first sight. */
export function draftOf(guess: unknown): LayoutDraft {
  const { name, currency, file, columns } = Guess.parse(guess);
  const texts = columns["texts"];
  const [text = "", moreText = ""] = Array.isArray(texts) ? texts : [];
  const single = Object.entries(columns).flatMap(([target, column]) =>
    typeof column === "string" ? [[target, column] as const] : [],
  );
  return {
    name,
    kind: "statement",
    currency,
    ...file,
    returnWords: "",
    columns: { ...Object.fromEntries(single), text, moreText },
  };
}

/** As the server keeps it. */
export function layoutOf(draft: LayoutDraft): InputOf<typeof cashEndpoints.saveStatementLayout> {
  const { kind, currency, dates, decimal, delimiter, returnWords } = draft;
  const targets = kind === "statement" ? STATEMENT_COLUMNS : REMITTANCE_COLUMNS;
  const chosen = targets.flatMap(({ target }) => {
    const column = draft.columns[target] ?? "";
    return column === "" ? [] : [[target, column] as const];
  });
  const { text, moreText, ...columns } = Object.fromEntries(chosen);
  const texts = [text, moreText].filter((column) => column !== undefined);
  const words = returnWords
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return {
    params: { name: draft.name.trim() },
    body: {
      kind,
      layout: {
        schema: `fairflow.${kind}-layout/1`,
        file: { dates: dates.trim(), decimal, delimiter },
        currency,
        columns: kind === "statement" ? { ...columns, texts } : columns,
        ...(kind === "statement" ? { returnWords: words } : {}),
      },
    },
  };
}
