import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { ApiScope, only } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** What the other system is called: the name stands on the audit trail of what it does. */
export const ApiKeyName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,39}$/,
    "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
  );

export const ApiKey = z.strictObject({
  id: Id,
  name: z.string(),
  scopes: z.array(ApiScope),
  madeBy: z.string(),
  madeAtMs: InstantMs,
  /** To the minute. */
  lastUsedMs: InstantMs.nullable(),
  revokedAtMs: InstantMs.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const apiKeys = endpoint({
  method: "GET",
  path: "/api/api-keys",
  summary: "The keys of other systems, those in use first; never their secrets",
  input: {},
  output: z.array(ApiKey),
  policy: only("admin"),
});

/** 409 where the system has a key that is in use. */
export const makeApiKey = endpoint({
  method: "POST",
  path: "/api/api-keys",
  summary: "Makes a key for another system; its secret is shown once; audited",
  input: {
    body: z.strictObject({ name: ApiKeyName, scopes: z.array(ApiScope).min(1) }),
  },
  output: z.strictObject({ id: Id, token: z.string() }),
  policy: only("admin"),
});

export const revokeApiKey = endpoint({
  method: "POST",
  path: "/api/api-keys/:id/revoke",
  summary: "Takes a key back: it lets in nobody from then on; audited",
  input: { params: z.strictObject({ id: Id }) },
  output: Done,
  policy: only("admin"),
});
