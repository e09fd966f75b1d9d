import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";

/** The goodbye. */
export function Ended({ talk }: { talk: Schema<"TalkView"> }) {
  const { link } = useHere();
  return (
    <Empty title={`“${talk.title}” has ended`}>
      <p>There are more people worth meeting.</p>
      <Button href={link("/meet")}>People to meet</Button>
    </Empty>
  );
}
