/**
 * Unpacks the Chromium that npm carries into the temporary directory; `chromium.ts` runs this with `TMPDIR` set, since
 * the package knows no other way to be told where.
 */
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
