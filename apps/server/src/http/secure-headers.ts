import { IMAGES_PATH } from "@fairflow/contract";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.ts";

/** Styles are inline, as the canvas and Monaco set them; scripts and connections are ours alone. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  // A letter is shown as the file that it is, which the page itself has made.
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Pages of debtors: no script at all. The sandbox shows them in a frame of ours. */
function debtorPagePolicy(formTargets: readonly string[]): readonly string[] {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ["form-action 'self'", ...formTargets].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ];
}

/** Sets on every answer what browsers need to know to keep it safe. */
export function secureHeaders({ https }: { readonly https: boolean }): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    const isDebtorPage = isForDebtors(context.req.path);
    const policy = isDebtorPage
      ? debtorPagePolicy(context.get("formTargets") ?? [])
      : [...POLICY, "frame-ancestors 'none'"];
    headers.set("content-security-policy", policy.join("; "));
    headers.set("x-frame-options", isDebtorPage ? "SAMEORIGIN" : "DENY");
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-opener-policy", "same-origin");
    const isImage = context.req.path.startsWith(`${IMAGES_PATH}/`);
    headers.set("cross-origin-resource-policy", isImage ? "cross-origin" : "same-origin");
    headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (https) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    if (isDebtorPage) headers.set("x-robots-tag", "noindex");
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  };
}

const DEBTOR_PATHS = ["/p/", "/pay/", "/bank/", "/u/"];

function isForDebtors(path: string): boolean {
  return path === "/pay" || DEBTOR_PATHS.some((start) => path.startsWith(start));
}
