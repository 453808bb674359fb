import type { Page } from "@playwright/test";

/** What the API tells of a debtor, as far as tests choose by it. */
export interface KnownDebtor {
  readonly addresses: readonly { readonly channel: string; readonly optedOut: boolean }[];
  readonly accounts: readonly { readonly status: string }[];
  readonly holds: readonly unknown[];
  readonly entries: readonly { readonly kind: string }[];
}

/** Somebody of the first page of debtors who is as a test needs them: the demo clock moves, and the order with it. */
export async function debtorLike(
  page: Page,
  isLike: (known: KnownDebtor) => boolean,
): Promise<string> {
  const read = async (path: string) => Object(await (await page.request.get(path)).json());
  const { debtors } = await read("/api/debtors");
  for (const { id } of Array.from<{ id: string }>(debtors)) {
    const [detail, { entries }] = await Promise.all([
      read(`/api/debtors/${id}`),
      read(`/api/debtors/${id}/timeline`),
    ]);
    if (isLike({ ...detail, entries })) return id;
  }
  throw new Error("Nobody of the first debtors is like that");
}

export function hasOneOpenEmail({ addresses }: KnownDebtor): boolean {
  const emails = addresses.filter(({ channel }) => channel === "email");
  return emails.length === 1 && addresses.every(({ optedOut }) => !optedOut);
}

/** Nothing stands in the way of an SMS but hours and caps. */
export function owesAndIsNotHeld({ accounts, holds, addresses }: KnownDebtor): boolean {
  return (
    accounts.some(({ status }) => status === "open") &&
    holds.length === 0 &&
    addresses.some(({ channel, optedOut }) => channel === "sms" && !optedOut)
  );
}

/** On whose timeline a rule kept something back. */
export function wasKeptBack({ entries }: KnownDebtor): boolean {
  return entries.some(({ kind }) => kind === "deferred" || kind === "refused");
}
