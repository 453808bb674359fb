import { providerKind, type ProviderConfig, type ProviderTest } from "@fairflow/contract";
import {
  addProvider,
  changeProvider,
  lockProviders,
  newId,
  noteProviderTest,
  openSecrets,
  readProvider,
  recordAudit,
  removeProvider,
  retireSecret,
  rotateSecret,
  switchProvider,
  type OpenSecrets,
  type SecretPlace,
  type StoredProvider,
  type Transaction,
} from "@fairflow/db";
import { MovedClockError, refuseMovedClock, wakeProvider } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { callbackUrl } from "./callback-address.ts";
import type { FittingSettings } from "./kinds/kind-definition.ts";
import { knownKind } from "./kinds/known-kinds.ts";

export type DeskDeps = Pick<AppDeps, "database" | "keys" | "realNow" | "publicUrl" | "tools">;

interface Settings {
  readonly name: string;
  readonly config: ProviderConfig;
  readonly portfolioIds: readonly string[];
}

/** What admins do with providers. Everything is audited, and no secret leaves. */
export class ProviderDesk {
  readonly #deps: DeskDeps;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /** @throws HttpError */
  add(
    given: Settings & { readonly kind: string; readonly secrets: Readonly<Record<string, string>> },
    by: string,
  ): Promise<string> {
    const { kind, name, config, portfolioIds } = given;
    const id = newId();
    const secrets = Object.fromEntries(
      Object.entries(given.secrets).map(([secret, value]) => [secret, [value]]),
    );
    const fit = fitting(kind, { config, secrets });
    return this.#deps.database.transaction(async (tx) => {
      const { isLive, purpose } = fit;
      const provider = { id, kind, name, purpose, config, isLive, portfolioIds };
      const changed = { by, now: this.#deps.realNow() };
      if (!(await addProvider(tx, provider, changed))) throw nameTaken(name);
      for (const [secret, value] of Object.entries(given.secrets)) {
        const named = { providerId: id, name: secret, value };
        await rotateSecret(tx, this.#deps.keys(), { ...named, ...changed });
      }
      await audit(tx, { id, by, action: "provider.add", after: { kind, name, config } });
      return id;
    });
  }

  /** @throws HttpError */
  change(id: string, given: Settings, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      const provider = await found(tx, id);
      const { name, config, portfolioIds } = given;
      const secrets = await this.#secretsOf(tx, id);
      const { isLive } = fitting(provider.kind, { config, secrets });
      if (isLive && provider.isOn) await refuseMoved(tx);
      const settings = { name, config, isLive, portfolioIds };
      if (!(await changeProvider(tx, id, { ...settings, by, now: this.#deps.realNow() }))) {
        throw nameTaken(name);
      }
      const before = { name: provider.name, config: provider.config };
      await audit(tx, { id, by, action: "provider.change", before, after: { name, config } });
    });
  }

  /** @throws HttpError */
  switch(
    id: string,
    to: { readonly isOn: boolean; readonly isDefault: boolean },
    by: string,
  ): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      const provider = await found(tx, id);
      if (to.isOn) {
        const secrets = await this.#secretsOf(tx, id);
        fitting(provider.kind, { config: provider.config, secrets });
        if (provider.isLive) await refuseMoved(tx);
      }
      await switchProvider(tx, id, { ...to, by, now: this.#deps.realNow() });
      const { isOn, isDefault } = provider;
      await audit(tx, {
        id,
        by,
        action: "provider.switch",
        before: { isOn, isDefault },
        after: to,
      });
    });
  }

