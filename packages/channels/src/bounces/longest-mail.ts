/** So much of a mail is read, in bytes: reports say what they say at their beginning. */
export const LONGEST_MAIL = 512 * 1024;
