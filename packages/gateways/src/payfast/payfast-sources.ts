/**
 * Where PayFast's notices come from: the ranges of its own hosts and, since its move of July 2025, of its cloud, as merchants
 * were told. PayFast changes them: an installation may keep a list of its own, or resolve PayFast's host names.
 * https://developers.payfast.co.za/docs#ports-ips
 */
export const PAYFAST_SOURCES: readonly string[] = [
  "197.97.145.144/28",
  "41.74.179.192/27",
  "102.216.36.0/28",
  "102.216.36.128/28",
  "144.126.193.139",
  ...Array.from({ length: 21 }, (_, index) => `3.163.${232 + index}.237`),
];
