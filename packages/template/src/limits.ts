// The next major version of liquidjs replaces its limits, so all of ours stand here. None of them is a time:
// whether a text renders must not depend on how busy the machine is.

/** Characters in one text of a template. */
export const MAX_TEXT = 20_000;

/** Characters of MJML that somebody wrote. */
export const MAX_MJML = 60_000;

/** Characters of HTML that a text compiles to. Gmail cuts off what is longer than 102 KB. */
export const MAX_HTML = 150_000;

/** Pieces of a template that one rendering may visit, each turn of a loop anew. */
export const MAX_STEPS = 5_000;

/** Fields and tags in one text of a template: reading them takes most of the time. */
export const MAX_MARKS = 500;

/** Characters that one rendering may give. */
export const MAX_OUTPUT = 100_000;

/** Characters that one rendering of HTML may give. */
export const MAX_HTML_OUTPUT = 400_000;

/** List items and characters that filters and ranges may make, as liquidjs counts them. */
export const MAX_ALLOCATION = 1_000_000;

/** Blocks within blocks. liquidjs reads them by calling itself, and how far that goes depends on the process. */
export const MAX_NESTING = 200;
