import { useHere } from "../app/here";
import { qrAddress } from "../screen/requests";
import { spaced } from "../screen/rotation";
import { sayDay, sayDays } from "./days";
import type { Keys } from "./requests";
import type { Conference } from "./settings";

/** Characters from which a name takes several lines. */
const LONG = 36;

interface PosterProps {
  conference: Conference;
  keys: Keys;
}

/** One sheet of paper: whose conference it is, the question, and the way in for a camera and for a thumb. */
export function Poster({ conference, keys: { code, link } }: PosterProps) {
  const here = useHere();
  const { name, run_by, starts_on, ends_on, deletes_on } = conference;
  const { host, pathname } = new URL(link);
  return (
    <article class="poster">
      <header class="poster-head">
        <h1 dir="auto" class={name.length > LONG ? "poster-long" : ""}>
          {name}
        </h1>
        <p>{sayDays(starts_on, ends_on)}</p>
      </header>
      <p class="poster-question">So, how did you get into the contact centre industry?</p>
      <p class="poster-why">
        Almost everyone fell into it by accident. Tell your story, see whom to meet and why, and sit down at a
        table where the talk has started for you.
      </p>
      <section class="poster-in">
        <img src={qrAddress(here, code)} alt="The QR code that lets people in" />
        <div class="poster-ways">
          <p>
            <strong>Point your camera at it.</strong> A name and one tap, and you are in. Nothing to install,
            no password.
          </p>
          <p>
            Or open{" "}
            <strong class="poster-address">
              <bdi>
                {host}
                {pathname}
              </bdi>
            </strong>{" "}
            and type
          </p>
          <p class="poster-code figures">{spaced(code)}</p>
        </div>
      </section>
      <footer class="poster-foot">
        <p>
          Run by <bdi>{run_by}</bdi>
        </p>
        <p>
          Everything people say here is deleted on <strong>{sayDay(deletes_on)}</strong>.
        </p>
      </footer>
    </article>
  );
}
