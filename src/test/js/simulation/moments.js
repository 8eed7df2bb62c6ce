// @ts-check
/**
 * What happens to a page that plays, each kind with what it does to the world.
 *
 * @typedef {import('./simulation.js').World} World
 * @typedef {(world: World, random: () => number) => void} Moment
 */
import { undoable } from '/js/session/prompt-change.js';

/** @param {() => number} random @param {number} from @param {number} to */
const between = (random, from, to) => from + (to - from) * random();

/** @param {boolean} keeps @returns {Moment} */
const restart = keeps => (world, random) => {
  world.server.end(keeps);
  world.network.breakAll();
  world.later(between(random, 0.5, 25), world.server.begin);
};

/** @type {Record<string, Moment>} */
export const MOMENTS = {
  'late segment': (world, random) => { world.script.generation.push(between(random, 45, 80)); },
  'very late segment': (world, random) => { world.script.generation.push(between(random, 100, 200)); },
  'slow link': (world, random) => { world.script.downloads.push({ seconds: between(random, 8, 40) }, { seconds: between(random, 8, 25) }); },
  'cut download': (world, random) => { world.script.downloads.push({ seconds: 3, cutAt: between(random, 0, 0.9) }); },
  'stalled download': (world, random) => { world.script.downloads.push({ seconds: 3, stallAt: between(random, 0, 0.9) }); },
  'stale answer': world => { world.script.stale++; },
  'segment made again': world => { world.script.remake = true; },
  'lost connection': (world, random) => {
    world.network.setUp(false);
    world.later(between(random, 1, 60), () => world.network.setUp(true));
  },
  'silent stream': world => world.network.silence(),
  'restarted server': restart(true),
  'restarted server that has forgotten': restart(false),
  'prompt change': (world, random) => {
    const words = `words ${Math.floor(1e6 * random())}`;
    world.wish(words);
    world.page().session.apply(words);
  },
  'prompt taken back': (world, random) => {
    world.page().session.apply(`more words ${Math.floor(1e6 * random())}`);
    world.later(between(random, 1, 20), () => {
      world.wish(null);
      world.page().session.undo();
    });
  },
  'something else': world => { world.page().session.requestPiece(); },
  'something else five times': world => {
    for (let press = 0; press < 5; press++) {
      world.later(press / 5, () => world.page().session.requestPiece());
    }
  },
  'something else taken back': (world, random) => {
    world.page().session.requestPiece();
    world.later(between(random, 0.1, 20), () => {
      const { session } = world.page();
      if (undoable(session.model())[0] === 'prompt') {
        world.wish(null);      // the piece is there already, or a prompt was asked for later
      }
      session.undo();
    });
  },
  reload: world => world.reload(),
  pause: (world, random) => {
    world.page().session.pause('hand');
    world.expectSilence();
    world.later(between(random, 2, 40), () => world.page().session.resume());
  },
  'stop and play': (world, random) => {
    world.wish(null);
    world.page().session.stop();
    world.expectSilence();
    world.later(between(random, 0.2, 5), () => world.page().session.play('again'));
  },
  'other page': (world, random) => {
    world.server.takeOver('another page');
    world.later(between(random, 1, 8), () => world.page().session.play(''));
  },
  'busy page': (world, random) => { world.holdTicks(between(random, 0.5, 2.4)); },
  'sound taken by the system': (world, random) => {
    const seconds = between(random, 1, 6);
    world.expectSilence(seconds + 0.3);
    const contexts = world.sound.contexts().filter(context => context.state === 'running');
    contexts.forEach(context => context.become('interrupted'));
    world.later(seconds, () => contexts.forEach(context => context.become('running')));
  },
  'failed generation': (world, random) => {
    world.server.fail();
    world.later(between(random, 5, 30), () => world.page().session.play(''));
  },
};

/** What the page's log shows to have happened. */
export const SEEN = {
  bridge: / bridge \d+ pass [12] started/, 'long bridge': / bridge \d+ pass 4 started/, crossfade: / planned: crossfade/,
  takeover: / planned: takeover/, jump: / planned: jump/,
  'new piece': / planned: announced/, 'sound before the download is over': / will be heard /, underrun: / underrun at /,
  'stale segment': / looking again for the next segment/, 'download tried again': / it is tried again/,
  'session resumed': / has kept the session/, 'session forgotten': / knows nothing of the session/, 'stream opened again': / opening it again/,
  'given up to another page': / given up: taken/,
};
