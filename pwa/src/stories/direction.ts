const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

/** Pure: which way a language is written; of an unknown one the first letter tells. */
export function directionOf(language: string | null): "ltr" | "rtl" | "auto" {
  if (!language) return "auto";
  return RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
}
