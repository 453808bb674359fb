import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ProviderRequest } from "../inbound/provider-notice.ts";
import type { CallbackSettings } from "./callback-settings.ts";

type Verification = CallbackSettings["verification"];

/** Either way: a notice that was kept back longer than this is no longer believed. */
const TIME_TOLERANCE_MS = 300_000;

/** @param secrets all that are valid now */
export function isVerified(
  verification: Verification,
  secrets: readonly string[],
  of: { readonly request: ProviderRequest; readonly nowMs: number },
): boolean {
  switch (verification.kind) {
    case "hmac":
      return isSigned(verification, secrets, of);
    case "token": {
      const given = givenToken(verification, of.request);
      return given !== undefined && secrets.some((secret) => isSameSecret(secret, given));
    }
  }
}

function isSigned(
  { header, algorithm, encoding, prefix, timeHeader }: Extract<Verification, { kind: "hmac" }>,
  secrets: readonly string[],
  { request, nowMs }: { readonly request: ProviderRequest; readonly nowMs: number },
): boolean {
  const given = request.headers[header];
  const time = timeHeader === undefined ? undefined : (request.headers[timeHeader] ?? "");
  if (given === undefined || (time !== undefined && !isRecent(time, nowMs))) return false;
  return secrets.some((secret) => {
    const hmac = createHmac(algorithm, secret);
    if (time !== undefined) hmac.update(`${time}.`);
    return isSameSecret(prefix + hmac.update(request.body).digest(encoding), given);
  });
}

function isRecent(time: string, nowMs: number): boolean {
  return /^\d{9,11}$/u.test(time) && Math.abs(Number(time) * 1000 - nowMs) <= TIME_TOLERANCE_MS;
}

function givenToken(
  { in: place, name }: Extract<Verification, { kind: "token" }>,
  { headers, target }: ProviderRequest,
): string | undefined {
  if (place === "header") return headers[name.toLowerCase()];
  const [, query = ""] = target.split("?", 2);
  const given = new URLSearchParams(query).getAll(name);
  return given.length === 1 ? given[0] : undefined;
}

/** Hashed first, so that neither the length nor the place of the first difference can be told by the time. */
function isSameSecret(expected: string, given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
