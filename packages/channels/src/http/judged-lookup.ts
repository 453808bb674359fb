import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { mayReachAddress, type Reach } from "./reach.ts";

/** Finds all addresses of a name. */
export type Resolve = (
  name: string,
  found: (fault: Error | null, addresses: readonly string[]) => void,
) => void;

/** Refuses a name of which any address is not public: which of them is connected to is not ours to choose. */
export function judgedLookup(reach: Reach, resolve: Resolve = resolveAll): LookupFunction {
  return (name, options, callback) => {
    resolve(name, (fault, addresses) => {
      const [first] = addresses;
      if (fault !== null) return callback(fault, "");
      if (first === undefined || !addresses.every((each) => mayReachAddress(each, reach))) {
        return callback(new AddressRefusedError(), "");
      }
      return options.all === true
        ? callback(
            null,
            addresses.map((address) => ({ address, family: familyOf(address) })),
          )
        : callback(null, first, familyOf(first));
    });
  };
}

class AddressRefusedError extends Error {
  readonly code = "address-not-public";
}

const resolveAll: Resolve = (name, found) => {
  lookup(name, { all: true }, (fault, addresses) => {
    found(fault, fault === null ? addresses.map(({ address }) => address) : []);
  });
};

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}
