import { signal } from "@preact/signals";

const KEPT = "chime";
const NOTE_SECONDS = 0.9;

/** Whether this phone chimes as time runs out. Off until somebody asks for it. */
export const chime = signal(recall());

/** Whether this phone lies on a quiet table, where none makes a sound. */
export const hush = signal(false);

let audio: AudioContext | undefined;

function recall(): boolean {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

/** Turn the chime on or off; turned on by a tap it is heard once, which is also what lets it sound later. */
export function setChime(on: boolean): void {
  chime.value = on;
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // It is asked for again next time.
  }
  if (on) play("now");
}

/** What a phone signs: that the end is near, that it is nearer, that something has come or is over. */
export type Sign = "soon" | "last" | "now";

const BUZZES = { soon: [80], last: [80, 80, 80], now: [120, 80, 120] };

// Hertz. The last is a third that falls, like a door bell in another room.
const NOTES = { soon: [523.25], last: [523.25, 523.25], now: [659.25, 523.25] };

/** A short buzz where the phone has one and has been touched, and the chime if wanted. */
export function cue(sign: Sign): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(BUZZES[sign]);
  if (chime.value && !hush.value) play(sign);
}

function play(sign: Sign): void {
  if (!("AudioContext" in window)) return;
  audio ??= new AudioContext();
  void audio.resume();
  NOTES[sign].forEach((frequency, turn) => {
    if (!audio) return;
    const start = audio.currentTime + turn * (NOTE_SECONDS / 2);
    const note = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + NOTE_SECONDS);
  });
}
