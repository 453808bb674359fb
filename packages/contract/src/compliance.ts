import { Profile, RuleKind } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";
import { RuleView } from "./rule-view.ts";
import { Day, Id, InstantMs } from "./values.ts";

const PackId = z.string().regex(/^[a-z0-9-]{1,64}$/);
const RuleIdParam = z.string().regex(/^[a-z0-9.\-_]{1,120}$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

const PackParams = z.strictObject({ id: PackId });

/** The law of the installation after a change: verdicts from then on name this revision. */
export const NewRevision = z.strictObject({ revision: z.int() });

const Effective = z.strictObject({ from: Day, until: Day.nullable() });

export const PackRule = RuleView.extend({
  kind: RuleKind,
  severity: z.enum(["block", "warn", "info"]),
  authority: z.enum(["statute", "regulation", "code", "guidance", "industry", "policy"]),
  profile: Profile,
  override: z.enum([
    "never",
    "consumer_request",
    "consumer_consent",
    "court_order",
    "admin_with_reason",
  ]),
  /** `from` is included, `until` is not; null where the rule has the dates of its pack. */
  effective: Effective.nullable(),
  /** At the installation's clock. */
  isInForce: z.boolean(),
  contested: z.string().nullable(),
  notes: z.string().nullable(),
  /** Whether an admin may switch it off. */
  maySwitchOff: z.boolean(),
  /** Why not; null where an admin may. */
  whyNot: z.string().nullable(),
  switchedOff: z.strictObject({ by: z.string(), reason: z.string(), atMs: InstantMs }).nullable(),
});
export type PackRule = z.infer<typeof PackRule>;

const PackVersion = z.strictObject({
  /** What `difference` and `activation` name it by. */
  digest: Digest,
  version: z.string(),
  firstSeenMs: InstantMs,
  /** Of this version verdicts are taken now. */
  isInUse: z.boolean(),
});

export const Pack = z.strictObject({
  id: PackId,
  title: z.string(),
  jurisdiction: z.strictObject({ country: z.string(), subdivisions: z.array(z.string()) }),
  version: z.string(),
  digest: Digest,
  effective: Effective,
  reviewedAt: Day,
  reviewBy: Day,
  /** The day of review has passed. */
  isStale: z.boolean(),
  /** Counsel has not read it. */
  isDraft: z.boolean(),
  disclaimer: z.string().nullable(),
  /** The stop facts: they hold in every place, and are on without anybody's word. */
  holdsEverywhere: z.boolean(),
  /** The oldest release of the time-zone data with which its hours are right, and whether ours is older: then it refuses all. */
  minTzdata: z.string().nullable(),
  tzdata: z.string(),
  tzdataIsTooOld: z.boolean(),
  active: z
    .strictObject({
      by: z.string(),
      /** The role in which they said so, in their own words. */
      role: z.string(),
      reason: z.string(),
      atMs: InstantMs,
    })
    .nullable(),
  /** A newer version that the program brought, and that nobody has activated; the older one stays in use. */
  newer: PackVersion.pick({ digest: true, version: true, firstSeenMs: true }).nullable(),
  portfolios: z.array(z.strictObject({ id: Id, name: z.string(), client: z.string() })),
  rules: z.array(PackRule),
});
export type Pack = z.infer<typeof Pack>;

export const compliancePacks = endpoint({
  method: "GET",
  path: "/api/compliance/packs",
  summary: "Every rule pack with its rules in words, who activated it, and which portfolios use it",
  input: {},
  output: z.strictObject({ revision: z.int(), nowMs: InstantMs, packs: z.array(Pack) }),
  policy: signedIn,
});

/** 409 where the version that was looked at is not the newest any more. */
export const activatePack = endpoint({
  method: "POST",
  path: "/api/compliance/packs/:id/activation",
  summary: "Says that a version of a pack may be acted upon: who, in which role, and why",
  input: {
    params: PackParams,
    body: z.strictObject({
      digest: Digest,
      name: z.string().trim().min(2).max(120),
      role: z.string().trim().min(2).max(120),
      reason: Reason,
    }),
  },
  output: NewRevision,
  policy: only("admin"),
});

export const deactivatePack = endpoint({
  method: "POST",
  path: "/api/compliance/packs/:id/deactivation",
  summary: "Takes a pack out of use: everything that it governs waits until one is active again",
  input: { params: PackParams, body: z.strictObject({ reason: Reason }) },
  output: NewRevision,
  policy: only("admin"),
});

/** 422 with the sentence why for rules that nobody may switch off. */
export const switchRule = endpoint({
  method: "PUT",
  path: "/api/compliance/rules/:pack/:rule/switch",
  summary: "Switches a recommended rule off or on, with a reason",
  input: {
    params: z.strictObject({ pack: PackId, rule: RuleIdParam }),
    body: z.strictObject({ isOn: z.boolean(), reason: Reason }),
  },
  output: NewRevision,
  policy: only("admin"),
});

export const packVersions = endpoint({
  method: "GET",
  path: "/api/compliance/packs/:id/versions",
  summary: "Every version of a pack that this installation has had, the newest first",
  input: { params: PackParams },
  output: z.array(PackVersion),
  policy: signedIn,
});

const RuleSide = RuleView.extend({ effective: Effective.nullable(), text: z.string() });

export const packDifference = endpoint({
  method: "GET",
  path: "/api/compliance/packs/:id/difference",
  summary: "Two versions of a pack side by side",
  input: { params: PackParams, query: z.strictObject({ from: Digest, to: Digest }) },
  output: z.strictObject({
    from: PackVersion,
    to: PackVersion,
    /** What of the pack itself differs, such as its holidays or its review. */
    pack: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
    /** Rules that differ: `before` is null for one that is new, `after` for one that is gone. */
    rules: z.array(
      z.strictObject({
        id: z.string(),
        change: z.enum(["added", "removed", "changed"]),
        before: RuleSide.nullable(),
        after: RuleSide.nullable(),
        /** What it says otherwise, field by field in words; empty text where it says nothing. */
        fields: z.array(
          z.strictObject({ field: z.string(), before: z.string(), after: z.string() }),
        ),
      }),
    ),
  }),
  policy: signedIn,
});

export const lawRevisions = endpoint({
  method: "GET",
  path: "/api/compliance/revisions",
  summary: "Every change of the installation's law, the newest first, at most 200",
  input: {},
  output: z.array(
    z.strictObject({
      id: z.int(),
      madeAtMs: InstantMs,
      madeBy: z.string(),
      reason: z.string(),
      packs: z.array(z.strictObject({ id: PackId, version: z.string(), isActive: z.boolean() })),
    }),
  ),
  policy: signedIn,
});

const Refused = z.strictObject({ deferred: z.int(), refused: z.int() });

export const blockedByRule = endpoint({
  method: "GET",
  path: "/api/compliance/blocked",
  summary: "What each rule kept back in the last days, by flow and channel, the most first",
  input: {
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(7) }),
  },
  output: z.strictObject({
    fromMs: InstantMs,
    toMs: InstantMs,
    rules: z.array(
      Refused.extend({
        /** Not a rule's where the gate could not judge: `title` says why. */
        rule: RuleView,
        channels: z.array(Refused.extend({ channel: z.string() })),
        flows: z.array(
          Refused.extend({ flowId: Id, flowName: z.string(), version: z.int().positive() }),
        ),
      }),
    ),
  }),
  policy: signedIn,
});

export const flowChecks = endpoint({
  method: "GET",
  path: "/api/compliance/flow-checks",
  summary:
    "Published flows checked again under the law as it is now, with the day from which each issue matters",
  input: {},
  output: z.strictObject({
    revision: z.int(),
    checkedAtMs: InstantMs,
    flows: z.array(
      z.strictObject({
        flowId: Id,
        flowName: z.string(),
        version: z.int().positive(),
        issues: z.array(
          z.strictObject({
            kind: z.enum([
              "pack-not-active",
              "pack-stale",
              "tzdata-too-old",
              "refused",
              "rule-begins",
              "rule-ends",
              "notice-unknown",
              "step-unknown",
              "content-lacking",
            ]),
            /** The step that it is about; null for the whole flow. */
            node: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
            words: z.string(),
            rule: RuleView.nullable(),
            portfolios: z.array(z.string()),
            /** The day from which it matters; null where it does already. */
            from: Day.nullable(),
          }),
        ),
      }),
    ),
  }),
  policy: signedIn,
});
