import {
  PROVIDER_KINDS,
  providerKind,
  type OutputOf,
  type providerEndpoints,
  type ProviderView,
} from "@fairflow/contract";
import {
  listProviders,
  listSecrets,
  openSecrets,
  listPortfolios,
  readClock,
  waitingMessages,
  type SetSecret,
  type StoredProvider,
} from "@fairflow/db";
import { providerPaces, type ProviderPace } from "@fairflow/engine";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { readLetterSetting } from "../letters/letter-setting.ts";
import { nameOf, userNames } from "../sign-in/users.ts";
import { callbackUrl } from "./callback-address.ts";
import { failureWords } from "./failure-words.ts";
import { knownKind } from "./kinds/known-kinds.ts";
import { stepsThatAsk } from "./steps-that-ask.ts";
import { isUnheardSender } from "./unheard-channels.ts";

type Answer = OutputOf<(typeof providerEndpoints)["providers"]>;

const Config = z.record(z.string(), z.json());

/** Everything that the settings screen shows, and no secret. */
export async function listProviderViews(
  deps: Pick<AppDeps, "database" | "keys" | "realNow" | "publicUrl" | "providers">,
): Promise<Answer> {
  const { database, publicUrl } = deps;
  const [stored, secrets, opened, paces, names, portfolios, clock] = await Promise.all([
    listProviders(database),
    listSecrets(database),
    openSecrets(database, deps.keys()),
    providerPaces(database),
    userNames(database),
    listPortfolios(database),
    readClock(database),
  ]);
  const inUse = stored.filter(({ removedAt }) => removedAt === null);
  const unheard = inUse.some(isUnheardSender) ? await stepsThatAsk(database) : [];
  const views = inUse.map((provider) =>
    viewOf(provider, {
      secrets: secrets.filter(({ providerId }) => providerId === provider.id),
      pace: paces.get(provider.id),
      nowMs: clock.realNow.getTime(),
      publicUrl,
      nameOfUser: (id) => nameOf(names, id),
      warnings: [
        ...(knownFit(provider, opened.get(provider.id) ?? {}) ?? [
          "Its settings do not fit any more: nothing goes through it. Look through them and save.",
        ]),
        ...(isUnheardSender(provider) ? unheard : []),
      ],
    }),
  );
  const [waiting, letters] = await Promise.all([
    waitingMessages(database, clock.now),
    readLetterSetting(database),
  ]);
  const otherwise = await Promise.all(
    PURPOSES.map(async (purpose) => {
      const routes = await deps.providers.routes(purpose);
      const taken = routes.find(({ portfolios: of }) => "except" in of)?.port.name;
      const isCollected = purpose === "letter" && letters?.collects === true;
      const taker = isCollected ? "batches" : takerOf(taken);
      return { purpose, taker, waiting: waiting.get(purpose) ?? 0 };
    }),
  );
  return {
    providers: views,
    portfolios: portfolios.map(({ id, name }) => ({ id, name })),
    otherwise,
  };
}

const PURPOSES = ["sms", "email", "letter"] as const;

function takerOf(port: string | undefined): Answer["otherwise"][number]["taker"] {
  if (port === undefined) return "nobody";
  return port === "sandbox" ? "sandbox" : "provider";
}

function knownFit(
  { kind, config }: StoredProvider,
  secrets: Readonly<Record<string, readonly string[]>>,
): readonly string[] | undefined {
  const fit = knownKind(kind)?.fit({ config, secrets });
  return fit?.ok === true ? fit.settings.warnings : undefined;
}

function viewOf(
  provider: StoredProvider,
  of: {
    readonly secrets: readonly SetSecret[];
    readonly pace: ProviderPace | undefined;
    readonly nowMs: number;
    readonly publicUrl: URL;
    readonly nameOfUser: (id: string) => string;
    readonly warnings: readonly string[];
  },
): ProviderView {
  const { id, kind, testedAt, testPassed, testAnswer } = provider;
  const known = providerKind(kind);
  return {
    id,
    kind,
    name: provider.name,
    purpose: provider.purpose,
    config: Config.parse(provider.config),
    isOn: provider.isOn,
    isLive: provider.isLive,
    isDefault: provider.isDefault,
    portfolioIds: [...provider.portfolioIds],
    secrets: secretStates(of.secrets, of.nameOfUser),
    callbacks: (known?.callbacks ?? []).map(({ path, label, hint }) => ({
      label,
      hint,
      url: `${callbackUrl(of.publicUrl, id)}${path === "" ? "" : `/${path}`}`,
    })),
    warnings: [...of.warnings, ...addressWarnings(of.publicUrl, kind)],
    breaker: breakerOf(of.pace, of.nowMs),
    lastAnswer:
      of.pace?.answeredAt == null
        ? null
        : { atMs: of.pace.answeredAt.getTime(), answer: answerWords(of.pace, provider) },
    lastTest:
      testedAt === null || testPassed === null || testAnswer === null
        ? null
        : { atMs: testedAt.getTime(), passed: testPassed, answer: testAnswer },
    changedBy: of.nameOfUser(provider.changedBy),
    changedAtMs: provider.changedAt.getTime(),
  };
}

function answerWords({ answer }: ProviderPace, { purpose }: StoredProvider): string {
  if (answer === null) return "";
  return answer === "accepted" ? "it took a message" : failureWords(answer, purpose);
}

function addressWarnings({ protocol, origin }: URL, kind: string): readonly string[] {
  const hasCallbacks = PROVIDER_KINDS.some(
    (each) => each.kind === kind && each.callbacks.length > 0,
  );
  if (!hasCallbacks || protocol === "https:") return [];
  return [
    `This installation calls itself ${origin}. Providers call back over https only: set PUBLIC_URL to the address that the Internet knows.`,
  ];
}

function secretStates(
  secrets: readonly SetSecret[],
  nameOfUser: (id: string) => string,
): ProviderView["secrets"] {
  return secrets
    .filter(({ place }) => place === "current")
    .map(({ name, setAt, setBy }) => {
      const previous = secrets.find((each) => each.name === name && each.place === "previous");
      return {
        name,
        setAtMs: setAt.getTime(),
        setBy: nameOfUser(setBy),
        previousSetAtMs: previous?.setAt.getTime() ?? null,
      };
    });
}

function breakerOf(pace: ProviderPace | undefined, nowMs: number): ProviderView["breaker"] {
  const failures = pace?.failures ?? 0;
  const restsUntil = pace?.restsUntil ?? null;
  if (restsUntil === null) return { state: "closed", failures, restsUntilMs: null };
  const restsUntilMs = restsUntil.getTime();
  return { state: restsUntilMs > nowMs ? "resting" : "trying", failures, restsUntilMs };
}
