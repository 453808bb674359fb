import type { DebtorDetail, Role } from "@fairflow/contract";
import {
  accountsOf,
  addressesOf,
  listDebtors,
  loadHolds,
  loadSuppressed,
  readClock,
  readDebtor,
  standingsOf,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { maskedAddress, maskedName, maskedNumber, seesPeople } from "./masking.ts";
import { ruleWords } from "./rule-words.ts";
import { standingsToday } from "./standing-facts.ts";

const CHANNEL_OF = { phone: "sms", email: "email", postal: "letter" } as const;

/** Everything that one page shows of a debtor; undefined where there is none. */
export async function debtorDetail(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  id: string,
  role: Role,
): Promise<DebtorDetail | undefined> {
  const debtor = await readDebtor(database, id);
  if (debtor === undefined) return undefined;
  const { now } = await readClock(database);
  const [[listed], addresses, suppressed, accounts, holds, standings] = await Promise.all([
    listDebtors(database, keyring, { ids: [id], limit: 1, now }),
    addressesOf(database, keyring, id),
    loadSuppressed(database, [id]),
    accountsOf(database, id),
    loadHolds(database, [id], now),
    standingsOf(database, id),
  ]);
  const today = await standingsToday(database, [debtor], {
    now,
    accounts: accounts.map((account) => account.id),
  });
  const todayOf = new Map(today.map((standing) => [standing.accountId, standing]));
  const isUnmasked = seesPeople(role);
  const reference = listed?.reference ?? "";
  const name = listed?.name ?? "";
  return {
    ...debtor,
    masked: !isUnmasked,
    reference: isUnmasked ? reference : maskedNumber(reference),
    name: isUnmasked ? name : maskedName(name),
    addresses: addresses.map((address) => {
      const channel = CHANNEL_OF[address.kind];
      return {
        id: address.id,
        channel,
        text: isUnmasked ? address.text : maskedAddress(address),
        state: address.state,
        optedOut: suppressed.some(
          (each) => each.addressId === address.id && [channel, "any"].includes(each.channel),
        ),
      };
    }),
    accounts: accounts.map(({ currency, chargesAbove, ...account }) => {
      const standing = todayOf.get(account.id);
      return {
        ...account,
        arrears: { minor: standing?.arrears ?? 0, currency },
        balance: { minor: standing?.balance ?? 0, currency },
        dueDate: standing?.dueDate ?? null,
        daysPastDue: standing?.daysPastDue ?? 0,
        chargeWarnings: chargesAbove.map(ruleWords),
      };
    }),
    holds: holds.map((hold) => ({
      id: hold.id,
      accountId: hold.accountId,
      state: hold.state,
      sinceMs: hold.since.getTime(),
      untilMs: hold.until?.getTime() ?? null,
      nextEvent:
        hold.nextEvent === null || hold.nextEventBy === null
          ? null
          : { event: hold.nextEvent, byMs: hold.nextEventBy.getTime() },
    })),
    runs: standings.map(({ nodeId, since, wakeAt, ...standing }) => ({
      ...standing,
      node: nodeId ?? "",
      sinceMs: since.getTime(),
      wakeAtMs: wakeAt?.getTime() ?? null,
    })),
  };
}