  /** @throws HttpError */
  rotate(id: string, secret: { readonly name: string; readonly value: string }, by: string) {
    return this.#deps.database.transaction(async (tx) => {
      const provider = await found(tx, id);
      if (!providerKind(provider.kind)?.secrets.some(({ name }) => name === secret.name)) {
        throw notFound("secret");
      }
      const changed = { by, now: this.#deps.realNow() };
      const named = { providerId: id, ...secret };
      if (!(await rotateSecret(tx, this.#deps.keys(), { ...named, ...changed }))) {
        throw new HttpError("conflict", "Two are valid already: retire one of them first.");
      }
      fitting(provider.kind, {
        config: provider.config,
        secrets: await this.#secretsOf(tx, id),
      });
      await audit(tx, { id, by, action: "provider.rotate-secret", after: { name: secret.name } });
    });
  }

  /** @throws HttpError */
  retire(id: string, secret: { readonly name: string; readonly place: SecretPlace }, by: string) {
    return this.#deps.database.transaction(async (tx) => {
      await found(tx, id);
      const changed = { by, now: this.#deps.realNow() };
      if (!(await retireSecret(tx, { providerId: id, ...secret, ...changed }))) {
        throw new HttpError("conflict", "Only one is valid: set another one first.");
      }
      await audit(tx, { id, by, action: "provider.retire-secret", after: secret });
    });
  }

  /** @throws HttpError */
  remove(id: string, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      const { kind, name } = await found(tx, id);
      await removeProvider(tx, id, { by, now: this.#deps.realNow() });
      await audit(tx, { id, by, action: "provider.remove", before: { kind, name } });
    });
  }

  /** Outside of any transaction: a provider may take its time. @throws HttpError */
  async test(id: string): Promise<ProviderTest> {
    const { database, publicUrl, tools, realNow } = this.#deps;
    const provider = await found(database, id);
    const secrets = await this.#secretsOf(database, id);
    const fit = fitting(provider.kind, { config: provider.config, secrets });
    const as = { id, callbackUrl: callbackUrl(publicUrl, id) };
    const { passed, answer } = await fit.test(as, tools);
    const shown = { passed, answer: answer.slice(0, 1_000) };
    await noteProviderTest(database, id, { ...shown, now: realNow() });
    return shown;
  }

  /** @throws HttpError */
  wake(id: string, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      await found(tx, id);
      await wakeProvider(tx, id);
      await audit(tx, { id, by, action: "provider.wake" });
    });
  }

  async #secretsOf(tx: Transaction, id: string): Promise<OpenSecrets> {
    return (await openSecrets(tx, this.#deps.keys())).get(id) ?? {};
  }
}

async function found(tx: Transaction, id: string): Promise<StoredProvider> {
  const provider = await readProvider(tx, id);
  if (provider === undefined) throw notFound("provider");
  return provider;
}

/** @throws HttpError with what is wrong, by field */
function fitting(
  kind: string,
  given: { readonly config: unknown; readonly secrets: OpenSecrets },
): FittingSettings {
  const fit = knownKind(kind)?.fit(given);
  if (fit === undefined) throw new HttpError("invalid", "There is no such kind of provider.");
  if (fit.ok) return fit.settings;
  const [first] = fit.problems;
  const place = first === undefined || first.path === "" ? "" : `${first.path}: `;
  const message = first?.message ?? "The settings do not fit";
  throw new HttpError("invalid", `${place}${message}.`, { details: { issues: fit.problems } });
}

/** Held with the lock on providers, which whoever moves the clock takes too. */
async function refuseMoved(tx: Transaction): Promise<void> {
  await lockProviders(tx);
  try {
    await refuseMovedClock(tx);
  } catch (cause) {
    if (!(cause instanceof MovedClockError)) throw cause;
    const why = "The clock is moved: people would be reached at hours that are not theirs.";
    throw new HttpError("conflict", why, { cause });
  }
}

function nameTaken(name: string): HttpError {
  return new HttpError("conflict", `There is a provider called ${name} already.`);
}

async function audit(
  tx: Transaction,
  entry: {
    readonly id: string;
    readonly by: string;
    readonly action: string;
    readonly before?: unknown;
    readonly after?: unknown;
  },
): Promise<void> {
  const { id, by, action, before, after } = entry;
  const actor = { kind: "user", id: by } as const;
  await recordAudit(tx, [{ actor, action, subject: { kind: "provider", id }, before, after }]);
}
