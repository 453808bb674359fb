import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { only } from "../role.ts";

/** Bytes that an image may have: mail programs load it anew for everybody. */
export const MAX_IMAGE_BYTES = 500_000;

/** Where an image of a template stands for everybody who has a mail with it: this and its id. */
export const IMAGES_PATH = "/images";

export const uploadTemplateImage = endpoint({
  method: "POST",
  path: "/api/template-images",
  summary: "Keeps an image for templates: PNG, JPEG or GIF of at most 500 kB",
  input: {
    body: z.strictObject({
      /** The file in base64. */
      data: z.base64().max(Math.ceil((MAX_IMAGE_BYTES * 4) / 3) + 4),
    }),
  },
  output: z.strictObject({ id: z.string(), widthPx: z.int(), heightPx: z.int() }),
  policy: only("editor", "admin"),
});
