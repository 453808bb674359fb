import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Cursor, Id, InstantMs } from "../values.ts";
import {
  WebhookDeliveryView,
  WebhookEndpointView,
  WebhookSettings,
  WebhookStatus,
  WebhookTryView,
} from "./webhook-views.ts";

const Params = z.strictObject({ id: Id });

const webhooks = endpoint({
  method: "GET",
  path: "/api/webhooks",
  summary:
    "The addresses of other systems that are told what happens, and how each is; never their secrets",
  input: {},
  output: z.array(WebhookEndpointView),
  policy: only("admin"),
});

/** 409 where another has its name; 422 for an address that this installation does not reach. */
const addWebhook = endpoint({
  method: "POST",
  path: "/api/webhooks",
  summary: "Sets up an address; the secret that signs is shown once; audited",
  input: { body: WebhookSettings },
  output: z.strictObject({ id: Id, secret: z.string() }),
  policy: only("admin"),
});

const changeWebhook = endpoint({
  method: "PUT",
  path: "/api/webhooks/:id",
  summary: "Changes an address or switches it on or off; audited",
  input: { params: Params, body: WebhookSettings },
  output: Done,
  policy: only("admin"),
});

const removeWebhook = endpoint({
  method: "DELETE",
  path: "/api/webhooks/:id",
  summary: "Takes an address out: it is told nothing any more; audited",
  input: { params: Params },
  output: Done,
  policy: only("admin"),
});

/** 409 where two sign already. */
const rotateWebhookSecret = endpoint({
  method: "POST",
  path: "/api/webhooks/:id/secret",
  summary:
    "Makes a new secret, shown once; the one before signs beside it until it is retired; audited",
  input: { params: Params },
  output: z.strictObject({ secret: z.string() }),
  policy: only("admin"),
});

const retireWebhookSecret = endpoint({
  method: "POST",
  path: "/api/webhooks/:id/secret/retire",
  summary: "Lets the older of two secrets sign no more; audited",
  input: { params: Params },
  output: Done,
  policy: only("admin"),
});

const testWebhook = endpoint({
  method: "POST",
  path: "/api/webhooks/:id/test",
  summary: "Sends `webhook.test`, signed as everything else; the log shows what came back",
  input: { params: Params },
  output: z.strictObject({ delivery: Id }),
  policy: only("admin"),
});

const webhookDeliveries = endpoint({
  method: "GET",
  path: "/api/webhook-deliveries",
  summary: "What other systems were told or are to be told, the newest first",
  input: {
    query: z.strictObject({
      endpoint: Id.optional(),
      status: WebhookStatus.optional(),
      cursor: z.uuid().optional(),
    }),
  },
  output: z.strictObject({ deliveries: z.array(WebhookDeliveryView), next: Cursor }),
  policy: only("admin"),
});

const webhookDelivery = endpoint({
  method: "GET",
  path: "/api/webhook-deliveries/:id",
  summary: "One message as it was sent, with each try and how its answer begins",
  input: { params: Params },
  output: z.strictObject({ body: z.string(), tries: z.array(WebhookTryView) }),
  policy: only("admin"),
});

const redeliverWebhook = endpoint({
  method: "POST",
  path: "/api/webhook-deliveries/:id/redeliver",
  summary: "Sends one message again, under the id that it had; audited",
  input: { params: Params },
  output: Done,
  policy: only("admin"),
});

const redeliverWebhooks = endpoint({
  method: "POST",
  path: "/api/webhooks/:id/redeliver",
  summary: "Sends again what was told since an instant, or only what failed; audited",
  input: {
    params: Params,
    body: z.strictObject({ sinceMs: InstantMs, which: z.enum(["failed", "any"]) }),
  },
  output: z.strictObject({ messages: z.int() }),
  policy: only("admin"),
});

/** What admins do with outgoing webhooks. */
export const webhookEndpoints = {
  webhooks,
  addWebhook,
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  retireWebhookSecret,
  testWebhook,
  webhookDeliveries,
  webhookDelivery,
  redeliverWebhook,
  redeliverWebhooks,
} as const;
