import { isSendingOn, type Database } from "@fairflow/db";
import type { ChannelPort, PortSource } from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";

export interface TestPortDeps {
  readonly database: Database;
  readonly providers: Pick<PortSource, "routes">;
}

/** The provider that a test leaves by: the one of all portfolios that have none of their own. @throws HttpError */
export async function testPort(
  { database, providers }: TestPortDeps,
  channel: "sms" | "email",
): Promise<ChannelPort> {
  const routes = await providers.routes(channel);
  const port = (routes.find(({ portfolios }) => "except" in portfolios) ?? routes[0])?.port;
  if (port === undefined) {
    const what = channel === "email" ? "e-mails" : "SMS";
    throw new HttpError("unavailable", `No provider takes ${what} now.`);
  }
  if (!(await isSendingOn(database))) {
    throw new HttpError("unavailable", "All sending is paused: a test does not leave either.");
  }
  return port;
}
