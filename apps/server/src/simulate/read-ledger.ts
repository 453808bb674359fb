import { createReadStream } from "node:fs";
import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import type { FactValue } from "@fairflow/criteria";
import { readAccounts, RefusedFileError, type AccountRow, type Mapping } from "@fairflow/intake";
import type { MessageChannel } from "@fairflow/interpreter";
import type { LedgerAccount } from "@fairflow/simulation";
import { CommandError } from "../command-error.ts";
import { historyReader, type HistoryColumns, type RowHistory } from "./history-columns.ts";
import { reasonOf, refusal } from "../read-files.ts";

export interface ReadLedger {
  readonly path: string;
  readonly mapping: Mapping;
  readonly history: HistoryColumns;
}

/**
 * Reads a file of accounts with what became of them. A debtor without any address gets one on every channel, so that a
 * ledger without addresses shows what a flow would send.
 *
 * @throws CommandError where the file or one of its rows cannot be read; a simulation over part of a ledger would mislead
 */
export async function readLedger({
  path,
  mapping,
  history,
}: ReadLedger): Promise<readonly LedgerAccount[]> {
  const read = historyReader(history, mapping.file.dates ?? "YYYY-MM-DD");
  const accounts: LedgerAccount[] = [];
  const problems: { readonly path: string; readonly message: string }[] = [];
  try {
    for await (const result of readAccounts(createReadStream(path), mapping, { zones })) {
      if (result.kind === "bad-row") {
        for (const { column, reason } of result.faults) {
          problems.push({ path: `line ${result.line}, ${column ?? "the row"}`, message: reason });
        }
        continue;
      }
      const past = read(result.row);
      if (typeof past === "string") problems.push({ path: `line ${result.line}`, message: past });
      else accounts.push(accountOf(result.row, past));
    }
  } catch (cause) {
    if (cause instanceof RefusedFileError)
      throw new CommandError(`${path}: ${cause.message}`, { cause });
    throw new CommandError(`${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  if (problems.length > 0) throw refusal(`${path} has rows that cannot be read`, problems);
  return accounts;
}

const EVERY_CHANNEL: ReadonlySet<MessageChannel> = new Set(["sms", "email", "letter"]);

function accountOf({ debtor, account }: AccountRow, past: RowHistory): LedgerAccount {
  const zone = zoneNamed(zones, debtor.zone);
  if (zone === undefined) throw new CommandError(`There is no zone ${debtor.zone}.`);
  const { arrears } = account;
  return {
    reference: account.reference,
    debtor: debtor.reference,
    kind: account.kind,
    debtorKind: debtor.kind,
    language: debtor.language,
    zone,
    zoneName: debtor.zone,
    subdivision: debtor.subdivision ?? null,
    preferredChannel: debtor.preferredChannel ?? null,
    channels: channelsOf(debtor),
    payDay: debtor.payDay ?? null,
    debtorTags: debtor.tags,
    currency: account.currency,
    amountMinor: account.balanceMinor,
    statedArrearsMinor:
      arrears.kind === "stated"
        ? arrears.minor
        : arrears.kind === "whole_balance"
          ? account.balanceMinor
          : null,
    openedOn: account.openedOn ?? null,
    dueOn: account.dueDate ?? null,
    settledOn: past.settledOn,
    disputed: past.disputed,
    collector: account.collector ?? "first_party",
    debtType: account.debtType ?? null,
    product: account.product ?? null,
    stage: account.stage ?? null,
    tags: account.tags,
    client: account.client ?? null,
    portfolio: account.portfolio ?? null,
    custom: Object.fromEntries(
      [...account.custom].map(([name, value]): [string, FactValue] => [`custom.${name}`, value]),
    ),
  };
}

function channelsOf(debtor: AccountRow["debtor"]): ReadonlySet<MessageChannel> {
  const channels = new Set<MessageChannel>();
  if (debtor.phones.length > 0) channels.add("sms");
  if (debtor.email !== undefined) channels.add("email");
  if (debtor.addressLines.length > 0) channels.add("letter");
  return channels.size === 0 ? EVERY_CHANNEL : channels;
}
