import type { Endpoints, OutputOf, SignedInUser } from "@fairflow/contract";
import { newId, recordAudit, type Database, type Keyring } from "@fairflow/db";
import type { PortSource } from "@fairflow/engine";
import { IMAGE_SCHEME } from "@fairflow/template";
import { IMAGES_PATH } from "@fairflow/contract";
import { HttpError } from "../http/http-error.ts";
import { sayTemplate, type PreviewAsked } from "./preview-template.ts";

export interface TestSendDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly publicUrl: URL;
  readonly providers: Pick<PortSource, "routes">;
}

/**
 * Sends a mail of a template with made-up values to whoever asks, by the provider that mails go through: nobody else's
 * address can be named. It is marked as a test, stands on the audit trail before it leaves, and is no contact with a debtor.
 *
 * @throws HttpError for what is no e-mail, cannot be said, or has nobody to take it
 */
export async function sendTest(
  { database, keyring, publicUrl, providers }: TestSendDeps,
  { template, language }: Omit<PreviewAsked, "debtorId">,
  user: SignedInUser,
): Promise<OutputOf<Endpoints["sendTestMessage"]>> {
  if (template.channel !== "email") {
    throw new HttpError("invalid", "Only e-mails are sent as a test: you sign in with an address.");
  }
  const asked = { template, language };
  const { rendering, designs } = await sayTemplate(
    { database, keyring, publicUrl },
    asked,
    user.role,
  );
  const [broken] = designs.problems;
  if (broken !== undefined) throw new HttpError("invalid", `The design: ${broken.message}`);
  if (!rendering.ok) throw new HttpError("invalid", rendering.problem);
  const routes = await providers.routes("email");
  const port = (routes.find(({ portfolios }) => "except" in portfolios) ?? routes[0])?.port;
  if (port === undefined) throw new HttpError("unavailable", "No provider takes e-mails now.");
  const attemptId = newId();
  await recordAudit(database, [
    {
      actor: { kind: "user", id: user.id },
      action: "template.test",
      subject: { kind: "template", id: template.id },
      after: { attempt: attemptId, language, provider: port.name },
    },
  ]);
  const mark = `This is a test of the template “${template.name}”, with made-up values.`;
  const { subject = "", body, html } = rendering;
  const result = await port.send(
    {
      attemptId,
      channel: "email",
      to: user.email,
      subject: `[Test] ${subject}`,
      body: `${mark}\n\n${body}`,
      html: html
        ?.replaceAll(IMAGE_SCHEME, `${publicUrl.origin}${IMAGES_PATH}/`)
        .replaceAll(MADE_UP_LINK, `${publicUrl.origin}/`)
        .replace(
          /(<body[^>]*>)/,
          `$1<p style="font-family:sans-serif;padding:8px">${escaped(mark)}</p>`,
        ),
      language: rendering.language,
    },
    () => Promise.resolve(true),
  );
  return {
    to: user.email,
    provider: port.name,
    result: result.kind,
    code: "code" in result ? result.code : null,
  };
}

/** The links of the made-up values lead nowhere; a mail may only lead to us. */
const MADE_UP_LINK = /https:\/\/pay\.example\//g;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
