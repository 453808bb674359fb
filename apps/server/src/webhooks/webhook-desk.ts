import { randomBytes } from "node:crypto";
import type { Reach } from "@fairflow/channels";
import { refusalOfUrl } from "@fairflow/channels";
import type { WebhookSettings } from "@fairflow/contract";
import {
  addTestDelivery,
  addWebhookEndpoint,
  changeWebhookEndpoint,
  newId,
  readWebhookEndpoint,
  recordAudit,
  redeliver,
  removeWebhookEndpoint,
  retireWebhookSecret,
  rotateWebhookSecret,
  type Database,
  type Keyring,
  type StoredWebhookEndpoint,
  type Transaction,
} from "@fairflow/db";
import { HttpError, notFound } from "../http/http-error.ts";

interface DeskDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly realNow: () => Date;
  readonly reach: Reach;
}

/** 192 bits, as Standard Webhooks asks for at least. */
const SECRET_BYTES = 24;

const REFUSALS = {
  "not-https": "Use https: this installation speaks plain http to nobody.",
  "credentials-in-url": "Leave the user and password out of the address.",
  "port-not-allowed": "This installation does not speak to that port.",
  "address-not-public": "This installation does not reach addresses that are not public.",
} as const;

/** What admins do with endpoints of other systems. Everything is audited, and a secret is shown once. */
export class WebhookDesk {
  readonly #deps: DeskDeps;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /** @throws HttpError */
  add(settings: WebhookSettings, by: string): Promise<{ id: string; secret: string }> {
    this.#refuseUnreachable(settings.url);
    return this.#deps.database.transaction(async (tx) => {
      const id = newId();
      const changed = { by, now: this.#deps.realNow() };
      if (!(await addWebhookEndpoint(tx, { id, ...settings }, changed))) throw nameTaken(settings);
      const secret = newSecret();
      await rotateWebhookSecret(tx, this.#deps.keys(), {
        endpointId: id,
        value: secret,
        ...changed,
      });
      await audit(tx, { id, by, action: "webhook.add", after: settings });
      return { id, secret };
    });
  }

  /** @throws HttpError */
  change(id: string, settings: WebhookSettings, by: string): Promise<void> {
    this.#refuseUnreachable(settings.url);
    return this.#deps.database.transaction(async (tx) => {
      const { name, url, eventTypes, isOn } = await found(tx, id);
      const changed = { by, now: this.#deps.realNow() };
      if (!(await changeWebhookEndpoint(tx, { id, ...settings }, changed))) {
        throw nameTaken(settings);
      }
      const before = { name, url, eventTypes, isOn };
      await audit(tx, { id, by, action: "webhook.change", before, after: settings });
    });
  }

  /** @throws HttpError */
  remove(id: string, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      const { name, url } = await found(tx, id);
      await removeWebhookEndpoint(tx, id, { by, now: this.#deps.realNow() });
      await audit(tx, { id, by, action: "webhook.remove", before: { name, url } });
    });
  }

  /** @throws HttpError where two sign already */
  rotate(id: string, by: string): Promise<{ secret: string }> {
    return this.#deps.database.transaction(async (tx) => {
      await found(tx, id);
      const secret = newSecret();
      const rotation = { endpointId: id, value: secret, by, now: this.#deps.realNow() };
      if (!(await rotateWebhookSecret(tx, this.#deps.keys(), rotation))) {
        throw new HttpError("conflict", "Two secrets sign already: retire the older one first.");
      }
      await audit(tx, { id, by, action: "webhook.rotate-secret" });
      return { secret };
    });
  }

  /** @throws HttpError where only one signs */
  retire(id: string, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      await found(tx, id);
      if (!(await retireWebhookSecret(tx, id))) {
        throw new HttpError("conflict", "Only one secret signs: make a new one first.");
      }
      await audit(tx, { id, by, action: "webhook.retire-secret" });
    });
  }

  /** @throws HttpError for one that is off */
  test(id: string, by: string): Promise<{ delivery: string }> {
    return this.#deps.database.transaction(async (tx) => {
      if (!(await found(tx, id)).isOn) {
        throw new HttpError("conflict", "This webhook is off: switch it on first.");
      }
      const delivery = await addTestDelivery(tx, id, this.#deps.realNow());
      await audit(tx, { id, by, action: "webhook.test", after: { delivery } });
      return { delivery };
    });
  }

  /** @throws HttpError */
  redeliverOne(id: string, by: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      if ((await redeliver(tx, { id }, this.#deps.realNow())) === 0) {
        throw new HttpError(
          "conflict",
          "Only what was told, given up or cancelled is sent again; a step of a flow asks by itself.",
        );
      }
      await audit(tx, { id, by, action: "webhook.redeliver", kind: "webhook-delivery" });
    });
  }

  /** @throws HttpError */
  redeliverSince(
    id: string,
    { since, which }: { readonly since: Date; readonly which: "failed" | "any" },
    by: string,
  ): Promise<{ messages: number }> {
    return this.#deps.database.transaction(async (tx) => {
      await found(tx, id);
      const asked = { endpointId: id, since, status: which };
      const messages = await redeliver(tx, asked, this.#deps.realNow());
      const after = { since: since.toISOString(), which, messages };
      await audit(tx, { id, by, action: "webhook.redeliver", after });
      return { messages };
    });
  }

  /** By the text of the address; what its name resolves to is judged at each connection. */
  #refuseUnreachable(url: string): void {
    const refusal = refusalOfUrl(new URL(url), this.#deps.reach);
    if (refusal !== undefined) throw new HttpError("invalid", `url: ${REFUSALS[refusal]}`);
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

async function found(tx: Transaction, id: string): Promise<StoredWebhookEndpoint> {
  const endpoint = await readWebhookEndpoint(tx, id);
  if (endpoint === undefined) throw notFound("webhook");
  return endpoint;
}

function nameTaken({ name }: WebhookSettings): HttpError {
  return new HttpError("conflict", `There is a webhook called ${name} already.`);
}

async function audit(
  tx: Transaction,
  entry: {
    readonly id: string;
    readonly by: string;
    readonly action: string;
    readonly kind?: string;
    readonly before?: unknown;
    readonly after?: unknown;
  },
): Promise<void> {
  const { id, by, action, kind = "webhook-endpoint", before, after } = entry;
  const actor = { kind: "user", id: by } as const;
  await recordAudit(tx, [{ actor, action, subject: { kind, id }, before, after }]);
}
