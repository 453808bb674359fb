import { z } from "zod";

/** Milliseconds since 1970: the form of every instant in the contract. */
export const InstantMs = z.int();

/** A day, `2026-11-24`. */
export const Day = z.iso.date();

export const Id = z.uuid();

/** An amount in integer minor units, with its ISO 4217 currency. */
export const Money = z.strictObject({ minor: z.int(), currency: z.string().length(3) });
export type Money = z.infer<typeof Money>;

/** Where a list goes on; null at its end. */
export const Cursor = z.string().max(200).nullable();

export const Search = z.string().trim().max(200);
