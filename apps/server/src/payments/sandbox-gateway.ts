import { sandboxBank, type SandboxBank } from "@fairflow/gateways";
import type { Keyring } from "@fairflow/db";

/** The bank that moves no money, with a secret of this installation. */
export function sandboxGateway(keyring: Keyring): SandboxBank {
  return sandboxBank({
    secret: Buffer.from(keyring.linkToken("sandbox-bank", "notices")),
    pageUrl: (checkoutId) => `/bank/${keyring.linkToken(checkoutId, "bank")}.${checkoutId}`,
  });
}
