import { webhookEndpoints } from "@fairflow/contract";
import {
  listDeliveries,
  listWebhookEndpoints,
  readDelivery,
  type StoredDelivery,
  type StoredWebhookEndpoint,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";
import { WebhookDesk } from "../webhooks/webhook-desk.ts";

const SHOWN = 50;

/** Outgoing webhooks. */
export function webhookHandlers(deps: AppDeps) {
  const { database } = deps;
  const desk = new WebhookDesk({ ...deps, reach: deps.tools.reach });
  return {
    webhooks: handle(webhookEndpoints.webhooks, async () => {
      const [all, names] = await Promise.all([listWebhookEndpoints(database), userNames(database)]);
      return all.map((each) => viewOf(each, nameOf(names, each.changedBy)));
    }),

    addWebhook: handle(webhookEndpoints.addWebhook, ({ input: { body }, user }) =>
      desk.add(body, user.id),
    ),

    changeWebhook: handle(
      webhookEndpoints.changeWebhook,
      async ({ input: { params, body }, user }) => {
        await desk.change(params.id, body, user.id);
        return DONE;
      },
    ),

    removeWebhook: handle(webhookEndpoints.removeWebhook, async ({ input: { params }, user }) => {
      await desk.remove(params.id, user.id);
      return DONE;
    }),

    rotateWebhookSecret: handle(
      webhookEndpoints.rotateWebhookSecret,
      ({ input: { params }, user }) => desk.rotate(params.id, user.id),
    ),

    retireWebhookSecret: handle(
      webhookEndpoints.retireWebhookSecret,
      async ({ input: { params }, user }) => {
        await desk.retire(params.id, user.id);
        return DONE;
      },
    ),

    testWebhook: handle(webhookEndpoints.testWebhook, ({ input: { params }, user }) =>
      desk.test(params.id, user.id),
    ),

    webhookDeliveries: handle(webhookEndpoints.webhookDeliveries, async ({ input: { query } }) => {
      const { endpoint, status, cursor } = query;
      const found = await listDeliveries(database, {
        endpointId: endpoint,
        status,
        before: cursor,
        limit: SHOWN + 1,
      });
      const shown = found.slice(0, SHOWN);
      return {
        deliveries: shown.map(deliveryOf),
        next: found.length > SHOWN ? (shown.at(-1)?.id ?? null) : null,
      };
    }),

    webhookDelivery: handle(webhookEndpoints.webhookDelivery, async ({ input: { params } }) => {
      const detail = await readDelivery(database, deps.keys(), params.id);
      if (detail === undefined) throw notFound("message");
      const { body, tries } = detail;
      return { body, tries: tries.map(({ at, ...tried }) => ({ atMs: at.getTime(), ...tried })) };
    }),

    redeliverWebhook: handle(
      webhookEndpoints.redeliverWebhook,
      async ({ input: { params }, user }) => {
        await desk.redeliverOne(params.id, user.id);
        return DONE;
      },
    ),

    redeliverWebhooks: handle(
      webhookEndpoints.redeliverWebhooks,
      ({ input: { params, body }, user }) => {
        const { sinceMs, which } = body;
        return desk.redeliverSince(params.id, { since: new Date(sinceMs), which }, user.id);
      },
    ),
  };
}

function viewOf(stored: StoredWebhookEndpoint, changedBy: string) {
  const { disabledAt, disabledWhy, failingSince, lastDeliveredAt, changedAt, ...same } = stored;
  return {
    ...same,
    eventTypes: [...same.eventTypes],
    disabled:
      disabledAt === null || disabledWhy === null
        ? null
        : { atMs: disabledAt.getTime(), why: disabledWhy },
    failingSinceMs: failingSince?.getTime() ?? null,
    lastDeliveredMs: lastDeliveredAt?.getTime() ?? null,
    changedBy,
    changedAtMs: changedAt.getTime(),
  };
}

function deliveryOf({ nextTryAt, createdAt, endedAt, ...same }: StoredDelivery) {
  return {
    ...same,
    nextTryMs: nextTryAt?.getTime() ?? null,
    createdAtMs: createdAt.getTime(),
    endedAtMs: endedAt?.getTime() ?? null,
  };
}
