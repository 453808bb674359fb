import {
  FIGURE_WORDS,
  type Dashboard,
  type FigureDetail,
  type FigureValue,
} from "@fairflow/contract";
import type { Cell, Column, Table } from "@fairflow/exports";

const TEXT = "text" as const;

/** What the dashboard shows, a table for each of its parts. */
export function dashboardTables(dashboard: Dashboard): readonly Table[] {
  const { days, figures, daily, keptBack, flows, funnel, held } = dashboard;
  const period = periodWords(days);
  return [
    {
      name: "Figures",
      columns: [
        { heading: "Figure", kind: TEXT },
        ...VALUE_COLUMNS,
        { heading: "Definition", kind: TEXT },
      ],
      rows: figures.flatMap(({ id, value, before }) =>
        valueRows(value, before).map((cells) => [
          FIGURE_WORDS[id].name,
          ...cells,
          FIGURE_WORDS[id].definition,
        ]),
      ),
      notes: [period],
    },
    {
      name: "By day",
      columns: [
        { heading: "Day", kind: "date" },
        { heading: "Attempts", kind: "number" },
        { heading: "Contacts", kind: "number" },
        { heading: "Kept back by rules", kind: "number" },
      ],
      rows: daily.map((row) => [row.day, row.attempts, row.contacts, row.keptBack]),
    },
    {
      name: "Kept back by rule",
      columns: [
        { heading: "Rule", kind: TEXT },
        { heading: "Id", kind: TEXT },
        { heading: "Times", kind: "number" },
        { heading: "Before", kind: "number" },
      ],
      rows: keptBack.map(({ rule, times, before }) => [rule.title, rule.id, times, before]),
      notes: [period],
    },
    {
      name: "Flows",
      columns: [
        { heading: "Flow", kind: TEXT },
        { heading: "Entries", kind: "number" },
        { heading: "Of these ended well", kind: "number" },
        { heading: "Ended well", kind: "number" },
        { heading: "Credited money", kind: TEXT },
      ],
      rows: flows.map(({ name, entries, converted, goals, collected }) => [
        name,
        entries,
        converted,
        goals,
        moneyText(collected),
      ]),
      notes: [period],
    },
    {
      name: "Buckets",
      columns: [
        { heading: "Days past due", kind: TEXT },
        { heading: "Accounts", kind: "number" },
        { heading: "Arrears", kind: TEXT },
      ],
      rows: (funnel?.buckets ?? []).map(({ bucket, accounts, arrears }) => [
        bucket,
        accounts,
        moneyText(arrears),
      ]),
      notes: funnel === null ? ["No close was kept yet."] : [`At the close of ${funnel.day}`],
    },
    {
      name: "On hold",
      columns: [
        { heading: "Reason", kind: TEXT },
        { heading: "Holds", kind: "number" },
      ],
      rows: held.map(({ state, holds }) => [state, holds]),
    },
  ];
}

/** One figure: its parts, and its days. */
export function figureTables({ figure, days, parts, byDay }: FigureDetail): readonly Table[] {
  const words = FIGURE_WORDS[figure.id];
  return [
    {
      name: words.name,
      columns: [{ heading: words.parts, kind: TEXT }, ...VALUE_COLUMNS],
      rows: [
        ...valueRows(figure.value, figure.before).map((cells): readonly Cell[] => [
          "All",
          ...cells,
        ]),
        ...parts.flatMap(({ detail, name, value, before }) =>
          valueRows(value, before).map((cells) => [name ?? detail, ...cells]),
        ),
      ],
      notes: [words.definition, periodWords(days)],
    },
    {
      name: "By day",
      columns: [{ heading: "Day", kind: "date" }, ...VALUE_COLUMNS],
      rows: byDay.flatMap(({ day, value }) =>
        valueRows(value, null).map((cells) => [day, ...cells]),
      ),
    },
  ];
}

const VALUE_COLUMNS: readonly Column[] = [
  { heading: "Value", kind: "number", digits: 2 },
  { heading: "Of", kind: "number", digits: 2 },
  { heading: "Unit", kind: TEXT },
  { heading: "Month before, same working day", kind: "number", digits: 2 },
  { heading: "Of, month before", kind: "number", digits: 2 },
];

/** A row for each currency; a share as its part and what it is of. Money in units of the currency, as ISO 4217 has them. */
function valueRows(value: FigureValue, before: FigureValue | null): readonly (readonly Cell[])[] {
  switch (value.kind) {
    case "count":
      return [[value.count, null, null, before?.kind === "count" ? before.count : null, null]];
    case "share": {
      const past = before?.kind === "share" ? [before.part, before.whole] : [null, null];
      return [[value.part, value.whole, "share", ...past]];
    }
    case "money": {
      const past = before?.kind === "money" ? before.amounts : [];
      const currencies = new Set([...value.amounts, ...past].map(({ currency }) => currency));
      return [...currencies].map((currency) => {
        const of = (amounts: typeof past) =>
          unitsOf(amounts.find((each) => each.currency === currency)?.minor ?? 0, currency);
        return [of(value.amounts), null, currency, of(past), null];
      });
    }
  }
}

function unitsOf(minor: number, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return minor / 10 ** maximumFractionDigits;
}

function moneyText(
  amounts: readonly { readonly minor: number; readonly currency: string }[],
): string {
  return amounts
    .map(({ minor, currency }) => `${unitsOf(minor, currency)} ${currency}`)
    .join(" and ");
}

function periodWords({ from, through, comparedFrom, comparedThrough }: Dashboard["days"]): string {
  return `${from} to ${through}; the month before is ${comparedFrom} to ${comparedThrough}.`;
}
