import { zoneNamed, type LocalDate } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { businessCalendar, compilePack } from "@fairflow/compliance";
import { holidayTables, legalWords, packs, stopFacts } from "@fairflow/compliance/packs";
import { coreFields, fieldsWith, type Field, type Fields } from "@fairflow/criteria";
import { parseMapping, type Lookalike, type Mapping } from "@fairflow/intake";
import {
  compile,
  libraryOf,
  parseExportText,
  type FlowExport,
  type Library,
} from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { simulateLedger, type LedgerReport, type SimulatedMessage } from "@fairflow/simulation";
import { CommandError } from "../command-error.ts";
import { overlookedIn } from "../imports/overlooked-in.ts";
import { readText, refusal } from "../read-files.ts";
import { parseHistoryColumns } from "./history-columns.ts";
import { readLedger } from "./read-ledger.ts";

/** What to take through which flow, under which law. `flow`, `accounts` and `mapping` are paths of files. */
export interface SimulateFiles {
  readonly flow: string;
  readonly accounts: string;
  readonly mapping: string;
  /** Columns with what became of each account: `settled=COLUMN,disputed=COLUMN`, or nothing. */
  readonly history: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly pack: string;
  readonly lawAsOf?: LocalDate | undefined;
  readonly seed: number;
  readonly stopFacts: boolean;
}

/** The days for which the table of time zones has every instant, with room for waits at its end. */
const FIRST_DAY: LocalDate = "2000-01-03";
const LAST_DAY: LocalDate = "2037-12-28";

/** The law by its id. The stop facts are no law of a place: they hold beside each of these. */
export const lawPacks = new Map([...packs].filter(([id]) => id !== stopFacts.id));

export interface SimulationListener {
  readonly onMessage?: (message: SimulatedMessage) => void;
  /** A column of the accounts that nothing takes, although it looks like a field. */
  readonly onOverlooked?: (column: Lookalike) => void;
}

/** @throws CommandError with a sentence for the person who asked, where one of the files or names is wrong */
export async function simulateFiles(
  options: SimulateFiles,
  { onMessage, onOverlooked }: SimulationListener = {},
): Promise<LedgerReport> {
  const pack = lawPacks.get(options.pack);
  if (pack === undefined) {
    throw new CommandError(
      `There is no rule pack "${options.pack}". There are: ${[...lawPacks.keys()].join(", ")}.`,
    );
  }
  if (options.to < options.from) throw new CommandError("--to comes before --from.");
  if (options.from < FIRST_DAY || options.to > LAST_DAY) {
    throw new CommandError(`--from and --to lie between ${FIRST_DAY} and ${LAST_DAY}.`);
  }
  const document = await readExport(options.flow);
  if (document.flow.settings.per === "debtor") {
    throw new CommandError(
      `${options.flow} takes debtors through with all their accounts; a simulation takes accounts one by one.`,
    );
  }
  const mapping = await readMapping(options.mapping);
  const library = libraryOf({ ...document, ...legalWords });
  const compiled = compiledFlow(options.flow, document, library, fieldsOf(mapping));
  const history =
    options.history === ""
      ? { settled: undefined, disputed: undefined }
      : parseHistoryColumns(options.history);
  const ledger = await readLedger({ path: options.accounts, mapping, history });
  for (const overlooked of await overlookedIn(options.accounts, mapping)) {
    if (!Object.values(history).includes(overlooked.column)) onOverlooked?.(overlooked);
  }
  const tables = { zones, holidays: holidayTables };
  const law = compilePack(pack, tables);
  const zone = ledger[0]?.zone ?? zoneNamed(zones, "UTC");
  if (zone === undefined) throw new CommandError("The zone table lacks UTC.");
  return simulateLedger({
    flow: document.flow,
    compiled,
    library,
    ledger,
    packs: [compilePack(stopFacts, tables), law],
    calendar: businessCalendar(law),
    zone,
    from: options.from,
    to: options.to,
    lawAsOf: options.lawAsOf ?? pack.reviewedAt,
    seed: options.seed,
    stopFacts: options.stopFacts,
    onMessage,
  });
}

async function readExport(path: string): Promise<FlowExport> {
  const parsed = parseExportText(await readText(path));
  if (!parsed.ok) throw refusal(`${path} is not a flow that can be read`, parsed.problems);
  return parsed.value;
}

async function readMapping(path: string): Promise<Mapping> {
  const parsed = parseMapping(await readText(path));
  if (parsed.kind === "refused")
    throw refusal(`${path} is not a mapping that can be read`, parsed.problems);
  return parsed.mapping;
}

function fieldsOf(mapping: Mapping): Fields {
  const custom = Object.entries(mapping.custom).map(([name, { type }]): Field => ({
    id: `custom.${name}`,
    label: name,
    type,
    group: "custom",
  }));
  return custom.length === 0 ? coreFields : fieldsWith(custom);
}

function compiledFlow(path: string, { flow }: FlowExport, library: Library, fields: Fields) {
  const compilation = compile({ catalog, flow, library, fields });
  if (compilation.ok) return compilation.flow;
  throw refusal(
    `${path} cannot run yet`,
    compilation.issues.map(({ node, message }) =>
      node === undefined ? { message } : { path: node, message },
    ),
  );
}
