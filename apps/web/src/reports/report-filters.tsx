import type { ReportQuery } from "@fairflow/contract";
import { DateField, OneOrAllField, SelectField } from "@fairflow/ui";
import { z } from "zod";
import type { ReportChoices } from "./asked-report.ts";
import type { ReportSearch } from "./report-search.ts";

export interface ReportFiltersProps {
  readonly kind: ReportSearch["kind"];
  readonly query: ReportQuery;
  readonly choices: ReportChoices;
  /** Whether the reader is of the house: clients have one client, and no flows. */
  readonly isHouse: boolean;
  readonly onChange: (change: Partial<ReportSearch>) => void;
}

const By = z.enum(["client", "portfolio", "product", "flow"]);
const BY_NAMES = {
  client: "Client",
  portfolio: "Portfolio",
  product: "Product",
  flow: "Flow",
} as const;

/** Between which closes a report looks, and at whose accounts. */
export function ReportFilters({ kind, query, choices, isHouse, onChange }: ReportFiltersProps) {
  const { first, last } = choices.days ?? { first: undefined, last: undefined };
  const portfolios = choices.portfolios.filter(
    ({ clientId }) => query.client === undefined || clientId === query.client,
  );
  const isOfOneDay = kind === "ageing" || kind === "vintages";
  return (
    <div className="flex flex-wrap items-end gap-3">
      {!isOfOneDay && (
        <DateField
          label="First close"
          className="w-40"
          value={query.from}
          min={first}
          max={query.to}
          onChange={(from) => onChange({ from })}
        />
      )}
      <DateField
        label={isOfOneDay ? "At the close of" : "Last close"}
        className="w-40"
        value={query.to}
        min={isOfOneDay ? first : query.from}
        max={last}
        onChange={(to) => onChange({ to })}
      />
      {choices.currencies.length > 1 && (
        <SelectField
          label="Currency"
          className="w-28"
          value={query.currency}
          options={choices.currencies.map((each) => ({ value: each, label: each }))}
          onChange={(currency) => onChange({ currency })}
        />
      )}
      {isHouse && (
        <Narrowing
          label="Client"
          all="All clients"
          value={query.client}
          options={choices.clients}
          onChange={(client) => onChange({ client, portfolio: undefined })}
        />
      )}
      <Narrowing
        label="Portfolio"
        all="All portfolios"
        value={query.portfolio}
        options={portfolios}
        onChange={(portfolio) => onChange({ portfolio })}
      />
      <Narrowing
        label="Product"
        all="All products"
        value={query.product}
        options={choices.products.map((name) => ({ id: name, name }))}
        onChange={(product) => onChange({ product })}
      />
      {isHouse && (
        <Narrowing
          label="Flow"
          all="All flows"
          value={query.flow}
          options={choices.flows}
          onChange={(flow) => onChange({ flow })}
        />
      )}
      {kind === "collecting" && (
        <SelectField
          label="Compare by"
          className="w-32"
          value={query.by}
          options={By.options
            .filter((by) => isHouse || by === "portfolio" || by === "product")
            .map((by) => ({ value: by, label: BY_NAMES[by] }))}
          onChange={(by) => onChange({ by: By.parse(by) })}
        />
      )}
    </div>
  );
}

interface NarrowingProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (value: string | undefined) => void;
}

function Narrowing({ label, all, value, options, onChange }: NarrowingProps) {
  if (options.length === 0) return null;
  return (
    <OneOrAllField
      label={label}
      className="w-44"
      all={all}
      value={value}
      options={options.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
