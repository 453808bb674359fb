import { IMAGES_PATH } from "@fairflow/contract";
import { readImage } from "@fairflow/db";
import { ImageId } from "@fairflow/template";
import type { Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { notFound } from "../http/http-error.ts";

/** The images of templates, for everybody who has a mail with them: they hold nothing of anybody. */
export function mountTemplateImages(app: Hono<AppEnv>, { database }: Pick<AppDeps, "database">) {
  app.get(`${IMAGES_PATH}/:id`, async (context) => {
    const id = ImageId.safeParse(context.req.param("id"));
    const image = id.success ? await readImage(database, id.data) : undefined;
    if (image === undefined) throw notFound("image");
    return new Response(new Uint8Array(image.bytes), {
      headers: {
        "content-type": image.mediaType,
        "cache-control": "public, max-age=31536000, immutable",
      },
    });
  });
}
