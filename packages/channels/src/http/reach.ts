import { BlockList, isIP } from "node:net";

/** Where this installation may connect to. The settings of a provider cannot widen it. */
export interface Reach {
  /** Ranges that may be reached although they are not public, such as a gateway on the installation's own network. */
  readonly alsoRanges: readonly string[];
  /** Whether `http:` is spoken at all; to public addresses it never is. */
  readonly plainHttp: boolean;
  /** Any port where empty. */
  readonly ports: readonly number[];
}

export const PUBLIC_ONLY: Reach = { alsoRanges: [], plainHttp: false, ports: [443] };

/** IANA's registries of special-purpose addresses: none of these is a host on the public Internet. */
const NOT_PUBLIC = rangesOf([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
]);

/** Of IPv6 only this is global unicast: mapped, translated, local and multicast addresses lie outside it. */
const GLOBAL_V6 = rangesOf(["2000::/3"]);

export function mayReachAddress(address: string, { alsoRanges }: Reach): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  if (rangesOf(alsoRanges).check(address, kind)) return true;
  if (kind === "ipv6" && !GLOBAL_V6.check(address, kind)) return false;
  return !NOT_PUBLIC.check(address, kind);
}

/** Whether a request may be written to the address that was connected to. */
export function maySpeakTo(address: string, protocol: string, reach: Reach): boolean {
  if (protocol === "https:") return mayReachAddress(address, reach);
  const family = isIP(address);
  return family !== 0 && rangesOf(reach.alsoRanges).check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Why a URL is not even looked up. A name is judged by what it resolves to. */
export type UrlRefusal =
  | "not-https"
  | "credentials-in-url"
  | "port-not-allowed"
  | "address-not-public";

export function refusalOfUrl(url: URL, reach: Reach): UrlRefusal | undefined {
  if (url.protocol !== "https:" && !(reach.plainHttp && url.protocol === "http:")) {
    return "not-https";
  }
  if (url.username !== "" || url.password !== "") return "credentials-in-url";
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  if (reach.ports.length > 0 && !reach.ports.includes(port)) return "port-not-allowed";
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  if (isIP(host) !== 0 && !mayReachAddress(host, reach)) return "address-not-public";
  return undefined;
}

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits = ""] = range.split("/");
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}
