/**
 * A number in [0, 1) drawn once and for ever from two ids, so that a debtor keeps their share of a split.
 * FNV-1a over UTF-16 units, finished with the 32-bit mixer of MurmurHash3 so that similar ids spread evenly.
 */
export function stableShare(debtorKey, salt) {
  const text = `${debtorKey}\u0000${salt}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
