import { Component, type ComponentChildren } from "preact";
import { LocationProvider } from "preact-iso";
import { ConnectionBar } from "../ui/ConnectionBar";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Toasts } from "../ui/toast";
import { Routes } from "./routes";
import { UpdatePrompt } from "./UpdatePrompt";

/** A page that breaks says so, instead of leaving a white phone. */
class Catch extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state = { error: null };

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  render() {
    if (this.state.error === null) return this.props.children;
    return (
      <Page title="That did not work">
        <ErrorNote
          error={this.state.error}
          kept="What you typed is safe on this phone."
          retry={() => location.reload()}
        />
      </Page>
    );
  }
}

/** The whole app. */
export function App() {
  return (
    <LocationProvider>
      <ConnectionBar />
      <UpdatePrompt />
      <Catch>
        <Routes />
      </Catch>
      <Toasts />
    </LocationProvider>
  );
}
