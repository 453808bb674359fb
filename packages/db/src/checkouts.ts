import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";
import type { CHECKOUT_STANDINGS } from "./schema/words.ts";

type Standing = (typeof CHECKOUT_STANDINGS)[number];

export interface NewCheckout {
  readonly paymentLinkId: string;
  readonly gateway: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly expiresAt: Date;
}

/** A try to pay, and how far it came. */
export interface Checkout extends NewCheckout {
  readonly id: string;
  readonly standing: Standing;
}

/** Writes down what is asked of a gateway, before it is asked. @returns the id by which it knows the checkout */
export async function addCheckout(
  { sql }: Transaction,
  { paymentLinkId, gateway, amount, currency, expiresAt }: NewCheckout,
  realNow: Date,
): Promise<string> {
  const id = newId();
  await sql`
    insert into checkout (id, payment_link_id, gateway, amount, currency, opened_at, expires_at)
    values (${id}, ${paymentLinkId}, ${gateway}, ${amount}, ${currency}, ${realNow}, ${expiresAt})`;
  return id;
}

export async function findCheckout(
  { sql }: Transaction,
  id: string,
): Promise<Checkout | undefined> {
  const [checkout] = await sql<Checkout[]>`
    select id, payment_link_id as "paymentLinkId", gateway, amount, currency, expires_at as "expiresAt", standing
    from checkout where id = ${id}`;
  return checkout;
}

/** How far it came only ever rises, and failed stands below paid: a late success counts. */
export async function raiseCheckout(
  { sql }: Transaction,
  { id, standing }: { readonly id: string; readonly standing: Standing },
  realNow: Date,
): Promise<void> {
  await sql`
    update checkout set standing = ${standing}, settled_at = ${realNow}
    where id = ${id} and ${standing} <> 'pending'
      and (standing = 'pending' or (standing = 'failed' and ${standing} = 'paid'))`;
}
