import { addressesFor } from "../addresses.ts";
import type { Proposal } from "../contact-case.ts";
import type { AccountFacts, AddressFacts, ContactFacts, DebtorFacts } from "../debtor-facts.ts";
import { portfolioOf, type Terms } from "../world.ts";

/** As the case names an address that the debtor's file does not have. */
export const UNLISTED = "unlisted";

/** Channels that reach people at no address of theirs that we know. */
const WITHOUT_ADDRESS: ReadonlySet<string> = new Set(["portal", "social_dm"]);

/** Channels that use the addresses of another. */
const REACHED_LIKE: Readonly<Record<string, string>> = {
  whatsapp: "sms",
  prerecorded_call: "call",
  voicemail: "call",
};

/** What somebody else is about to do, or has done. */
export interface OutsideContact {
  readonly debtorId: string;
  /** Null where the debtor as a whole is meant: what is owed to the client under one portfolio. */
  readonly accountId: string | null;
  readonly clientId: string;
  readonly channel: string;
  readonly purpose: string;
  /** The legal step that it is, in the packs' words. */
  readonly step?: string | undefined;
  /** Null where none is named: the one that a message would go to. */
  readonly address: OutsideAddress | null;
}

/** An address that is named. */
export interface OutsideAddress {
  /** Null where the debtor's file does not have it. */
  readonly id: string | null;
  readonly kind: string;
  /** By which everyone who shares it is found. */
  readonly hmac: Uint8Array;
}

/** Everything known of the debtor, and the attempts that were judged before this one and are not stored yet. */
export interface OutsideFacts {
  readonly terms: Terms;
  readonly debtor: DebtorFacts;
  readonly contacts: ContactFacts;
  readonly alsoPlanned: Proposal["alsoPlanned"];
  /** Of an address that the file does not have. */
  readonly barred: (hmac: Uint8Array) => AddressFacts["suppressed"];
}

/** What is to be judged; undefined where the debtor has no such account. */
export function outsideProposal(
  { terms, debtor, contacts, alsoPlanned, barred }: OutsideFacts,
  contact: OutsideContact,
): Proposal | undefined {
  const accounts = accountsMeant(terms, debtor, contact);
  const [first] = accounts;
  if (first === undefined) return undefined;
  const address = addressOf(contacts, contact, barred);
  return {
    debtor,
    contacts:
      address?.id === UNLISTED
        ? { ...contacts, addresses: [...contacts.addresses, address] }
        : contacts,
    accounts,
    portfolio: portfolioOf(terms, first.portfolioId),
    channel: contact.channel,
    purpose: contact.purpose,
    step: contact.step,
    address,
    except: null,
    alsoPlanned,
  };
}

/** Whether there is nothing by which the contact could be made: no address of the channel that may be used. */
export function lacksAddress({ channel, address }: Proposal): boolean {
  return address === null && !WITHOUT_ADDRESS.has(channel);
}

/** The address as a column of the attempt; one that is in no file has no row to point to. */
export function listedAddress({ address }: Proposal): AddressFacts | null {
  return address === null || address.id === UNLISTED ? null : address;
}

/** Of the debtor as a whole: the open accounts beside the one that is overdue the longest, as one message would name. */
export function accountsMeant(
  terms: Terms,
  debtor: DebtorFacts,
  { accountId, clientId }: Pick<OutsideContact, "accountId" | "clientId">,
): readonly AccountFacts[] {
  if (accountId !== null) {
    const account = debtor.accounts.get(accountId);
    return account === undefined ? [] : [account];
  }
  const ofClient = [...debtor.accounts.values()]
    .filter(({ portfolioId }) => terms.portfolios.get(portfolioId)?.clientId === clientId)
    .toSorted((a, b) => ageOf(a).localeCompare(ageOf(b)));
  const [oldest] = ofClient;
  if (oldest === undefined) return [];
  const open = ofClient.filter(
    ({ status, portfolioId }) => status === "open" && portfolioId === oldest.portfolioId,
  );
  return open.length === 0 ? [oldest] : open;
}

function ageOf({ status, oldestUnpaidOn, id }: AccountFacts): string {
  return `${status === "open" ? 0 : 1} ${oldestUnpaidOn ?? "9999"} ${id}`;
}

function addressOf(
  contacts: ContactFacts,
  { address, channel }: OutsideContact,
  barred: OutsideFacts["barred"],
): AddressFacts | null {
  if (address === null) return addressesFor(contacts, REACHED_LIKE[channel] ?? channel)[0] ?? null;
  const listed = contacts.addresses.find(({ id }) => id === address.id);
  return (
    listed ?? {
      id: UNLISTED,
      partyId: UNLISTED,
      ofDebtor: true,
      kind: address.kind,
      lineType: null,
      state: "unverified",
      rank: 0,
      suppressed: barred(address.hmac),
    }
  );
}
