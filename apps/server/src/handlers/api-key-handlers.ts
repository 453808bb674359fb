import { endpoints } from "@fairflow/contract";
import { listApiKeys } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { makeKey, revokeKey } from "../outside/api-key-desk.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

/** The keys of other systems. */
export function apiKeyHandlers({ database, realNow }: AppDeps) {
  return {
    apiKeys: handle(endpoints.apiKeys, async () => {
      const [keys, names] = await Promise.all([listApiKeys(database), userNames(database)]);
      return keys.map(({ id, name, scopes, madeBy, madeAt, lastUsedAt, revokedAt }) => ({
        id,
        name,
        scopes: [...scopes],
        madeBy: nameOf(names, madeBy),
        madeAtMs: madeAt.getTime(),
        lastUsedMs: lastUsedAt?.getTime() ?? null,
        revokedAtMs: revokedAt?.getTime() ?? null,
      }));
    }),

    makeApiKey: handle(endpoints.makeApiKey, ({ input: { body }, user }) =>
      database.transaction(async (tx) => {
        const by = { kind: "user", id: user.id } as const;
        const made = await makeKey(tx, { ...body, by }, realNow());
        if (made === undefined) {
          throw new HttpError(
            "conflict",
            `${body.name} has a key that is in use: revoke it first.`,
          );
        }
        return made;
      }),
    ),

    revokeApiKey: handle(endpoints.revokeApiKey, ({ input: { params }, user }) =>
      database.transaction(async (tx) => {
        const by = { kind: "user", id: user.id } as const;
        if (!(await revokeKey(tx, { key: { id: params.id }, by }, realNow()))) {
          throw notFound("key");
        }
        return DONE;
      }),
    ),
  };
}
