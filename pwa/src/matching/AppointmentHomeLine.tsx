import { useHere } from "../app/here";
import { Line } from "../conferences/Line";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { State } from "../ui/State";
import { useTick } from "../ui/tick";
import { dayAndTime, inHowLong, openAppointments, pressing } from "./later";

const MINUTE_MS = 60_000;

/** Whom one meets next, once it is near, or who would like to; nothing while nothing is. */
export function AppointmentHomeLine() {
  const here = useHere();
  const stream = useStream(() => openAppointments(here), `${here.slug}/${here.personId}`);
  useTick(MINUTE_MS / 4);
  const next = pressing(stream.state.value, serverNow());
  if (!next) return null;
  const agreed = next.state === "agreed";
  return (
    <Line
      href={here.link("/connections")}
      icon="clock"
      label={
        <>
          {agreed ? inHowLong(next.at, serverNow()) : dayAndTime(next.local)}: <bdi>{next.person.name}</bdi> ·{" "}
          <bdi>{next.place}</bdi>
        </>
      }
    >
      {!agreed && <State word="Asks you" kind="next" />}
    </Line>
  );
}
