import type { Database } from "@fairflow/db";
import {
  ageingTable,
  attemptTable,
  cureTable,
  penetrationTable,
  promiseTable,
  redefaultTable,
  rollRateTable,
  vintageTable,
  type ReportTable,
} from "@fairflow/reports";
import { readDecidedPromises, readTried, readWorked, type ReportBy } from "./read-collecting.ts";
import { readAgeing, readRedefaults, readRolls } from "./read-rolls.ts";
import { readVintages } from "./read-vintages.ts";
import type { ReportPeriod, ReportScope } from "./report-scope.ts";

export type ReportKind = "rolls" | "ageing" | "vintages" | "collecting";

export interface ReportAsked {
  readonly kind: ReportKind;
  readonly scope: ReportScope;
  readonly period: ReportPeriod;
  /** What the lines of the comparison are. */
  readonly by: ReportBy;
}

const LINE_NAMES: Readonly<Record<ReportBy, string>> = {
  client: "Client",
  portfolio: "Portfolio",
  product: "Product",
  flow: "Flow",
};

const CHANNEL_NAMES: ReadonlyMap<string, string> = new Map([
  ["sms", "SMS"],
  ["email", "E-mail"],
  ["letter", "Letters"],
  ["call", "Calls"],
  ["prerecorded_call", "Recorded calls"],
  ["voicemail", "Voicemails"],
  ["whatsapp", "WhatsApp"],
  ["visit", "Visits"],
  ["workplace_call", "Calls to work"],
  ["social_dm", "Social messages"],
  ["portal", "Portal"],
]);

/** The tables of a report, in the order in which they are read. */
export async function readReport(
  database: Pick<Database, "sql">,
  { kind, scope, period, by }: ReportAsked,
): Promise<readonly ReportTable[]> {
  switch (kind) {
    case "rolls": {
      const [rolls, redefaults] = await Promise.all([
        readRolls(database, scope, period),
        readRedefaults(database, scope, period),
      ]);
      return [
        rollRateTable(rolls, "balance"),
        rollRateTable(rolls, "accounts"),
        cureTable(rolls),
        redefaultTable(redefaults),
      ];
    }
    case "ageing":
      return [ageingTable(await readAgeing(database, scope, period.to))];
    case "vintages": {
      const { cohorts, payments } = await readVintages(database, scope, period.to);
      return [vintageTable(cohorts, payments, period.to.slice(0, 7))];
    }
    case "collecting": {
      const [promises, tried, worked] = await Promise.all([
        readDecidedPromises(database, scope, period),
        readTried(database, scope, period),
        readWorked(database, scope, { period, by }),
      ]);
      const named = tried.map((each) => ({
        ...each,
        name: CHANNEL_NAMES.get(each.channel) ?? each.channel,
      }));
      return [
        penetrationTable(worked, LINE_NAMES[by]),
        attemptTable(named),
        promiseTable(promises),
      ];
    }
  }
}
