import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";

/** Whoever began a request so long ago and has not answered it is gone; the next one who asks does it. */
const GIVEN_UP_AFTER_MS = 5 * 60_000;
const KEPT_MS = 3 * 86_400_000;

/** A write that another system names, so that asking for it again changes nothing. */
export interface NamedRequest {
  readonly keyId: string;
  readonly name: string;
  /** A keyed digest of what is asked. */
  readonly asked: Uint8Array;
}

export type NamedBeginning =
  | { readonly kind: "begun" }
  | { readonly kind: "answered"; readonly answer: unknown }
  /** The same name was given to something else. */
  | { readonly kind: "other" }
  | { readonly kind: "under-way" };

/** Of several who ask under one name at once, one begins; the others learn what became of it. Real time. */
export async function beginNamed(
  tx: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  request: NamedRequest,
  now: Date,
): Promise<NamedBeginning> {
  const { keyId, name, asked } = request;
  const givenUp = new Date(now.getTime() - GIVEN_UP_AFTER_MS);
  await tx.sql`
    delete from named_request
    where key_id = ${keyId} and began_at < ${new Date(now.getTime() - KEPT_MS)}`;
  const { count } = await tx.sql`
    insert into named_request (key_id, name, asked, began_at) values (${keyId}, ${name}, ${asked}, ${now})
    on conflict (key_id, name) do update set began_at = excluded.began_at
      where named_request.status is null and named_request.began_at < ${givenUp}
        and named_request.asked = excluded.asked`;
  if (count > 0) return { kind: "begun" };
  const [known] = await tx.sql<{ is_same: boolean; answer: Uint8Array | null }[]>`
    select asked = ${asked} as is_same, answer from named_request where key_id = ${keyId} and name = ${name}`;
  // It failed between the two statements, and may be asked again.
  if (known === undefined) return { kind: "under-way" };
  if (!known.is_same) return { kind: "other" };
  if (known.answer === null) return { kind: "under-way" };
  const answer: unknown = JSON.parse(keyring.decryptText(placeOf(request), known.answer));
  return { kind: "answered", answer };
}

export async function answerNamed(
  tx: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  request: NamedRequest,
  answer: unknown,
): Promise<void> {
  const sealed = keyring.encrypt(placeOf(request), JSON.stringify(answer));
  await tx.sql`
    update named_request set status = 200, answer = ${sealed}
    where key_id = ${request.keyId} and name = ${request.name}`;
}

/** It came to nothing: the name is free again. */
export async function forgetNamed(tx: Transaction, { keyId, name }: NamedRequest): Promise<void> {
  await tx.sql`
    delete from named_request where key_id = ${keyId} and name = ${name} and status is null`;
}

function placeOf({ keyId, name }: NamedRequest) {
  return { table: "named_request", column: "answer", row: `${keyId} ${name}` };
}
