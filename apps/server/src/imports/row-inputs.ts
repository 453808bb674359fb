import type { AccountInput, AddressInput, DebtorInput } from "@fairflow/db";
import type { AccountRow, Mapping } from "@fairflow/intake";

/** A row's debtor as it is saved. Of several rows of one debtor the last counts. */
export function debtorInput({ debtor }: AccountRow, mapping: Mapping): DebtorInput {
  const { firstName, lastName, fullName, company } = debtor;
  const zoneIsOfRow = mapping.columns["debtor.zone"] !== undefined;
  return {
    reference: debtor.reference,
    kind: debtor.kind,
    language: debtor.language,
    zone: debtor.zone,
    zoneSource: zoneIsOfRow ? "street_address" : "country_default",
    subdivision: debtor.subdivision,
    preferredChannel: debtor.preferredChannel,
    payDay: debtor.payDay,
    tags: debtor.tags.length === 0 ? undefined : debtor.tags,
    name: fullName ?? company,
    givenName: firstName,
    familyName: lastName,
    idNumber: debtor.idNumber,
    addresses: addressesOf(debtor),
  };
}

function addressesOf(debtor: AccountRow["debtor"]): readonly AddressInput[] {
  const lines = [...debtor.addressLines, debtor.city, debtor.postalCode].filter(
    (line) => line !== undefined,
  );
  return [
    ...debtor.phones.map((value) => ({ kind: "phone" as const, value })),
    ...(debtor.email === undefined ? [] : [{ kind: "email" as const, value: debtor.email }]),
    // A town alone reaches nobody.
    ...(debtor.addressLines.length === 0
      ? []
      : [{ kind: "postal" as const, value: lines.join("\n") }]),
  ];
}

/** A row's account as it is saved; its amounts are the ledger's. */
export function accountInput(
  { account }: AccountRow,
  debtorId: string,
  mapping: Mapping,
): AccountInput {
  const own = [...account.custom];
  const isPii = (name: string) => mapping.custom[name]?.pii === true;
  const pii = own.filter(([name]) => isPii(name));
  const plain = own.filter(([name]) => !isPii(name));
  return {
    reference: account.reference,
    debtorId,
    kind: account.kind,
    currency: account.currency,
    debtType: account.debtType,
    openedOn: account.openedOn,
    dueDate: account.dueDate,
    inDefaultSince: account.inDefaultSince,
    principalAtDefault: account.principalAtDefaultMinor,
    chargesSinceDefault: account.chargesSinceDefaultMinor,
    product: account.product,
    stage: account.stage,
    tags: account.tags.length === 0 ? undefined : account.tags,
    custom: plain.length === 0 ? undefined : Object.fromEntries(plain),
    customPii: pii.length === 0 ? undefined : Object.fromEntries(pii),
  };
}
