import { expect, test } from "vitest";
import { mayReachAddress, PUBLIC_ONLY, refusalOfUrl } from "./reach.ts";

/** Hosts that a request may never be talked into, in all the ways of writing them. */
const NOT_PUBLIC =
  `127.0.0.1 localhost 0.0.0.0 [::] [::1] [0:0:0:0:0:0:0:1] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:127.0.0.1]
  [::ffff:7f00:1] [::ffff:169.254.169.254] [0000::1] 127.0.1 127.1 0 127.127.127.127 0177.00.01 0177.01 017700000001
  0177.0.0.1 0x7f.0x0.0x0.0x1 0x7f.0x0.0x1 0x7f.0x1 0x7f000001 2130706433 3232235521 3232235777 2852039166 0xc0a80101
  0xa9fea9fe 169.254.169.254 10.1.2.3 100.64.0.1 172.31.255.255 192.168.1.1 [fe80::1] [fc00::1] [64:ff9b::7f00:1]
  [2002:7f00:1::] [ff02::1] 255.255.255.255`.split(/\s+/u);

test.for(NOT_PUBLIC.filter((host) => host !== "localhost"))("does not reach %s", (host) => {
  expect(refusalOfUrl(new URL(`https://${host}/`), PUBLIC_ONLY)).toBe("address-not-public");
});

test.for([
  { url: "http://example.com/", why: "not-https" },
  { url: "file:///etc/passwd", why: "not-https" },
  { url: "gopher://127.0.0.1/", why: "not-https" },
  { url: "ftp://example.com/", why: "not-https" },
  { url: "jar:http://127.0.0.1!/", why: "not-https" },
  { url: "https://A.com@127.0.0.1/", why: "credentials-in-url" },
  { url: "https://example.com:8443/", why: "port-not-allowed" },
  { url: "https://127.1.1.1:80\\@127.2.2.2:80/", why: "port-not-allowed" },
  { url: "https://example.com/", why: undefined },
  { url: "https://8.8.8.8/", why: undefined },
  { url: "https://[2606:4700:4700::1111]/", why: undefined },
])("$url is refused as $why", ({ url, why }) => {
  expect(refusalOfUrl(new URL(url), PUBLIC_ONLY)).toBe(why);
});

test("reaches a private range only where the installation says so", () => {
  const reach = { ...PUBLIC_ONLY, alsoRanges: ["10.7.0.0/16", "fd00:7::/32"] };

  expect(
    ["10.7.1.2", "10.8.1.2", "fd00:7::1", "fd00:8::1", "example.com"].map((address) =>
      mayReachAddress(address, reach),
    ),
  ).toEqual([true, false, true, false, false]);
});
