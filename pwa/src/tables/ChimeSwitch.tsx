import { Button } from "../ui/Button";
import { chime, setChime } from "./cue";

/** Whether this phone shall chime at two minutes, at thirty seconds and at the end; off until somebody asks for it. */
export function ChimeSwitch() {
  return (
    <Button pressed={chime.value} onClick={() => setChime(!chime.value)}>
      Chime as time runs out
    </Button>
  );
}
