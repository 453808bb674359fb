import { localTime } from "@fairflow/calendar";
import { findPreferences, readClock, type AddressPreferences } from "@fairflow/db";
import { PREFERENCES_PATH, tokenHash } from "@fairflow/engine";
import type { Hono } from "hono";
import type { AppDeps } from "../../app-deps.ts";
import { knownZone } from "../../debtors/known-zone.ts";
import { maskedAddress } from "../../debtors/masking.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { FailureLimit } from "../../http/failure-limit.ts";
import type { Markup } from "../page-frame.ts";
import {
  notYoursPage,
  preferencePage,
  unknownPage,
  type PreferencePage,
} from "./preference-page.ts";
import { readChoice, type Choice } from "./read-choice.ts";
import { channelsOf, takeChoice } from "./take-choice.ts";

const HOUR_MS = 3_600_000;

/**
 * Where whoever has an address says what may come to it. `GET` shows and `POST` acts: scanners of mail follow links. What
 * mail programs post for one click (RFC 8058) needs no page, no cookie and no redirect.
 */
export function mountPreferences(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, keys, realNow } = deps;
  const guesses = new FailureLimit({ tries: 60, windowMs: HOUR_MS });
  const find = (token: string) => findPreferences(database, keys(), tokenHash(token));
  const isGuessing = (address: string | undefined) =>
    address !== undefined && guesses.waitMs(address, realNow().getTime()) > 0;
  const noteGuess = (address: string | undefined) => {
    if (address !== undefined) guesses.recordFailure(address, realNow().getTime());
  };

  app.get(`${PREFERENCES_PATH}/:token`, async (context) => {
    const { address } = context.get("caller");
    const language = context.req.header("accept-language") ?? "en";
    const found = isGuessing(address) ? undefined : await find(context.req.param("token"));
    if (found === undefined) {
      noteGuess(address);
      return context.html(await unknownPage(language), 404);
    }
    return context.html(await shown(deps, context.req.path, found, undefined));
  });

  app.post(`${PREFERENCES_PATH}/:token`, async (context) => {
    const { address } = context.get("caller");
    const language = context.req.header("accept-language") ?? "en";
    const choice = await readChoice(context.req.raw);
    const token = context.req.param("token");
    const found = isGuessing(address) ? undefined : await find(token);
    if (found === undefined) {
      noteGuess(address);
      return context.html(await unknownPage(language), 404);
    }
    await database.transaction((tx) => takeChoice(deps, tx, found, choice));
    if (choice.act === "one-click") return context.text("", 200);
    const after = (await find(token)) ?? found;
    return context.html(await shown(deps, context.req.path, after, choice));
  });
}

async function shown(
  deps: AppDeps,
  action: string,
  of: AddressPreferences,
  choice: Choice | undefined,
): Promise<Markup> {
  if (of.isWrong) return notYoursPage(of.language);
  const { now } = await readClock(deps.database);
  const kind = choice?.act === "stop" ? "stopped" : "saved";
  const done: PreferencePage["done"] =
    choice === undefined ? undefined : { kind, time: clockTime(of.zone, now) };
  return preferencePage({
    action,
    language: of.language,
    address: maskedAddress(of),
    channels: channelsOf(of),
    takesOffers: of.marketingConsentId !== null,
    languages: of.languages,
    done,
  });
}

function clockTime(zone: string, at: Date): string {
  const { minute } = localTime(knownZone(zone), at);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
