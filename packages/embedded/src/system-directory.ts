/** Where things go that the account `postgres` must reach while the checkout is closed to it. Root only. */
export const SYSTEM_DIRECTORY = "/var/lib/fairflow";
