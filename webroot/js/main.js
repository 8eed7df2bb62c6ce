// @ts-check
/** Wires the page together. */
import { describe } from './describe.js';
import { createScope } from './scope.js';
import { createSession } from './session.js';
import { followStatus } from './status.js';
import { createView } from './view.js';

const scope = createScope();

/** Nothing is resampled at 48 kHz; the large buffer carries the sound through moments when the machine is busy. */
const createContext = () => new AudioContext({ sampleRate: 48_000, latencyHint: 0.1 });

const session = createSession({
  playerId: crypto.randomUUID(),
  createContext,
  refresh: () => status.refresh(),
  onChange: model => view.show(describe(model)),
});
const view = createView({ onPlay: session.play, onStop: session.stop, onApply: session.apply });
const status = followStatus({
  scope,
  onReachable: session.onReachable,
  onSnapshot: snapshot => {
    view.suggestPrompt(snapshot.session_id ? snapshot.prompt.pending ?? snapshot.prompt.current ?? '' : '');
    session.onSnapshot(snapshot);
  },
});
