import { BlockList, isIP } from "node:net";

/**
 * Addresses and CIDR ranges, asked whether they hold an address. An IPv4 address may come as IPv6 has it, `::ffff:1.2.3.4`.
 *
 * @throws RangeError for an entry that is neither
 */
export function addressList(entries: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [network = "", prefix, ...more] = entry.split("/");
    const family = familyOf(network);
    if (family === undefined || more.length > 0) throw new RangeError(`No address: ${entry}`);
    const longest = family === "ipv4" ? 32 : 128;
    const length = prefix === undefined ? longest : Number(prefix);
    if (prefix === "" || !Number.isInteger(length) || length < 1 || length > longest) {
      throw new RangeError(`No range of addresses: ${entry}`);
    }
    list.addSubnet(network, length, family);
  }
  return (address) => {
    const family = familyOf(address ?? "");
    return address !== undefined && family !== undefined && list.check(address, family);
  };
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  switch (isIP(address)) {
    case 4:
      return "ipv4";
    case 6:
      return "ipv6";
    default:
      return undefined;
  }
}
