import { useHere } from "../app/here";
import { authorReads, type Refused, saidIn, whyIn } from "./refusals";

/** Why something of one's own was refused: the reason in a language of one's own, and the words of an organiser. */
export function Why({ refusal, reason, words, language: written }: Refused) {
  const { me, conference } = useHere();
  const language = saidIn([
    ...authorReads(me.state.value?.profile.languages ?? [], written),
    ...(conference.state.value?.conference.languages ?? []),
  ]);
  return (
    <>
      {reason && <span lang={language}>{whyIn(language, refusal, reason)}</span>}
      {reason && words && " "}
      {words && <bdi>“{words}”</bdi>}
    </>
  );
}
