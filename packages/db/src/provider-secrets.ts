import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { touchProvider, type ChangedBy } from "./providers.ts";
import type { SECRET_PLACES } from "./schema/words.ts";

export type SecretPlace = (typeof SECRET_PLACES)[number];

/** That a secret is set, and nothing of it. */
export interface SetSecret {
  readonly providerId: string;
  readonly name: string;
  readonly place: SecretPlace;
  readonly setBy: string;
  readonly setAt: Date;
}

/** By name the secrets that are valid now, the current one first. */
export type OpenSecrets = Readonly<Record<string, readonly string[]>>;

export interface NamedSecret {
  readonly providerId: string;
  readonly name: string;
}

export async function listSecrets({ sql }: Transaction): Promise<readonly SetSecret[]> {
  return sql<SetSecret[]>`
    select provider_id as "providerId", name, place, set_by as "setBy", set_at as "setAt"
    from provider_secret order by provider_id, name, place`;
}

/**
 * Sets a secret; the one that was current stays valid beside it until it is retired.
 *
 * @returns false where two are valid already
 */
export async function rotateSecret(
  tx: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  { providerId, name, value, ...changed }: NamedSecret & { readonly value: string } & ChangedBy,
): Promise<boolean> {
  await touchProvider(tx, providerId, changed);
  const known = await placesOf(tx, { providerId, name });
  if (known.includes("previous")) return false;
  await moveTo(tx, { providerId, name }, "previous");
  const id = newId();
  const sealed = keyring.encrypt({ table: "provider_secret", column: "value", row: id }, value);
  await tx.sql`
    insert into provider_secret (id, provider_id, name, place, value, set_by, set_at)
    values (${id}, ${providerId}, ${name}, 'current', ${sealed}, ${changed.by}, ${changed.now})`;
  return true;
}

/**
 * Makes one of two secrets invalid. Without the current one the previous one speaks again.
 *
 * @returns false where there are not two
 */
export async function retireSecret(
  tx: Transaction,
  {
    providerId,
    name,
    place,
    ...changed
  }: NamedSecret & { readonly place: SecretPlace } & ChangedBy,
): Promise<boolean> {
  await touchProvider(tx, providerId, changed);
  if ((await placesOf(tx, { providerId, name })).length < 2) return false;
  await tx.sql`
    delete from provider_secret where provider_id = ${providerId} and name = ${name} and place = ${place}`;
  if (place === "current") await moveTo(tx, { providerId, name }, "current");
  return true;
}

/** Of every provider that is set up. */
export async function openSecrets(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
): Promise<ReadonlyMap<string, OpenSecrets>> {
  const rows = await sql<{ id: string; providerId: string; name: string; value: Uint8Array }[]>`
    select id, provider_id as "providerId", name, value from provider_secret
    order by provider_id, name, place`;
  const byProvider = Map.groupBy(rows, ({ providerId }) => providerId);
  const open = ({ id, value }: (typeof rows)[number]) =>
    keyring.decryptText({ table: "provider_secret", column: "value", row: id }, value);
  return new Map(
    [...byProvider].map(([providerId, own]) => [
      providerId,
      Object.fromEntries(
        [...Map.groupBy(own, ({ name }) => name)].map(([name, two]) => [name, two.map(open)]),
      ),
    ]),
  );
}

async function placesOf(
  { sql }: Transaction,
  { providerId, name }: NamedSecret,
): Promise<readonly SecretPlace[]> {
  const rows = await sql<{ place: SecretPlace }[]>`
    select place from provider_secret where provider_id = ${providerId} and name = ${name}`;
  return rows.map(({ place }) => place);
}

async function moveTo(
  { sql }: Transaction,
  { providerId, name }: NamedSecret,
  place: SecretPlace,
): Promise<void> {
  await sql`
    update provider_secret set place = ${place} where provider_id = ${providerId} and name = ${name}`;
}
