import type { Transaction } from "./connect.ts";
import type { IMAGE_TYPES } from "./schema/words.ts";

export interface StoredImage {
  /** The SHA-256 of its bytes, in hex. */
  readonly id: string;
  readonly mediaType: (typeof IMAGE_TYPES)[number];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: Uint8Array;
}

/** @returns false where the same file is there already */
export async function saveImage(
  tx: Transaction,
  image: StoredImage,
  by: { readonly author: string; readonly now: Date },
): Promise<boolean> {
  const { id, mediaType, widthPx, heightPx, bytes } = image;
  const { count } = await tx.sql`
    insert into template_image (id, media_type, width_px, height_px, bytes, uploaded_by, uploaded_at)
    values (${id}, ${mediaType}, ${widthPx}, ${heightPx}, ${bytes}, ${by.author}, ${by.now})
    on conflict (id) do nothing`;
  return count === 1;
}

export async function readImage(tx: Transaction, id: string): Promise<StoredImage | undefined> {
  const [image] = await tx.sql<StoredImage[]>`
    select id, media_type as "mediaType", width_px as "widthPx", height_px as "heightPx", bytes
    from template_image where id = ${id}`;
  return image;
}

/** Those of the images that are there. */
export async function knownImages(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from template_image where id = any(${[...ids]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
