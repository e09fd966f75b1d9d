/** What every story answers. */
export const QUESTION = "So, how did you get into the contact centre industry?";
