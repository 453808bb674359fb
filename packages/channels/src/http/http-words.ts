import { z } from "zod";

export const HeaderName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/u, "A header's name");

export const SecretName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,29}$/u, "A secret's name");

/** A word by which a provider names a state or a fault. */
export const Code = z.string().min(1).max(100);
