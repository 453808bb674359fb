/** How a verdict names a pack that was asked: `za-core@2026.11.0`. */
export function packName({ id, version }: { readonly id: string; readonly version: string }) {
  return `${id}@${version}`;
}
