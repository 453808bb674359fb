import { generate } from "selfsigned";

type Name =
  | { readonly type: 2; readonly value: string }
  | { readonly type: 7; readonly ip: string };

/** What a server is reached by on this machine. */
export const LOOPBACK_NAMES: readonly Name[] = [
  { type: 2, value: "localhost" },
  { type: 7, ip: "127.0.0.1" },
];

/** A certificate that is its own authority, in PEM. */
export async function ownCertificate(
  names: readonly Name[],
): Promise<{ readonly key: string; readonly cert: string }> {
  const made = await generate([{ name: "commonName", value: "mail.fake.example" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [...names] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
