import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Id } from "../values.ts";
import { ProviderConfig } from "./provider-config.ts";
import { ProviderPurpose } from "./provider-purpose.ts";
import { ProviderTest, ProviderView } from "./provider-view.ts";

const ProviderParams = z.strictObject({ id: Id });

const SecretName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,29}$/);
const SecretValue = z.string().min(1).max(20_000);

const Settings = z.strictObject({
  name: z.string().trim().min(1).max(60),
  config: ProviderConfig,
  /** The portfolios that use it instead of the default. */
  portfolioIds: z.array(Id).max(500),
});

const providers = endpoint({
  method: "GET",
  path: "/api/providers",
  summary:
    "Whom messages and money go through, how each is, and since when its secrets are set; never the secrets",
  input: {},
  output: z.strictObject({
    providers: z.array(ProviderView),
    portfolios: z.array(z.strictObject({ id: Id, name: z.string() })),
    /** For each purpose, what happens to what no provider takes. */
    otherwise: z.array(
      z.strictObject({
        purpose: ProviderPurpose,
        /** `batches`: letters that wait to leave together. */
        taker: z.enum(["provider", "sandbox", "batches", "nobody"]),
        /** Messages that are planned and whose time has come. */
        waiting: z.int(),
      }),
    ),
  }),
  policy: only("admin"),
});

/** 409 where another has its name; 422 where the settings do not fit its kind. */
const addProvider = endpoint({
  method: "POST",
  path: "/api/providers",
  summary: "Sets up a provider, switched off; audited",
  input: {
    body: Settings.extend({
      kind: z.string().max(30),
      secrets: z.record(SecretName, SecretValue),
    }),
  },
  output: z.strictObject({ id: Id }),
  policy: only("admin"),
});

const changeProvider = endpoint({
  method: "PUT",
  path: "/api/providers/:id",
  summary: "Changes a provider's settings; all processes take them up at once; audited",
  input: { params: ProviderParams, body: Settings },
  output: Done,
  policy: only("admin"),
});

/** 409 where it is live and the clock is moved. */
const switchProvider = endpoint({
  method: "POST",
  path: "/api/providers/:id/switch",
  summary: "Switches a provider on or off, or makes it the default of its purpose; audited",
  input: {
    params: ProviderParams,
    body: z.strictObject({ isOn: z.boolean(), isDefault: z.boolean() }),
  },
  output: Done,
  policy: only("admin"),
});

/** 409 where two are valid already. */
const rotateProviderSecret = endpoint({
  method: "POST",
  path: "/api/providers/:id/secrets/:name",
  summary: "Sets a secret; the one before it stays valid until it is retired; audited",
  input: {
    params: ProviderParams.extend({ name: SecretName }),
    body: z.strictObject({ value: SecretValue }),
  },
  output: Done,
  policy: only("admin"),
});

const retireProviderSecret = endpoint({
  method: "POST",
  path: "/api/providers/:id/secrets/:name/retire",
  summary: "Makes one of two valid secrets invalid; audited",
  input: {
    params: ProviderParams.extend({ name: SecretName }),
    body: z.strictObject({ place: z.enum(["current", "previous"]) }),
  },
  output: Done,
  policy: only("admin"),
});

const testProvider = endpoint({
  method: "POST",
  path: "/api/providers/:id/test",
  summary: "Asks a provider whether it knows us, sends nothing, and tells its own answer",
  input: { params: ProviderParams },
  output: ProviderTest,
  policy: only("admin"),
});

/** Lets a provider that rests be tried at once. */
const wakeProvider = endpoint({
  method: "POST",
  path: "/api/providers/:id/wake",
  summary: "Tries a provider again that rests after failing; audited",
  input: { params: ProviderParams },
  output: Done,
  policy: only("admin"),
});

const removeProvider = endpoint({
  method: "DELETE",
  path: "/api/providers/:id",
  summary: "Removes a provider and forgets its secrets; what it took still names it; audited",
  input: { params: ProviderParams },
  output: Done,
  policy: only("admin"),
});

export const providerEndpoints = {
  addProvider,
  changeProvider,
  providers,
  removeProvider,
  retireProviderSecret,
  rotateProviderSecret,
  switchProvider,
  testProvider,
  wakeProvider,
} as const;
