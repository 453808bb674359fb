import { SOURCE_WORDS, ZoneSource } from "@fairflow/compliance";
import type { ContactChannel, Endpoints, OutputOf, Role } from "@fairflow/contract";
import {
  addressesOf,
  oldestAccounts,
  readClock,
  readDebtor,
  type Database,
  type Keyring,
  type StoredAddress,
} from "@fairflow/db";
import { mayContact, packsAsked, type FactDeps } from "@fairflow/engine";
import { maskedAddress, seesPeople } from "../debtors/masking.ts";
import { notFound } from "../http/http-error.ts";
import { verdictView } from "./verdict-view.ts";

type Answer = OutputOf<Endpoints["nextContact"]>;

/** By what a collector reaches people. */
const CHANNELS = ["sms", "email", "letter", "call"] as const satisfies readonly ContactChannel[];

/** For each channel whether a collection message may go to a debtor now, and if not, when and why. */
export async function nextContact(
  deps: { readonly database: Database; readonly keyring: Keyring; readonly facts: FactDeps },
  debtorId: string,
  role: Role,
): Promise<Answer> {
  const { database, facts } = deps;
  const debtor = await readDebtor(database, debtorId);
  if (debtor === undefined) throw notFound("debtor");
  const [{ now }, accounts, addresses] = await Promise.all([
    readClock(database),
    oldestAccounts(database.sql, debtorId),
    addressesOf(database, deps.keyring, debtorId),
  ]);
  const questions = accounts.flatMap(({ accountId, clientId, portfolioId, portfolioName }) =>
    CHANNELS.map((channel) => ({
      portfolio: { id: portfolioId, name: portfolioName },
      question: { debtorId, accountId, clientId, channel, purpose: "collection", address: null },
    })),
  );
  const answers = await mayContact(
    facts,
    questions.map(({ question }) => question),
  );
  const asked = await Promise.all(
    questions.map(async ({ portfolio, question }, index) => {
      const judgement = answers[index]?.judgement ?? null;
      if (judgement === null) return [];
      const law = await facts.law.at(database.sql, judgement.law);
      const packs = (law && packsAsked(law, judgement.packs)) ?? [];
      const { contactCase, atMs } = judgement;
      const address = addresses.find(({ id }) => id === contactCase.addressId);
      return [
        {
          portfolio,
          contactCase,
          channel: question.channel,
          address: address === undefined ? null : shownAddress(address, role),
          verdict: verdictView({ packs, contactCase, at: new Date(atMs) }),
        },
      ];
    }),
  );
  const known = asked.flat();
  const zoneSource = known[0]?.contactCase.zoneSource;
  return {
    nowMs: now.getTime(),
    zones: [...(known[0]?.contactCase.zones ?? [debtor.zone])],
    zoneSource: zoneSource ?? "unknown",
    zoneWords: zoneWords(zoneSource),
    portfolios: [...Map.groupBy(known, ({ portfolio }) => portfolio.id).values()].flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const channels = of.map(({ channel, address, verdict }) => ({ channel, address, verdict }));
      return [{ ...first.portfolio, channels }];
    }),
  };
}

function shownAddress(address: StoredAddress, role: Role): { id: string; text: string } {
  return { id: address.id, text: seesPeople(role) ? address.text : maskedAddress(address) };
}

/** How the debtor's zone was learnt. */
export function zoneWords(source: string | undefined): string {
  const known = ZoneSource.safeParse(source);
  return known.success ? `From ${SOURCE_WORDS[known.data]}` : "Nobody knows how it was learnt";
}
