import { addressList } from "@fairflow/gateways";

/**
 * Where a request comes from: the address of the connection, and where that is a proxy of ours what the proxy says in
 * `X-Forwarded-For`. It is read from its end, since whatever stands before the last proxy's word is the sender's own.
 *
 * @param trusted the proxies: addresses and CIDR ranges
 * @throws RangeError for an entry that is neither
 */
export function clientAddress(
  trusted: readonly string[],
): (remote: string | undefined, forwardedFor: string | null) => string | undefined {
  if (trusted.length === 0) return (remote) => remote;
  const isProxy = addressList(trusted);
  return (remote, forwardedFor) => {
    if (!isProxy(remote)) return remote;
    const told = (forwardedFor ?? "").split(",").map((each) => each.trim());
    return told.findLast((each) => each !== "" && !isProxy(each)) ?? remote;
  };
}
