import { useEffect, useRef, useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { cue } from "../tables/cue";
import { Button } from "../ui/Button";
import { TableMark } from "../ui/TableMark";
import { useTick } from "../ui/tick";
import { toast } from "../ui/toast";
import { useFocusKept } from "../ui/useFocusKept";
import { Bar } from "./Bar";
import { MeetingSign } from "./MeetingSign";
import "./meetNow.css";
import {
  answerMeeting,
  type MeetNow,
  metSince,
  openMeetNow,
  type ToSay,
  takeBackAsking,
  whatToSay,
  withMeeting,
  withoutMeeting,
} from "./meetNow";
import { NextBest } from "./NextBest";

const SECOND_MS = 1000;

/** Over whatever page is open: who asks to meet now, and once it is agreed the sign by which the two find each other. */
export function MeetNowBar() {
  const here = useHere();
  const ended = useEnded();
  const stream = useStream(() => openMeetNow(here), `${here.slug}/${here.personId}`);
  const [folded, setFolded] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const toSay = ended ? null : whatToSay(stream.state.value, serverNow());
  useTick(SECOND_MS, toSay !== null);
  const place = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLDivElement>(null);
  useFocusKept(place, said); // the sign is put away and what was asked is answered: what there is to say now has it
  const { kind, meeting } = toSay ?? {};
  const signed = kind === "sign" && folded !== meeting?.id;
  const pressing = kind === "asked" || kind === "sign" ? `${kind}/${meeting?.id}` : null;
  useEffect(() => {
    if (pressing) cue("now");
  }, [pressing]);

  const list = stream.state.value;
  const before = useRef(list);
  useEffect(() => {
    for (const { person } of metSince(before.current, list)) toast(`You and ${person.name} have met.`);
    before.current = list;
  }, [list]);

  async function attempt(act: () => Promise<MeetNow | undefined>, done: MeetNow): Promise<void> {
    setFailed(null);
    try {
      const now = await act();
      stream.amend((state) => (now ? withMeeting(state, now) : withoutMeeting(state, done.id)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const lost = "No signal. Nothing has changed. Try again in a moment.";
      const words = error.code === "no-signal" ? lost : error.detail;
      if (signed)
        setFailed(words); // what is said at the foot of the page lies beneath the sign
      else toast(words);
      if (!error.isPassing) await stream.refresh();
    }
  }

  const acts: Acts = {
    answer: (one, word) => attempt(() => answerMeeting(here, one.id, word), one),
    takeBack: (one) => attempt(() => takeBackAsking(here, one.id).then(() => undefined), one),
    enough: (one) => stream.amend((state) => withoutMeeting(state, one.id)),
    unfold: () => setFolded(null),
    toMeet: here.link("/meet"),
  };

  return (
    <div ref={place}>
      <div role="alert" ref={said} tabIndex={-1}>
        {toSay && <Said toSay={toSay} acts={acts} />}
      </div>
      {toSay && signed && (
        <MeetingSign
          meeting={toSay.meeting}
          failed={failed}
          onFold={() => setFolded(toSay.meeting.id)}
          onMet={() => acts.answer(toSay.meeting, "met")}
          onMissed={() => acts.answer(toSay.meeting, "missed")}
        />
      )}
    </div>
  );
}

interface Acts {
  answer: (meeting: MeetNow, word: "agreed" | "not-now" | "met" | "missed") => Promise<void>;
  takeBack: (meeting: MeetNow) => Promise<void>;
  /** It has been read: there is nothing more to say. */
  enough: (meeting: MeetNow) => void;
  unfold: () => void;
  toMeet: string;
}

function Said({ toSay: { kind, meeting }, acts }: { toSay: ToSay; acts: Acts }) {
  const name = <bdi>{meeting.person.name}</bdi>;
  switch (kind) {
    case "sign":
      return (
        <Bar
          mark={meeting.sign !== null && <TableMark number={meeting.sign} />}
          title={<>You are meeting {name}</>}
          words={meeting.place}
        >
          <Button onClick={acts.unfold}>Show the sign</Button>
        </Bar>
      );
    case "asked":
      return (
        <Bar title={<>{name} is free for ten minutes. Meet now?</>} words="Your phones show you both where.">
          <Button kind="primary" onClick={() => acts.answer(meeting, "agreed")}>
            Meet now
          </Button>
          <Button kind="text" onClick={() => acts.answer(meeting, "not-now")}>
            Not just now
          </Button>
        </Bar>
      );
    case "did-you":
      return (
        <Bar title={<>Did you and {name} meet?</>} words="Your ten minutes are up. You are both free again.">
          <Button onClick={() => acts.answer(meeting, "met")}>We met</Button>
          <Button kind="text" onClick={() => acts.answer(meeting, "missed")}>
            Not this time
          </Button>
        </Bar>
      );
    case "missed":
      return (
        <Bar
          title={<>You and {name} did not find each other</>}
          words={
            <>
              It happens in a full room. You are both free again. <NextBest />
            </>
          }
        >
          <Button kind="primary" href={acts.toMeet} onClick={() => acts.enough(meeting)}>
            People to meet
          </Button>
          <Button kind="text" onClick={() => acts.enough(meeting)}>
            All right
          </Button>
        </Bar>
      );
    case "waiting":
      return (
        <Bar
          title={<>You have asked {name} to meet now</>}
          words="Keep your phone in your hand. They see it for five minutes."
        >
          <Button kind="text" onClick={() => acts.takeBack(meeting)}>
            Take it back
          </Button>
        </Bar>
      );
    case "unanswered":
      return (
        <Bar
          title={<>{name} has not seen it in time</>}
          words={
            <>
              Ask again a little later, or see who else is here. <NextBest />
            </>
          }
        >
          <Button href={acts.toMeet} onClick={() => acts.enough(meeting)}>
            People to meet
          </Button>
          <Button kind="text" onClick={() => acts.enough(meeting)}>
            All right
          </Button>
        </Bar>
      );
  }
}
