/** The outbox's key for one's own profile. */
export const PROFILE = "profile";
