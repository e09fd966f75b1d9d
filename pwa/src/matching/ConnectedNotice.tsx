import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import { Bar } from "./Bar";
import { ConnectedSheet } from "./ConnectedSheet";
import { useConnected } from "./useConnected";
import { spoken } from "./words";

/** Over whatever page is open: somebody waved back, and there is a way to meet them, now or later. */
export function ConnectedNotice() {
  const [connection, done] = useConnected();
  const [open, setOpen] = useState(false);
  const person = connection?.person;
  const sat = connection?.met_at != null; // they asked to keep in touch after a table: nothing more is to do

  useEffect(() => {
    if (!person || !sat) return;
    toast(`You and ${person.name} are in each other’s contacts now.`);
    done();
  }, [person?.id, sat]);

  function close() {
    setOpen(false);
    done();
  }

  return (
    <>
      <div role="status">
        {person && !sat && (
          <Bar
            title={
              <>
                You and <bdi>{person.name}</bdi> would both like to meet
              </>
            }
            words={connection.reason && spoken(connection.reason)}
          >
            <Button kind="primary" onClick={() => setOpen(true)}>
              Now or later?
            </Button>
            <Button kind="text" onClick={close}>
              All right
            </Button>
          </Bar>
        )}
      </div>
      <ConnectedSheet connection={open && !sat ? connection : null} onClose={close} />
    </>
  );
}
