import type { Endpoints, OutputOf, SignedInUser } from "@fairflow/contract";
import {
  debtorsAt,
  newId,
  normalAddress,
  portfolioCountries,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import type { PortSource } from "@fairflow/engine";
import { IMAGE_SCHEME } from "@fairflow/template";
import { IMAGES_PATH } from "@fairflow/contract";
import { HttpError } from "../http/http-error.ts";
import { failureWords } from "../providers/failure-words.ts";
import { sayTemplate, type PreviewAsked } from "./preview-template.ts";

export interface TestSendDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly publicUrl: URL;
  readonly providers: Pick<PortSource, "routes">;
}

/**
 * Sends a template with made-up values to whoever asks, by the provider that such messages go through: a mail to the address
 * that one signs in with, an SMS to one's own number, which nobody on file may have. It is marked as a test, stands on the
 * audit trail before it leaves, and is no contact with a debtor.
 *
 * @throws HttpError for a letter, what cannot be said, a number that is not one's own, or where nobody can take it
 */
export async function sendTest(
  { database, keyring, publicUrl, providers }: TestSendDeps,
  {
    template,
    language,
    number,
  }: Omit<PreviewAsked, "debtorId"> & { readonly number?: string | undefined },
  user: SignedInUser,
): Promise<OutputOf<Endpoints["sendTestMessage"]>> {
  const { channel } = template;
  if (channel === "letter") {
    throw new HttpError("invalid", "A letter is not sent as a test: look at its PDF.");
  }
  const to = channel === "email" ? user.email : await ownNumber(database, keyring, number);
  const asked = { template, language };
  const { rendering, designs } = await sayTemplate(
    { database, keyring, publicUrl },
    asked,
    user.role,
  );
  const [broken] = designs.problems;
  if (broken !== undefined) throw new HttpError("invalid", `The design: ${broken.message}`);
  if (!rendering.ok) throw new HttpError("invalid", rendering.problem);
  const routes = await providers.routes(channel);
  const port = (routes.find(({ portfolios }) => "except" in portfolios) ?? routes[0])?.port;
  if (port === undefined) {
    const what = channel === "email" ? "e-mails" : "SMS";
    throw new HttpError("unavailable", `No provider takes ${what} now.`);
  }
  const [sending] = await database.sql<{ isOn: boolean }[]>`
    select is_on as "isOn" from sending_switch`;
  if (sending?.isOn !== true) {
    throw new HttpError("unavailable", "All sending is paused: a test does not leave either.");
  }
  const attemptId = newId();
  await recordAudit(database, [
    {
      actor: { kind: "user", id: user.id },
      action: "template.test",
      subject: { kind: "template", id: template.id },
      after: { attempt: attemptId, language, provider: port.name },
    },
  ]);
  const about = { attemptId, channel, to, language: rendering.language };
  const { subject = "", body, html } = rendering;
  const mark = `This is a test of the template “${template.name}”, with made-up values.`;
  const message =
    channel === "sms"
      ? { ...about, subject: undefined, body: `[Test] ${body}` }
      : {
          ...about,
          subject: `[Test] ${subject}`,
          body: `${mark}\n\n${body}`,
          html: html
            ?.replaceAll(IMAGE_SCHEME, `${publicUrl.origin}${IMAGES_PATH}/`)
            .replaceAll(MADE_UP_LINK, `${publicUrl.origin}/`)
            .replace(
              /(<body[^>]*>)/,
              `$1<p style="font-family:sans-serif;padding:8px">${escaped(mark)}</p>`,
            ),
        };
  const result = await port.send(message, () => Promise.resolve(true));
  return {
    to,
    provider: port.name,
    result: result.kind,
    why: "code" in result ? failureWords(result.code, channel) : null,
  };
}

/** In E.164. Whoever is on file is reached through the gate and in no other way. */
async function ownNumber(
  database: Database,
  keyring: Keyring,
  written: string | undefined,
): Promise<string> {
  if (written === undefined) throw new HttpError("invalid", "Say which number is yours.");
  const countries = ["", ...(await portfolioCountries(database))];
  const [own] = countries.flatMap(
    (country) => normalAddress(keyring, { kind: "phone", value: written }, country) ?? [],
  );
  if (own === undefined) {
    const how = "begin with + and the country code";
    throw new HttpError("invalid", `This is no number that an SMS reaches: ${how}.`);
  }
  if ((await debtorsAt(database, [own.hmac])).length > 0) {
    throw new HttpError("invalid", "This number is on file for somebody: a test goes to your own.");
  }
  return own.value;
}

/** The links of the made-up values lead nowhere; a mail may only lead to us. */
const MADE_UP_LINK = /https:\/\/pay\.example\//g;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
