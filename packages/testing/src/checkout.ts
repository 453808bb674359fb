import { fileURLToPath } from "node:url";

/** The root of the checkout, absolute. */
export const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
/** What tests and tools keep between runs, and may be deleted at any time. */
export const CACHE = fileURLToPath(new URL("../../../.cache/", import.meta.url));
