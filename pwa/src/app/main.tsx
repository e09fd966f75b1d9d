import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/layout.css";
import "../ui/forms.css";
import "../ui/surfaces.css";
import { App } from "./App";
import { refreshAttendances } from "./attendances";
import { watchForInstall } from "./install";
import { loadTexts } from "./texts";
import { startUpdates } from "./UpdatePrompt";

watchForInstall();
render(<App />, document.getElementById("app") as HTMLElement);
void refreshAttendances();

/** What the first screen need not wait for. */
window.addEventListener("load", async () => {
  void startUpdates();
  void loadTexts();
  const { startOutbox } = await import("../live/outbox");
  await startOutbox();
});
