import fc from "fast-check";

/** Places and bits at which a text of that many bytes is changed. */
export function flipOf(
  length: number,
): fc.Arbitrary<{ readonly at: number; readonly mask: number }> {
  return fc.record({
    at: fc.nat({ max: length - 1 }),
    mask: fc.integer({ min: 1, max: 255 }),
  });
}

/** The bytes with one of them changed. */
export function flipByte(
  bytes: Uint8Array,
  { at, mask }: { readonly at: number; readonly mask: number },
): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ mask : byte));
}

/** A header's text with one of its bytes changed, as a server would hand it on. */
export function flipHeader(
  text: string,
  flip: { readonly at: number; readonly mask: number },
): string {
  return Buffer.from(flipByte(Buffer.from(text, "latin1"), flip)).toString("latin1");
}
