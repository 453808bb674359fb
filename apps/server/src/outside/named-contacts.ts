import type { Channel } from "@fairflow/compliance";
import {
  findAddresses,
  findSubjects,
  normalAddress,
  type Keyring,
  type KnownAddress,
  type OutsideReference,
  type OutsideSubject,
  type Transaction,
} from "@fairflow/db";
import type { OutsideAddress } from "@fairflow/engine";

/** A contact as another system names it: the account or debtor by the client's number, the address as it is written. */
export interface NamedContact {
  readonly account?: string | undefined;
  readonly debtor?: string | undefined;
  readonly client?: string | undefined;
  readonly portfolio?: string | undefined;
  readonly channel: Channel;
  readonly address?: string | undefined;
}

export interface ResolvedContact {
  readonly kind: "found";
  readonly subject: OutsideSubject;
  readonly address: OutsideAddress | null;
  /** Whether the address is in the debtor's file as that of somebody else. */
  readonly isOfAnother: boolean;
}

export type Resolved =
  | ResolvedContact
  | { readonly kind: "unknown-account" }
  | { readonly kind: "ambiguous-account" }
  | { readonly kind: "unreadable-address" };

const ADDRESS_KINDS: Readonly<Record<Channel, "phone" | "email" | "postal" | null>> = {
  call: "phone",
  prerecorded_call: "phone",
  voicemail: "phone",
  sms: "phone",
  whatsapp: "phone",
  workplace_call: "phone",
  email: "email",
  letter: "postal",
  visit: "postal",
  social_dm: null,
  portal: null,
};

/** Finds whom each of them means, and at which address, in as many statements for a thousand as for one. */
export async function resolveContacts(
  tx: Transaction,
  keyring: Keyring,
  named: readonly NamedContact[],
): Promise<readonly Resolved[]> {
  const subjects = await findSubjects(tx, keyring, named.map(referenceOf));
  const read = named.map((contact, index) => {
    const subject = subjects[index] ?? { kind: "unknown" as const };
    if (subject.kind !== "found") return { subject, address: null };
    if (contact.address === undefined) return { subject, address: null };
    const kind = ADDRESS_KINDS[contact.channel];
    const normal =
      kind === null
        ? undefined
        : normalAddress(keyring, { kind, value: contact.address }, subject.country);
    if (kind === null || normal === undefined) return { subject, address: "unreadable" as const };
    return { subject, address: { kind, hmac: normal.hmac } };
  });
  const asked = read.flatMap(({ subject, address }) =>
    subject.kind === "found" && address !== null && address !== "unreadable"
      ? [{ debtorId: subject.debtorId, hmac: address.hmac }]
      : [],
  );
  const found = (await findAddresses(tx, asked)).values();
  return read.map(({ subject, address }): Resolved => {
    if (subject.kind === "unknown") return { kind: "unknown-account" };
    if (subject.kind === "ambiguous") return { kind: "ambiguous-account" };
    if (address === "unreadable") return { kind: "unreadable-address" };
    if (address === null) {
      return { kind: "found", subject, address: null, isOfAnother: false };
    }
    const known: KnownAddress | undefined = found.next().value;
    return {
      kind: "found",
      subject,
      address: { id: known?.id ?? null, ...address },
      isOfAnother: known?.isDebtor === false,
    };
  });
}

function referenceOf({ account, debtor, client, portfolio }: NamedContact): OutsideReference {
  return account === undefined
    ? { kind: "debtor", reference: debtor ?? "", client }
    : { kind: "account", reference: account, client, portfolio };
}
