import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { ReportedAccount, type AccountResult, type RowProblem } from "@fairflow/contract";
import { listPortfolios, newId, noteDataAsOf, readClock, type StoredPortfolio } from "@fairflow/db";
import { askToEnrol } from "@fairflow/engine";
import { emailAddress, languageTag, Mapping, phoneNumber, type AccountRow } from "@fairflow/intake";
import { portfolioFinder } from "../imports/portfolio-finder.ts";
import { saveRows } from "../imports/save-rows.ts";
import type { OutsideDeps } from "./outside-deps.ts";
import { rowProblems } from "./row-problems.ts";

interface Placed {
  readonly row: AccountRow;
  readonly portfolio: StoredPortfolio;
}

/**
 * Takes accounts as an import takes a file's rows. Each row stands for itself: what is wrong with one is told, the good
 * ones of a portfolio are kept together, and flows take in what is new.
 *
 * @param rows as they were sent
 */
export async function takeAccounts(
  { database, keys, facts }: OutsideDeps,
  rows: readonly unknown[],
  { system, author }: { readonly system: string; readonly author: string },
): Promise<readonly AccountResult[]> {
  const { now } = await readClock(database);
  const known = await listPortfolios(database);
  const portfolioOf = await portfolioFinder(database, system);
  const results: AccountResult[] = [];
  const placed: (Placed & { readonly index: number })[] = [];
  for (const [index, raw] of rows.entries()) {
    const read = readRow(raw, known);
    if (read.kind === "bad") {
      results[index] = refused(index, read.problems);
      continue;
    }
    const portfolio = await portfolioOf(read.row, now);
    if (portfolio === undefined) {
      const problem = "The portfolio is new: say in which country it is";
      results[index] = refused(index, [{ field: "debtor.country", problem }]);
    } else placed.push({ row: read.row, portfolio, index });
  }
  const saving = {
    facts,
    keyring: keys(),
    mapping: mappingOf(system),
    feedRunId: undefined,
    batch: newId(),
    author,
    asOf: now,
  };
  await database.transaction(async (tx) => {
    // In one order for everybody, since each portfolio is locked while it is written.
    const groups = [...Map.groupBy(placed, ({ portfolio }) => portfolio.id)].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    );
    for (const [, group] of groups) {
      const [first] = group;
      if (first === undefined) continue;
      const { outcomes } = await saveRows(tx, saving, {
        portfolio: first.portfolio,
        rows: group.map(({ row }) => row),
      });
      for (const { row, index } of group) {
        const result = outcomes.get(row.account.reference) ?? "unchanged";
        results[index] = { row: index + 1, result, problems: [] };
      }
    }
    if (placed.length === 0) return;
    await noteDataAsOf(tx, now);
    await askToEnrol(facts.jobs, tx);
  });
  return results;
}

type Read =
  | { readonly kind: "good"; readonly row: AccountRow }
  | { readonly kind: "bad"; readonly problems: readonly RowProblem[] };

function readRow(raw: unknown, known: readonly StoredPortfolio[]): Read {
  const parsed = ReportedAccount.safeParse(raw);
  if (!parsed.success) return { kind: "bad", problems: rowProblems(parsed.error) };
  const { debtor, ...account } = parsed.data;
  const portfolio = portfolioNamed(known, account);
  const problems: RowProblem[] = [];
  const refuse = (field: string, problem: string) => void problems.push({ field, problem });
  const zone = debtor.zone === undefined ? portfolio?.zone : zoneNamed(zones, debtor.zone)?.name;
  if (zone === undefined) refuse("debtor.zone", "Write a zone like Africa/Johannesburg");
  const language =
    debtor.language === undefined ? portfolio?.languages[0] : languageTag(debtor.language);
  if (language === undefined) refuse("debtor.language", "Write a language like en-ZA");
  const country = debtor.country ?? portfolio?.jurisdiction;
  const phones = debtor.phones.map((text, index) => {
    const number = phoneNumber(text, country);
    if (number === undefined)
      refuse(`debtor.phones[${index}]`, "This is no number that can be called");
    return number ?? "";
  });
  const email = debtor.email === undefined ? undefined : emailAddress(debtor.email);
  if (debtor.email !== undefined && email === undefined) {
    refuse("debtor.email", "This is no e-mail address");
  }
  if (account.arrearsMinor === undefined && account.dueDate === undefined) {
    refuse("dueDate", "Say when it is due, or what of it is overdue");
  }
  if (portfolio !== undefined && portfolio.currency !== account.currency) {
    refuse("currency", `The accounts of this portfolio are in ${portfolio.currency}`);
  }
  if (problems.length > 0 || zone === undefined || language === undefined) {
    return { kind: "bad", problems };
  }
  return {
    kind: "good",
    row: rowOf(parsed.data, { zone, language, phones: [...new Set(phones)], email }),
  };
}

function rowOf(
  { debtor, ...account }: ReportedAccount,
  read: {
    readonly zone: string;
    readonly language: string;
    readonly phones: readonly string[];
    readonly email: string | undefined;
  },
): AccountRow {
  return {
    debtor: {
      ...read,
      reference: debtor.reference,
      kind: debtor.kind,
      firstName: debtor.firstName,
      lastName: debtor.lastName,
      fullName: debtor.fullName,
      company: debtor.company,
      idNumber: debtor.idNumber,
      addressLines: debtor.addressLines,
      city: debtor.city,
      postalCode: debtor.postalCode,
      country: debtor.country,
      subdivision: debtor.subdivision,
      preferredChannel: debtor.preferredChannel,
      payDay: debtor.payDay,
      tags: debtor.tags,
    },
    account: {
      reference: account.account,
      kind: account.kind,
      openedOn: account.openedOn,
      dueDate: account.dueDate,
      currency: account.currency,
      amountMinor: undefined,
      balanceMinor: account.balanceMinor,
      arrears:
        account.arrearsMinor === undefined
          ? { kind: "balance_once_due" }
          : { kind: "stated", minor: account.arrearsMinor },
      inDefaultSince: account.inDefaultSince,
      principalAtDefaultMinor: account.principalAtDefaultMinor,
      chargesSinceDefaultMinor: account.chargesSinceDefaultMinor,
      debtType: account.debtType,
      client: account.client,
      portfolio: account.portfolio,
      collector: account.collector,
      product: account.product,
      stage: account.stage,
      tags: account.tags,
      custom: new Map(Object.entries(account.custom)),
    },
    raw: {},
  };
}

/** The portfolio that a row would come into, where there is one already. */
function portfolioNamed(
  known: readonly StoredPortfolio[],
  { client, portfolio }: Pick<ReportedAccount, "client" | "portfolio">,
): StoredPortfolio | undefined {
  if (client === undefined && portfolio === undefined) {
    return known.length === 1 ? known[0] : undefined;
  }
  const named = known.filter(
    (each) =>
      (client === undefined || each.clientName === client) &&
      each.name === (portfolio ?? "Accounts"),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** A system's rows as a feed of its own: what they say is written down under its name. */
function mappingOf(system: string): Mapping {
  return Mapping.parse({
    schema: "fairflow.mapping/1",
    name: `api ${system}`,
    columns: {
      "debtor.reference": "debtor.reference",
      "debtor.zone": "debtor.zone",
      "debtor.language": "debtor.language",
      "account.reference": "account",
      "account.currency": "currency",
      "account.balance": "balanceMinor",
    },
    arrears: "whole_balance",
  });
}

function refused(index: number, problems: readonly RowProblem[]): AccountResult {
  return { row: index + 1, result: "refused", problems: [...problems] };
}
